/*
 * Checks an exported month without the database. First the bytes: the file must be exactly what its content is written
 * as, so that no hidden difference passes. Then every row against its listed hash: a row that differs is changed, one
 * without an entry is added, an entry without a row is removed; and rows stand in the order of the hash. Then the whole
 * against the closing hash. Who makes all of it anew gets another closing hash: that is compared with the check page.
 * Example: Ani's counted 3 made into 4 → "person 199003052015052998" is changed.
 * Source: evaluation.md §6, last sentence.
 */
import type { ResultJson } from '../evaluation/result.rules';
import { words, type Words } from '../kernel/refusal';
import {
  type ClosingContent,
  ClosingHash,
  closingRows,
  type Row,
  rowEntry,
  type Verification,
} from './closing-rows.rules';

export type ExportedMonth = ResultJson & { verification: Verification };

export type FindingKind = 'unreadable' | 'unverifiable' | 'bytes' | 'changed' | 'added' | 'removed' | 'moved' | 'hash';

export interface Finding {
  kind: FindingKind;
  /** The row, such as `person 1990…`, or the line of the file. */
  what: string;
}

/** How an exported month is written. */
export function monthText(month: object): string {
  return JSON.stringify(month, null, 2);
}

/** All that does not fit in an exported month; empty: it is what was fixed. */
export function verifyMonth(bytes: Buffer): Finding[] {
  const month = parsed(bytes);
  if (!month) return [{ kind: 'unreadable', what: '' }];
  if (!isExport(month)) return [{ kind: 'unverifiable', what: '' }];
  const written = Buffer.from(monthText(month));
  if (!written.equals(bytes)) return [{ kind: 'bytes', what: String(firstOtherLine(written, bytes)) }];
  const { closingHash: claimed, verification, ...result } = month;
  const { previousHash, rows: listed, ...facts } = verification;
  const rows = closingRows({ ...result, ...facts } satisfies ClosingContent);
  const names = rows.map(rowName);
  const differing = [...labelled(month), ...compare(rows.map(rowEntry), listed)];
  const found = differing.length ? differing : [...moved(names, namesIn(month)), ...moved(names, listed.map(nameOf))];
  if (found.length || new ClosingHash(previousHash).add(rows).hex() === claimed) return found;
  return [{ kind: 'hash', what: `head ${month.period}` }];
}

export const findingWords: Record<FindingKind, (what: string) => Words> = {
  unreadable: () => words('Berkas ini bukan JSON yang utuh.', 'This file is no complete JSON.'),
  unverifiable: () =>
    words(
      'Berkas ini tidak memuat bagian "verification". Unduh laporan JSON seluruh provinsi setelah bulannya ditetapkan.',
      'This file has no part "verification". Download the JSON report of the whole province after the month was fixed.',
    ),
  bytes: (what) =>
    words(`Baris ${what} berkas ini tidak seperti aslinya.`, `Line ${what} of the file is not as it was written.`),
  changed: (what) => words(`Diubah: ${what}`, `Changed: ${what}`),
  added: (what) => words(`Ditambahkan: ${what}`, `Added: ${what}`),
  removed: (what) => words(`Dihapus: ${what}`, `Removed: ${what}`),
  moved: (what) => words(`Tidak pada urutannya: ${what}`, `Out of order: ${what}`),
  hash: (what) =>
    words(
      `Sidik penutupan tidak cocok: ${what}, sidik sebelumnya, atau daftar barisnya diubah.`,
      `The closing hash does not fit: ${what}, the previous hash or the list of rows was changed.`,
    ),
};

/** A row gets its kind only in the hash: one that the file gives it would be hashed as if it were not there. */
function labelled(month: ExportedMonth): Finding[] {
  const contents = [month, ...month.people, ...month.verification.shares, ...month.units];
  const names = namesIn(month);
  return contents.flatMap((content, index) =>
    Object.hasOwn(content, 'kind') ? { kind: 'changed' as const, what: names[index] ?? '' } : [],
  );
}

/** The rows as the file has them, kind by kind. */
function namesIn({ period, people, units, verification: { shares } }: ExportedMonth): string[] {
  return [
    rowName({ kind: 'head', id: period }),
    ...people.map(({ number }) => rowName({ kind: 'person', id: number })),
    ...shares.map(({ id }) => rowName({ kind: 'share', id })),
    ...units.map(({ code }) => rowName({ kind: 'unit', id: code })),
  ];
}

function rowName({ kind, id }: Pick<Row, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

/** The first that is not where it should be. */
function moved(inOrder: string[], given: string[]): Finding[] {
  const index = given.findIndex((one, at) => one !== inOrder[at]);
  return index < 0 ? [] : [{ kind: 'moved', what: given[index] ?? '' }];
}

function compare(computed: string[], listed: string[]): Finding[] {
  const [inFile, inList] = [without(computed, listed), without(listed, computed)];
  const lost = new Set(inList.map(nameOf));
  const there = new Set(inFile.map(nameOf));
  return [
    ...inFile.map((entry) => ({ kind: lost.has(nameOf(entry)) ? ('changed' as const) : ('added' as const), entry })),
    ...inList.filter((entry) => !there.has(nameOf(entry))).map((entry) => ({ kind: 'removed' as const, entry })),
  ].map(({ kind, entry }) => ({ kind, what: nameOf(entry) }));
}

/** The entries of one list that the other does not have, or has less often. */
function without(entries: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const entry of others) left.set(entry, (left.get(entry) ?? 0) + 1);
  return entries.filter((entry) => {
    const count = left.get(entry) ?? 0;
    left.set(entry, count - 1);
    return count <= 0;
  });
}

const nameOf = (entry: string) => entry.replace(/ [^ ]*$/, '');

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function isExport(value: unknown): value is ExportedMonth {
  const month = value as Partial<ExportedMonth> | null;
  const lists = [month?.people, month?.units, month?.verification?.shares, month?.verification?.rows];
  return (
    lists.every((list) => Array.isArray(list)) &&
    [...(month?.people ?? []), ...(month?.units ?? []), ...(month?.verification?.shares ?? [])].every(isObject) &&
    (month?.verification?.rows ?? []).every((entry) => typeof entry === 'string')
  );
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

function firstOtherLine(written: Buffer, bytes: Buffer): number {
  const lines = bytes.toString().split('\n');
  const index = written
    .toString()
    .split('\n')
    .findIndex((line, at) => line !== lines[at]);
  return (index < 0 ? lines.length - 1 : index) + 1;
}
