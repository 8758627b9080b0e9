import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { fullName } from '../directory/person.rules';
import { EvidenceService } from '../evidence/evidence.service';
import { Clock } from '../kernel/clock';
import { listPart, readPlace, type ListPart } from '../kernel/list-part';
import { missing } from '../kernel/refusal';
import { addDays, dayOf, type Day } from '../kernel/wita';
import { cleanText } from '../posts/post-content.rules';
import { SharesService } from '../shares/shares.service';
import type { ShareState } from '../shares/standing.rules';
import { readMark, shownMark, type Shown } from './shown-mark';
import * as queries from './verification.queries';
import type { SameItem, SeenShare, UnitChoice, WaitingShare } from './verification.queries';
import * as rules from './verification.rules';

/** What a list of shares is narrowed to; absent and blank mean everything. */
export interface QueueWish {
  /** Default: all that waits, on hold or not. */
  state?: ShareState | undefined;
  /** Only shares with a mark of the machine. */
  marked?: boolean | undefined;
  /** Code of a unit, with all below it. */
  unit?: string | undefined;
  channel?: string | undefined;
  search?: string | undefined;
}

export interface QueuePart extends QueueWish {
  limit: number;
  /** `next` of the part before. */
  after?: string | undefined;
}

/** One share on the screen, and the shares before and after it in the same list. */
export interface OneShare {
  share: SeenShare;
  sameItem: SameItem[];
  /** How many pictures prove it. */
  pictures: number;
  /** The last day for mending it, were it returned today. */
  mendUntil: Day;
  before: string | null;
  after: string | null;
}

type Reviewer = Pick<Actor, 'personId' | 'roles'>;

const open: readonly ShareState[] = ['held', 'recorded'];

/** The reviewer's queue and decisions; the share itself is changed by the room that owns it. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly shares: SharesService,
    private readonly evidence: EvidenceService,
  ) {}

  /** What the actor may decide on: on hold first, then with a mark, then oldest first; `next` is null at the end. */
  async waiting(actor: Actor, part: QueuePart): Promise<ListPart<WaitingShare>> {
    demand(actor, 'share.review');
    const { limit } = part;
    const { sight, filter } = await this.narrowed(actor, part);
    const rows = await queries.queue(this.db, sight, {
      ...filter,
      after: readQueuePlace(part.after),
      limit: limit + 1,
    });
    const { items, next } = listPart(rows, limit, ({ sharedAt, id }) => ({ at: sharedAt, id }));
    return { items, next: next && `${items.at(-1)?.rank}~${next}` };
  }

  /** How many shares of such a list there are, counted no further than `most`. */
  async count(actor: Actor, wish: QueueWish, most: number): Promise<number> {
    demand(actor, 'share.review');
    const { sight, filter } = await this.narrowed(actor, wish);
    return queries.countQueue(this.db, sight, { ...filter, most });
  }

  /** Whether a share that this reviewer may decide on was received before a moment and still waits. */
  async hasWaitedSince(reviewer: Reviewer, before: Date): Promise<boolean> {
    const { sight, filter } = await this.narrowed(reviewer, {});
    return queries.queueSince(this.db, sight, { ...filter, before });
  }

  /**
   * One share to look at, decided on or not.
   * @throws Refusal 404 outside the actor's units, 403 for the own share and those that are decided above
   */
  async one(actor: Actor, shareId: string, wish: QueueWish): Promise<OneShare> {
    const share = await this.decidable(actor, shareId);
    const [sameItem, pictures, neighbours] = await Promise.all([
      queries.sameItem(this.db, this.sightOf(actor), share),
      this.evidence.of([share.id]),
      this.neighbours(actor, share, wish),
    ]);
    const mendUntil = addDays(dayOf(this.clock.now()), share.mendDays);
    return { share, sameItem, mendUntil, pictures: pictures.get(share.id) ?? 0, ...neighbours };
  }

  /** The shares before and after this one in such a list, also when it has left the list since it was read. */
  async neighbours(actor: Actor, share: WaitingShare, wish: QueueWish) {
    const { sight, filter } = await this.narrowed(actor, wish);
    return queries.neighbours(this.db, sight, { ...filter, place: { ...share, at: share.sharedAt } });
  }

  /** The units whose shares the actor reviews, by name. */
  units(actor: Actor): Promise<UnitChoice[]> {
    return queries.unitsInSight(this.db, scopeOf(actor, 'share.review'));
  }

  /** Says for the form of a share that it is on the actor's screen as of now. */
  markOf(actor: Actor, shareId: string): string {
    return shownMark(actor.personId, { id: shareId, at: this.clock.now() });
  }

  /**
   * Accepts, returns or rejects a waiting share; of two reviewers at once one decides.
   * @param given its `mark` tells since when the share was on the screen
   * @returns the share as it was before
   * @throws Refusal 403 without the right, for the own share and those decided above, 404 outside the actor's units,
   *   409 `already-decided`, 422 `reason-required`
   */
  async decide(actor: Actor, shareId: string, given: rules.GivenVerdict & { mark?: string }): Promise<SeenShare> {
    const share = await this.decidable(actor, shareId);
    const { verdict, reason } = rules.readVerdict(given);
    const at = this.clock.now();
    const shown = readMark(actor.personId, given.mark ?? '');
    const seconds = shown?.id === share.id ? Math.round((at.getTime() - shown.at.getTime()) / 1000) : null;
    const decision = { shareId: share.id, to: verdict, reason, byId: actor.personId, at, seconds };
    await this.db.transaction(async (em) => {
      if (!(await this.shares.setState(em, decision))) throw rules.alreadyDecided();
    });
    return share;
  }

  /**
   * Accepts waiting shares without a mark together, no faster than they can be read. Sent twice it changes nothing more.
   * @param marks of the shares ticked, as the page gave them
   * @throws Refusal 422 `nothing-ticked`, 429 `too-fast`, 404 and 403 as for a single one
   */
  async acceptTogether(actor: Actor, marks: string[]): Promise<rules.BatchOutcome> {
    demand(actor, 'share.review');
    const shown = marks.map((mark) => readMark(actor.personId, mark)).filter((one) => one !== undefined);
    if (!marks.length || shown.length < marks.length || marks.length > rules.pageSize) throw rules.nothingTicked();
    const ids = [...new Set(shown.map(({ id }) => id))];
    return this.db.transaction(async (em) => {
      const sight = this.sightOf(actor);
      const shares = await queries.lockSharesInSight(em, sight, ids);
      if (shares.length < ids.length) throw missing();
      for (const share of shares) rules.checkMayDecide(by(sight), share);
      const ready = shares.filter(rules.isPlain);
      const decided = { byId: actor.personId, at: this.clock.now(), reason: '', batch: true };
      if (ready.length) {
        const pace = { shownAt: latest(shown), lastVerdictAt: await queries.lastVerdictAt(em, actor.personId) };
        const seconds = rules.paceOf(ready.length, { ...pace, now: decided.at });
        for (const { id } of ready)
          await this.shares.setState(em, { ...decided, shareId: id, to: 'accepted', seconds });
      }
      return outcomeOf(actor, ready.length, shares);
    });
  }

  /** A picture of a share that the actor may decide on; the look is written into the trail. @throws Refusal 403, 404 */
  async lookAt(actor: Actor, shareId: string, number?: string): Promise<{ type: string; bytes: Buffer }> {
    const { id } = await this.decidable(actor, shareId);
    return this.evidence.open(actor, id, number);
  }

  private async decidable(actor: Actor, shareId: string): Promise<SeenShare> {
    demand(actor, 'share.review');
    const sight = this.sightOf(actor);
    const [share] = await queries.sharesInSight(this.db, sight, [shareId]);
    if (!share) throw missing();
    rules.checkMayDecide(by(sight), share);
    return share;
  }

  private async narrowed(actor: Reviewer, wish: QueueWish) {
    const sight = this.sightOf(actor);
    if (wish.unit) sight.scope = await queries.unitInSight(this.db, sight.scope, wish.unit);
    const search = cleanText(wish.search ?? '') || null;
    const states = wish.state ? [wish.state] : open;
    return { sight, filter: { states, marked: wish.marked ?? false, channel: wish.channel || null, search } };
  }

  private sightOf(actor: Reviewer): queries.Sight {
    const reach = scopeOf(actor, 'share.review');
    const who = { reviewerId: actor.personId, reach, reviewRoles: rules.reviewRoles };
    return { scope: reach, today: dayOf(this.clock.now()), ...who };
  }
}

const by = ({ reviewerId, reach }: queries.Sight) => ({ personId: reviewerId, reach });

const latest = (shown: Shown[]) => new Date(Math.max(...shown.map(({ at }) => at.getTime())));

/** Reads `next` of the part before: the rank, then a place as every list has it. */
function readQueuePlace(text: string | undefined): queries.QueuePlace | undefined {
  const [, rank, rest] = /^([012])~(.*)$/.exec(text ?? '') ?? [];
  const place = readPlace(text && (rest ?? 'no rank'));
  return place ? { ...place, rank: Number(rank ?? 0) } : undefined;
}

function outcomeOf(actor: Actor, accepted: number, shares: SeenShare[]): rules.BatchOutcome {
  const isOpen = ({ state }: SeenShare) => open.includes(state);
  const isOwn = ({ state, lastVerdict }: SeenShare) => state === 'accepted' && lastVerdict?.byId === actor.personId;
  const decided = shares.filter((share) => !isOpen(share));
  return {
    accepted,
    before: decided.filter(isOwn).length,
    elsewhere: decided.filter((share) => !isOwn(share)).map(fullName),
    marked: shares.filter((share) => isOpen(share) && !rules.isPlain(share)).map(fullName),
  };
}
