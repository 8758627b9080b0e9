import { Refusal, type Words, words } from '../kernel/refusal';
import { columnKey, readCell } from './cell.rules';
import { readCsv } from './csv-reader';
import { tableFormat } from './table-format';
import { readXlsx } from './xlsx-reader';

/** One row below the header that is not blank. */
export interface SourceRow {
  /** As the user sees it in the spreadsheet; the header is usually 1. */
  number: number;
  /** By normalised header; every header is present, absent cells are ''. */
  cells: Record<string, string>;
}

/** A table somebody gave us: text only, cleaned, nothing interpreted. */
export interface SourceTable {
  /** Normalised: lower case, spaces joined by `_`; only the known ones where those were named. */
  headers: string[];
  rowCount: number;
  /** Can be walked more than once; a row is made when it is asked for. */
  rows(): Iterable<SourceRow>;
  /** What the importer should mention in its report, such as columns that were ignored. */
  notes: Words[];
}

export interface ReadOptions {
  /** Default 500,000. */
  maxRows?: number;
  /** Normalised headers that mean something; others are ignored with a note, none at all is refused. */
  known?: readonly string[];
  /** Normalised headers that must be there. */
  required?: readonly string[];
}

interface Column {
  index: number;
  key: string;
  title: string;
}

const maxBytes = 120 * 1024 * 1024;

/**
 * Reads a CSV or the first sheet of an XLSX; what it is is decided by the bytes, not by the name.
 * CSV: `;`, `,` or tab, UTF-8, UTF-16 with mark or windows-1252. XLSX: numbers keep their digits up to 15, longer ones
 * come as `1.98609E+17` (see `damagedNumber`); dates come as `2026-11-23` or `2026-11-23T14:05:00`.
 * @throws Refusal with a sentence for everything that cannot be read
 */
export async function readTable(
  file: { name: string; bytes: Buffer },
  options: ReadOptions = {},
): Promise<SourceTable> {
  if (file.bytes.length > maxBytes) throw tooLarge();
  const format = tableFormat(file.bytes);
  return sourceTable(format === 'xlsx' ? await readXlsx(file.bytes) : readCsv(file.bytes), options);
}

/** The same reading for bytes that are known to be CSV, without waiting. */
export function readCsvTable(bytes: Buffer, options: ReadOptions = {}): SourceTable {
  return sourceTable(readCsv(bytes), options);
}

function sourceTable(raw: string[][], options: ReadOptions): SourceTable {
  const headerIndex = raw.findIndex((row) => !isBlank(row));
  if (headerIndex < 0) throw empty();
  const all = columnsOf(raw[headerIndex]);
  const columns = options.known ? all.filter((column) => options.known?.includes(column.key)) : all;
  refuseHeaders(all, columns, options);
  const width = raw[headerIndex].length;
  const rowCount = checkedRowCount(raw, headerIndex, { width, maxRows: options.maxRows ?? 500_000 });
  return {
    headers: columns.map((column) => column.key),
    rowCount,
    rows: () => walk(raw, headerIndex + 1, columns),
    notes: ignoredNote(all.filter((column) => !columns.includes(column))),
  };
}

function* walk(raw: string[][], from: number, columns: Column[]): Iterable<SourceRow> {
  for (let index = from; index < raw.length; index += 1) {
    const row = raw[index];
    if (isBlank(row)) continue;
    const pairs = columns.map((column): [string, string] => [column.key, readCell(row[column.index] ?? '')]);
    // fromEntries defines own properties, so even a column called __proto__ is only a column.
    yield { number: index + 1, cells: Object.fromEntries(pairs) };
  }
}

function columnsOf(header: string[]): Column[] {
  return header
    .map((title, index) => ({ index, key: columnKey(title), title: readCell(title) }))
    .filter((column) => column.key !== '');
}

function isBlank(row: string[]): boolean {
  return row.every((cell) => cell === '' || cell.trim() === '');
}

function refuseHeaders(all: Column[], columns: Column[], options: ReadOptions): void {
  const twice = all.find((column, index) => all.findIndex((other) => other.key === column.key) !== index);
  if (twice) throw doubleHeader(twice.title);
  if (columns.length === 0) throw noKnownHeader(options.known ?? []);
  const absent = (options.required ?? []).filter((key) => !columns.some((column) => column.key === key));
  if (absent.length) throw missingHeaders(absent);
}

function checkedRowCount(raw: string[][], headerIndex: number, limit: { width: number; maxRows: number }): number {
  let count = 0;
  for (let index = headerIndex + 1; index < raw.length; index += 1) {
    if (isBlank(raw[index])) continue;
    count += 1;
    // More cells than headers means a delimiter inside a cell without quotation marks: every value after it is shifted.
    if (raw[index].length > limit.width && !isBlank(raw[index].slice(limit.width)))
      throw surplus(index + 1, limit.width);
  }
  if (count === 0) throw headerOnly();
  if (count > limit.maxRows) throw tooManyRows(count, limit.maxRows);
  return count;
}

function ignoredNote(ignored: Column[]): Words[] {
  if (ignored.length === 0) return [];
  const names = ignored.map((column) => column.title).join(', ');
  return [words(`Kolom yang tidak dikenal diabaikan: ${names}.`, `Unknown columns were ignored: ${names}.`)];
}

function refuse(code: string, id: string, en: string): Refusal {
  return new Refusal('invalid', code, words(id, en));
}

function tooLarge(): Refusal {
  return new Refusal(
    'too-large',
    'file-too-large',
    words(
      'Berkas lebih besar dari 120 MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.',
      'The file is larger than 120 MB. Split it into several files and upload them one by one.',
    ),
  );
}

function empty(): Refusal {
  return refuse(
    'empty-file',
    'Berkas ini kosong. Isi baris pertama dengan judul kolom dan baris berikutnya dengan data.',
    'This file is empty. Put the column titles in the first row and the data below.',
  );
}

function headerOnly(): Refusal {
  return refuse(
    'header-only',
    'Berkas ini hanya berisi judul kolom. Isi datanya mulai baris kedua, lalu unggah kembali.',
    'This file has only column titles. Enter the data from the second row on, then upload it again.',
  );
}

function doubleHeader(title: string): Refusal {
  return refuse(
    'double-header',
    `Judul kolom "${title}" ada dua kali. Hapus atau ganti nama salah satunya.`,
    `The column title "${title}" appears twice. Delete or rename one of them.`,
  );
}

function noKnownHeader(known: readonly string[]): Refusal {
  return refuse(
    'no-known-header',
    `Tidak ada judul kolom yang dikenal pada baris pertama. Gunakan judul berikut: ${known.join(', ')}.`,
    `No known column title in the first row. Use these titles: ${known.join(', ')}.`,
  );
}

function missingHeaders(absent: string[]): Refusal {
  return refuse(
    'missing-header',
    `Kolom wajib belum ada: ${absent.join(', ')}. Tambahkan kolom itu dengan judul yang sama persis.`,
    `Required columns are missing: ${absent.join(', ')}. Add them with exactly these titles.`,
  );
}

function surplus(row: number, width: number): Refusal {
  return refuse(
    'surplus-cell',
    `Baris ${row} berisi lebih dari ${width} sel. Apit isi yang memuat pemisah kolom dengan tanda kutip ("…").`,
    `Row ${row} has more than ${width} cells. Put quotation marks ("…") around a value that contains the delimiter.`,
  );
}

function tooManyRows(count: number, most: number): Refusal {
  return refuse(
    'too-many-rows',
    `Berkas berisi ${count} baris, batasnya ${most}. Bagi menjadi beberapa berkas, lalu unggah satu per satu.`,
    `The file has ${count} rows, the limit is ${most}. Split it into several files and upload them one by one.`,
  );
}
