/*
 * The monthly report as a paper: Laporan Evaluasi Penyebarluasan Informasi on the agency's letterhead, with the sections
 * of `month-sections.rules`, signature, copies, check code and the recap per agency as annex.
 * Formal reports are in Bahasa Indonesia whatever the reader's language. Until the report is issued every page bears a
 * word across: SEMENTARA while the results are provisional, KONSEP while they are fixed, DIGANTIKAN once a newer version
 * exists; then it has a check code.
 * Number, sifat, lampiran and hal are what the agency typed: Gaung issues no official number.
 * Example: October 2026 closed, not issued → KONSEP, no code; issued with "500.12/15/DKIPS" → "Nomor: 500.12/15/DKIPS".
 * Source: evaluation.md, section 7; domain.md, section 3.4.
 */
import { formatMoment, formatMonth } from '../kernel/wita';
import { qrSvg } from '../papers/qr';
import type { ReportPaper } from '../papers/report.paper';
import { rankingChart, trendChart } from '../reports/report-charts.rules';
import type { MonthReport } from '../reports/report-tables.rules';
import { letterOf } from '../settings/letter.rules';
import type { Settings } from '../settings/setting.rules';
import { isRanked, monthAnnexes, monthSections } from './month-sections.rules';

/** What the agency writes on its report. */
export interface ReportTexts {
  number: string;
  nature: string;
  attachments: string;
  subject: string;
  /** Section G: what stood in the way, and what follows. */
  followUp: string;
}

export const noTexts: ReportTexts = { number: '', nature: '', attachments: '', subject: '', followUp: '' };

/** What stands around the figures of a paper. */
export interface PaperFrame {
  settings: Settings;
  texts: ReportTexts;
  /** The date of the document. */
  date: Date;
  /** Null: a draft. */
  check: CheckMark | null;
  /** Hash of the coat of arms; null: none. */
  logo: Buffer | null;
}

/** Where everybody can check the paper. */
export interface CheckMark {
  code: string;
  /** The page that the QR opens. */
  address: string;
}

export interface Printable {
  paper: ReportPaper;
  pictures: Record<string, string>;
}

/** The report of the whole province. */
export function monthPaper(report: MonthReport, frame: PaperFrame): Printable {
  const { number, nature, attachments, subject } = frame.texts;
  const particulars = [
    { label: 'Sifat', value: nature },
    { label: 'Lampiran', value: attachments },
    { label: 'Hal', value: subject },
  ].filter(({ value }) => value);
  const { paper, pictures } = framed(report, frame);
  return {
    paper: {
      ...paper,
      ...letterOf(frame.settings, { date: frame.date, provisional: report.state === 'provisional' }),
      letterhead: paper.letterhead,
      title: 'LAPORAN EVALUASI PENYEBARLUASAN INFORMASI',
      subtitle: [
        `BULAN ${formatMonth(report.month, 'id').toUpperCase()}`,
        ...(number ? [`Nomor: ${number}`] : []),
        ...asOf(report),
      ],
      ...(particulars.length ? { particulars } : {}),
      sections: monthSections(report, frame),
      annexes: monthAnnexes(report),
    },
    pictures: { ...pictures, ...charts(report) },
  };
}

/** Letterhead, mark of a draft, check code and foot: what all papers of a month share. */
export function framed(
  report: Pick<MonthReport, 'month' | 'version' | 'state' | 'isSuperseded'>,
  { settings, date, check }: PaperFrame,
): { paper: Omit<ReportPaper, 'title' | 'subtitle' | 'sections'>; pictures: Record<string, string> } {
  const { paper, fontSize, letterhead } = letterOf(settings, { date, provisional: true });
  const stage = report.state === 'provisional' ? 'SEMENTARA' : report.isSuperseded ? 'DIGANTIKAN' : 'KONSEP';
  return {
    paper: {
      ...{ lang: 'id' as const, paper, fontSize, pageWords: ['Halaman', 'dari'] },
      letterhead,
      ...(check ? { check: checkOf(check) } : { draft: stage }),
      footer: check
        ? `Kode pemeriksaan laporan ${spacedCode(check.code)}`
        : `Gaung · ${formatMonth(report.month, 'id')} · versi ${report.version}`,
    },
    pictures: check ? { periksa: qrSvg(check.address) } : {},
  };
}

/** Cut-off and versions, under the title of every paper. */
export function asOf({ cutoff, version, policyVersion, state }: MonthReport): string[] {
  const provisional = state === 'provisional' ? ' (sementara)' : '';
  return [
    `Data sampai dengan ${formatMoment(cutoff, 'id')}`,
    `Versi ${version}${provisional} · juknis versi ${policyVersion}`,
  ];
}

/** `7K3Q9-MXT2A`: a code in halves that are easy to type. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

function checkOf({ code, address }: CheckMark): NonNullable<ReportPaper['check']> {
  const text = `${spacedCode(code)} · Pindai, atau buka ${address.replace(/^https?:\/\//, '')}, untuk mencocokkan berkas ini dengan yang diterbitkan.`;
  return { picture: 'periksa', label: 'Kode pemeriksaan laporan', text, code };
}

function charts(report: MonthReport): Record<string, string> {
  return {
    ...(isRanked(report) ? { peringkat: rankingChart(report, 'paper', 'id') } : {}),
    ...(report.trend.length > 1 ? { tren: trendChart(report.trend, 'paper', 'id') } : {}),
  };
}
