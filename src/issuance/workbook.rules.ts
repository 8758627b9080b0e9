/*
 * The workbook of a month: a summary, the agencies with their ranking, the units, the people as far as the reader may
 * see them, channels, programmes, official posts, states and trend; of a whole fixed month also every counting share, as
 * it is in the closing hash. All sheets hold the figures of the paper, as numbers with all their digits.
 * Example: 7 active of 9 obliged → the summary's row "Partisipasi" has 7 and 0.777…, shown 77,8%.
 * Source: evaluation.md, section 7.
 */
import { fraction } from '../evaluation/unit.rules';
import { formatMoment, formatMonth, type Lang } from '../kernel/wita';
import type { PaperTable } from '../papers/table-writer';
import type { SheetTable } from '../papers/xlsx-writer';
import type { MonthReport } from '../reports/report-tables.rules';
import { statementWords } from '../sampling/bounds.rules';
import { tooFew } from './month-sections.rules';

type Row = PaperTable['rows'][number];

/** @param shares absent: they are not fixed, or not for this reader */
export function workbook(report: MonthReport, lang: Lang, shares?: AsyncIterable<Row>): SheetTable[] {
  const { agencies, units, people, channels, programs, posts, states, trend } = report.tables;
  const sheets = [summary(report, lang), agencies, units, people, channels, programs, posts, states, trend];
  return shares ? [...sheets, shareSheet(shares, lang)] : sheets;
}

function summary(report: MonthReport, lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Ringkasan', 'Summary'),
    columns: [
      { key: 'what', title: t('Uraian', 'Item'), kind: 'text', width: 36 },
      { key: 'count', title: t('Jumlah', 'Number'), kind: 'integer' },
      { key: 'part', title: t('Bagian', 'Part'), kind: 'percent' },
      { key: 'note', title: t('Keterangan', 'Remark'), kind: 'text', width: 60 },
    ],
    rows: [...about(report, lang), ...sums(report, lang), ...ranking(report, lang), ...audit(report, lang)],
  };
}

function about({ month, version, state, cutoff, policyVersion, closingHash, edition }: MonthReport, lang: Lang): Row[] {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const states = {
    provisional: t('sementara', 'provisional'),
    fixed: t('ditetapkan', 'fixed'),
    closed: t('ditutup', 'closed'),
  };
  return [
    ...(edition ? [{ what: t('Unit', 'Unit'), note: edition.name }] : []),
    { what: t('Bulan', 'Month'), note: formatMonth(month, lang) },
    { what: t('Data sampai dengan', 'Data until'), note: formatMoment(cutoff, lang) },
    { what: t('Versi', 'Version'), count: version, note: states[state] },
    { what: t('Juknis versi', 'Rule version'), count: policyVersion },
    { what: t('Sidik penutupan', 'Closing hash'), note: closingHash ?? '–' },
  ];
}

function sums({ totals: { obliged, exempt, active, met, shares }, appeals }: MonthReport, lang: Lang): Row[] {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return [
    { what: t('Pegawai wajib', 'Obliged staff'), count: obliged },
    { what: t('Dikecualikan', 'Exempt'), count: exempt },
    { what: t('Partisipasi', 'Participation'), count: active, part: fraction(active, obliged) ?? '–' },
    { what: t('Ketercapaian', 'Fulfilment'), count: met, part: fraction(met, obliged) ?? '–' },
    { what: t('Sebaran terhitung', 'Counting shares'), count: shares },
    ...(appeals
      ? [
          { what: t('Sanggahan dikabulkan', 'Appeals granted'), count: appeals.granted },
          { what: t('Sanggahan ditolak', 'Appeals refused'), count: appeals.refused },
          { what: t('Sanggahan belum diputus', 'Appeals undecided'), count: appeals.open },
        ]
      : [{ what: t('Rincian', 'Details'), note: tooFew[lang] }]),
  ];
}

function ranking({ prior: { p, units, strength } }: MonthReport, lang: Lang): Row[] {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const none = t('tidak ada peringkat', 'no ranking');
  return [
    { what: t('Peringkat: p, rata-rata bersama', 'Ranking: p, the common mean'), part: p ?? '–' },
    { what: t('Peringkat: k, perangkat daerah', 'Ranking: k, agencies'), count: units },
    { what: t('Peringkat: M, kekuatan awal', 'Ranking: M, prior strength'), note: strength ? String(strength) : none },
  ];
}

function audit({ audit: statement }: MonthReport, lang: Lang): Row[] {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  if (!statement) return [{ what: t('Audit acak', 'Random audit'), note: t('belum diundi', 'not drawn yet') }];
  const { publicNumber, source } = statement.draw;
  return [
    { what: t('Audit acak: bilangan publik', 'Random audit: public number'), note: `${publicNumber} (${source})` },
    { what: t('Audit acak: sebaran diperiksa', 'Random audit: checked shares'), count: statement.checked },
    { what: t('Audit acak: tidak sah', 'Random audit: invalid'), count: statement.invalid },
    {
      what: t('Audit acak: paling banyak tidak sah', 'Random audit: invalid at most'),
      part: statement.bound ?? '–',
      note: statementWords(statement)[lang],
    },
  ];
}

function shareSheet(rows: AsyncIterable<Row>, lang: Lang): SheetTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Sebaran', 'Shares'),
    columns: [
      { key: 'id', title: t('ID sebaran', 'Share id'), kind: 'text', width: 38 },
      { key: 'number', title: t('NIP atau nomor THL', 'NIP or THL number'), kind: 'text', width: 22 },
      { key: 'post', title: t('Kode materi', 'Post code'), kind: 'text', width: 18 },
      { key: 'channel', title: t('Kanal', 'Channel'), kind: 'text', width: 18 },
      { key: 'day', title: t('Tanggal', 'Date'), kind: 'date', width: 12 },
    ],
    rows,
  };
}
