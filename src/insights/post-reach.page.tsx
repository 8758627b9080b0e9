import { fullName } from '../directory/person.rules';
import { formatMoment, formatMonth } from '../kernel/wita';
import type { PaperTable } from '../papers/table-writer';
import { Empty, More, Table } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { reachCells, reachColumns, sharersShown } from './coverage.rules';
import type { PostReach } from './dashboard.service';
import { PaperTablePart } from './paper-table.page';

/** How far a post reached in a unit: part by part as counts, and who shared it; who did not is named nowhere. */
export function postReachPage(view: View, values: PostReach): JSX.Element {
  const { post, unit, month, sharers, skip, hasMore } = values;
  const address = (path: string, change: Record<string, string> = {}) =>
    `${path}?${new URLSearchParams({ unit: unit.code, bulan: month, ...change }).toString()}`;
  const hrefs = values.parts.map(({ code }) =>
    code === unit.code ? null : address(`/dasbor/materi/${post.id}`, { unit: code }),
  );
  return (
    <Page view={view} title={view.s(`Jangkauan: ${post.title}`, `Reach: ${post.title}`)} wide>
      <p class="mb-4">
        {view.t(
          `${unit.name} · ${post.program} · dapat disebarkan sejak ${formatMoment(post.opened, 'id')}`,
          `${unit.name} · ${post.program} · could be shared from ${formatMoment(post.opened, 'en')}`,
        )}{' '}
        ·{' '}
        <a class="link" href={address('/dasbor')}>
          {view.t(`Dasbor ${formatMonth(month, 'id')}`, `Dashboard of ${formatMonth(month, 'en')}`)}
        </a>
      </p>
      {values.parts.length ? (
        <PaperTablePart view={view} table={partsTable(view, values)} hrefs={hrefs} />
      ) : (
        <div class="mb-4">
          <Empty>
            {view.t('Materi ini tidak ditujukan kepada unit ini.', 'This post is not meant for this unit.')}
          </Empty>
        </div>
      )}
      {sharers.length ? <Sharers view={view} values={values} /> : ''}
      <More
        view={view}
        href={hasMore ? address(`/dasbor/materi/${post.id}`, { lewati: String(skip + sharersShown) }) : null}
      />
    </Page>
  );
}

function partsTable(view: View, { parts, unit }: PostReach): PaperTable {
  const own = parts.length > 1 ? view.s(' (tanpa unit di bawahnya)', ' (without sub-units)') : '';
  return {
    title: view.s('Jangkauan tiap unit', 'Reach unit by unit'),
    columns: [
      { key: 'name', title: view.s('Unit kerja', 'Unit'), kind: 'text' },
      ...reachColumns(view.lang),
      { key: 'hours', title: view.s('Median jam', 'Median hours'), kind: 'decimal', decimals: 1 },
    ],
    rows: parts.map(({ name, code, medianHours, ...reach }) => ({
      ...{ name: code === unit.code ? name + own : name, hours: medianHours ?? '–' },
      ...reachCells(reach),
    })),
  };
}

function Sharers({ view, values: { sharers, month } }: { view: View; values: PostReach }): JSX.Element {
  return (
    <Table
      caption={view.t('Yang menyebarkan, yang pertama di atas', 'Who shared it, the first on top')}
      columns={[
        { title: view.t('Nama', 'Name') },
        { title: view.t('Unit kerja', 'Unit') },
        { title: view.t('Pertama kali', 'First time') },
      ]}
      rows={sharers.map((sharer) => [
        <a href={`/partisipasi/pegawai/${sharer.personId}?bulan=${month}`} safe>
          {fullName(sharer)}
        </a>,
        view.t(sharer.unitName, sharer.unitName),
        view.t(formatMoment(sharer.at, 'id'), formatMoment(sharer.at, 'en')),
      ])}
    />
  );
}
