import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { AppealsService } from '../appeals/appeals.service';
import { EvaluationService, type FigureRow, type UnitRow, type VersionRow } from '../evaluation/evaluation.service';
import { rankingPrior } from '../evaluation/ranking.rules';
import { resultPerson } from '../evaluation/result.rules';
import { mayShowUnit } from '../evaluation/small-group.rules';
import { missing, words } from '../kernel/refusal';
import { Clock } from '../kernel/clock';
import { monthOf, previousMonth, type Lang, type Month } from '../kernel/wita';
import { SamplingService } from '../sampling/sampling.service';
import { SharesService } from '../shares/shares.service';
import type { MonthLine } from './evaluation.page';
import { channelTable, postTable, programTable, stateTable, trendTable } from './report-counts.rules';
import { agencyTable, type MonthReport, type MonthTotals, peopleTable, unitTable } from './report-tables.rules';
import { totalsFrom, trendOf } from './reports.queries';
import { inScope, peopleScope, type PeopleScope } from './scope.rules';

/** Which report, for whom. */
export interface ReportWish {
  month: Month;
  lang: Lang;
  /** Code of the unit whose own edition is wanted; empty or absent: the whole province. */
  unit?: string | undefined;
  /** Absent: the newest. */
  version?: number | undefined;
}

/** What a report is made of: a version and its units. */
export interface Material {
  head: VersionRow;
  /** Whether the month was reopened since, as a newer version. */
  isSuperseded: boolean;
  units: UnitRow[];
  /** Those of the whole province, among whom agencies are ranked. */
  all: UnitRow[];
  /** The unit whose edition it is. */
  unit: UnitRow | undefined;
  /** Nobody before `withPeople`: most papers name none, and a month has 20,000. */
  people: FigureRow[];
}

/** Reads what a month's report says, for its page and for all its papers, so that they carry the same figures. */
@Injectable()
export class MonthReports {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly shares: SharesService,
    private readonly appeals: AppealsService,
    private readonly sampling: SamplingService,
  ) {}

  /** The last twelve months and every computed one before, the newest first. */
  async months(): Promise<MonthLine[]> {
    const now = monthOf(this.clock.now());
    const recent = [now];
    while (recent.length <= 12) recent.push(previousMonth(recent.at(-1) ?? now));
    const versions = await this.evaluation.versionsFrom(recent.at(-1) ?? now);
    const computed = new Map(versions.map((version) => [version.month, version]));
    return recent
      .map((month) => ({
        month,
        state: computed.get(month)?.state ?? ('none' as const),
        cutoff: computed.get(month)?.cutoff ?? null,
      }))
      .filter(({ state }, index) => index < 3 || state !== 'none');
  }

  /** What the report says of a month, for the page. Throws 404 when it was not computed. */
  async report(wish: ReportWish): Promise<MonthReport> {
    return this.reportOf(await this.material(wish), wish.lang);
  }

  /** The stored rows of a month's version. Throws 404 when the month was not computed or has no such unit. */
  async material({ month, unit: code, version }: ReportWish): Promise<Material> {
    const { head, isSuperseded } = await this.evaluation.shown(month, version);
    const all = await this.evaluation.units(head);
    const unit = code ? all.find((one) => one.code === code) : undefined;
    if (code && !unit) throw missing();
    const units = unit ? all.filter(({ path }) => path.includes(unit.unitId)) : all;
    return { head, isSuperseded, units, all, unit, people: [] };
  }

  /**
   * The same with its people as far as somebody may see them.
   * @param actor null: the command line, which sees everybody
   */
  async withPeople(actor: Actor | null, material: Material): Promise<Material> {
    const { head, unit, all } = material;
    const people = await this.evaluation.people(head, { unitIds: within(peopleScope(actor), unit, all) });
    return { ...material, people };
  }

  /** What these rows say, in a language. */
  async reportOf({ head, isSuperseded, units, all, unit, people }: Material, lang: Lang): Promise<MonthReport> {
    const { month, version, state, policyVersion, cutoff, closingHash } = head;
    const policy = await this.evaluation.ruleOf(head);
    const tops = unit ? [unit] : units.filter(({ path }) => path.length === 1);
    const channels = added(tops.map((one) => one.channels));
    // Of a handful of people only what everybody may know of them.
    const isTold = !unit || mayShowUnit(unit, all);
    const names = new Map((await this.shares.channels()).map((one) => [one.code, words(one.nameId, one.nameEn)]));
    const trend = await this.trend(head.month, unit);
    // Posts are counted for the whole province only.
    const posts = unit ? [] : head.posts;
    const persons = people.map((person) => resultPerson(person, policy));
    return {
      ...{ month, version, isSuperseded, state, policyVersion, cutoff, closingHash, policy, units, trend },
      ...{ edition: unit ?? null, totals: totalsOf(tops, channels), prior: rankingPrior(all, policy) },
      appeals: isTold ? await this.appeals.counts(month, unit ? [unit.unitId] : null) : null,
      audit: await this.sampling.statement(head),
      tables: {
        agencies: agencyTable(units, policy.rankingBasis, lang),
        units: unitTable(units, lang),
        channels: channelTable(isTold ? channels : {}, names, lang),
        states: stateTable(isTold ? added(tops.map((one) => one.states)) : {}, lang),
        programs: programTable(posts, lang),
        posts: postTable(posts, lang),
        trend: trendTable(trend, lang),
        people: peopleTable(persons, lang),
      },
    };
  }

  private async trend(month: Month, unit: UnitRow | undefined) {
    let from = month;
    for (let count = 1; count < 12; count += 1) from = previousMonth(from);
    if (unit) return trendOf(this.db, unit.unitId, { from, until: month });
    return totalsFrom(this.db, { from, until: month });
  }
}

/** Of the units whose people a reader may see those that lie in a unit's edition; null: everybody. */
function within(scope: PeopleScope, unit: UnitRow | undefined, all: UnitRow[]): PeopleScope {
  if (!unit) return scope;
  if (scope === null || inScope(scope, unit.path)) return [unit.unitId];
  return scope.filter((id) => all.some((one) => one.unitId === id && one.path.includes(unit.unitId)));
}

function totalsOf(tops: UnitRow[], channels: Record<string, number>): MonthTotals {
  const sum = (pick: (unit: UnitRow) => number) => tops.reduce((total, unit) => total + pick(unit), 0);
  return {
    obliged: sum(({ obliged }) => obliged),
    exempt: sum(({ exempt }) => exempt),
    active: sum(({ active }) => active),
    met: sum(({ met }) => met),
    shares: Object.values(channels).reduce((total, count) => total + count, 0),
  };
}

function added(parts: Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [key, count] of parts.flatMap((part) => Object.entries(part))) sums[key] = (sums[key] ?? 0) + count;
  return sums;
}
