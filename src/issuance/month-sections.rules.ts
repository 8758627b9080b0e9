/*
 * Sections A to H of the monthly report, each a list of blocks with the same figures as page, workbook and CSV.
 * A Pendahuluan · B Sasaran dan metode (with p, k and M of the ranking) · C Hasil · D Mutu (states, appeals, audit) ·
 * E Layanan informasi · F Klarifikasi hoaks · G Kendala dan tindak lanjut (the agency's own words) · H Penutup.
 * Participation is material for a superior's consideration, never a grade: the words "predikat kinerja" do not occur.
 * A subject of which nothing is kept says so in one sentence, so that an empty section is never read as "all is well".
 * Example: 7 ranked agencies, p = 0.641213, M = 11.492968 → "p = 64,12%; k = 7; M = 11,49".
 * Source: evaluation.md, sections 5 and 7; domain.md, section 3.4.
 */
import { fraction } from '../evaluation/unit.rules';
import { words } from '../kernel/refusal';
import { formatMoment, formatMonth, formatNumber, formatPercent, previousMonth } from '../kernel/wita';
import { type ReportBlock, type ReportPart, type ReportTable, tableBlock } from '../papers/report.paper';
import type { PaperTable } from '../papers/table-writer';
import { extremeTables, inRankOrder, type MonthReport, type MonthTotals } from '../reports/report-tables.rules';
import { statementWords } from '../sampling/bounds.rules';
import type { PaperFrame } from './month-paper.rules';

const number = (value: number) => formatNumber(value, 'id');
const text = (content: string): ReportBlock => ({ kind: 'text', text: content });

export function monthSections(report: MonthReport, { settings, texts }: PaperFrame): ReportPart[] {
  return [
    { heading: 'Pendahuluan', blocks: introduction(settings['report.basis']) },
    { heading: 'Sasaran dan metode', blocks: method(report) },
    { heading: 'Hasil', blocks: results(report) },
    { heading: 'Mutu', blocks: quality(report) },
    { heading: 'Layanan informasi', blocks: [text(notKept('layanan informasi'))] },
    { heading: 'Klarifikasi hoaks', blocks: [text(notKept('laporan dan klarifikasi hoaks'))] },
    { heading: 'Kendala dan tindak lanjut', blocks: followUp(report, texts.followUp) },
    { heading: 'Penutup', blocks: [text(closingSentence)] },
  ];
}

/** Whether the month tells agencies apart at all. */
export function isRanked({ units }: Pick<MonthReport, 'units'>): boolean {
  return inRankOrder(units).some(({ estimate }) => estimate !== null);
}

/** The four figures of a month, for page one and for the text. */
export function tiles(totals: MonthTotals): { label: string; value: string; note?: string }[] {
  const rate = (part: number) => formatPercent(fraction(part, totals.obliged), 'id');
  return [
    { label: 'Pegawai wajib', value: number(totals.obliged), note: `${number(totals.exempt)} dikecualikan` },
    { label: 'Partisipasi', value: rate(totals.active), note: `${number(totals.active)} pegawai aktif` },
    { label: 'Ketercapaian', value: rate(totals.met), note: `${number(totals.met)} mencapai target` },
    { label: 'Sebaran terhitung', value: number(totals.shares) },
  ];
}

/** The whole ranking and the recap per unit, the last pages. */
export function monthAnnexes(report: MonthReport): ReportPart[] {
  const { agencies, units } = report.tables;
  const ranking: ReportBlock[] = agencies.rows.length ? [tableBlock(agencies, 'id')] : [text(nobodyRanked)];
  return [
    {
      heading: 'Lampiran 1. Peringkat perangkat daerah',
      blocks: [...(isRanked(report) ? [rankingPicture] : []), ...ranking],
    },
    { heading: 'Lampiran 2. Rekapitulasi per perangkat daerah', blocks: [unitBlock(units)] },
  ];
}

/** Codes say nothing on paper. */
export function unitBlock(units: PaperTable): ReportTable {
  const note = 'Angka setiap unit mencakup unit di bawahnya. Tanda – berarti tidak ada pegawai wajib.';
  return tableBlock({ ...units, columns: units.columns.filter(({ key }) => key !== 'code') }, 'id', note);
}

function introduction(local: string[]): ReportBlock[] {
  return [
    text(
      'Laporan ini memuat hasil evaluasi penyebarluasan informasi resmi oleh pegawai sebagai bahan pertimbangan atasan dan pembinaan. Laporan ini bukan penilaian kinerja pegawai. Dasar pelaksanaan:',
    ),
    {
      kind: 'list',
      items: [
        'Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik',
        'Instruksi Presiden Nomor 9 Tahun 2015 tentang Pengelolaan Komunikasi Publik',
        'Peraturan Menteri PANRB Nomor 83 Tahun 2012 tentang Pedoman Pemanfaatan Media Sosial Instansi Pemerintah',
        'Surat Edaran Menteri PANRB Nomor 137 Tahun 2018 tentang Penyebarluasan Informasi Melalui Media Sosial bagi ASN',
        ...local,
      ],
    },
  ];
}

function method(report: MonthReport): ReportBlock[] {
  const { policy, policyVersion, totals, cutoff } = report;
  const counting =
    policy.acceptance === 'review'
      ? 'setelah diterima verifikator'
      : 'kecuali dikembalikan, ditolak, ditahan, atau dibatalkan';
  return [
    text(
      `Sasaran: ${number(totals.obliged)} pegawai wajib; ${number(totals.exempt)} pegawai dikecualikan karena kurang dari ${policy.minAvailableDays} hari tersedia atau dengan pengecualian yang disetujui. Data yang diterima sampai dengan ${formatMoment(cutoff, 'id')} ikut dihitung.`,
    ),
    text(
      `Cara hitung (juknis versi ${policyVersion}): target ${policy.monthlyPosts} materi bagi pegawai yang bekerja sebulan penuh, berkurang menurut hari cuti dan dibulatkan ke bawah. Satu materi dihitung satu kali, paling banyak ${policy.dailyCap} materi sehari; semua kanal bernilai sama. Sebaran dihitung ${counting}, dan bila diterima paling lambat ${policy.receiptHours} jam setelah dibagikan.`,
    ),
    text(
      `Partisipasi = pegawai dengan paling sedikit satu materi terhitung ÷ pegawai wajib. Ketercapaian = pegawai yang mencapai target ÷ pegawai wajib. Peringkat memakai ${policy.rankingBasis === 'participation' ? 'partisipasi' : 'ketercapaian'} perangkat daerah dengan paling sedikit ${policy.minRankedPeople} pegawai wajib.`,
    ),
    text(rankingMethod(report)),
  ];
}

function rankingMethod({ prior: { p, units, strength } }: MonthReport): string {
  const shared = `p = ${formatPercent(p, 'id', 2)}; k = ${number(units)}`;
  if (p === null || strength === null) {
    return `Peringkat: perbedaan antarperangkat daerah bulan ini tidak dapat dibedakan dari kebetulan (${shared}), sehingga tidak ada peringkat.`;
  }
  const m = formatNumber(strength, 'id', 2);
  return `Agar perangkat daerah kecil dan besar dibandingkan dengan adil, nilai mentah x dari n ditarik ke rata-rata bersama (empiris Bayes): perkiraan = (pM + x) ÷ (M + n), dengan ${shared}; M = ${m}. Selang 90% adalah kuantil 5% dan 95% dari Beta(pM + x, qM + n − x), q = 1 − p. Keterangan "di atas" atau "di bawah" hanya diberikan bila selang itu seluruhnya di atas atau di bawah p. Dalam satu kelompok ukuran, yang selangnya bertumpang tindih tidak dibedakan.`;
}

function results(report: MonthReport): ReportBlock[] {
  const { totals, tables, trend } = report;
  const table = (one: PaperTable): ReportBlock[] => (one.rows.length ? [tableBlock(one, 'id')] : []);
  return [
    { kind: 'tiles', tiles: tiles(totals) },
    text(totals.shares ? comparison(report) : 'Tidak ada sebaran yang terhitung pada bulan ini.'),
    ...ends(report),
    ...(isRanked(report) ? [text('Peringkat seluruh perangkat daerah beserta selangnya ada pada Lampiran 1.')] : []),
    ...table(tables.channels),
    ...table(tables.programs),
    ...table(tables.posts),
    ...(trend.length > 1 ? [trendPicture, tableBlock(tables.trend, 'id')] : []),
  ];
}

function ends(report: MonthReport): ReportBlock[] {
  if (!isRanked(report)) return [];
  const tables = extremeTables(report.units, report.policy.rankingBasis, 'id').map((one) => tableBlock(one, 'id'));
  return tables.length === 2 ? tables : [...tables, text(tables.length ? nobodyElseApart : nobodyApart)];
}

/** The month before, if it was stored. */
function comparison({ month, trend, totals }: MonthReport): string {
  const now = fraction(totals.active, totals.obliged);
  const last = trend.find((one) => one.month === previousMonth(month));
  const before = last ? fraction(last.active, last.obliged) : null;
  const start = `${number(totals.active)} dari ${number(totals.obliged)} pegawai wajib berpartisipasi (${formatPercent(now, 'id')})`;
  if (now === null || before === null) return `${start}.`;
  const points = Math.abs(now - before) * 100;
  const name = formatMonth(previousMonth(month), 'id');
  if (points < 0.05) return `${start}, sama dengan ${name}.`;
  return `${start}, ${now > before ? 'naik' : 'turun'} ${formatNumber(points, 'id', 1)} poin dibanding ${name}.`;
}

const rankingPicture: ReportBlock = {
  kind: 'picture',
  picture: 'peringkat',
  caption: 'Perkiraan perangkat daerah dan selang 90%',
  alt: 'Diagram batang perkiraan tiap perangkat daerah dengan garis selang 90%; angka yang sama ada pada tabel peringkat.',
};
const trendPicture: ReportBlock = {
  kind: 'picture',
  picture: 'tren',
  caption: 'Partisipasi sampai dua belas bulan',
  alt: 'Diagram garis partisipasi tiap bulan; angka yang sama ada pada tabel berikut.',
};

function quality({ tables, appeals, audit }: MonthReport): ReportBlock[] {
  const states: ReportBlock = tables.states.rows.length
    ? tableBlock(tables.states, 'id')
    : text('Tidak ada sebaran yang dicatat pada bulan ini.');
  return [states, text(appealSentence(appeals)), text(auditSentence(audit))];
}

/** Said instead of channels, states and appeals of a handful of people. */
export const tooFew = words(
  'Kanal, keadaan sebaran, dan sanggahan tidak dirinci karena dapat menunjuk pada satu sampai empat pegawai.',
  'Channels, states of shares and appeals are not shown because they could point to one to four people.',
);

/** Appeals in words, for every paper of a month. */
export function appealSentence(appeals: MonthReport['appeals']): string {
  if (!appeals) return tooFew.id;
  const { open, granted, refused } = appeals;
  const all = open + granted + refused;
  if (!all) return 'Tidak ada sanggahan untuk bulan ini.';
  const waiting = open ? `, ${number(open)} belum diputus` : '';
  return `Sanggahan: ${number(all)} diajukan; ${number(granted)} dikabulkan, ${number(refused)} ditolak${waiting}.`;
}

/** The random audit in words: what was drawn with which number, and what the checks say of all counting shares. */
export function auditSentence(audit: MonthReport['audit']): string {
  if (!audit) return 'Audit acak: belum diundi.';
  const { publicNumber, source, shares } = audit.draw;
  return `Audit acak: ${number(shares.length)} sebaran diundi dengan bilangan publik ${publicNumber} (${source}). ${statementWords(audit).id}`;
}

function notKept(what: string): string {
  return `Data ${what} untuk bulan ini tidak disimpan di Gaung.`;
}

function followUp({ units }: MonthReport, typed: string): ReportBlock[] {
  const below = inRankOrder(units).filter(({ description }) => description === 'di bawah');
  const names = below.map(({ name }) => name).join('; ');
  const paragraphs = typed.split(/\n+/).filter(Boolean);
  return [
    ...(paragraphs.length ? paragraphs : ['Tidak ada catatan kendala dan tindak lanjut untuk bulan ini.']).map(text),
    ...(names ? [text(`Perangkat daerah yang seluruh selangnya di bawah rata-rata, untuk pembinaan: ${names}.`)] : []),
  ];
}

const nobodyApart =
  'Tidak ada perangkat daerah yang selangnya seluruhnya di atas atau di bawah rata-rata bersama, sehingga tidak ada yang disebut tertinggi atau terendah.';
const nobodyElseApart =
  'Pada ujung yang lain tidak ada perangkat daerah yang selangnya seluruhnya lepas dari rata-rata bersama.';
const nobodyRanked = 'Tidak ada perangkat daerah yang diperingkat pada bulan ini.';
const closingSentence =
  'Demikian laporan ini disampaikan untuk menjadi bahan pertimbangan pimpinan dan tindak lanjut perangkat daerah.';
