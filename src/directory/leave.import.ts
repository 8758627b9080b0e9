import type { EntityManager } from 'typeorm';
import { words } from '../kernel/refusal';
import { damagedNumber } from '../papers/cell.rules';
import { cut, type ImportReport, RowReader } from '../papers/import-report';
import { readTable } from '../papers/table-reader';
import {
  addLeave,
  leaveOf,
  type LeaveRow,
  type MembershipRow,
  membershipsOf,
  peopleOfNumbers,
} from './directory.queries';
import { typedNumber } from './person-number.rules';
import { type Importer, inScope, newReport } from './units.import';

interface FileRow extends Omit<LeaveRow, 'personId'> {
  row: number;
  number: string;
}

export interface LeaveFile {
  rows: FileRow[];
  report: ImportReport;
}

/** Reads the columns nomor, mulai, selesai and jenis (default `CUTI`), and what is wrong within each row. */
export async function readLeave(file: { name: string; bytes: Buffer }): Promise<LeaveFile> {
  const required = ['nomor', 'mulai', 'selesai'];
  const table = await readTable(file, { known: [...required, 'jenis'], required });
  const report = newReport(table);
  const rows = Array.from(table.rows(), (source) => readRow(new RowReader(source, report.problems)));
  return { rows: rows.filter((row) => row !== null), report };
}

function readRow(reader: RowReader): FileRow | null {
  const number = typedNumber(reader.text('nomor', 60, true));
  const damaged = damagedNumber('nomor', reader.raw('nomor'));
  if (damaged) reader.problem('nomor', damaged);
  const [from, until] = [reader.day('mulai', true), reader.day('selesai', true)];
  const kind = reader.text('jenis', 40) || 'CUTI';
  if (from && until && until < from) reader.problem('selesai', endFirst(from));
  return number && !damaged && from && until ? { row: reader.row.number, number, from, until, kind } : null;
}

/**
 * Compares the file with what is kept and, without problems and not on trial, writes the difference. Leave may overlap:
 * a day counts once. Somebody outside the importer's units is, to them, nobody.
 */
export async function saveLeave(em: EntityManager, { rows, report }: LeaveFile, by: Importer): Promise<ImportReport> {
  const found = await peopleOfNumbers(em, [...new Set(rows.map(({ number }) => number))]);
  const people = new Map(found.map(({ number, id }) => [number, id]));
  const isOwn = await authority(em, new Set(people.values()), by);
  const wanted = new Map<string, LeaveRow & { row: number }>();
  for (const row of rows) {
    const personId = people.get(row.number) ?? '';
    const same = wanted.get(key({ ...row, personId }));
    if (!isOwn({ ...row, personId }))
      report.problems.push({ row: row.row, column: 'nomor', words: unknown(cut(row.number)) });
    else if (same && same.kind !== row.kind)
      report.problems.push({ row: row.row, column: 'jenis', words: twoKinds(same.row) });
    else if (same) report.unchanged += 1;
    else wanted.set(key({ ...row, personId }), { ...row, personId });
  }
  if (report.problems.length) return report;
  const changes = await compare(em, [...wanted.values()], report);
  if (!by.dryRun) await addLeave(em, changes);
  return report;
}

const key = ({ personId, from, until }: LeaveRow) => `${personId} ${from} ${until}`;

/** Whether the importer may record leave of this person: a member of the own units on one of its days. */
async function authority(em: EntityManager, people: Set<string>, by: Importer): Promise<(leave: LeaveRow) => boolean> {
  if (by.scope === null) return ({ personId }) => people.has(personId);
  const own = new Map<string, MembershipRow[]>();
  for (const membership of await membershipsOf(em, [...people])) {
    if (inScope(by, membership.unitPath))
      own.set(membership.personId, [...(own.get(membership.personId) ?? []), membership]);
  }
  return ({ personId, from, until }) =>
    (own.get(personId) ?? []).some((m) => m.from <= until && (m.until === null || m.until >= from));
}

async function compare(em: EntityManager, rows: LeaveRow[], report: ImportReport): Promise<LeaveRow[]> {
  const kept = await leaveOf(em, [...new Set(rows.map(({ personId }) => personId))]);
  const kinds = new Map(kept.map((leave) => [key(leave), leave.kind]));
  return rows.filter((row) => {
    const before = kinds.get(key(row));
    if (before === undefined) report.added += 1;
    else if (before === row.kind) report.unchanged += 1;
    else report.changed += 1;
    return before !== row.kind;
  });
}

function endFirst(from: string) {
  return words(
    `Tanggal selesai lebih awal daripada tanggal mulai (${from}). Perbaiki salah satunya.`,
    `The end lies before the start (${from}). Correct one of them.`,
  );
}

function unknown(number: string) {
  return words(
    `Nomor "${number}" tidak ditemukan di antara pegawai unit Anda. Periksa NIP atau nomor THL-nya.`,
    `No member of staff of your units has the number "${number}". Check the NIP or THL number.`,
  );
}

function twoKinds(row: number) {
  return words(
    `Cuti dengan tanggal yang sama sudah ada pada baris ${row} dengan jenis lain. Hapus salah satu baris.`,
    `Leave on the same days is in row ${row} with another kind. Delete one of the rows.`,
  );
}
