import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { EvidenceService } from '../evidence/evidence.service';
import { Clock } from '../kernel/clock';
import { listPart, readPlace, type ListPart } from '../kernel/list-part';
import { missing } from '../kernel/refusal';
import { dayOf } from '../kernel/wita';
import { cleanText } from '../posts/post-content.rules';
import { SharesService } from '../shares/shares.service';
import type { ShareState } from '../shares/standing.rules';
import * as queries from './verification.queries';
import type { UnitChoice, WaitingShare } from './verification.queries';
import { alreadyDecided, checkNotOwn, readVerdict, type VerdictName } from './verification.rules';

export interface QueuePart {
  limit: number;
  /** `next` of the part before. */
  after?: string | undefined;
  /** Default: recorded, that is waiting. */
  state?: ShareState | undefined;
  /** Code of a unit, with all below it; this and what follows: blank means everything. */
  unit?: string | undefined;
  channel?: string | undefined;
  search?: string | undefined;
}

/** The reviewer's queue and decisions; the share itself is changed by the room that owns it. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly shares: SharesService,
    private readonly evidence: EvidenceService,
  ) {}

  /** Shares of the actor's units, oldest first, without the actor's own; `next` is null at the end. */
  async waiting(actor: Actor, part: QueuePart): Promise<ListPart<WaitingShare>> {
    demand(actor, 'share.review');
    const { limit, state = 'recorded' } = part;
    const sight = this.sightOf(actor);
    if (part.unit) sight.scope = await queries.unitInSight(this.db, sight.scope, part.unit);
    const [channel, search] = [part.channel || null, cleanText(part.search ?? '') || null];
    const place = readPlace(part.after);
    const after = place && { ...place, day: dayOf(place.at) };
    const filter = { reviewerId: actor.personId, state, channel, search, after, limit: limit + 1 };
    const rows = await queries.queue(this.db, sight, filter);
    return listPart(rows, limit, ({ sharedAt, id }) => ({ at: sharedAt, id }));
  }

  /** The units whose shares the actor reviews, by name. */
  units(actor: Actor): Promise<UnitChoice[]> {
    return queries.unitsInSight(this.db, scopeOf(actor, 'share.review'));
  }

  /**
   * Accepts, returns or rejects a waiting share; of two reviewers at once one decides.
   * @throws Refusal 403 without the right or for the own share, 404 outside the actor's units, 409 `already-decided`,
   *   422 `reason-required`
   */
  async decide(actor: Actor, shareId: string, given: { verdict: VerdictName; reason?: string | undefined }) {
    demand(actor, 'share.review');
    const share = await queries.shareInSight(this.db, this.sightOf(actor), shareId);
    if (!share) throw missing();
    checkNotOwn(actor.personId, share.personId);
    const { verdict, reason } = readVerdict(given);
    const decision = { shareId, to: verdict, reason, byId: actor.personId, at: this.clock.now() };
    await this.db.transaction(async (em) => {
      if (!(await this.shares.setState(em, decision))) throw alreadyDecided();
    });
  }

  /** A picture of a share of the actor's units; the look is written into the trail. @throws Refusal 403, 404 */
  async lookAt(actor: Actor, shareId: string, number?: string): Promise<{ type: string; bytes: Buffer }> {
    demand(actor, 'share.review');
    if (!(await queries.shareInSight(this.db, this.sightOf(actor), shareId))) throw missing();
    return this.evidence.open(actor, shareId, number);
  }

  private sightOf(actor: Actor): queries.Sight {
    return { scope: scopeOf(actor, 'share.review'), today: dayOf(this.clock.now()) };
  }
}
