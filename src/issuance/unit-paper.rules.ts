/*
 * A unit's own edition of the month, for its head: the unit with its sub-units and their people, for internal use.
 * It bears the check code of its own file but no signature: the report of the province is what is signed.
 * Example: DINKES with its laboratory → both in the table of units, the people of both by number, "berkas internal".
 * Source: evaluation.md, section 7 (people only in the internal edition, each head only the own unit).
 */
import { bandWords, descriptionWords } from '../evaluation/ranking.rules';
import { formatMonth, formatPercent } from '../kernel/wita';
import { type ReportBlock, type ReportPart, tableBlock } from '../papers/report.paper';
import type { PaperTable } from '../papers/table-writer';
import { trendChart } from '../reports/report-charts.rules';
import type { MonthReport, UnitFigures } from '../reports/report-tables.rules';
import { asOf, framed, type PaperFrame, type Printable } from './month-paper.rules';
import { appealSentence, tiles, unitBlock } from './month-sections.rules';

export function unitPaper(report: MonthReport & { edition: UnitFigures }, frame: PaperFrame): Printable {
  const { paper, pictures } = framed(report, frame);
  const hasTrend = report.trend.length > 1;
  return {
    paper: {
      ...paper,
      title: 'REKAPITULASI PENYEBARLUASAN INFORMASI UNIT',
      subtitle: [report.edition.name, `Bulan ${formatMonth(report.month, 'id')} · berkas internal`, ...asOf(report)],
      sections: sections(report, hasTrend),
    },
    pictures: { ...pictures, ...(hasTrend ? { tren: trendChart(report.trend, 'paper', 'id') } : {}) },
  };
}

function sections(report: MonthReport & { edition: UnitFigures }, hasTrend: boolean): ReportPart[] {
  const { tables } = report;
  const table = (one: PaperTable): ReportBlock[] => (one.rows.length ? [tableBlock(one, 'id')] : []);
  const trend: ReportBlock[] = hasTrend ? [trendPicture, tableBlock(tables.trend, 'id')] : [];
  const appeals: ReportBlock = { kind: 'text', text: appealSentence(report.appeals) };
  const people = tables.people.rows.length ? tableBlock(peopleOnPaper(report), 'id') : nobody;
  return [
    { heading: 'Ringkasan', blocks: [{ kind: 'tiles', tiles: tiles(report.totals) }, place(report.edition)] },
    ...(report.units.length > 1 ? [{ heading: 'Unit kerja', blocks: [unitBlock(tables.units)] }] : []),
    {
      heading: 'Sebaran',
      blocks: [...table(tables.channels), ...table(tables.states), ...noShares(report), appeals, ...trend],
    },
    { heading: 'Pegawai', blocks: [people] },
  ];
}

/** What a page is wide enough for; the code of the unit only where there are several. */
function peopleOnPaper({ tables, units }: MonthReport): PaperTable {
  const left = units.length > 1 ? ['workingDays'] : ['workingDays', 'unit'];
  return { ...tables.people, columns: tables.people.columns.filter(({ key }) => !left.includes(key)) };
}

function place({ estimate, low, high, description, band, rank }: UnitFigures): ReportBlock {
  const wanting = low === null || high === null || description === null || band === null || rank === null;
  const text = wanting
    ? 'Unit ini tidak diperingkat pada bulan ini.'
    : `Perkiraan ${formatPercent(estimate, 'id', 2)}, selang 90% ${formatPercent(low, 'id', 2)}–${formatPercent(high, 'id', 2)}: ${descriptionWords[description].id} rata-rata provinsi, peringkat ${rank} dalam kelompok ${bandWords[band].id}.`;
  return { kind: 'text', text };
}

function noShares({ tables, appeals }: MonthReport): ReportBlock[] {
  if (tables.states.rows.length || !appeals) return [];
  return [{ kind: 'text', text: 'Tidak ada sebaran yang dicatat pada bulan ini.' }];
}

const nobody: ReportBlock = { kind: 'text', text: 'Tidak ada pegawai yang tercatat di unit ini pada bulan ini.' };
const trendPicture: ReportBlock = {
  kind: 'picture',
  picture: 'tren',
  caption: 'Partisipasi sampai dua belas bulan',
  alt: 'Diagram garis partisipasi tiap bulan; angka yang sama ada pada tabel berikut.',
};
