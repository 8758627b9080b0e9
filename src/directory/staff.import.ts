import { type EntityManager, In } from 'typeorm';
import { type AuditRecord, record } from '../audit/audit';
import { newId } from '../kernel/random';
import { cut, type ImportReport } from '../papers/import-report';
import * as db from './directory.queries';
import { byNumber, chain, latestTexts, type PersonFields, personTexts, type Placement } from './person.rules';
import { farRoles, sameName } from './person.rules';
import { RoleGrant } from './role-grant.entity';
import { note, staffProblems as wrong, type StaffFile, type StaffRow } from './staff-rows.import';
import { Unit } from './unit.entity';
import { type Importer, inScope } from './units.import';

/** The first day of a membership where neither the file nor the unit says since when. */
const always = '2000-01-01';

/** A row in its unit beside the membership kept already, or a kept one that the file does not name. */
interface Place extends Placement {
  unitId: number;
  source?: StaffRow;
  kept: db.MembershipRow | undefined;
}

/** A person of the file as the file leaves them. */
interface Someone extends PersonFields {
  rows: StaffRow[];
  isNew: boolean;
  isChanged: boolean;
  newNumbers: StaffRow['numbers'];
  places: Place[];
}

/** Compares the file with what is kept and, without problems and not on trial, writes the difference. */
export async function saveStaff(em: EntityManager, { rows, report }: StaffFile, by: Importer): Promise<ImportReport> {
  const units = new Map((await em.find(Unit)).map((unit) => [unit.code.toUpperCase(), unit]));
  for (const row of rows) if (row.unitCode) row.unit = unitOf(row, units, by, report);
  const people = await identify(em, rows, report);
  await place(em, people, by, report);
  const grants = await missingGrants(em, people);
  for (const { row, personId, role } of grants) {
    if (personId === by.actorId) report.problems.push({ row, column: 'peran', words: wrong.ownRole });
    else if (!by.isTop && farRoles.includes(role))
      report.problems.push({ row, column: 'peran', words: wrong.farRole(role) });
  }
  if (report.problems.length) return report;
  count(people, new Set(grants.map(({ row }) => row)), report);
  if (!by.dryRun) await write(em, people, grants, by);
  return report;
}

function unitOf(row: StaffRow, units: Map<string, Unit>, by: Importer, report: ImportReport): Unit | undefined {
  const unit = units.get(row.unitCode.toUpperCase());
  const problem = (sentence: typeof wrong.noNumber) =>
    report.problems.push({ row: row.row, column: 'kode_unit', words: sentence });
  if (!unit) problem(wrong.unknownUnit(cut(row.unitCode)));
  else if (!inScope(by, unit.path)) problem(wrong.otherUnits);
  else if (unit.validUntil && row.from && row.from > unit.validUntil)
    problem(wrong.endedUnit(unit.code, unit.validUntil));
  else return row.isDated ? unit : undefined;
}

async function identify(em: EntityManager, rows: StaffRow[], report: ImportReport): Promise<Someone[]> {
  const numbers = new Set(rows.flatMap((row) => row.numbers.map(({ number }) => number)));
  const owners = new Map((await db.peopleOfNumbers(em, [...numbers])).map((owner) => [owner.number, owner]));
  return byNumber(rows).map((own) => someone(own, owners, report));
}

function someone(rows: StaffRow[], owners: Map<string, PersonFields>, report: ImportReport): Someone {
  const [first] = rows;
  const numbers = [...new Map(rows.flatMap((row) => row.numbers).map((number) => [number.number, number])).values()];
  const [known, ...others] = numbers.flatMap(({ number }) => owners.get(number) ?? []);
  const problem = (row: number, column: string, sentence: typeof wrong.noNumber) =>
    report.problems.push({ row, column, words: sentence });
  for (const row of rows) if (!sameName(row.name, first.name)) problem(row.row, 'nama', wrong.otherName(first));
  const other = others.find(({ id }) => id !== known.id);
  if (other) problem(first.row, 'nomor_thl', wrong.twoPeople(known.name, other.name));
  const fields = latestTexts(rows, known);
  if (known && !sameName(known.name, fields.name))
    note(report, first.row, `nama ${known.name} menjadi ${fields.name}.`, `${known.name} becomes ${fields.name}.`);
  const newNumbers = numbers.filter(({ number }) => !owners.has(number));
  const isChanged =
    known === undefined || newNumbers.length > 0 || personTexts.some((key) => known[key] !== fields[key]);
  return { ...fields, id: known?.id ?? newId(), rows, isNew: known === undefined, isChanged, newNumbers, places: [] };
}

async function place(em: EntityManager, people: Someone[], by: Importer, report: ImportReport): Promise<void> {
  const ids = people.flatMap(({ id, isNew }) => (isNew ? [] : [id]));
  const kept = grouped(await db.membershipsOf(em, ids));
  for (const person of people) {
    const own = kept.get(person.id) ?? [];
    const isElsewhere = own.some((m) => (m.until === null || m.until >= by.today) && !inScope(by, m.unitPath));
    if (isElsewhere) report.problems.push({ row: person.rows[0].row, column: 'kode_unit', words: wrong.otherUnits });
    person.places = placesOf(person.rows, own, report);
    const { moves, problems } = chain(person.places);
    report.problems.push(...problems);
    for (const { placement, until } of moves) placement.until = until;
    for (const {
      placement: { unit, until },
    } of moves)
      note(
        report,
        person.rows[0].row,
        `penempatan di ${unit} diakhiri ${until}.`,
        `placement in ${unit} ends ${until}.`,
      );
  }
}

function placesOf(rows: StaffRow[], own: db.MembershipRow[], report: ImportReport): Place[] {
  const places = rows.flatMap((source): Place[] => {
    const { row, unit } = source;
    if (!unit) return [];
    const here = own.filter(({ unitId }) => unitId === unit.id).sort((a, b) => (a.from < b.from ? 1 : -1));
    const from = source.from ?? here[0]?.from ?? unit.validFrom ?? always;
    const kept = here.find((membership) => membership.from === from);
    const until = source.until === undefined ? (kept?.until ?? null) : source.until;
    if (until === null || until >= from) return [{ row, unit: unit.code, unitId: unit.id, from, until, source, kept }];
    report.problems.push({ row, column: 'selesai', words: wrong.endFirst(from) });
    return [];
  });
  const others = own.filter((membership) => !places.some(({ kept }) => kept === membership));
  return [...places, ...others.map((kept) => ({ ...kept, row: null, unit: kept.unitCode, kept }))];
}

function grouped<T extends { personId: string }>(list: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(one.personId);
    if (group) group.push(one);
    else groups.set(one.personId, [one]);
  }
  return groups;
}

type Grant = Omit<RoleGrant, 'id'> & { row: number; unitCode: string };

/** Roles the file names that the person does not hold from that day on; one that somebody ended stays ended. */
async function missingGrants(em: EntityManager, people: Someone[]): Promise<Grant[]> {
  const named = people.filter(({ rows }) => rows.some(({ roles }) => roles.length));
  const held = grouped(await em.findBy(RoleGrant, { personId: In(named.map(({ id }) => id)) }));
  return named.flatMap(({ id: personId, places }) =>
    places.flatMap(({ source, unitId, unit, from, until }) =>
      (source?.roles ?? [])
        .map((role) => ({
          personId,
          role,
          unitId,
          startsOn: from,
          endsOn: until,
          row: source?.row ?? 0,
          unitCode: unit,
        }))
        .filter((grant) => !held.get(personId)?.some((own) => covers(own, grant))),
    ),
  );
}

function covers(own: RoleGrant, wanted: Grant): boolean {
  const isSame = own.role === wanted.role && own.unitId === wanted.unitId;
  if (own.startsOn === wanted.startsOn) return isSame;
  return isSame && own.startsOn < wanted.startsOn && (own.endsOn === null || own.endsOn >= wanted.startsOn);
}

function isChanged({ kept, source, until }: Place): boolean {
  if (!kept) return true;
  const isOther = source && (kept.status !== source.status || (source.position || kept.position) !== kept.position);
  return kept.until !== until || isOther === true;
}

function count(people: Someone[], granted: Set<number>, report: ImportReport): void {
  for (const person of people) {
    for (const place of person.places.filter(({ source }) => source)) {
      if (!place.kept) report.added += 1;
      else if (isChanged(place) || person.isChanged || granted.has(place.row ?? 0)) report.changed += 1;
      else report.unchanged += 1;
    }
  }
}

async function write(em: EntityManager, people: Someone[], grants: Grant[], by: Importer): Promise<void> {
  const numbers = people.flatMap((person) => person.newNumbers.map((number) => numberOf(person, number)));
  const places = people.flatMap((person) => person.places.filter(isChanged).map((place) => valuesOf(person, place)));
  const roles = grants.map(({ row: _row, unitCode: _code, ...grant }) => grant);
  await db.savePeople(em, people.filter((person) => person.isChanged).map(textsOf));
  await db.addNumbers(em, numbers);
  const changed = places.flatMap(({ id, ...values }) => (id === undefined ? [] : [{ id, ...values }]));
  const added = places.filter(({ id }) => id === undefined);
  await db.changeMemberships(em, changed);
  await db.addMemberships(em, added);
  await em.insert(RoleGrant, roles);
  await record(em, ...grants.map((grant) => grantRecord(grant, by)));
}

function textsOf({ id, name, titleBefore, titleAfter, phone, email }: Someone): PersonFields {
  return { id, name, titleBefore, titleAfter, phone, email };
}

/** A number is valid from the first membership that names it. */
function numberOf({ id: personId, rows }: Someone, { number, kind }: StaffRow['numbers'][number]) {
  const days = rows.filter((row) => row.numbers.some((one) => one.number === number)).flatMap(({ from }) => from ?? []);
  return { number, kind, personId, validFrom: days.sort()[0] ?? null };
}

function grantRecord({ personId, role, unitCode, startsOn, endsOn }: Grant, by: Importer): AuditRecord {
  const after = { role, unit: unitCode, from: startsOn, until: endsOn };
  return { at: by.now, actorId: by.actorId, verb: 'role.grant', subject: 'person', subjectId: personId, after };
}

function valuesOf({ id: personId }: Someone, { kept, source, unitId, from, until }: Place) {
  const status = source?.status ?? kept?.status ?? '';
  const position = source?.position || (kept?.position ?? '');
  return { id: kept?.id, personId, unitId, status, position, from, until };
}
