import type { EntityManager } from 'typeorm';
import { type Words, words } from '../kernel/refusal';
import type { Day } from '../kernel/wita';
import { cut, type ImportReport, type RowProblem, RowReader } from '../papers/import-report';
import { readTable, type SourceRow, type SourceTable } from '../papers/table-reader';
import { recomputePaths } from './directory.queries';
import { Unit } from './unit.entity';

/** Who imports, where they may (null: everywhere, the command line), whether on a top unit, and when. */
export interface Importer {
  actorId: string | null;
  scope: number[] | null;
  isTop: boolean;
  today: Day;
  now: Date;
  dryRun: boolean;
}

export function inScope({ scope }: Importer, path: number[]): boolean {
  return scope === null || path.some((id) => scope.includes(id));
}

export function newReport(table: SourceTable): ImportReport {
  return { rows: table.rowCount, added: 0, changed: 0, unchanged: 0, problems: [], notes: [...table.notes] };
}

/** A unit as the file has it; what it does not say is undefined and stays as it is. */
interface UnitRow {
  row: number;
  code: string;
  parentCode: string | undefined;
  values: Partial<Pick<Unit, 'shortName' | 'kind' | 'ranked' | 'week' | 'validFrom' | 'validUntil'>> & { name: string };
}

export interface UnitsFile {
  rows: UnitRow[];
  report: ImportReport;
}

const columns = ['kode', 'nama', 'nama_pendek', 'jenis', 'kode_induk', 'peringkat', 'pekan', 'mulai', 'selesai'];
/** The same in the titles of the province's own list of agencies. */
const english = ['code', 'name', 'short_name', 'type', 'parent_code', 'ranked', 'week', 'valid_from', 'valid_until'];
const yes = ['ya', 'yes', 'true', '1'];
const no = ['tidak', 'no', 'false', '0'];

/** Reads the rows of a unit file and what is wrong within each of them. */
export async function readUnits(file: { name: string; bytes: Buffer }): Promise<UnitsFile> {
  const { headers } = await readTable(file, { known: [...columns, ...english] });
  const known = headers.includes('code') && !headers.includes('kode') ? english : columns;
  const table = await readTable(file, { known, required: known.slice(0, 2) });
  const report = newReport(table);
  const rows = Array.from(table.rows(), (source) => readRow(new RowReader(inOurWords(source), report.problems)));
  return { rows, report };
}

function inOurWords({ number, cells }: SourceRow): SourceRow {
  const ours = Object.entries(cells).map(([key, cell]): [string, string] => [
    columns[english.indexOf(key)] ?? key,
    cell,
  ]);
  return { number, cells: Object.fromEntries(ours) };
}

function readRow(reader: RowReader): UnitRow {
  const code = reader.text('kode', 40, true);
  if (code && !/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u.test(code)) reader.problem('kode', wrong.code);
  const said = <T>(column: string, value: T) => (column in reader.row.cells ? value : undefined);
  const ranked = reader.choice('peringkat', [...yes, ...no], 'tidak');
  const week = reader.choice('pekan', ['5', '6', '7'], '5');
  return {
    row: reader.row.number,
    code,
    parentCode: said('kode_induk', reader.text('kode_induk', 40)),
    values: {
      name: reader.text('nama', 200, true),
      shortName: reader.text('nama_pendek', 80) || undefined,
      kind: reader.text('jenis', 40).toLowerCase().replace(/\s+/g, '_') || undefined,
      ranked: reader.raw('peringkat') ? yes.includes(ranked ?? '') : undefined,
      week: reader.raw('pekan') ? Number(week) : undefined,
      validFrom: said('mulai', reader.day('mulai')),
      validUntil: said('selesai', reader.day('selesai')),
    },
  };
}

/** The tree as kept and as the file wants it, by code in capitals. */
interface Tree {
  kept: Map<string, Unit>;
  named: Map<string, UnitRow>;
  parents: Map<string, string | null>;
}

/** Compares the file with the tree and, without problems and not on trial, writes the difference. */
export async function saveUnits(em: EntityManager, { rows, report }: UnitsFile, by: Importer): Promise<ImportReport> {
  const tree = await treeOf(em, rows);
  for (const row of rows) report.problems.push(...check(row, tree));
  if (report.problems.length) return report;
  const changes = rows.filter((row) => isDifferent(row, tree, report));
  if (!by.dryRun && changes.length) await write(em, changes, tree);
  return report;
}

async function treeOf(em: EntityManager, rows: UnitRow[]): Promise<Tree> {
  const units = await em.find(Unit);
  const keys = new Map(units.map(({ id, code }) => [id, key(code)]));
  const parents = new Map(units.map((unit) => [key(unit.code), keys.get(unit.parentId ?? 0) ?? null]));
  for (const { code, parentCode } of rows)
    if (parentCode !== undefined || !parents.has(key(code))) parents.set(key(code), key(parentCode ?? '') || null);
  const named = new Map([...rows].reverse().map((row) => [key(row.code), row]));
  return { kept: new Map(units.map((unit) => [key(unit.code), unit])), named, parents };
}

function check(row: UnitRow, tree: Tree): RowProblem[] {
  const first = tree.named.get(key(row.code));
  if (!row.code) return [];
  if (first && first !== row) return [at(row, 'kode', wrong.twice(row.code, first.row))];
  const { validFrom, validUntil } = wanted(row, tree.kept.get(key(row.code)));
  const endsFirst = validFrom && validUntil && validUntil < validFrom;
  return [
    ...(endsFirst ? [at(row, 'selesai', wrong.endFirst(validFrom))] : []),
    ...checkParent(row, tree).map((sentence) => at(row, 'kode_induk', sentence)),
  ];
}

function checkParent({ code, parentCode = '' }: UnitRow, { parents }: Tree): Words[] {
  const parent = parents.get(key(code));
  if (parent && !parents.has(parent)) return [wrong.noParent(cut(parentCode))];
  const above = new Set<string>();
  for (let up = parent; up && !above.has(up); up = parents.get(up)) above.add(up);
  return above.has(key(code)) ? [wrong.cycle(code)] : [];
}

const key = (code: string) => code.toUpperCase();
const at = ({ row }: UnitRow, column: string, sentence: Words): RowProblem => ({ row, column, words: sentence });

/** What is kept of a unit after the import. */
function wanted({ code, values }: UnitRow, kept: Unit | undefined) {
  return {
    code: kept?.code ?? code,
    name: values.name,
    shortName: values.shortName ?? kept?.shortName ?? values.name,
    kind: values.kind ?? kept?.kind ?? 'unit',
    ranked: values.ranked ?? kept?.ranked ?? false,
    week: values.week ?? kept?.week ?? 5,
    validFrom: values.validFrom === undefined ? (kept?.validFrom ?? null) : values.validFrom,
    validUntil: values.validUntil === undefined ? (kept?.validUntil ?? null) : values.validUntil,
  };
}

function isDifferent(row: UnitRow, { kept, parents }: Tree, report: ImportReport): boolean {
  const before = kept.get(key(row.code));
  const after = wanted(row, before);
  const parent = kept.get(parents.get(key(row.code)) ?? '');
  const isMoved =
    (parents.get(key(row.code)) ?? null) !== null ? before?.parentId !== parent?.id : Boolean(before?.parentId);
  const fields = ['name', 'shortName', 'kind', 'ranked', 'week', 'validFrom', 'validUntil'] as const;
  const isSame = before !== undefined && !isMoved && fields.every((field) => before[field] === after[field]);
  if (isSame) report.unchanged += 1;
  else if (before) report.changed += 1;
  else report.added += 1;
  return !isSame;
}

/** Parents may stand later in the file: first all units, then their parents, then the paths. */
async function write(em: EntityManager, rows: UnitRow[], { kept, parents }: Tree): Promise<void> {
  const values = rows.map((row) => wanted(row, kept.get(key(row.code))));
  // TypeORM writes the new ids into what it is given, and an id cannot be given twice.
  await em.upsert(
    Unit,
    values.map((unit) => ({ ...unit })),
    ['code'],
  );
  const ids = new Map((await em.find(Unit)).map(({ id, code }) => [key(code), id]));
  const placed = values.map((unit) => ({ ...unit, parentId: ids.get(parents.get(key(unit.code)) ?? '') ?? null }));
  await em.upsert(Unit, placed, ['code']);
  await recomputePaths(em);
}

/** Why a row of the unit file cannot be taken, and how to mend it. */
const wrong = {
  code: words(
    'Kode unit berisi huruf, angka, titik, garis miring, dan tanda hubung tanpa spasi. Perbaiki kodenya.',
    'A unit code has letters, digits, points, slashes and hyphens, and no spaces. Correct it.',
  ),
  endFirst: (from: Day) =>
    words(
      `Tanggal selesai lebih awal daripada tanggal mulai (${from}). Perbaiki salah satunya.`,
      `The end lies before the start (${from}). Correct one of them.`,
    ),
  twice: (code: string, row: number) =>
    words(
      `Kode unit ${code} sudah ada pada baris ${row}. Hapus salah satu baris atau perbaiki kodenya.`,
      `The unit code ${code} is already in row ${row}. Delete one of the rows or correct the code.`,
    ),
  noParent: (code: string) =>
    words(
      `Kode induk "${code}" tidak ada di berkas ini maupun di daftar unit. Perbaiki kodenya atau tambahkan unit itu.`,
      `The parent code "${code}" is neither in this file nor among the units. Correct it or add that unit.`,
    ),
  cycle: (code: string) =>
    words(
      `Unit ${code} menjadi induk bagi dirinya sendiri melalui kode_induk. Perbaiki kode induknya.`,
      `By its parents the unit ${code} would lie below itself. Correct its parent code.`,
    ),
};
