import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Action } from '../access/actions';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { AppealsService } from '../appeals/appeals.service';
import { AppealTime } from '../evaluation/appeal-time.service';
import { EvaluationService, readMonth, type VersionRow } from '../evaluation/evaluation.service';
import { Clock } from '../kernel/clock';
import { Refusal, words } from '../kernel/refusal';
import { dayOf, type Month } from '../kernel/wita';
import type { AuditSample } from '../sampling/audit-sample.entity';
import { type Announced, type AuditStatement, SamplingService } from '../sampling/sampling.service';
import type { Verification } from './closing-rows.rules';
import * as stored from './closing.queries';
import { longestReason, type MonthFacts, type Move, obstacles, shortestReason } from './closing.rules';
import { FrozenRows } from './frozen-rows.service';

/** A month's end as it stands. */
export interface MonthEnd {
  facts: MonthFacts;
  /** The newest first. */
  versions: VersionRow[];
  /** The random audit of the newest version; null: nothing is drawn. */
  statement: AuditStatement | null;
}

/**
 * Takes a month to its end: fixes its results, draws the random audit, closes, and reopens with a reason. In every verb
 * an actor of null is the command line.
 */
@Injectable()
export class ClosingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly appealTime: AppealTime,
    private readonly appeals: AppealsService,
    private readonly sampling: SamplingService,
    private readonly frozen: FrozenRows,
  ) {}

  /** Where a month stands for somebody. Throws 422 for a text that is no month, or one that has not begun. */
  async monthEnd(actor: Actor | null, text: string, em: EntityManager = this.db.manager): Promise<MonthEnd> {
    const month = actor ? this.evaluation.begunMonth(text) : readMonth(text);
    const versions = await this.evaluation.versions(month, em);
    const [newest] = versions;
    const statement = newest ? await this.sampling.statement(newest, em) : null;
    return { facts: await this.facts(em, month, { actor, newest, statement }), versions, statement };
  }

  /**
   * Computes the month once more, freezes it and chains its closing hash to the one of the month before.
   * @throws Refusal 403 for who is not of the top unit; 422 no month; 409 with the first thing that is in the way
   */
  async fix(actor: Actor | null, text: string): Promise<VersionRow> {
    const month = await this.allowed(actor, 'period.fix', text);
    return this.undisturbed(month, async (em) => {
      await this.demandMove(em, 'fix', { actor, month });
      const actorId = actor?.personId ?? null;
      const fixedAt = this.clock.now();
      const head = await this.evaluation.evaluateWithin(em, month, { actorId, at: fixedAt });
      await this.sampling.keepPopulation(em, head, fixedAt);
      const rule = await this.evaluation.ruleOf(head);
      const hashes = await this.frozen.hashes(em, { ...head, rule });
      await stored.fixVersion(em, { ...head, ...hashes, rule, fixedAt, fixedById: actorId });
      await this.note(em, head, { actorId, verb: 'period.fix', after: hashes });
      return { ...head, ...hashes, rule, state: 'fixed', fixedAt, fixedById: actorId };
    });
  }

  /**
   * Draws the shares of the random audit with a number that was announced after the results were fixed.
   * @throws Refusal 403 for who is not of the top unit; 422 no month, no number or no source; 409 with the first thing that is in the way
   */
  async draw(actor: Actor | null, text: string, announced: Announced): Promise<AuditSample> {
    const month = await this.allowed(actor, 'period.draw', text);
    return this.undisturbed(month, async (em) => {
      const head = await this.demandMove(em, 'draw', { actor, month });
      const { sampleSize: size } = await this.evaluation.ruleOf(head);
      const drawnById = actor?.personId ?? null;
      const key = { month, version: head.version, closingHash: head.closingHash ?? '' };
      const draw = await this.sampling.draw(em, key, { ...announced, size, drawnById });
      const { publicNumber, source, seed } = draw;
      await this.note(em, head, { actorId: drawnById, verb: 'period.draw', after: { publicNumber, source, seed } });
      return draw;
    });
  }

  /**
   * Closes a month whose drawn shares are all checked.
   * @throws Refusal 403 for who is not of the top unit; 422 no month; 409 with the first thing that is in the way
   */
  async close(actor: Actor | null, text: string): Promise<VersionRow> {
    const month = await this.allowed(actor, 'period.close', text);
    return this.undisturbed(month, async (em) => {
      const head = await this.demandMove(em, 'close', { actor, month });
      const by = { at: this.clock.now(), actorId: actor?.personId ?? null };
      await stored.closeVersion(em, head, by);
      await this.note(em, head, { ...by, verb: 'period.close', after: { state: 'closed' } });
      return { ...head, state: 'closed', closedAt: by.at, closedById: by.actorId };
    });
  }

  /**
   * Opens a fixed month again as its next version, computed anew; the fixed one stays as it is.
   * @throws Refusal 403 for who is not of the top unit; 422 no month, or a reason not of 10–500 characters; 409 when nothing is fixed
   */
  async reopen(actor: Actor | null, text: string, given: string): Promise<VersionRow> {
    const month = await this.allowed(actor, 'period.reopen', text);
    const reason = readReason(given);
    return this.undisturbed(month, async (em) => {
      await this.demandMove(em, 'reopen', { actor, month });
      const actorId = actor?.personId ?? null;
      const version = await this.evaluation.evaluateWithin(em, month, { actorId, reason });
      await this.note(em, version, { actorId, verb: 'period.reopen', after: { reason } });
      return version;
    });
  }

  /** What lets an export of a fixed version be checked without the database; null for a provisional one. */
  verification(head: VersionRow): Promise<Verification | null> {
    return this.frozen.verification(head);
  }

  /** A month's end is the whole province's. */
  private async allowed(actor: Actor | null, action: Action, month: string): Promise<Month> {
    if (actor) demand(actor, action);
    return readMonth(month);
  }

  private async facts(
    em: EntityManager,
    month: Month,
    {
      actor,
      newest,
      statement,
    }: Pick<MonthEnd, 'statement'> & { actor: Actor | null; newest?: VersionRow | undefined },
  ): Promise<MonthFacts> {
    const period = await this.appealTime.of(month, em);
    const now = this.clock.now();
    const isFixer = actor !== null && newest?.fixedById === actor.personId;
    return {
      ...{ month, state: newest?.state ?? 'none', now, appealsUntil: period?.appealsUntil ?? null },
      isAsked: await this.appealTime.asksSomething(month, em),
      undecidedAppeals: await this.appeals.undecided(month, em),
      unfixedBefore: await stored.unfixedBefore(em, month),
      calendarApproved: await this.evaluation.hasCalendar(month),
      drawn: statement !== null,
      unchecked: statement ? statement.sampled - statement.checked : 0,
      needsSecondPerson: isFixer && (await stored.hasOtherEvaluator(em, actor.personId, dayOf(now))),
    };
  }

  /** The newest version, if the move is allowed; throws 409 with the first thing that is in the way. */
  private async demandMove(
    em: EntityManager,
    move: Move,
    { actor, month }: { actor: Actor | null; month: Month },
  ): Promise<VersionRow> {
    const { facts, versions } = await this.monthEnd(actor, month, em);
    const [first] = obstacles(move, facts);
    const [newest] = versions;
    if (!first && newest) return newest;
    throw new Refusal('conflict', first?.code ?? 'not-published', first?.words ?? nothingThere);
  }

  private async note(
    em: EntityManager,
    { month, version }: VersionRow,
    act: { actorId: string | null; verb: Action; after: object },
  ): Promise<void> {
    await record(em, {
      ...{ at: this.clock.now(), actorId: act.actorId, verb: act.verb, after: act.after },
      ...{ subject: 'period_version', subjectId: `${month}/${version}` },
    });
  }

  /**
   * One view of all rows from the first statement to the last, begun only when nobody else works on the month: no verdict
   * of this moment can be in the figures and not in the list of shares, and no share can slip in behind the fixing.
   */
  private async undisturbed<T>(month: Month, act: (em: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.db.createQueryRunner();
    await runner.connect();
    try {
      await stored.holdMonth(runner, month);
      return await runner.manager.transaction('REPEATABLE READ', act);
    } finally {
      await stored.releaseMonth(runner).finally(() => runner.release());
    }
  }
}

const nothingThere = words('Bulan ini belum dihitung.', 'This month has not been computed.');

function readReason(given: string): string {
  const reason = given.trim();
  if (reason.length >= shortestReason && reason.length <= longestReason) return reason;
  const sentence = words(
    `Tulis alasan pembukaan kembali, ${shortestReason} sampai ${longestReason} karakter.`,
    `Write the reason of the reopening, ${shortestReason} to ${longestReason} characters.`,
  );
  throw new Refusal('invalid', 'reason-required', sentence, { fields: [{ field: 'alasan', words: sentence }] });
}
