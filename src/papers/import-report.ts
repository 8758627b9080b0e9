import { Refusal, words, type Words } from '../kernel/refusal';
import { type Lang, parseDay, parseMoment } from '../kernel/wita';
import type { SourceRow } from './table-reader';

/** What is wrong in one row of a file, and how to mend it. */
export interface RowProblem {
  /** As the user sees it in the spreadsheet. */
  row: number;
  column: string;
  words: Words;
}

/** The answer to an import or to its trial: with a single problem nothing was written. */
export interface ImportReport {
  /** Rows read. */
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  problems: RowProblem[];
  notes: Words[];
}

/** Reads the cells of one row and collects a sentence for each that is wrong; a wrong cell reads as empty. */
export class RowReader {
  constructor(
    readonly row: SourceRow,
    private readonly problems: RowProblem[],
  ) {}

  problem(column: string, sentence: Words): void {
    this.problems.push({ row: this.row.number, column, words: sentence });
  }

  raw(column: string): string {
    return (this.row.cells[column] ?? '').trim();
  }

  /** Text of at most `max` characters; empty is a problem only when required. */
  text(column: string, max: number, required = false): string {
    const value = this.raw(column);
    if (!value && required)
      this.problem(column, words(`Kolom ${column} kosong. Isi kolom ini.`, `Column ${column} is empty. Fill it in.`));
    if (value.length <= max) return value;
    this.problem(
      column,
      words(
        `Kolom ${column} berisi ${value.length} karakter; paling banyak ${max}. Persingkat isinya.`,
        `Column ${column} has ${value.length} characters; at most ${max}. Shorten it.`,
      ),
    );
    return '';
  }

  /** One of the given words, compared without regard to case; `fallback` when empty. */
  choice<T extends string>(column: string, choices: readonly T[], fallback: T | null): T | null {
    const value = this.raw(column);
    const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
    if (found !== undefined) return found;
    if (!value && fallback !== null) return fallback;
    const list = choices.join(', ');
    this.problem(
      column,
      words(
        `Kolom ${column} berisi "${cut(value)}". Pilih salah satu: ${list}.`,
        `Column ${column} has "${cut(value)}". Choose one of: ${list}.`,
      ),
    );
    return null;
  }

  /** A day `YYYY-MM-DD`; null when empty or wrong. */
  day(column: string, required = false): string | null {
    const value = this.raw(column);
    if (!value && !required) return null;
    const day = parseDay(value);
    if (day === null) {
      this.problem(
        column,
        words(
          `Kolom ${column} berisi "${cut(value)}". Tulis tanggal seperti 2026-11-23 atau 23/11/2026.`,
          `Column ${column} has "${cut(value)}". Write a date such as 2026-11-23 or 23/11/2026.`,
        ),
      );
    }
    return day;
  }

  /** A moment; without an offset it is WITA. Null when empty or wrong. */
  moment(column: string, required = false): Date | null {
    const value = this.raw(column);
    if (!value && !required) return null;
    const moment = parseMoment(value);
    if (moment === null) {
      this.problem(
        column,
        words(
          `Kolom ${column} berisi "${cut(value)}". Tulis waktu seperti 2026-11-23T14:05 (WITA).`,
          `Column ${column} has "${cut(value)}". Write a moment such as 2026-11-23T14:05 (WITA).`,
        ),
      );
    }
    return moment;
  }
}

/** Shortens what a file holds before it is repeated in a sentence. */
export function cut(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}…` : value;
}

/** A file with problems: nothing of it was imported, and the report says why. */
export class ImportRefusal extends Refusal {
  constructor(readonly report: ImportReport) {
    const count = report.problems.length;
    const ready = report.rows - new Set(report.problems.map(({ row }) => row)).size;
    const lines = (lang: Lang) => report.problems.map((problem) => problemLine(problem, lang)).join('\n');
    super(
      'invalid',
      'import-refused',
      words(
        `${ready} baris siap diimpor, ${count} kesalahan perlu diperbaiki. Belum ada yang disimpan.\n${lines('id')}`,
        `${ready} rows are ready, ${count} mistakes need mending. Nothing was saved.\n${lines('en')}`,
      ),
      { fields: report.problems.map((p) => ({ field: `${p.row}.${p.column}`, words: p.words })) },
    );
  }
}

function problemLine({ row, column, words: sentence }: RowProblem, lang: Lang): string {
  return `${lang === 'id' ? 'Baris' : 'Row'} ${row}, ${column}: ${sentence[lang]}`;
}

/** Throws an ImportRefusal when the report names a problem. */
export function refuseProblems(report: ImportReport): void {
  if (report.problems.length) throw new ImportRefusal(report);
}

/** The report as the API answers it. @throws ImportRefusal with a sentence for every mistake, on a trial too */
export function reportAsJson(report: ImportReport, lang: Lang) {
  refuseProblems(report);
  const { rows, added, changed, unchanged, notes } = report;
  return { rows, added, changed, unchanged, notes: notes.map((note) => note[lang]) };
}

/** Whether `?dryRun=` of the API asks for a trial. @throws Refusal 422 for anything but true and false */
export function isTrial(dryRun: string | undefined): boolean {
  if (!dryRun || dryRun === 'false') return false;
  if (dryRun === 'true') return true;
  throw new Refusal('invalid', 'dry-run', words('Isi dryRun dengan true atau false.', 'Set dryRun to true or false.'));
}

/** What an import did or would do, in one sentence. */
export function countsOf({ rows, added, changed, unchanged }: ImportReport): Words {
  return words(
    `${rows} baris: ${added} baru, ${changed} berubah, ${unchanged} tetap.`,
    `${rows} rows: ${added} new, ${changed} changed, ${unchanged} unchanged.`,
  );
}
