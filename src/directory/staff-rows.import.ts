import { words } from '../kernel/refusal';
import { type Day, formatDay } from '../kernel/wita';
import { type ImportReport, RowReader } from '../papers/import-report';
import { readTable } from '../papers/table-reader';
import { type GrantedRole, type PersonName, type Reading } from './person.rules';
import { grantedRoles, readEmail, readName, readPhone, readRoles } from './person.rules';
import { readNip, readThlNumber } from './person-number.rules';
import type { Unit } from './unit.entity';
import { newReport } from './units.import';

/** One membership of the file. */
export interface StaffRow extends PersonName {
  row: number;
  numbers: { number: string; kind: 'nip' | 'thl' }[];
  phone: string;
  email: string;
  status: string;
  unitCode: string;
  /** Found when the file is compared; absent when the row's unit or dates are staffProblems. */
  unit?: Unit;
  position: string;
  /** Null: not said. */
  from: Day | null;
  /** Null: without an end; undefined: the file has no such column. */
  until: Day | null | undefined;
  isDated: boolean;
  roles: GrantedRole[];
}

export interface StaffFile {
  rows: StaffRow[];
  report: ImportReport;
}

const columns = [
  ...['nama', 'gelar_depan', 'gelar_belakang', 'status', 'nip', 'nomor_thl', 'telepon', 'email', 'kode_unit'],
  ...['jabatan', 'mulai', 'selesai', 'peran'],
];

/** Reads the rows and what is wrong within each; what they say of one another is found when they are saved. */
export async function readStaff(file: { name: string; bytes: Buffer }, statuses: string[]): Promise<StaffFile> {
  const table = await readTable(file, { known: columns, required: ['nama', 'status', 'kode_unit'] });
  const report = newReport(table);
  const rows = Array.from(table.rows(), (source) => readRow(new RowReader(source, report.problems), statuses, report));
  return { rows, report };
}

function readRow(reader: RowReader, statuses: string[], report: ImportReport): StaffRow {
  const roles = readRoles(reader.raw('peran'));
  if (roles.unknown.length) reader.problem('peran', staffProblems.roles(roles.unknown));
  const from = reader.day('mulai');
  const until = reader.day('selesai');
  return {
    row: reader.row.number,
    name: checked(reader, 'nama', readName, reader.text('nama', 120, true)),
    titleBefore: reader.text('gelar_depan', 60),
    titleAfter: reader.text('gelar_belakang', 80),
    status: reader.choice('status', statuses, null) ?? '',
    numbers: readNumbers(reader, report),
    phone: checked(reader, 'telepon', readPhone, reader.raw('telepon')),
    email: checked(reader, 'email', readEmail, reader.text('email', 254)),
    unitCode: reader.text('kode_unit', 40, true),
    position: reader.text('jabatan', 200),
    from,
    until: 'selesai' in reader.row.cells ? until : undefined,
    isDated: (from !== null || !reader.raw('mulai')) && (until !== null || !reader.raw('selesai')),
    roles: roles.roles,
  };
}

function checked(reader: RowReader, column: string, read: (text: string) => Reading, text: string): string {
  const reading = text ? read(text) : { ok: true as const, value: '' };
  if (!reading.ok) reader.problem(column, reading.words);
  return reading.ok ? reading.value : '';
}

function readNumbers(reader: RowReader, report: ImportReport): StaffRow['numbers'] {
  const [nip, thl] = [reader.raw('nip'), reader.raw('nomor_thl')];
  if (!nip && !thl) reader.problem('nip', staffProblems.noNumber);
  const readings = [
    ...(nip ? [{ column: 'nip', kind: 'nip' as const, reading: readNip(nip) }] : []),
    ...(thl ? [{ column: 'nomor_thl', kind: 'thl' as const, reading: readThlNumber(thl) }] : []),
  ];
  return readings.flatMap(({ column, kind, reading }) => {
    if (!reading.ok) reader.problem(column, reading.words);
    if ('warnings' in reading) for (const { id, en } of reading.warnings) note(report, reader.row.number, id, en);
    return reading.ok ? [{ number: reading.number, kind }] : [];
  });
}

/** A remark that stops nothing; the first fifty are kept. */
export function note(report: ImportReport, row: number, id: string, en: string): void {
  if (report.notes.length < 50) report.notes.push(words(`Baris ${row}: ${id}`, `Row ${row}: ${en}`));
}

/** Why a row of the staff file cannot be taken, and how to mend it. */
export const staffProblems = {
  noNumber: words(
    'Kolom nip dan nomor_thl kosong. Isi salah satunya.',
    'Columns nip and nomor_thl are both empty. Fill in one of them.',
  ),
  roles: (unknown: string[]) =>
    words(
      `Peran tidak dikenal: ${unknown.join(', ').slice(0, 60)}. Gunakan: ${grantedRoles.join(', ')}.`,
      `Unknown role: ${unknown.join(', ').slice(0, 60)}. Use: ${grantedRoles.join(', ')}.`,
    ),
  otherName: ({ row, name }: { row: number; name: string }) =>
    words(
      `Nomor ini juga ada pada baris ${row} atas nama ${name}. Samakan namanya, atau perbaiki nomornya.`,
      `This number is also in row ${row} under the name ${name}. Make the names equal or correct the number.`,
    ),
  twoPeople: (one: string, other: string) =>
    words(
      `NIP dan nomor THL ini milik dua orang yang sudah tercatat: ${one} dan ${other}. Periksa kedua nomornya.`,
      `These numbers belong to two recorded people: ${one} and ${other}. Check both numbers.`,
    ),
  unknownUnit: (code: string) =>
    words(
      `Kode unit "${code}" belum terdaftar. Perbaiki kodenya, atau impor unitnya lebih dahulu.`,
      `The unit code "${code}" is not known. Correct it, or import the unit first.`,
    ),
  otherUnits: words(
    'Unit atau pegawai ini di luar kewenangan Anda. Hapus baris ini, atau minta administrator provinsi mengimpornya.',
    'This unit or person is outside your authority. Delete the row, or ask the province administrator to import it.',
  ),
  endedUnit: (code: string, end: Day) =>
    words(
      `Unit ${code} berakhir pada ${formatDay(end, 'id')}, sebelum tanggal mulai. Gunakan kode unit penggantinya.`,
      `The unit ${code} ended on ${formatDay(end, 'en')}, before this start. Use the code of its successor.`,
    ),
  endFirst: (from: Day) =>
    words(
      `Tanggal selesai lebih awal daripada tanggal mulai (${from}). Perbaiki salah satunya.`,
      `The end lies before the start (${from}). Correct one of them.`,
    ),
  farRole: (role: string) =>
    words(
      `Peran ${role} berwenang di luar unit Anda. Kosongkan, atau minta administrator provinsi mengimpornya.`,
      `The role ${role} reaches beyond your units. Leave it empty, or ask the province administrator to import it.`,
    ),
  ownRole: words(
    'Anda tidak dapat memberi peran kepada diri sendiri. Minta administrator lain melakukannya.',
    'You cannot grant a role to yourself. Ask another administrator.',
  ),
};
