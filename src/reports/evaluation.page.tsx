import { versionQuery } from '../evaluation/month-words.rules';
import type { Refusal } from '../kernel/refusal';
import { formatMoment, formatMonth, formatNumber, type Month } from '../kernel/wita';
import { cellWords, type PaperTable } from '../papers/table-writer';
import { Badge, Card, Empty, Figure, Table } from '../web/components';
import { Problem, Submit } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { rankingChart } from './report-charts.rules';
import type { MonthReport } from './report-tables.rules';
import { inScope, peopleScope } from './scope.rules';
import { FigureTiles } from './unit-figures.page';

/** A month as the list shows it. */
export interface MonthLine {
  month: Month;
  state: 'none' | 'provisional' | 'fixed' | 'closed';
  cutoff: Date | null;
}

/** The months that can be evaluated, the newest first. */
export function monthsPage(view: View, months: MonthLine[], refusal?: Refusal): JSX.Element {
  return (
    <Page view={view} title={view.s('Evaluasi', 'Evaluation')}>
      <Problem view={view} refusal={refusal} />
      {months.length ? (
        <Table
          caption={view.t('Bulan yang sudah berjalan', 'Months that have begun')}
          columns={[
            { title: view.t('Bulan', 'Month') },
            { title: view.t('Keadaan', 'State') },
            { title: view.t('Data sampai', 'Data until') },
          ]}
          rows={months.map((line) => [
            <a href={`/evaluasi/${line.month}`}>
              {view.t(formatMonth(line.month, 'id'), formatMonth(line.month, 'en'))}
            </a>,
            <State view={view} state={line.state} />,
            line.cutoff ? view.t(formatMoment(line.cutoff, 'id'), formatMoment(line.cutoff, 'en')) : view.t('–', '–'),
          ])}
        />
      ) : (
        ''
      )}
    </Page>
  );
}

function State({ view, state }: { view: View; state: MonthLine['state'] }): JSX.Element {
  const words = {
    none: view.t('Belum dihitung', 'Not computed'),
    provisional: view.t('Sementara', 'Provisional'),
    fixed: view.t('Ditetapkan', 'Fixed'),
    closed: view.t('Ditutup', 'Closed'),
  };
  return (
    <Badge tone={state === 'none' ? 'neutral' : state === 'provisional' ? 'warn' : 'good'}>
      {words[state] as 'safe'}
    </Badge>
  );
}

interface MonthValues {
  month: Month;
  hasCalendar: boolean;
  /** Null: not computed yet. */
  report: MonthReport | null;
}

/** A month's results: totals, fair ranking with its chart, channels, posts, states, files. */
export function monthPage(view: View, { month, hasCalendar, report }: MonthValues): JSX.Element {
  const mayRun = view.may('evaluation.run') && !report?.isSuperseded;
  const year = month.slice(0, 4);
  return (
    <Page
      view={view}
      title={view.s(`Evaluasi ${formatMonth(month, 'id')}`, `Evaluation ${formatMonth(month, 'en')}`)}
      wide
    >
      {hasCalendar ? (
        ''
      ) : (
        <p class="alert alert-warning mb-4" role="status">
          {view.t(
            `Kalender ${year} belum ditetapkan. Hasil masih dapat berubah dan bulan ini belum dapat ditutup.`,
            `The calendar of ${year} is not approved. Results may still change and this month cannot be closed.`,
          )}
        </p>
      )}
      {report ? (
        <Results view={view} report={report} />
      ) : (
        <Empty>{view.t('Bulan ini belum dihitung.', 'This month has not been computed.')}</Empty>
      )}
      <p class="my-4">
        <a class="btn min-h-12" href={`/evaluasi/${month}/penutupan`}>
          {view.t('Penutupan bulan', 'Closing of the month')}
        </a>
      </p>
      {mayRun ? <ComputeForm view={view} month={month} again={report !== null} /> : ''}
    </Page>
  );
}

function ComputeForm({ view, month, again }: { view: View; month: Month; again: boolean }): JSX.Element {
  return (
    <form method="post" action={`/evaluasi/${month}/hasil-sementara`} class="my-4">
      <Submit>
        {again
          ? view.t('Hitung ulang hasil sementara', 'Compute provisional results again')
          : view.t('Hitung hasil sementara', 'Compute provisional results')}
      </Submit>
    </form>
  );
}

function Results({ view, report }: { view: View; report: MonthReport }): JSX.Element {
  const { month, tables } = report;
  return (
    <>
      <p class="mb-4">
        {view.t(
          `Data sampai ${formatMoment(report.cutoff, 'id')} · versi ${report.version} · juknis versi ${report.policyVersion}`,
          `Data until ${formatMoment(report.cutoff, 'en')} · version ${report.version} · rule version ${report.policyVersion}`,
        )}
        {report.state === 'provisional' ? <> · {view.t('sementara', 'provisional')}</> : ''} ·{' '}
        <a class="link" href={`/juknis?bulan=${month}`}>
          {view.t('Juknis', 'Rule')}
        </a>
      </p>
      {report.isSuperseded ? <Superseded view={view} report={report} /> : ''}
      <FigureTiles view={view} figures={report.totals}>
        <Figure
          label={view.t('Sebaran terhitung', 'Counting shares')}
          value={view.t(formatNumber(report.totals.shares, 'id'), formatNumber(report.totals.shares, 'en'))}
        />
      </FigureTiles>
      <Downloads view={view} report={report} />
      <Card title={view.t('Peringkat perangkat daerah', 'Ranking of agencies')}>
        <p class="text-sm text-muted">
          {view.t(
            'Perkiraan memperhitungkan besar kecilnya perangkat daerah. Keterangan "di atas" atau "di bawah" hanya diberikan bila selang 90% seluruhnya di atas atau di bawah rata-rata provinsi.',
            'Estimates take the size of an agency into account. "Above" or "below" is only said when the whole 90% interval lies above or below the province.',
          )}
        </p>
        {report.units.some(({ estimate }) => estimate !== null) ? (
          <div
            class="overflow-x-auto"
            tabindex="0"
            role="region"
            aria-label={view.s('Diagram peringkat', 'Ranking chart')}
          >
            <div class="min-w-xl">{rankingChart(report, 'page', view.lang) as 'safe'}</div>
          </div>
        ) : (
          <Empty>{view.t('Belum ada perangkat daerah yang dapat diperingkat.', 'No agency can be ranked yet.')}</Empty>
        )}
      </Card>
      <PaperTablePart view={view} table={tables.agencies} />
      <UnitsPart view={view} report={report} />
      <PaperTablePart view={view} table={tables.channels} />
      <PaperTablePart view={view} table={tables.programs} />
      <PaperTablePart view={view} table={tables.posts} />
      <PaperTablePart view={view} table={tables.states} />
      <PaperTablePart view={view} table={tables.trend} />
    </>
  );
}

function Superseded({ view, report }: { view: View; report: MonthReport }): JSX.Element {
  const { month, isSuperseded, audit } = report;
  return (
    <p class="alert alert-warning mb-4" role="status">
      <span>
        {view.t(
          'Versi ini sudah digantikan dan disimpan seperti saat ditetapkan.',
          'This version is superseded and kept as it was fixed.',
        )}{' '}
        <a class="link" href={`/evaluasi/${month}`}>
          {view.t('Versi terbaru', 'The newest version')}
        </a>
        {audit ? ' · ' : ''}
        {audit ? (
          <a class="link" href={`/evaluasi/${month}/pemeriksaan${versionQuery(report, isSuperseded)}`}>
            {view.t('Pemeriksaan acak versi ini', 'Random audit of this version')}
          </a>
        ) : (
          ''
        )}
      </span>
    </p>
  );
}

function Downloads({ view, report }: { view: View; report: MonthReport }): JSX.Element {
  const { month, isSuperseded } = report;
  const named = versionQuery(report, isSuperseded);
  const formats = [
    ['pdf', view.t('Unduh PDF', 'Download PDF')],
    ['xlsx', view.t('Unduh Excel', 'Download Excel')],
    ['csv', view.t('Unduh CSV', 'Download CSV')],
    ['json', view.t('Unduh JSON', 'Download JSON')],
    ['txt', view.t('Teks WhatsApp', 'Text for WhatsApp')],
  ] as const;
  return (
    <p class="mb-4 flex flex-wrap gap-2">
      {formats.map(([format, label]) => (
        <a class="btn" href={`/evaluasi/${month}/laporan.${format}${named}`}>
          {label as 'safe'}
        </a>
      ))}
      <a class="btn btn-outline" href={`/laporan/${month}${named}`}>
        {view.t('Laporan dan penerbitannya', 'The report and its issuing')}
      </a>
    </p>
  );
}

/** Units lead to their people. */
function UnitsPart({ view, report }: { view: View; report: MonthReport }): JSX.Element {
  const { units } = report.tables;
  const scope = view.actor && view.may('participation.read') ? peopleScope(view.actor) : [];
  const cells = cellsOf(view, units).map(([, name, ...figures], index) => {
    const unit = report.units[index];
    if (!unit || !inScope(scope, unit.path)) return [name ?? '', ...figures];
    const address = `/partisipasi?unit=${encodeURIComponent(unit.code)}&bulan=${report.month}`;
    return [<a href={address}>{name as 'safe'}</a>, ...figures];
  });
  const columns = units.columns
    .slice(1)
    .map(({ title, kind }) => ({ title: view.t(title, title), numeric: kind !== 'text' }));
  return (
    <Table
      caption={view.t('Unit kerja; angkanya mencakup unit di bawahnya', 'Units; figures include sub-units')}
      columns={columns}
      rows={cells}
    />
  );
}

function PaperTablePart({ view, table }: { view: View; table: PaperTable }): JSX.Element {
  if (!table.rows.length) return <></>;
  const columns = table.columns.map(({ title, kind }) => ({ title: view.t(title, title), numeric: kind !== 'text' }));
  return <Table caption={view.t(table.title, table.title)} columns={columns} rows={cellsOf(view, table)} />;
}

function cellsOf(view: View, table: PaperTable): JSX.Element[][] {
  return cellWords(table, view.lang).map((texts) => texts.map((text) => view.t(text, text)));
}
