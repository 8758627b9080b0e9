import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { CalendarService } from '../calendar/calendar.service';
import { DirectoryService, type UnitNode } from '../directory/directory.service';
import { AppealTime } from '../evaluation/appeal-time.service';
import { EvaluationService } from '../evaluation/evaluation.service';
import { Clock } from '../kernel/clock';
import type { Words } from '../kernel/refusal';
import { newId } from '../kernel/random';
import { addDays, type Day, dayOf, lastDayOf, type Month } from '../kernel/wita';
import { PoliciesService } from '../policies/policies.service';
import { shareId, SharesService, type ShareRow } from '../shares/shares.service';
import { Appeal } from './appeal.entity';
import { checkAppealable } from './appealing.rules';
import { dueDay, type GivenAppeal, readDays, readText, type WantedDays } from './appeal.rules';
import {
  alreadyFiled,
  type AppealWindow,
  checkOpen,
  nothingWrong,
  unknownUnit,
  windowWords,
} from './appeal-words.rules';
import * as queries from './appeals.queries';
import type { AppealCounts, AppealRow } from './appeals.queries';

export type { AppealCounts, AppealRow } from './appeals.queries';

/** The row an appeal is about, found and checked. */
type Subject = Pick<Appeal, 'month' | 'shareId' | 'wish' | 'startsOn' | 'endsOn' | 'wantedUnitId'>;
type Filed = Subject & Pick<Appeal, 'personId' | 'kind' | 'text'>;
const noSubject = { shareId: null, wish: null, startsOn: null, endsOn: null, wantedUnitId: null };
const longestPause = 150;

/** Appeals of staff: made while a month's time for them is open, and counted for those above. */
@Injectable()
export class AppealsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly calendar: CalendarService,
    private readonly directory: DirectoryService,
    private readonly shares: SharesService,
    private readonly policies: PoliciesService,
    private readonly evaluation: EvaluationService,
    private readonly appealTime: AppealTime,
  ) {}

  /** When rows of a month may be appealed. */
  async window(month: Month): Promise<AppealWindow> {
    const [period, { provisionalAt }] = await Promise.all([this.appealTime.of(month), this.policies.datesOf(month)]);
    return { month, from: period?.appealsFrom ?? null, until: period?.appealsUntil ?? null, plannedAt: provisionalAt };
  }

  /** The same in a sentence, as of now. */
  async windowWords(month: Month): Promise<Words> {
    return windowWords(await this.window(month), this.clock.now());
  }

  /** An own share that could be appealed. @throws Refusal 404 for anybody else's */
  ownShare(actor: Actor, id: string): Promise<ShareRow> {
    return this.shares.own(actor, shareId(id));
  }

  /** Every unit in tree order, of which the person names the right one. */
  units(): Promise<UnitNode[]> {
    return this.directory.allUnits();
  }

  /** The actor's own appeals, the newest first. */
  own(actor: Actor): Promise<AppealRow[]> {
    return queries.appealsOf(this.db, actor.personId);
  }

  /**
   * Makes an appeal; the same one again, as by a second click, is the one that waits.
   * @param at the moment it is made, default now
   * @returns the last day for its answer
   * @throws Refusal 404 for a share that is not the actor's; 409 outside the time for appeals, when nothing is wrong, or
   *   when another one about the same row waits; 422 for wrong words, days or unit
   */
  async file(actor: Actor, given: GivenAppeal, at = this.clock.now()): Promise<{ id: string; dueOn: Day }> {
    demand(actor, 'appeal.file');
    const subject = await this.subjectOf(actor, given, at);
    const text = readText(given.text);
    const unitId = await queries.unitIn(this.db, actor.personId, lastDayOf(subject.month));
    const dueOn = await this.dueOn(subject.month, at);
    const { kind } = given;
    const appeal = { id: newId(), kind, personId: actor.personId, unitId, ...subject, text, filedAt: at, dueOn };
    return this.db.transaction(async (em) => {
      await em.createQueryBuilder().insert().into(Appeal).values(appeal).orIgnore().execute();
      if (!(await em.existsBy(Appeal, { id: appeal.id }))) return this.waitingTwin(em, appeal);
      const { month, shareId: share, startsOn, endsOn } = subject;
      await record(em, {
        ...{ at, actorId: actor.personId, verb: 'appeal.file', subject: 'appeal', subjectId: appeal.id },
        after: { kind, month, share, startsOn, endsOn, dueOn },
      });
      return { id: appeal.id, dueOn };
    });
  }

  /** How many of a month's appeals are undecided: it is not fixed before none is. */
  async undecided(month: Month, em: EntityManager = this.db.manager): Promise<number> {
    return (await queries.countAppeals(em, month, null)).open;
  }

  /** A month's appeals by what became of them: of people below these units, or of everybody. */
  counts(month: Month, scope: number[] | null = null): Promise<AppealCounts> {
    return queries.countAppeals(this.db, month, scope);
  }

  private async subjectOf(actor: Actor, given: GivenAppeal, at: Date): Promise<Subject> {
    if (given.kind === 'share') {
      const share = await this.ownShare(actor, given.shareId ?? '');
      const month = share.businessDate.slice(0, 7);
      checkOpen(await this.window(month), at);
      checkAppealable(share.reason);
      return { ...noSubject, month, shareId: share.id };
    }
    const month = this.evaluation.begunMonth(given.month ?? '');
    checkOpen(await this.window(month), at);
    const days = readDays(given, month);
    const wantedUnitId = given.kind === 'unit' ? await this.unitOf(given.unit ?? '') : null;
    await this.demandDifference(actor, given.kind, { ...days, wantedUnitId });
    return { ...noSubject, month, ...days, wantedUnitId };
  }

  private async unitOf(code: string): Promise<number> {
    const unit = code ? await this.directory.unitByCode(code) : null;
    if (!unit) throw unknownUnit();
    return unit.id;
  }

  /** Throws when the record says already what is asked for. */
  private async demandDifference(
    actor: Actor,
    kind: 'leave' | 'unit',
    wanted: WantedDays & { wantedUnitId: number | null },
  ): Promise<void> {
    const { startsOn: from, endsOn: until, wish, wantedUnitId } = wanted;
    const recorded = await queries.recordedDays(this.db, { kind, personId: actor.personId, from, until });
    const covers = recorded.some(
      (one) => one.startsOn <= from && (one.endsOn === null || (until !== null && until <= one.endsOn)),
    );
    const isSo =
      kind === 'unit'
        ? covers && recorded.every(({ unitId }) => unitId === wantedUnitId)
        : wish === 'missing'
          ? covers
          : !recorded.length;
    if (isSo) throw nothingWrong(kind);
  }

  private async dueOn(month: Month, at: Date): Promise<Day> {
    const { policy } = await this.policies.ofMonth(month);
    const days = await this.calendar.holidays(dayOf(at), addDays(dayOf(at), longestPause));
    const calendar = { week: policy.defaultWeek, holidays: new Set(days.map(({ day }) => day)) };
    return dueDay(at, policy.decisionDays, calendar);
  }

  /** The appeal that waits about the same row, if it is the same in all. */
  private async waitingTwin(em: EntityManager, appeal: Filed): Promise<{ id: string; dueOn: Day }> {
    const { personId, month, kind, shareId: share, startsOn } = appeal;
    const row = share ? { shareId: share } : { personId, month, kind, startsOn: startsOn ?? '' };
    const waiting = await em.findOneByOrFail(Appeal, { ...row, decidedAt: IsNull() });
    const said = ['text', 'wish', 'endsOn', 'wantedUnitId'] as const;
    if (said.some((key) => waiting[key] !== appeal[key])) throw alreadyFiled(waiting);
    return waiting;
  }
}
