import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { CalendarService } from '../calendar/calendar.service';
import { Clock } from '../kernel/clock';
import { missing, Refusal, words } from '../kernel/refusal';
import { firstDayOf, isMonth, lastDayOf, type Month, monthInterval, monthOf } from '../kernel/wita';
import { Person } from '../directory/person.entity';
import { AppealTime } from './appeal-time.service';
import { closed, noReason, notBegun, ownExemption } from './evaluation-refusals';
import { Exemption } from './exemption.entity';
import {
  type FigureRow,
  groupFigures,
  type MonthInput,
  personFigures,
  personTarget,
  storePersonResults,
  type Whom,
} from './month.queries';
import { type MonthPolicy, PoliciesService } from '../policies/policies.service';
import type { Policy } from '../policies/policy.rules';
import { rankUnits } from './ranking.rules';
import { type ResultJson, resultJson } from './result.rules';
import * as results from './results.queries';
import type { UnitRow, VersionKey, VersionRow } from './results.queries';
import type { UnitPeople } from './unit.rules';

export type { FigureRow } from './month.queries';
export type { UnitRow, VersionRow } from './results.queries';

/** Computes months and answers for their results. What is stored is a version of a month; what is live is not stored. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly calendar: CalendarService,
    private readonly policies: PoliciesService,
    private readonly appealTime: AppealTime,
  ) {}

  /**
   * Computes the provisional results of a month in one transaction; an earlier provisional version is replaced, fixed
   * ones stay.
   * @param actor null: the command line, which may also compute a month before it begins, as a trial
   * @param at the cut-off: shares received later are left out; absent: now, with all that were received
   * @throws Refusal 403 for who is not of the top unit; 422 for a month that is none or not begun; 409 when the month is
   *   closed or has no juknis
   */
  async evaluate(actor: Actor | null, month: string, { at }: { at?: Date } = {}): Promise<VersionRow> {
    if (actor) demand(actor, 'evaluation.run');
    const asked = actor ? this.begunMonth(month) : readMonth(month);
    return this.db.transaction((em) => this.evaluateWithin(em, asked, { actorId: actor?.personId ?? null, at }));
  }

  /** The same inside a caller's transaction, such as a job's; a reason reopens a fixed month as its next version. */
  async evaluateWithin(
    em: EntityManager,
    month: Month,
    { actorId, at, reason }: { actorId: string | null; at?: Date | undefined; reason?: string },
  ): Promise<VersionRow> {
    await results.lockMonth(em, month);
    const { version: policyVersion, policy } = await this.policy(month, em);
    const version = await this.replaceProvisional(em, {
      ...{ month, version: 1, state: 'provisional', policyVersion, closingHash: null, posts: [] },
      ...{ rule: null, previousHash: null, fixedAt: null, fixedById: null },
      ...{ closedAt: null, closedById: null, reason: reason ?? null },
      cutoff: at ?? this.clock.now(),
    });
    const input = { ...monthInput(month, policy), receivedUntil: at ?? null };
    await storePersonResults(em, input, version.version);
    await results.insertUnitResults(em, version, input);
    const units = await results.unitResults(em, version);
    const places = [...rankUnits(units, policy)].map(([code, place]) => ({ code, ...place }));
    await results.updateRanking(em, version, places);
    await this.appealTime.open(em, month, version.cutoff);
    await record(em, {
      ...{ at: this.clock.now(), actorId, verb: 'evaluation.run', subject: 'period_version' },
      ...{ subjectId: `${month}/${version.version}`, after: { cutoff: version.cutoff, policy: policyVersion } },
    });
    return version;
  }

  /**
   * Exempts a person from a month, or changes the reason; it holds from the next computation on.
   * @param actor null: the command line
   * @throws Refusal 403, for the own month too; 404 no such person; 409 when the month's results are fixed; 422 for a reason not of 5–300 characters
   */
  async exempt(actor: Actor | null, given: { month: string; personId: string; reason: string }): Promise<void> {
    if (actor) demand(actor, 'exemption.grant');
    if (actor?.personId === given.personId) throw ownExemption();
    const month = readMonth(given.month);
    const reason = given.reason.trim();
    if (reason.length < 5 || reason.length > 300) throw noReason();
    const actorId = actor?.personId ?? null;
    const at = this.clock.now();
    await this.db.transaction(async (em) => {
      await results.lockMonth(em, month);
      const [newest] = await results.versionsOf(em, month);
      if (newest && newest.state !== 'provisional') throw closed();
      const before = await em.findOneBy(Exemption, { month, personId: given.personId });
      if (!(await em.existsBy(Person, { id: given.personId }))) throw missing();
      await em.save(Exemption, { month, personId: given.personId, reason, approvedById: actorId, approvedAt: at });
      await record(em, {
        ...{ at, actorId, verb: 'exemption.grant', subject: 'exemption', subjectId: `${month}/${given.personId}` },
        ...{ before: before && { reason: before.reason }, after: { reason } },
      });
    });
  }

  /** The approved exemption of a person for a month. */
  exemption(month: Month, personId: string): Promise<Exemption | null> {
    return this.db.manager.findOneBy(Exemption, { month, personId });
  }

  /** The juknis of a month, in force on its first day. Throws 409 when there is none. */
  policy(month: Month, em?: EntityManager): Promise<MonthPolicy> {
    return this.policies.ofMonth(month, em);
  }

  /** The juknis of a stored version: of a fixed one its values as they were. */
  async ruleOf({ month, rule }: Pick<VersionRow, 'month' | 'rule'>): Promise<Policy> {
    return rule ?? (await this.policy(month)).policy;
  }

  /** A month as typed by somebody; throws 422 for one that is none or lies in the future. */
  begunMonth(text: string): Month {
    const month = readMonth(text);
    if (month > monthOf(this.clock.now())) throw notBegun();
    return month;
  }

  /** The newest version of a month, or the named one; undefined when there is none. */
  async version(month: Month, version?: number): Promise<VersionRow | undefined> {
    const all = await this.versions(month);
    return version === undefined ? all[0] : all.find((one) => one.version === version);
  }

  /** The same, and whether the month was reopened since, as a newer version. Throws 404 when there is none. */
  async shown(month: Month, version?: number): Promise<{ head: VersionRow; isSuperseded: boolean }> {
    const all = await this.versions(month);
    const head = version === undefined ? all[0] : all.find((one) => one.version === version);
    if (!head) throw missing();
    return { head, isSuperseded: head !== all[0] };
  }

  /** All versions of a month, the newest first. */
  versions(month: Month, em: EntityManager = this.db.manager): Promise<VersionRow[]> {
    return results.versionsOf(em, month);
  }

  /** The newest version of each computed month from one month on, the latest month first. */
  versionsFrom(month: Month, em: EntityManager = this.db.manager): Promise<VersionRow[]> {
    return results.newestFrom(em, month);
  }

  /** Units of a stored version, by code; figures include sub-units. */
  units(key: VersionKey, em: EntityManager = this.db.manager): Promise<UnitRow[]> {
    return results.unitResults(em, key);
  }

  /** People of a stored version, by number: below the named units (null: all), or one person. */
  people(
    key: VersionKey,
    whom: { unitIds: number[] | null; personId?: string },
    em: EntityManager = this.db.manager,
  ): Promise<FigureRow[]> {
    return results.personResults(em, key, { unitIds: whom.unitIds, personId: whom.personId ?? null });
  }

  /** The figures of a month as they stand now, not stored. */
  async live(month: Month, whom: Whom): Promise<FigureRow[]> {
    const { policy } = await this.policy(month);
    return personFigures(this.db, { ...monthInput(month, policy), receivedUntil: null }, whom);
  }

  /** How many people below these units stand alike: in a stored version or, with null, as they stand now. */
  async groups(month: Month, key: VersionKey | null, unitIds: number[]): Promise<UnitPeople[]> {
    if (key) return results.groupResults(this.db, key, unitIds);
    const { policy } = await this.policy(month);
    return groupFigures(this.db, { ...monthInput(month, policy), receivedUntil: null }, unitIds);
  }

  /** A person's target of a month under its juknis, as it stands now; undefined without a working day. */
  target(month: Month, policy: Policy, personId: string): Promise<Pick<FigureRow, 'target' | 'exempt'> | undefined> {
    return personTarget(this.db, { ...monthInput(month, policy), receivedUntil: null }, personId);
  }

  /** A stored version as other systems read it. Throws 404 when the month has none. */
  async result(month: Month, version?: number): Promise<ResultJson> {
    const head = await this.version(month, version);
    if (!head) throw missing();
    const policy = await this.ruleOf(head);
    const people = await this.people(head, { unitIds: null });
    return resultJson(head, { people, units: await this.units(head) }, policy);
  }

  /** Whether a schedule should compute the month: it asked for something, and nobody fixed its results, nor is fixing them now. */
  async awaitsProvisional(em: EntityManager, month: Month): Promise<boolean> {
    await results.lockMonth(em, month);
    const [newest] = await results.versionsOf(em, month);
    if (newest && newest.state !== 'provisional') return false;
    return results.asksSomething(em, month);
  }

  /** Whether the month's year has a calendar by decree. */
  hasCalendar(month: Month): Promise<boolean> {
    return this.calendar.isApproved(Number(month.slice(0, 4)));
  }

  private async replaceProvisional(em: EntityManager, row: VersionRow): Promise<VersionRow> {
    const [newest] = await results.versionsOf(em, row.month);
    const isProvisional = newest?.state === 'provisional';
    if (newest && !isProvisional && row.reason === null) throw closed();
    if (isProvisional) await results.deleteVersion(em, newest);
    const version = !newest ? 1 : isProvisional ? newest.version : newest.version + 1;
    const stored = { ...row, version, reason: row.reason ?? (isProvisional ? newest.reason : null) };
    await results.insertVersion(em, stored);
    return stored;
  }
}

/** Reads `YYYY-MM`; throws 422 otherwise. */
export function readMonth(text: string): Month {
  if (isMonth(text)) return text;
  throw new Refusal(
    'invalid',
    'month-unreadable',
    words(
      'Bulan tidak terbaca. Tulis tahun dan bulan seperti 2026-11.',
      'The month could not be read. Write year and month, such as 2026-11.',
    ),
  );
}

/** Reads which version of a month is asked for; undefined: the newest. Throws 404 for a text that is no number. */
export function readVersion(typed: unknown): number | undefined {
  if (typed === undefined || typed === '') return undefined;
  if (typeof typed === 'string' && /^[1-9]\d{0,3}$/.test(typed)) return Number(typed);
  throw missing();
}

function monthInput(month: Month, policy: Policy): Omit<MonthInput, 'receivedUntil'> {
  return { month, firstDay: firstDayOf(month), lastDay: lastDayOf(month), ...monthInterval(month), policy };
}
