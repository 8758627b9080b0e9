import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Action } from '../access/actions';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { AppealTime } from '../evaluation/appeal-time.service';
import { EvaluationService, readMonth, type VersionRow } from '../evaluation/evaluation.service';
import { resultJson } from '../evaluation/result.rules';
import { Clock } from '../kernel/clock';
import { Refusal, words } from '../kernel/refusal';
import { firstDayOf, lastDayOf, type Month } from '../kernel/wita';
import { closingHash, closingRows, noPreviousHash, rowEntry, type Verification } from './closing-rows.rules';
import * as stored from './closing.queries';
import { longestReason, type MonthFacts, type Move, obstacles, shortestReason } from './closing.rules';

/** A month's end as it stands. */
export interface MonthEnd {
  facts: MonthFacts;
  /** The newest first. */
  versions: VersionRow[];
}

/** Takes a month to its end: fixes its results so that nobody changes them any more, and reopens them with a reason. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly appealTime: AppealTime,
  ) {}

  /** Where a month stands. Throws 422 for a text that is no month, or one that has not begun. */
  async monthEnd(text: string): Promise<MonthEnd> {
    const month = this.evaluation.begunMonth(text);
    const versions = await this.evaluation.versions(month);
    return { facts: await this.facts(month, versions[0]), versions };
  }

  /**
   * Computes the month once more, freezes it and chains its closing hash to the one of the month before.
   * @param actor null: the command line
   * @throws Refusal 403; 422 no month; 409 with the first thing that is in the way
   */
  async fix(actor: Actor | null, text: string): Promise<VersionRow> {
    const month = allowed(actor, 'period.fix', text);
    return this.undisturbed(async (em) => {
      await this.demandMove('fix', month);
      const actorId = actor?.personId ?? null;
      const fixedAt = this.clock.now();
      const head = await this.evaluation.evaluateWithin(em, month, { actorId, at: fixedAt });
      const days = { firstDay: firstDayOf(month), lastDay: lastDayOf(month), receivedUntil: fixedAt };
      await stored.insertCountedShares(em, head, days);
      const rule = await this.evaluation.ruleOf(head);
      const [computed] = await this.evaluation.versions(month, em);
      const previousHash = (await stored.previousHash(em, month)) ?? noPreviousHash;
      const rows = await this.rows(em, { ...head, posts: computed?.posts ?? [], rule });
      const fixed = { ...head, rule, previousHash, closingHash: closingHash(previousHash, rows) };
      await stored.fixVersion(em, { ...fixed, fixedAt, fixedById: actorId });
      await record(em, {
        ...{ at: fixedAt, actorId, verb: 'period.fix', subject: 'period_version', subjectId: keyOf(head) },
        after: { closingHash: fixed.closingHash, previousHash },
      });
      return { ...fixed, state: 'fixed', fixedAt, fixedById: actorId };
    });
  }

  /**
   * Opens a fixed month again as its next version, computed anew; the fixed one stays as it is.
   * @param actor null: the command line
   * @throws Refusal 403; 422 no month, or a reason not of 10–500 characters; 409 when nothing is fixed
   */
  async reopen(actor: Actor | null, text: string, given: string): Promise<VersionRow> {
    const month = allowed(actor, 'period.reopen', text);
    const reason = readReason(given);
    return this.undisturbed(async (em) => {
      await this.demandMove('reopen', month);
      const actorId = actor?.personId ?? null;
      const version = await this.evaluation.evaluateWithin(em, month, { actorId, reason });
      await record(em, {
        ...{
          at: this.clock.now(),
          actorId,
          verb: 'period.reopen',
          subject: 'period_version',
          subjectId: keyOf(version),
        },
        after: { reason },
      });
      return version;
    });
  }

  /** What lets an export of a fixed version be checked without the database; null for a provisional one. */
  async verification(head: VersionRow): Promise<Verification | null> {
    const { rule, previousHash, posts } = head;
    if (!rule || !previousHash) return null;
    const shares = await stored.countedShares(this.db, head);
    return { previousHash, rule, posts, shares, rows: (await this.rows(this.db.manager, head)).map(rowEntry) };
  }

  private async rows(em: EntityManager, head: VersionRow) {
    const rule = await this.evaluation.ruleOf(head);
    const people = await this.evaluation.people(head, { unitIds: null }, em);
    const units = await this.evaluation.units(head, em);
    const { closingHash: _, ...result } = resultJson(head, { people, units }, rule);
    const shares = await stored.countedShares(em, head);
    return closingRows({ ...result, rule, posts: head.posts, shares });
  }

  private async facts(month: Month, newest: VersionRow | undefined): Promise<MonthFacts> {
    const period = await this.appealTime.of(month);
    return {
      ...{ month, state: newest?.state ?? 'none', now: this.clock.now(), appealsUntil: period?.appealsUntil ?? null },
      // Nobody can appeal yet; who lets them counts here.
      undecidedAppeals: 0,
      calendarApproved: await this.evaluation.hasCalendar(month),
    };
  }

  private async demandMove(move: Move, month: Month): Promise<void> {
    const [newest] = await this.evaluation.versions(month);
    const [first] = obstacles(move, await this.facts(month, newest));
    if (first) throw new Refusal('conflict', first.code, first.words);
  }

  /**
   * One view of all rows from the first statement to the last: no verdict of this moment can be in the figures and not in
   * the list of shares. Who comes second at the same time begins again and sees what the first has done.
   */
  private async undisturbed<T>(act: (em: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.db.transaction('REPEATABLE READ', act);
    } catch (error) {
      if (!['40001', '23505'].includes(String((error as { code?: string }).code))) throw error;
      return this.db.transaction('REPEATABLE READ', act);
    }
  }
}

function allowed(actor: Actor | null, action: Action, month: string): Month {
  if (actor) demand(actor, action);
  return readMonth(month);
}

const keyOf = ({ month, version }: VersionRow) => `${month}/${version}`;

function readReason(given: string): string {
  const reason = given.trim();
  if (reason.length >= shortestReason && reason.length <= longestReason) return reason;
  const sentence = words(
    `Tulis alasan pembukaan kembali, ${shortestReason} sampai ${longestReason} karakter.`,
    `Write the reason of the reopening, ${shortestReason} to ${longestReason} characters.`,
  );
  throw new Refusal('invalid', 'reason-required', sentence, { fields: [{ field: 'alasan', words: sentence }] });
}
