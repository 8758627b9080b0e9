/*
 * The monthly report as a paper: Laporan Evaluasi Penyebarluasan Informasi, sections A to D and H of the juknis; E, F and
 * G follow with call centre, false-news desk and closing. A provisional month carries SEMENTARA across every page.
 * Participation is material for a superior's consideration, never a grade: the words "predikat kinerja" do not occur.
 * Source: evaluation.md, section 7; domain.md, section 3.4.
 */
import type { Policy } from '../policies/policy.rules';
import { fraction } from '../evaluation/unit.rules';
import { formatMoment, formatMonth, formatNumber, formatPercent, type Lang, type Month } from '../kernel/wita';
import { barChart, lineChart } from '../papers/chart';
import { tableBlock, type ReportBlock, type ReportPaper } from '../papers/report.paper';
import type { PaperTable } from '../papers/table-writer';
import { letterOf } from '../settings/letter.rules';
import type { Settings } from '../settings/setting.rules';
import { inRankOrder, type TrendMonth, type UnitFigures } from './report-tables.rules';

/** The month as a whole. */
export interface MonthTotals {
  obliged: number;
  exempt: number;
  active: number;
  met: number;
  shares: number;
}

export interface MonthReport {
  month: Month;
  version: number;
  policyVersion: number;
  cutoff: Date;
  provisional: boolean;
  policy: Policy;
  totals: MonthTotals;
  units: readonly UnitFigures[];
  /** The stored months up to this one, the oldest first. */
  trend: readonly TrendMonth[];
  /** Name of the unit whose own edition this is, for internal use; null: the whole province. */
  edition: string | null;
  tables: {
    agencies: PaperTable;
    units: PaperTable;
    channels: PaperTable;
    states: PaperTable;
    posts: PaperTable;
    trend: PaperTable;
    /** As far as the reader may see them; on paper only in a unit's own edition. */
    people: PaperTable;
  };
}

/** The paper and its pictures; formal reports are in Bahasa Indonesia whatever the reader's language. */
export function monthPaper(
  report: MonthReport,
  settings: Settings,
): { paper: ReportPaper; pictures: Record<string, string> } {
  const lang: Lang = 'id';
  const paper: ReportPaper = {
    lang,
    ...letterOf(settings, report),
    ...(report.provisional ? { draft: 'SEMENTARA' } : {}),
    pageWords: ['Halaman', 'dari'],
    title: 'LAPORAN EVALUASI PENYEBARLUASAN INFORMASI',
    subtitle: [
      `Bulan ${formatMonth(report.month, lang)}`,
      ...(report.edition ? [`${report.edition} · berkas internal`] : []),
      `Data sampai dengan ${formatMoment(report.cutoff, lang)} · versi ${report.version}${report.provisional ? ' (sementara)' : ''}`,
    ],
    sections: sections(report, lang),
  };
  return {
    paper,
    pictures: {
      ...(isRanked(report) ? { peringkat: rankingChart(report, 'paper', lang) } : {}),
      ...(report.trend.length > 1 ? { tren: trendChart(report.trend, 'paper', lang) } : {}),
    },
  };
}

function sections(report: MonthReport, lang: Lang): ReportPaper['sections'] {
  return [
    { heading: 'Pendahuluan', blocks: introduction() },
    { heading: 'Sasaran dan metode', blocks: method(report) },
    { heading: 'Hasil', blocks: results(report, lang) },
    { heading: 'Mutu', blocks: [tableBlock(report.tables.states, lang)] },
    { heading: 'Penutup', blocks: closing() },
    ...(report.edition && report.tables.people.rows.length
      ? [{ heading: 'Lampiran: pegawai', blocks: [tableBlock(report.tables.people, lang)] }]
      : []),
  ];
}

function isRanked({ units }: Pick<MonthReport, 'units'>): boolean {
  return inRankOrder(units).some(({ estimate }) => estimate !== null);
}

/** Participation month by month, for page or paper. */
export function trendChart(trend: readonly TrendMonth[], palette: 'page' | 'paper', lang: Lang): string {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return lineChart({
    title: t('Partisipasi dua belas bulan', 'Participation over twelve months'),
    description: t('Bagian pegawai wajib yang berpartisipasi tiap bulan.', 'Part of the obliged who took part.'),
    points: trend.map(({ month, active, obliged }) => {
      const value = fraction(active, obliged);
      const label = formatMonth(month, lang).slice(0, 3);
      return { label, value, ...(value === null ? {} : { text: formatPercent(value, lang, 0) }) };
    }),
    palette,
  });
}

/** Agencies with estimate and 90 % interval, for page or paper. */
export function rankingChart(
  report: Pick<MonthReport, 'units' | 'month'>,
  palette: 'page' | 'paper',
  lang: Lang,
): string {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const bars = inRankOrder(report.units).flatMap((unit) => barOf(unit, lang));
  return barChart({
    title: t(
      `Perkiraan ketercapaian perangkat daerah, ${formatMonth(report.month, lang)}`,
      `Estimated fulfilment of agencies, ${formatMonth(report.month, lang)}`,
    ),
    description: t(
      'Batang menunjukkan perkiraan; garis menunjukkan selang 90 persen. Angkanya ada pada tabel.',
      'Bars show the estimate, lines the 90 per cent interval. The figures stand in the table.',
    ),
    bars,
    palette,
  });
}

function barOf({ name, estimate, low, high }: UnitFigures, lang: Lang) {
  if (estimate === null) return [];
  const interval = low === null || high === null ? {} : { low, high };
  return [{ label: name, value: estimate, ...interval, text: formatPercent(estimate, lang) }];
}

function introduction(): ReportBlock[] {
  return [
    {
      kind: 'text',
      text: 'Laporan ini memuat hasil evaluasi penyebarluasan informasi resmi oleh pegawai sebagai bahan pertimbangan atasan dan pembinaan. Laporan ini bukan penilaian kinerja pegawai.',
    },
    {
      kind: 'list',
      items: [
        'Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik',
        'Instruksi Presiden Nomor 9 Tahun 2015 tentang Pengelolaan Komunikasi Publik',
        'Peraturan Menteri PANRB Nomor 83 Tahun 2012 tentang Pedoman Pemanfaatan Media Sosial Instansi Pemerintah',
        'Surat Edaran Menteri PANRB Nomor 137 Tahun 2018 tentang Penyebarluasan Informasi Melalui Media Sosial bagi ASN',
      ],
    },
  ];
}

function method({ policy, policyVersion, totals }: MonthReport): ReportBlock[] {
  const number = (value: number) => formatNumber(value, 'id');
  return [
    {
      kind: 'text',
      text: `Juknis versi ${policyVersion}: target ${policy.monthlyPosts} materi bagi pegawai yang bekerja sebulan penuh, berkurang menurut hari cuti dan dibulatkan ke bawah; satu materi dihitung satu kali, paling banyak ${policy.dailyCap} materi sehari; semua kanal bernilai sama. Pegawai dengan kurang dari ${policy.minAvailableDays} hari tersedia dikecualikan. Wajib: ${number(totals.obliged)} pegawai; dikecualikan: ${number(totals.exempt)} pegawai.`,
    },
    {
      kind: 'text',
      text: 'Peringkat memakai perkiraan empiris Bayes agar perangkat daerah kecil dan besar dibandingkan dengan adil. Perangkat daerah yang selang 90%-nya bertumpang tindih dalam satu kelompok ukuran tidak dibedakan.',
    },
  ];
}

function results(report: MonthReport, lang: Lang): ReportBlock[] {
  const { totals, tables } = report;
  const units = { ...tables.units, columns: tables.units.columns.filter(({ key }) => key !== 'code') };
  const rest = [tables.agencies, units, tables.channels, tables.posts].filter(({ rows }) => rows.length);
  const empty: ReportBlock[] = totals.shares
    ? []
    : [{ kind: 'text', text: 'Belum ada sebaran yang terhitung pada bulan ini.' }];
  return [
    { kind: 'tiles', tiles: tiles(totals, lang) },
    ...empty,
    ...(isRanked(report) ? [rankingPicture] : []),
    ...rest.map((table) => tableBlock(table, lang)),
    ...(report.trend.length > 1 ? [trendPicture, tableBlock(tables.trend, lang)] : []),
  ];
}

const rankingPicture: ReportBlock = {
  kind: 'picture',
  picture: 'peringkat',
  caption: 'Perkiraan ketercapaian perangkat daerah dan selang 90%',
  alt: 'Diagram batang; angka yang sama ada pada tabel peringkat.',
};
const trendPicture: ReportBlock = {
  kind: 'picture',
  picture: 'tren',
  caption: 'Partisipasi dua belas bulan',
  alt: 'Diagram garis; angka yang sama ada pada tabel berikut.',
};

function tiles(totals: MonthTotals, lang: Lang): { label: string; value: string; note?: string }[] {
  const number = (value: number) => formatNumber(value, lang);
  const rate = (part: number) => formatPercent(fraction(part, totals.obliged), lang);
  return [
    { label: 'Pegawai wajib', value: number(totals.obliged), note: `${number(totals.exempt)} dikecualikan` },
    { label: 'Partisipasi', value: rate(totals.active), note: `${number(totals.active)} pegawai aktif` },
    { label: 'Ketercapaian', value: rate(totals.met), note: `${number(totals.met)} mencapai target` },
    { label: 'Sebaran terhitung', value: number(totals.shares) },
  ];
}

/** The month as a text that can be sent on by WhatsApp; the same figures as on paper, no person named. */
export function monthText(report: MonthReport): string {
  const described = (description: string) =>
    inRankOrder(report.units)
      .filter((unit) => unit.description === description)
      .map(({ name }) => name);
  const [above, below] = [described('di atas'), described('di bawah')];
  return [
    `*Evaluasi penyebarluasan informasi ${formatMonth(report.month, 'id')}*${report.provisional ? ' (sementara)' : ''}`,
    ...(report.edition ? [report.edition] : []),
    `Data sampai ${formatMoment(report.cutoff, 'id')}, versi ${report.version}`,
    '',
    ...tiles(report.totals, 'id').map(({ label, value, note }) => `${label}: ${value}${note ? ` (${note})` : ''}`),
    ...(above.length ? ['', `Di atas rata-rata provinsi: ${above.join('; ')}`] : []),
    ...(below.length ? ['', `Perlu pembinaan: ${below.join('; ')}`] : []),
    '',
    'Bahan pertimbangan atasan, bukan penilaian kinerja.',
    '',
  ].join('\n');
}

function closing(): ReportBlock[] {
  return [
    { kind: 'text', text: 'Demikian laporan ini disampaikan untuk menjadi bahan pertimbangan dan tindak lanjut.' },
  ];
}
