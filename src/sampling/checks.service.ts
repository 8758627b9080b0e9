import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, may, type Role, verbsOf, roles } from '../access/roles.rules';
import { record } from '../audit/audit';
import { EvaluationService, type VersionRow } from '../evaluation/evaluation.service';
import { EvidenceService } from '../evidence/evidence.service';
import { cleanText } from '../kernel/clean-text';
import { Clock } from '../kernel/clock';
import { missing, Refusal, words } from '../kernel/refusal';
import { dayOf } from '../kernel/wita';
import { assign, mayCheck } from './assigning.rules';
import * as stored from './checks.queries';
import type { Candidate, CheckRow } from './checks.queries';
import { type AuditStatement, SamplingService } from './sampling.service';

export type { Candidate, CheckRow } from './checks.queries';

/** A drawn month as its evaluator sees it. */
export interface Progress {
  head: VersionRow;
  /** Whether the month was reopened since, as a newer version. */
  isSuperseded: boolean;
  statement: AuditStatement;
  checks: CheckRow[];
  candidates: Candidate[];
}

const checkerRoles: Role[] = roles.filter((role) => verbsOf[role].includes('sample.check'));
const [shortestNote, longestNote] = [5, 500];

/** The checks of drawn shares: given by the evaluator, made by people of other agencies who have not reviewed them. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly sampling: SamplingService,
    private readonly evidence: EvidenceService,
  ) {}

  /** The draw of a version of a month, if none is named the newest, its checks and who may be chosen; what checkers noted is for evaluators and auditors. Throws 404 when nothing is drawn. */
  async progress(actor: Actor, text: string, version?: number): Promise<Progress> {
    demand(actor, 'evaluation.read');
    const { head, isSuperseded } = await this.evaluation.shown(this.evaluation.begunMonth(text), version);
    const statement = await this.sampling.statement(head);
    if (!statement) throw missing();
    const found = await stored.checksOf(this.db, head);
    const readsNotes = may(actor, 'reviewer.read');
    const checks = readsNotes ? found : found.map((check) => ({ ...check, note: '' }));
    return {
      head,
      isSuperseded,
      statement,
      checks,
      candidates: await this.candidates(this.db.manager),
    };
  }

  /**
   * Gives the shares that are not checked yet to the chosen checkers, none of the own agency and none that the checker has reviewed.
   * @throws Refusal 403, 404, 409 when the month is closed, 422 when nobody was chosen or some share has no one able
   */
  async choose(actor: Actor, text: string, personIds: readonly string[]): Promise<void> {
    demand(actor, 'period.draw');
    const { head, checks, candidates } = await this.progress(actor, text);
    if (head.state !== 'fixed') throw checksOver();
    const chosen = candidates.filter(({ personId }) => personIds.includes(personId));
    if (!chosen.length) throw nobodyChosen();
    const open = checks.filter(({ valid }) => valid === null);
    const given = assign(open, chosen);
    const left = given.filter(({ checkerId }) => checkerId === null).length;
    if (left) throw nobodyAble(left);
    await this.db.transaction(async (em) => {
      await stored.giveChecks(em, head, given);
      await record(em, {
        ...{ at: this.clock.now(), actorId: actor.personId, verb: 'period.draw', subject: 'audit_check' },
        ...{ subjectId: `${head.month}/${head.version}`, after: { checkers: chosen.map(({ personId }) => personId) } },
      });
    });
  }

  /** The shares that the actor was given and may still check, the open ones first. */
  async tasks(actor: Actor): Promise<CheckRow[]> {
    demand(actor, 'sample.check');
    return this.given(this.db.manager, actor);
  }

  /** One of them; 404 for any other. */
  async task(actor: Actor, month: string, shareId: string): Promise<CheckRow> {
    demand(actor, 'sample.check');
    return this.taskWithin(this.db.manager, actor, { month, shareId });
  }

  /** A picture of a share to be checked; every look is written into the trail. */
  async look(actor: Actor, key: { month: string; shareId: string }, number?: string) {
    const task = await this.task(actor, key.month, key.shareId);
    return this.evidence.open(actor, task.shareId, number);
  }

  /** How many pictures prove the share. */
  async pictures({ shareId }: CheckRow): Promise<number> {
    return (await this.evidence.of([shareId])).get(shareId) ?? 0;
  }

  /**
   * Says whether the share is valid; said again it replaces what was said, until the month is closed.
   * @throws Refusal 403, 404, 422 `result-required`, `note-required`
   */
  async settle(
    actor: Actor,
    key: { month: string; shareId: string },
    given: { result: string; note: string },
  ): Promise<void> {
    demand(actor, 'sample.check');
    const { valid, note } = readResult(given);
    await this.db.transaction(async (em) => {
      await stored.holdOpen(em, key.month);
      const task = await this.taskWithin(em, actor, key);
      if (task.valid === valid && task.note === note) return;
      const at = this.clock.now();
      if (!(await stored.settleCheck(em, task, { valid, note, at }))) throw missing();
      await record(em, {
        ...{ at, actorId: actor.personId, verb: 'sample.check', subject: 'audit_check' },
        ...{ subjectId: `${task.month}/${task.version}/${task.shareId}`, before: { valid: task.valid } },
        after: { valid, note },
      });
    });
  }

  private candidates(em: EntityManager, personId?: string): Promise<Candidate[]> {
    const day = dayOf(this.clock.now());
    return stored.candidatesOn(em, day, { roles: checkerRoles, ...(personId ? { personId } : {}) });
  }

  /** Who moved into the agency of a share meanwhile no longer checks it. */
  private async given(em: EntityManager, actor: Actor): Promise<CheckRow[]> {
    const [self] = await this.candidates(em, actor.personId);
    const rows = await stored.checksBy(em, actor.personId);
    return rows.filter((row) => self && mayCheck(self, row));
  }

  private async taskWithin(em: EntityManager, actor: Actor, key: { month: string; shareId: string }) {
    const rows = await this.given(em, actor);
    const task = rows.find(({ month, shareId }) => month === key.month && shareId === key.shareId);
    if (!task) throw missing();
    return task;
  }
}

function readResult(given: { result: string; note: string }): { valid: boolean; note: string } {
  const note = cleanText(given.note);
  if (given.result !== 'sah' && given.result !== 'tidak') throw wrong('hasil', 'result-required', noResult);
  const isShort = given.result === 'tidak' && note.length < shortestNote;
  if (isShort || note.length > longestNote) throw wrong('catatan', 'note-required', noNote);
  return { valid: given.result === 'sah', note };
}

function wrong(field: string, code: string, sentence: ReturnType<typeof words>): Refusal {
  return new Refusal('invalid', code, sentence, { fields: [{ field, words: sentence }] });
}

const noResult = words('Pilih sah atau tidak sah.', 'Choose valid or invalid.');
const noNote = words(
  'Tulis mengapa sebaran ini tidak sah, 5 sampai 500 karakter.',
  'Write why this share is invalid, 5 to 500 characters.',
);

function nobodyChosen(): Refusal {
  return wrong(
    'pemeriksa',
    'checkers-required',
    words('Pilih paling sedikit satu pemeriksa.', 'Choose at least one checker.'),
  );
}

function nobodyAble(count: number): Refusal {
  return wrong(
    'pemeriksa',
    'checkers-of-same-agency',
    words(
      `${count} sebaran hanya dapat diperiksa oleh perangkat daerah lain dan bukan oleh yang pernah memutuskannya. Pilih juga pemeriksa lain.`,
      `${count} shares can be checked only by another agency, and not by who has reviewed them. Choose other checkers as well.`,
    ),
  );
}

function checksOver(): Refusal {
  const sentence = words(
    'Bulan ini sudah ditutup; pemeriksaannya selesai.',
    'This month is closed; its checks are over.',
  );
  return new Refusal('conflict', 'checks-over', sentence);
}
