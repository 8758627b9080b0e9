import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, may, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Corrections } from '../directory/corrections.service';
import { isLate } from '../evaluation/counting.rules';
import { EvaluationService } from '../evaluation/evaluation.service';
import { EvidenceService } from '../evidence/evidence.service';
import { Clock } from '../kernel/clock';
import { uuid } from '../kernel/list-part';
import { missing } from '../kernel/refusal';
import { type Day, dayOf, lastDayOf, type Month, monthOf } from '../kernel/wita';
import { PoliciesService } from '../policies/policies.service';
import { SharesService } from '../shares/shares.service';
import { Appeal } from './appeal.entity';
import { checkMayDecide, type Decision, readDecision } from './appeal.rules';
import { alreadyDecided, periodFixed, takenBack } from './appeal-words.rules';
import * as queries from './appeals.queries';
import type { AppealedShare, AppealRow, NamedVerdict, RecordedDays, WaitingCount } from './appeals.queries';

/** What an evaluator sees: what waits, what was decided, and which months lag behind a granted appeal. */
export interface Desk {
  waiting: AppealRow[];
  decided: AppealRow[];
  count: WaitingCount;
  today: Day;
  monthsToCompute: Month[];
}

/** One appeal with the rows it is about. */
export interface AppealFile {
  appeal: AppealRow;
  today: Day;
  /** Whether the reader may decide it. */
  mayDecide: boolean;
  share: (AppealedShare & { isLate: boolean; pictures: number }) | null;
  verdicts: NamedVerdict[];
  /** Leave or memberships that touch the days. */
  recorded: RecordedDays[];
}

const most = 200;

/** Decides appeals: a granted one changes the rows behind the results, never the results. */
@Injectable()
export class DecidingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly corrections: Corrections,
    private readonly shares: SharesService,
    private readonly evidence: EvidenceService,
    private readonly policies: PoliciesService,
    private readonly evaluation: EvaluationService,
  ) {}

  async desk(actor: Actor): Promise<Desk> {
    const scope = this.scope(actor);
    const [waiting, decided, count, monthsToCompute] = await Promise.all([
      queries.waitingAppeals(this.db, scope, most),
      queries.decidedAppeals(this.db, scope, most),
      this.waiting(actor),
      queries.monthsToCompute(this.db),
    ]);
    return { waiting, decided, count, monthsToCompute, today: this.today() };
  }

  /** How many wait, and how many of them longer than allowed. */
  waiting(actor: Actor): Promise<WaitingCount> {
    return queries.countWaiting(this.db, this.scope(actor), this.today());
  }

  /** The waiting appeal that this evaluator should decide next; null: none. */
  next(actor: Actor): Promise<string | null> {
    return queries.nextFor(this.db, scopeOf(actor, 'appeal.decide'), actor.personId);
  }

  /** @throws Refusal 404 outside the actor's units */
  async one(actor: Actor, id: string): Promise<AppealFile> {
    const appeal = await this.visible(actor, id);
    const { kind, personId, shareId, startsOn, endsOn } = appeal;
    const share = shareId ? ((await queries.appealedShare(this.db, shareId)) ?? null) : null;
    const isDays = kind !== 'share' && startsOn !== null;
    return {
      ...{ appeal, today: this.today(), mayDecide: await this.mayDecide(actor, appeal) },
      share: share && {
        ...share,
        isLate: isLate(share, await this.receiptHours(appeal.month)),
        pictures: (await this.evidence.of([share.id])).get(share.id) ?? 0,
      },
      verdicts: shareId ? await queries.verdictsWithNames(this.db, shareId) : [],
      recorded: isDays ? await queries.recordedDays(this.db, { kind, personId, from: startsOn, until: endsOn }) : [],
    };
  }

  /** A picture of the appealed share; the look is written into the trail. @throws Refusal 404 */
  async lookAt(actor: Actor, id: string, number?: string): Promise<{ type: string; bytes: Buffer }> {
    const { shareId } = await this.visible(actor, id);
    if (!shareId) throw missing();
    return this.evidence.open(actor, shareId, number);
  }

  /**
   * Grants or refuses an appeal; of two evaluators at once one decides, and a second click changes nothing.
   * @param at the moment of the decision, default now
   * @throws Refusal 403 for the own appeal and for who has judged the share; 404 outside the actor's units; 409 when
   *   somebody else has decided, the share was taken back or a month of the days is fixed; 422 without decision or reason
   */
  async decide(
    actor: Actor,
    id: string,
    given: { decision?: string | undefined; reason?: string | undefined },
    at = this.clock.now(),
  ): Promise<Decision> {
    const appeal = await this.visible(actor, id, 'appeal.decide');
    const { decision, reason } = readDecision(given);
    checkMayDecide(actor.personId, appeal);
    const by = { actorId: actor.personId, at, verb: 'appeal.decide' as const };
    return this.db.transaction(async (em) => {
      const row = await em.findOneOrFail(Appeal, { where: { id: appeal.id }, lock: { mode: 'pessimistic_write' } });
      if (row.decision === decision && row.decidedById === actor.personId) return decision;
      if (row.decision) throw alreadyDecided();
      if (decision === 'granted') await this.grant(em, row, { ...by, reason });
      await em.update(Appeal, { id: row.id }, { decision, reason, decidedById: actor.personId, decidedAt: at });
      const after = { decision, kind: row.kind, month: row.month };
      await record(em, { ...by, subject: 'appeal', subjectId: row.id, after });
      return decision;
    });
  }

  private async grant(em: EntityManager, appeal: Appeal, by: By): Promise<void> {
    await this.demandUnfixed(em, appeal);
    const { shareId, month } = appeal;
    if (shareId) return this.acceptShare(em, { shareId, month }, by);
    const { personId, startsOn, endsOn, wantedUnitId } = appeal;
    if (startsOn === null) return;
    const given = { ...by, personId };
    if (wantedUnitId !== null) {
      await this.corrections.place(em, { ...given, unitId: wantedUnitId, days: { from: startsOn, until: endsOn } });
    } else if (endsOn !== null) {
      const days = { from: startsOn, until: endsOn };
      await (appeal.wish === 'missing'
        ? this.corrections.addLeave(em, { ...given, days })
        : this.corrections.removeLeave(em, { ...given, days }));
    }
  }

  /** The days of a unit may reach into later months, of which none may be fixed either. */
  private async demandUnfixed(em: EntityManager, { month: first, wantedUnitId, endsOn }: Appeal): Promise<void> {
    const until = wantedUnitId === null ? lastDayOf(first) : endsOn;
    const versions = await this.evaluation.versionsFrom(first, em);
    const fixed = versions.findLast(
      ({ month, state }) => state !== 'provisional' && (until === null || month <= monthOf(until)),
    );
    if (fixed) throw periodFixed(fixed.month);
  }

  private async acceptShare(
    em: EntityManager,
    { shareId, month }: { shareId: string; month: Month },
    { actorId: byId, at, reason }: By,
  ): Promise<void> {
    const from = ['recorded', 'returned', 'rejected', 'held'] as const;
    await this.shares.setState(em, { shareId, to: 'accepted', from: [...from], reason, byId, at });
    const share = await queries.appealedShare(em, shareId);
    if (share?.state !== 'accepted') throw takenBack();
    if (isLate(share, await this.receiptHours(month))) await this.shares.excuseReceipt(em, { shareId, byId, at });
  }

  private async receiptHours(month: Month): Promise<number> {
    return (await this.policies.ofMonth(month)).policy.receiptHours;
  }

  private async mayDecide(actor: Actor, { id, personId, reviewerIds, decision }: AppealRow): Promise<boolean> {
    if (decision !== null || personId === actor.personId || reviewerIds.includes(actor.personId)) return false;
    if (!may(actor, 'appeal.decide')) return false;
    return (await queries.appealInScope(this.db, scopeOf(actor, 'appeal.decide'), id)) !== undefined;
  }

  /** Somebody may read of more units than decide in. */
  private async visible(
    actor: Actor,
    id: string,
    action: 'appeal.read' | 'appeal.decide' = 'appeal.read',
  ): Promise<AppealRow> {
    demand(actor, action);
    const appeal = uuid.test(id) ? await queries.appealInScope(this.db, scopeOf(actor, action), id) : undefined;
    if (!appeal) throw missing();
    return appeal;
  }

  private scope(actor: Actor): number[] {
    demand(actor, 'appeal.read');
    return scopeOf(actor, 'appeal.read');
  }

  private today(): Day {
    return dayOf(this.clock.now());
  }
}

interface By {
  actorId: string;
  at: Date;
  verb: 'appeal.decide';
  reason: string;
}
