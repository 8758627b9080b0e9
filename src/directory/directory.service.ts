import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Action } from '../access/actions';
import type { Actor } from '../access/actor';
import { coversTop, demand, needsTopUnit, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { missing } from '../kernel/refusal';
import { addDays, type Day, dayOf } from '../kernel/wita';
import type { ImportReport } from '../papers/import-report';
import type { Upload } from '../web/upload';
import { beginImport, peopleInScope, personInScope, unitsWithPeople } from './directory.queries';
import type { PersonRow, UnitRow, VisiblePerson } from './directory.queries';
import { readLeave, saveLeave } from './leave.import';
import { Leave } from './leave.entity';
import { EmploymentType, Membership } from './membership.entity';
import { Person, PersonNumber } from './person.entity';
import { checkGrant, grantableBy, type GrantedRole } from './person.rules';
import { typedNumber } from './person-number.rules';
import { RoleGrant } from './role-grant.entity';
import { readStaff } from './staff-rows.import';
import { saveStaff } from './staff.import';
import { Unit } from './unit.entity';
import { type Importer, readUnits, saveUnits } from './units.import';

/** A unit in the tree: `depth` 0 at the top of what is shown; `total` are the people of today with those of sub-units. */
export interface UnitNode extends UnitRow {
  depth: number;
  total: number;
}

/** Everything the directory knows of one person. */
export interface PersonRecord {
  person: VisiblePerson;
  numbers: PersonNumber[];
  memberships: Membership[];
  leave: Leave[];
  grants: RoleGrant[];
}

const collator = new Intl.Collator('id-ID');

/** Units, people, where they work, when they are away, and what they may. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The units on which the actor may do this, with all below them, in tree order. */
  async unitsVisibleTo(actor: Actor, action: Action): Promise<UnitNode[]> {
    return inTreeOrder(await unitsWithPeople(this.db, scopeOf(actor, action), this.today()));
  }

  /** All units in tree order, for reports and the command line. */
  async allUnits(): Promise<UnitNode[]> {
    return inTreeOrder(await unitsWithPeople(this.db, null, this.today()));
  }

  unitByCode(code: string): Promise<Unit | null> {
    return this.db.manager.findOneBy(Unit, { code });
  }

  /** Who has this NIP or THL number, as typed. */
  async personOfNumber(number: string): Promise<Person | null> {
    const found = await this.db.manager.findOne(PersonNumber, {
      where: { number: typedNumber(number) },
      relations: { person: true },
    });
    return found?.person ?? null;
  }

  /**
   * A person who works, worked or holds a role where the actor may do this, with today's placement or else the latest.
   * @throws Refusal missing
   */
  async personVisibleTo(actor: Actor, action: Action, personId: string): Promise<VisiblePerson> {
    const person = await personInScope(this.db, { scope: scopeOf(actor, action), personId, today: this.today() });
    if (!person) throw missing();
    return person;
  }

  /**
   * People who work today where the actor may read the directory, by name.
   * @param ask `unit` is a code, `search` part of a name or a whole number, `after` the id of the last person shown
   * @throws Refusal missing for a unit that is not the actor's
   */
  async peopleOf(
    actor: Actor,
    ask: { unit?: string; search?: string; after?: string; limit: number },
  ): Promise<{ items: PersonRow[]; next: string | null }> {
    const scope = scopeOf(actor, 'directory.read');
    const unit = ask.unit ? await this.unitByCode(ask.unit) : null;
    if (ask.unit && !unit?.path.some((id) => scope.includes(id))) throw missing();
    const name = (ask.search ?? '').trim();
    const rows = await peopleInScope(this.db, {
      ...{ scope, today: this.today(), unitId: unit?.id ?? null, name, number: typedNumber(name) },
      ...{ after: ask.after ?? null, limit: ask.limit + 1 },
    });
    const items = rows.slice(0, ask.limit);
    return { items, next: rows.length > ask.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** A person with numbers, memberships, leave and roles, latest first. @throws Refusal missing */
  async recordOf(actor: Actor, personId: string): Promise<PersonRecord> {
    const person = await this.personVisibleTo(actor, 'directory.read', personId);
    const em = this.db.manager;
    const [numbers, memberships, leave, grants] = await Promise.all([
      em.find(PersonNumber, { where: { personId }, order: { kind: 'ASC', number: 'ASC' } }),
      em.find(Membership, { where: { personId }, relations: { unit: true }, order: { startsOn: 'DESC' } }),
      em.find(Leave, { where: { personId }, order: { startsOn: 'DESC' }, take: 50 }),
      em.find(RoleGrant, { where: { personId }, relations: { unit: true }, order: { startsOn: 'DESC', id: 'DESC' } }),
    ]);
    return { person, numbers, memberships, leave, grants };
  }

  /**
   * Gives a person a role on a unit and everything below it, from today or later.
   * @throws Refusal missing for a person or unit that is not the actor's; top-unit, own-role, role-dates, role-held
   */
  async grantRole(
    actor: Actor,
    personId: string,
    given: { role: GrantedRole; unit: string; from: Day | null; until: Day | null },
  ): Promise<void> {
    demand(actor, 'role.grant');
    await this.personVisibleTo(actor, 'role.grant', personId);
    const unit = await this.unitByCode(given.unit);
    if (!unit?.path.some((id) => scopeOf(actor, 'role.grant').includes(id))) throw missing();
    const { role, until: endsOn } = given;
    const startsOn = given.from ?? this.today();
    if (!grantableBy(actor).includes(role)) throw needsTopUnit();
    await this.db.transaction(async (em) => {
      // Two clicks on the same button wait for one another here; the second finds the role held.
      await em.findOne(Person, { where: { id: personId }, lock: { mode: 'pessimistic_write' } });
      const held = await em.findBy(RoleGrant, { personId, role, unitId: unit.id });
      checkGrant({ actor, personId, today: this.today() }, { startsOn, endsOn }, held);
      await em.insert(RoleGrant, { personId, role, unitId: unit.id, startsOn, endsOn });
      await this.recordGrant(em, actor, personId, { after: { role, unit: unit.code, from: startsOn, until: endsOn } });
    });
  }

  /** Ends a role at once; one that began today or later never was. @throws Refusal missing, own-role */
  async endRole(actor: Actor, personId: string, grantId: number): Promise<void> {
    demand(actor, 'role.grant');
    await this.personVisibleTo(actor, 'role.grant', personId);
    const today = this.today();
    await this.db.transaction(async (em) => {
      const lock = { mode: 'pessimistic_write' as const };
      const grant = await em.findOne(RoleGrant, { where: { id: grantId, personId }, lock });
      const unit = grant && (await em.findOneBy(Unit, { id: grant.unitId }));
      if (!grant || !unit?.path.some((id) => scopeOf(actor, 'role.grant').includes(id))) throw missing();
      if (grant.endsOn !== null && grant.endsOn < today) return;
      checkGrant({ actor, personId, today }, { startsOn: today, endsOn: null }, []);
      const before = { role: grant.role, unit: unit.code, from: grant.startsOn, until: grant.endsOn };
      const until = grant.startsOn < today ? addDays(today, -1) : null;
      if (until) await em.update(RoleGrant, { id: grantId }, { endsOn: until });
      else await em.delete(RoleGrant, { id: grantId });
      await this.recordGrant(em, actor, personId, { before, ...(until ? { after: { ...before, until } } : {}) });
    });
  }

  private recordGrant(em: EntityManager, actor: Actor, personId: string, change: { before?: object; after?: object }) {
    const entry = { at: this.clock.now(), actorId: actor.personId, verb: 'role.grant' };
    return record(em, { ...entry, subject: 'person', subjectId: personId, ...change });
  }

  /**
   * Imports a unit file, all or nothing; actor null is the command line.
   * @returns the report; with problems in it nothing was written
   * @throws Refusal when the actor may not, or the file is no table of units
   */
  importUnits(actor: Actor | null, file: Upload, options: { dryRun: boolean }): Promise<ImportReport> {
    const act = { actor, action: 'unit.import', subject: 'unit', file, ...options } as const;
    return this.importing(act, () => readUnits(file), saveUnits);
  }

  /** Imports a staff file, likewise; an administrator of a sub-unit imports its people only. */
  importStaff(actor: Actor | null, file: Upload, options: { dryRun: boolean }): Promise<ImportReport> {
    const act = { actor, action: 'directory.import', subject: 'membership', file, ...options } as const;
    return this.importing(act, async () => readStaff(file, await this.employmentTypes()), saveStaff);
  }

  /** Imports a leave file, likewise; a reviewer or head for people of the own units only. */
  importLeave(actor: Actor | null, file: Upload, options: { dryRun: boolean }): Promise<ImportReport> {
    const act = { actor, action: 'leave.import', subject: 'leave', file, ...options } as const;
    return this.importing(act, () => readLeave(file), saveLeave);
  }

  private async employmentTypes(): Promise<string[]> {
    return (await this.db.manager.find(EmploymentType, { order: { position: 'ASC' } })).map(({ code }) => code);
  }

  private async importing<Rows>(
    act: { actor: Actor | null; action: Action; subject: string; file: Upload; dryRun: boolean },
    read: () => Promise<Rows>,
    save: (em: EntityManager, rows: Rows, by: Importer) => Promise<ImportReport>,
  ): Promise<ImportReport> {
    const { actor, action, dryRun } = act;
    if (actor) demand(actor, action);
    const given = await read();
    const scope = actor && scopeOf(actor, action);
    const isTop = !actor || coversTop(actor, action);
    const actorId = actor?.personId ?? null;
    const now = this.clock.now();
    return this.db.transaction(async (em) => {
      await beginImport(em);
      const report = await save(em, given, { actorId, scope, isTop, today: dayOf(now), now, dryRun });
      report.problems.sort((a, b) => a.row - b.row);
      const { rows, added, changed, unchanged, problems } = report;
      if (dryRun || problems.length || added + changed === 0) return report;
      const entry = { at: now, actorId, verb: action, subject: act.subject, subjectId: act.file.name };
      await record(em, { ...entry, after: { rows, added, changed, unchanged } });
      return report;
    });
  }

  /** The WITA day of the clock. */
  today(): Day {
    return dayOf(this.clock.now());
  }
}

/** Parents before children, siblings by name; a unit whose parent is not shown stands at the top. */
function inTreeOrder(units: UnitRow[]): UnitNode[] {
  const shown = new Set(units.map(({ id }) => id));
  const totals = new Map<number, number>();
  for (const { path, people } of units) for (const id of path) totals.set(id, (totals.get(id) ?? 0) + people);
  const below = new Map<number | null, UnitRow[]>();
  for (const unit of [...units].sort((a, b) => collator.compare(a.name, b.name))) {
    const parent = unit.parentId !== null && shown.has(unit.parentId) ? unit.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const walk = (parent: number | null, depth: number): UnitNode[] =>
    (below.get(parent) ?? []).flatMap((unit) => [
      { ...unit, depth, total: totals.get(unit.id) ?? 0 },
      ...walk(unit.id, depth + 1),
    ]);
  return walk(null, 0);
}
