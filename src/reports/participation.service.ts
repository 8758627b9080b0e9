import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { type AppealCounts, AppealsService } from '../appeals/appeals.service';
import { fullName, shownNumber } from '../directory/person.rules';
import { EvaluationService, type FigureRow, type VersionRow } from '../evaluation/evaluation.service';
import type { Label, Policy } from '../policies/policy.rules';
import { type VoidDayRow, VoidDaysService } from '../policies/void-days.service';
import { labelOrNull } from '../evaluation/result.rules';
import { type UnitFigures, unitFigures, type UnitPeople } from '../evaluation/unit.rules';
import { Clock } from '../kernel/clock';
import { missing } from '../kernel/refusal';
import { type Day, firstDayOf, lastDayOf, type Month, monthOf, previousMonth } from '../kernel/wita';
import { choosePeople, partAfter, type PeopleQuery, type TablePerson } from './participation.rules';
import { explainMonth, type PersonMonthRows } from './person-month.rules';
import { type Days, leaveWithin, monthShares, personInScope, postsSharedBy } from './reports.queries';
import { trendOf, type TrendRow, type UnitChoice, unitsInScope } from './reports.queries';
import { peopleScope } from './scope.rules';

/** A person's figures of a month and everything behind them. */
export interface PersonMonth {
  month: Month;
  personId: string;
  /** With titles. */
  name: string;
  /** Null: no working day of membership in the month. */
  figure: FigureRow | null;
  label: Label | null;
  policy: Policy;
  policyVersion: number;
  /** The version the figures come from; null: they are live and may still change. */
  fixed: VersionRow | null;
  leave: { from: Day; until: Day }[];
  voided: VoidDayRow[];
  /** Reason of an approved exemption. */
  exemption: string | null;
  rows: PersonMonthRows;
}

export interface UnitStanding {
  unit: UnitChoice;
  figures: UnitFigures;
}

/** A person of the list with the label in force. */
export type ListedFigure = FigureRow & TablePerson & { label: Label | null };

/** What a reader chose to look at. */
export interface ChosenUnit {
  month: Month;
  unit: UnitChoice;
  /** Direct sub-units. */
  below: UnitChoice[];
  /** Every unit that the reader may choose. */
  units: UnitChoice[];
  /** Null: the month is live. */
  fixed: VersionRow | null;
}

/** A unit's month in sums. */
export interface UnitMonth {
  month: Month;
  unit: UnitStanding;
  /** Direct sub-units. */
  below: UnitStanding[];
  /** Every unit that the reader may choose. */
  units: UnitChoice[];
  trend: TrendRow[];
  fixed: VersionRow | null;
  policy: Policy;
  /** Appeals of the unit's people about the month; their texts are nobody's business here. */
  appeals: AppealCounts;
}

/** The same with its people. */
export interface Participation extends UnitMonth {
  people: ListedFigure[];
  /** How many people the filters leave. */
  found: number;
  next: string | null;
}

export interface PeopleWish extends PeopleQuery {
  /** Unit code; empty: the highest of the reader's units. */
  unit: string;
  after: string | null;
  /** People of one part. */
  size: number;
}

/** How people and units stand in a month: live until its results are fixed, from then on as fixed. */
@Injectable()
export class ParticipationService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly voidDays: VoidDaysService,
    private readonly appeals: AppealsService,
  ) {}

  /** The current month and those before it, newest first, for a choice. */
  months(count = 12): Month[] {
    const months = [monthOf(this.clock.now())];
    while (months.length < count) months.push(previousMonth(months.at(-1) ?? ''));
    return months;
  }

  /** The month asked for; empty: the current one. Throws 422 for one that is none or has not begun. */
  month(text: string): Month {
    return text ? this.evaluation.begunMonth(text) : monthOf(this.clock.now());
  }

  /** The actor's own month. */
  own(actor: Actor, month: Month): Promise<PersonMonth> {
    return this.personMonth(actor.personId, actor.name, month);
  }

  /** The month of a person in the actor's scope. Throws 404 for anybody else. */
  async person(actor: Actor, personId: string, month: Month): Promise<PersonMonth> {
    demand(actor, 'participation.read');
    if (!uuid.test(personId)) throw missing();
    const person = await personInScope(this.db, personId, { scope: peopleScope(actor), ...daysOf(month) });
    if (!person) throw missing();
    return this.personMonth(personId, fullName(person), month);
  }

  /** A unit of the actor's scope (empty: the highest) in a month. Throws 404 for any other. */
  async choose(actor: Actor, month: Month, code: string): Promise<ChosenUnit> {
    demand(actor, 'participation.read');
    const units = await unitsInScope(this.db, { scope: peopleScope(actor), ...daysOf(month) });
    const unit = code ? units.find((one) => one.code === code) : units[0];
    if (!unit) throw missing();
    const below = units.filter(({ parentId }) => parentId === unit.id);
    return { month, unit, below, units, fixed: await this.fixedVersion(month) };
  }

  /** The sums of a chosen unit with its sub-units, its trend and its appeals. */
  async unitMonth(chosen: ChosenUnit): Promise<UnitMonth> {
    const { month, unit, fixed } = chosen;
    return this.summedUp(chosen, await this.evaluation.groups(month, fixed, [unit.id]));
  }

  /** The same of a unit of the actor's scope with the chosen part of its people. Throws 404. */
  async participation(actor: Actor, month: Month, wish: PeopleWish): Promise<Participation> {
    const chosen = await this.choose(actor, month, wish.unit);
    const { unit, units, fixed } = chosen;
    const whom = { unitIds: [unit.id] };
    const figures = await (fixed ? this.evaluation.people(fixed, whom) : this.evaluation.live(month, whom));
    const people = choosePeople(figures, wish);
    const { part, next } = partAfter(people, wish.after, wish.size);
    const summedUp = await this.summedUp(chosen, figures);
    const context = { month, paths: pathsOf(units), policy: summedUp.policy };
    return { ...summedUp, next, found: people.length, people: await this.listed(actor, part, context) };
  }

  private async summedUp(
    { month, unit, below, units, fixed }: ChosenUnit,
    people: readonly UnitPeople[],
  ): Promise<UnitMonth> {
    const paths = pathsOf(units);
    const standing = (one: UnitChoice): UnitStanding => ({
      unit: one,
      figures: unitFigures(one.id, paths, { people, shares: [], appeals: [] }),
    });
    const { policy } = await this.evaluation.policy(month);
    const year = { from: this.firstOfTwelve(month), until: month };
    return {
      ...{ month, unit: standing(unit), below: below.map(standing), units, fixed, policy },
      trend: await trendOf(this.db, unit.id, year),
      appeals: await this.appeals.counts(month, [unit.id]),
    };
  }

  private firstOfTwelve(month: Month): Month {
    let first = month;
    for (let count = 1; count < 12; count += 1) first = previousMonth(first);
    return first;
  }

  private async fixedVersion(month: Month): Promise<VersionRow | null> {
    const newest = await this.evaluation.version(month);
    return newest && newest.state !== 'provisional' ? newest : null;
  }

  private async listed(
    actor: Actor,
    part: FigureRow[],
    { month, paths, policy }: { month: Month; paths: Map<number, number[]>; policy: Policy },
  ): Promise<ListedFigure[]> {
    const ids = part.map(({ personId }) => personId);
    const posts = await postsSharedBy(this.db, ids, daysOf(month));
    return part.map((row) => ({
      ...row,
      posts: posts.get(row.personId) ?? 0,
      label: labelOrNull(row.achievement, policy),
      shownNumber: shownNumber(actor, { id: row.personId, unitPath: paths.get(row.unitId) ?? [] }, row.number),
    }));
  }

  private async personMonth(personId: string, name: string, month: Month): Promise<PersonMonth> {
    const days = daysOf(month);
    const { policy, version: policyVersion } = await this.evaluation.policy(month);
    const fixed = await this.fixedVersion(month);
    const [figure = null] = fixed
      ? await this.evaluation.people(fixed, { unitIds: null, personId })
      : await this.evaluation.live(month, { personId });
    const exemption = await this.evaluation.exemption(month, personId);
    const shares = await monthShares(this.db, personId, days);
    return {
      ...{ month, personId, name: figure?.name ?? name, figure, policy, policyVersion, fixed },
      label: labelOrNull(figure?.achievement ?? null, policy),
      leave: await leaveWithin(this.db, personId, days),
      voided: await this.voidDays.ofPerson(personId, { from: days.firstDay, until: days.lastDay }),
      exemption: exemption?.reason ?? null,
      rows: explainMonth(shares, month, policy.dailyCap),
    };
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const pathsOf = (units: UnitChoice[]) => new Map(units.map(({ id, path }) => [id, path]));

function daysOf(month: Month): Days {
  return { firstDay: firstDayOf(month), lastDay: lastDayOf(month) };
}
