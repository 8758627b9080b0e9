import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { may } from '../access/roles.rules';
import { EvaluationService } from '../evaluation/evaluation.service';
import { mayShowChannels } from '../evaluation/small-group.rules';
import { Clock } from '../kernel/clock';
import { missing, words, type Words } from '../kernel/refusal';
import { dayOf, firstDayOf, lastDayOf, monthInterval, type Month } from '../kernel/wita';
import { type ChosenUnit, ParticipationService, type UnitMonth } from '../reports/participation.service';
import { peopleScope } from '../reports/scope.rules';
import { SharesService } from '../shares/shares.service';
import { type MonthOfReview, TempoService } from '../verification/tempo.service';
import { type PostCoverage, sharersShown } from './coverage.rules';
import * as queries from './insights.queries';
import type { PostHead, ReachPart, Sharer, Sight } from './insights.queries';

/** A unit's month from all sides. */
export interface Dashboard extends UnitMonth {
  posts: PostCoverage[];
  /** Counting shares per channel; null: not shown, as it would tell about single people. */
  channels: Record<string, number> | null;
  channelNames: Map<string, Words>;
  /** Shares of the month per state. */
  states: Record<string, number>;
  /** Appeals that wait longer than allowed. */
  overdue: number;
  /** Verdicts of reviewers; null for those who do not oversee them. */
  tempo: MonthOfReview | null;
}

/** How far a post reached in a unit. */
export interface PostReach {
  post: PostHead;
  month: Month;
  /** The chosen unit, then its direct sub-units; people of the unit itself stand under its own name. */
  unit: ChosenUnit['unit'];
  parts: (ReachPart & { name: string; code: string })[];
  sharers: Sharer[];
  skip: number;
  hasMore: boolean;
}

/** Looks at a unit's month for those who may see its people. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly participation: ParticipationService,
    private readonly evaluation: EvaluationService,
    private readonly shares: SharesService,
    private readonly tempo: TempoService,
  ) {}

  /** A unit of the actor's scope (empty: the highest) in a month. Throws 404 for any other. */
  async of(actor: Actor, month: Month, unit: string): Promise<Dashboard> {
    const chosen = await this.participation.choose(actor, month, unit);
    const sight = sightOf(chosen.unit.id, month);
    // The three that read many shares run side by side.
    const [standing, { channels, states }, posts] = await Promise.all([
      this.participation.unitMonth(chosen),
      this.counts(chosen, sight),
      queries.coverageOf(this.db, sight),
    ]);
    const names = await this.shares.channels();
    return {
      ...{ ...standing, states, channels: this.mayShow(actor, standing) ? channels : null, posts },
      channelNames: new Map(names.map((one) => [one.code, words(one.nameId, one.nameEn)])),
      overdue: await queries.overdueAppeals(this.db, { month, today: dayOf(this.clock.now()), unitId: sight.unitId }),
      tempo: may(actor, 'reviewer.read') ? await this.tempo.of(actor, month) : null,
    };
  }

  /** A published post in a unit of the actor's scope. Throws 404 for any other unit or post. */
  async post(actor: Actor, id: string, wish: { month: Month; unit: string; skip: number }): Promise<PostReach> {
    const { month, skip } = wish;
    const { unit, below } = await this.participation.choose(actor, month, wish.unit);
    const post = uuid.test(id) ? await queries.postHead(this.db, id) : undefined;
    if (!post) throw missing();
    const unitId = unit.id;
    const found = new Map((await queries.reachParts(this.db, unitId, id)).map((part) => [part.unitId, part]));
    const parts = [unit, ...below].flatMap(({ id: one, name, code }) => {
      const part = found.get(one);
      return part ? [{ ...part, name, code }] : [];
    });
    const size = sharersShown + 1;
    const sharers = await queries.sharersOf(this.db, { unitId, postId: id }, { size, skip });
    const hasMore = sharers.length === size;
    return { post, month, unit, parts, sharers: sharers.slice(0, sharersShown), skip, hasMore };
  }

  /** As they were fixed, or as they stand now. */
  private async counts({ fixed }: ChosenUnit, sight: Sight) {
    if (fixed) {
      const stored = (await this.evaluation.units(fixed)).find(({ unitId }) => unitId === sight.unitId);
      return { channels: stored?.channels ?? {}, states: stored?.states ?? {} };
    }
    const channels: Record<string, number> = {};
    const states: Record<string, number> = {};
    for (const { channel, state, counts, shares } of await queries.tallyOf(this.db, sight)) {
      if (counts) channels[channel] = (channels[channel] ?? 0) + shares;
      states[state] = (states[state] ?? 0) + shares;
    }
    return { channels, states };
  }

  private mayShow(actor: Actor, { unit, below }: UnitMonth): boolean {
    const peopleOf = ({ figures }: UnitMonth['unit']) => figures.obliged + figures.exempt;
    // Who oversees all agencies is nobody's superior here.
    const parts = peopleScope(actor) === null ? [] : below.map(peopleOf);
    return mayShowChannels(peopleOf(unit), parts);
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function sightOf(unitId: number, month: Month): Sight {
  return { unitId, firstDay: firstDayOf(month), lastDay: lastDayOf(month), ...monthInterval(month) };
}
