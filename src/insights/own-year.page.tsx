import { labelWords } from '../evaluation/person.rules';
import { formatMonth, formatNumber, formatPercent } from '../kernel/wita';
import { lineChart } from '../papers/chart';
import { channelTable } from '../reports/report-counts.rules';
import { Badge, Card, Empty, Figure, Table } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { OwnMonth, OwnYear } from './own-year.service';
import { PaperTablePart } from './paper-table.page';

/** *Tahun saya*: the own months of a year, and the channels used, which nobody else sees so. */
export function ownYearPage(view: View, values: OwnYear): JSX.Element {
  const { year, months, channels, channelNames } = values;
  return (
    <Page view={view} title={view.s(`Tahun saya ${year}`, `My year ${year}`)}>
      <OtherYears view={view} values={values} />
      {months.length ? (
        <Months view={view} months={months} />
      ) : (
        <div class="mb-4">
          <Empty>
            {view.t(
              'Tidak ada bulan yang dihitung pada tahun ini. Pilih tahun lain.',
              'No month of this year was computed. Choose another year.',
            )}
          </Empty>
        </div>
      )}
      {Object.keys(channels).length ? (
        <>
          <p class="mb-2 text-sm text-muted">
            {view.t(
              'Rincian kanal hanya Anda yang melihat. Semua kanal bernilai sama.',
              'Only you see the channels. All channels earn the same.',
            )}
          </p>
          <PaperTablePart view={view} table={channelTable(channels, channelNames, view.lang)} />
        </>
      ) : (
        ''
      )}
    </Page>
  );
}

function OtherYears({ view, values }: { view: View; values: OwnYear }): JSX.Element {
  const { year, hasYearBefore, hasYearAfter } = values;
  const links = [
    ...(hasYearBefore ? [{ href: `/nilai/tahun/${year - 1}`, text: String(year - 1) }] : []),
    ...(hasYearAfter ? [{ href: `/nilai/tahun/${year + 1}`, text: String(year + 1) }] : []),
  ];
  return (
    <p class="mb-2 flex flex-wrap gap-x-4">
      {links.map(({ href, text }) => (
        <a class="link inline-flex min-h-11 items-center" href={href}>
          {view.t(`Tahun ${text}`, `Year ${text}`)}
        </a>
      ))}
      <a class="link inline-flex min-h-11 items-center" href="/data-saya">
        {view.t('Data saya', 'My data')}
      </a>
    </p>
  );
}

function Months({ view, months }: { view: View; months: OwnMonth[] }): JSX.Element {
  const figures = months.flatMap(({ figure }) => (figure ? [figure] : []));
  const counted = figures.reduce((sum, figure) => sum + figure.counted, 0);
  const met = figures.filter(({ achievement }) => achievement === 1).length;
  const text = (value: number) => view.t(formatNumber(value, 'id'), formatNumber(value, 'en'));
  const title = view.s('Capaian tiap bulan', 'Achievement month by month');
  const svg = lineChart({
    title,
    description: view.s(
      'Capaian target tiap bulan; bulan yang dikecualikan memutus garis.',
      'Achievement of each month’s target; an exempt month interrupts the line.',
    ),
    points: months.map(({ month, figure }) => {
      const value = figure?.achievement ?? null;
      const label = formatMonth(month, view.lang).slice(0, 3);
      return { label, value, ...(value === null ? {} : { text: formatPercent(value, view.lang, 0) }) };
    }),
    palette: 'page',
  });
  return (
    <>
      <div class="mb-4 grid grid-cols-2 gap-3">
        <Figure label={view.t('Materi dihitung', 'Posts counted')} value={text(counted)} />
        <Figure
          label={view.t('Target tercapai', 'Target met')}
          value={text(met)}
          note={view.t(`dari ${months.length} bulan`, `of ${months.length} months`)}
        />
      </div>
      <Card title={view.t(title, title)}>
        <div class="overflow-x-auto" tabindex="0" role="region" aria-label={title}>
          <div class="min-w-xl">{svg as 'safe'}</div>
        </div>
        <Table
          caption={view.t('Tiap bulan dan rinciannya', 'Each month and what is behind it')}
          columns={[
            { title: view.t('Bulan', 'Month') },
            { title: view.t('Target', 'Target'), numeric: true },
            { title: view.t('Dihitung', 'Counted'), numeric: true },
            { title: view.t('Capaian', 'Achievement'), numeric: true },
            { title: view.t('Keterangan', 'Status') },
            { title: view.t('Hasil', 'Results') },
          ]}
          rows={months.map((one) => monthRow(view, one))}
        />
      </Card>
    </>
  );
}

function monthRow(view: View, { month, figure, label, policy, isFixed }: OwnMonth): JSX.Element[] {
  const number = (value: number | undefined) => view.t(String(value ?? '–'), String(value ?? '–'));
  const achievement = figure?.achievement ?? null;
  return [
    <a href={`/nilai?bulan=${month}`}>{view.t(formatMonth(month, 'id'), formatMonth(month, 'en'))}</a>,
    number(figure?.target),
    number(figure?.counted),
    view.t(formatPercent(achievement, 'id'), formatPercent(achievement, 'en')),
    label
      ? view.w(labelWords(label, policy))
      : figure
        ? view.t('Dikecualikan', 'Exempt')
        : view.t('Tidak tercatat di unit', 'On record in no unit'),
    isFixed ? (
      <Badge tone="good">{view.t('Tetap', 'Fixed')}</Badge>
    ) : (
      <Badge>{view.t('Sementara', 'Provisional')}</Badge>
    ),
  ];
}
