import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addWorkingDays } from '../calendar/calendar.rules';
import { CalendarService } from '../calendar/calendar.service';
import { AppealTime } from '../evaluation/appeal-time.service';
import { EvaluationService } from '../evaluation/evaluation.service';
import { type Day, addDays, dayOf, monthInterval, startOfDay } from '../kernel/wita';
import { reviewRoles } from '../verification/verification.rules';
import { VerificationService } from '../verification/verification.service';
import { monthEndingSoon, type ReminderKind, reviewDays } from './reminder.rules';
import * as queries from './reminders.queries';
import type { DueReminder } from './reminders.queries';

/** Finds what people should be reminded of; asks the rooms below, which know nothing of reminders. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly appealTime: AppealTime,
    private readonly evaluation: EvaluationService,
    private readonly verification: VerificationService,
  ) {}

  /** Makes the reminders those of this moment and ends the others; tells how many of each kind. */
  async settle(em: EntityManager, at: Date): Promise<string> {
    const today = dayOf(at);
    const due: Record<ReminderKind, DueReminder[]> = {
      target: await this.targetsNotMet(em, today),
      results: await queries.resultsToRead(em, at),
      mend: await queries.sharesAboutToLapse(em, today),
      review: await this.reviewsLate(em, today),
      fix: await queries.monthsToFix(em, at, today),
    };
    const told: string[] = [];
    for (const kind of Object.keys(due) as ReminderKind[]) {
      const { made, ended } = await queries.settle(em, kind, due[kind], at);
      if (made || ended) told.push(`${kind} +${made} -${ended}`);
    }
    return told.join(', ') || 'nothing new';
  }

  private async targetsNotMet(em: EntityManager, today: Day): Promise<DueReminder[]> {
    const month = monthEndingSoon(today);
    if (!month || !(await this.appealTime.asksSomething(month, em))) return [];
    const people = await this.evaluation.live(month, 'everybody');
    const until = monthInterval(month).end;
    return people
      .filter(({ exempt, counted, target }) => !exempt && counted < target)
      .map(({ personId }) => ({ personId, subject: month, until }));
  }

  /** Asked as each reviewer would see it. */
  private async reviewsLate(em: EntityManager, today: Day): Promise<DueReminder[]> {
    const late: DueReminder[] = [];
    const before = await this.lateBefore(today);
    for (const holder of await queries.holders(em, reviewRoles, today)) {
      if (await this.verification.hasWaitedSince(holder, before))
        late.push({ personId: holder.personId, subject: '', until: null });
    }
    return late;
  }

  /** The start of the last day from which more than the allowed working days have passed. */
  private async lateBefore(today: Day): Promise<Date> {
    const longest = 60;
    const days = await this.calendar.holidays(addDays(today, -longest), today);
    const calendar = { week: 5 as const, holidays: new Set(days.map(({ day }) => day)) };
    let day = today;
    while (addWorkingDays(day, reviewDays, calendar) >= today) day = addDays(day, -1);
    return startOfDay(addDays(day, 1));
  }
}
