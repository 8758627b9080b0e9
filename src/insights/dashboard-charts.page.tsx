import { fraction } from '../evaluation/unit.rules';
import { formatPercent, type Month } from '../kernel/wita';
import { barChart } from '../papers/chart';
import type { PaperTable } from '../papers/table-writer';
import { Card, Empty } from '../web/components';
import type { View } from '../web/view';
import { coverageTable } from './coverage.rules';
import type { Dashboard } from './dashboard.service';
import { PaperTablePart } from './paper-table.page';

export interface DashboardValues extends Dashboard {
  months: Month[];
}
export interface DashboardProps {
  view: View;
  values: DashboardValues;
}

/** An address that keeps the unit and the month chosen. */
export function addressOf(path: string, { unit, month }: DashboardValues, change: Record<string, string> = {}): string {
  return `${path}?${new URLSearchParams({ unit: unit.unit.code, bulan: month, ...change }).toString()}`;
}

/** A chart with the table that carries its figures. */
export function Picture(props: { view: View; svg: string; table: PaperTable; hrefs?: string[] }): JSX.Element {
  const { view, svg, table, hrefs = [] } = props;
  return (
    <Card title={view.t(table.title, table.title)}>
      <div class="overflow-x-auto" tabindex="0" role="region" aria-label={table.title}>
        <div class="min-w-xl">{svg as 'safe'}</div>
      </div>
      <PaperTablePart view={view} table={table} hrefs={hrefs} />
    </Card>
  );
}

/** The direct sub-units; each leads to its own dashboard. */
export function Below({ view, values }: DashboardProps): JSX.Element {
  const { below } = values;
  if (!below.length) return <></>;
  const title = view.s(
    'Unit di bawahnya; angkanya mencakup unit di bawahnya lagi',
    'Sub-units; figures include theirs',
  );
  const table: PaperTable = {
    title,
    columns: [
      { key: 'name', title: view.s('Unit kerja', 'Unit'), kind: 'text' },
      { key: 'obliged', title: view.s('Wajib', 'Obliged'), kind: 'integer' },
      { key: 'active', title: view.s('Berpartisipasi', 'Active'), kind: 'integer' },
      { key: 'participation', title: view.s('Partisipasi', 'Participation'), kind: 'percent' },
      { key: 'fulfilment', title: view.s('Ketercapaian', 'Fulfilment'), kind: 'percent' },
    ],
    rows: below.map(({ unit: { name }, figures: { obliged, active, participation, fulfilment } }) => ({
      ...{ name, obliged, active },
      ...{ participation: participation ?? '–', fulfilment: fulfilment ?? '–' },
    })),
  };
  const svg = barChart({
    title: view.s('Partisipasi unit di bawahnya', 'Participation of sub-units'),
    description: view.s('Bagian pegawai wajib yang berpartisipasi.', 'Part of the obliged who took part.'),
    bars: below.map(({ unit, figures: { participation } }) => ({
      ...{ label: unit.name, value: participation ?? 0, text: formatPercent(participation, view.lang) },
    })),
    palette: 'page',
  });
  const hrefs = below.map(({ unit: { code } }) => addressOf('/dasbor', values, { unit: code }));
  return <Picture view={view} svg={svg} table={table} hrefs={hrefs} />;
}

/** The posts that began in the month; each leads to how far it reached. */
export function Posts({ view, values }: DashboardProps): JSX.Element {
  const { posts } = values;
  const table = coverageTable(posts, view.lang);
  if (!posts.length) {
    return (
      <div class="mb-4">
        <Empty>
          {view.t(
            'Tidak ada materi untuk unit ini yang mulai disebarkan pada bulan ini.',
            'No official post for this unit began in this month.',
          )}
        </Empty>
      </div>
    );
  }
  const svg = barChart({
    title: table.title,
    description: view.s(
      'Bagian orang yang dituju yang menyebarkan tiap materi.',
      'Part of the people meant who shared each post.',
    ),
    bars: posts.map(({ title, shared, meant }) => {
      const part = fraction(shared, meant);
      return { label: title, value: part ?? 0, text: formatPercent(part, view.lang) };
    }),
    palette: 'page',
  });
  const hrefs = posts.map(({ id }) => addressOf(`/dasbor/materi/${id}`, values));
  return <Picture view={view} svg={svg} table={table} hrefs={hrefs} />;
}
