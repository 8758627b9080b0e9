import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { nthWorkingDay } from '../calendar/calendar.rules';
import { CalendarService } from '../calendar/calendar.service';
import { Clock } from '../kernel/clock';
import { type DuePeriod, Jobs } from '../kernel/jobs';
import {
  addDays,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  nextMonth,
  previousMonth,
  startOfDay,
} from '../kernel/wita';
import { EvaluationService } from './evaluation.service';
import { defaultPolicy } from './policy.rules';

const halfHour = 30 * 60_000;
const mostMissed = 3;

/** Provisional results of the month before, on working day 1 at 00:30 WITA; up to three missed months are caught up. */
@Injectable()
export class EvaluationJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly calendar: CalendarService,
    private readonly evaluation: EvaluationService,
  ) {}

  @Cron('0 */10 * * * *')
  heartbeat(): Promise<string[]> {
    return this.provisional(this.clock.now());
  }

  /**
   * Computes the months that are due at a moment and were not computed by this job before.
   * @returns the months done by this call, oldest first
   */
  async provisional(at: Date): Promise<string[]> {
    return this.jobs.run('evaluation.provisional', await this.due(at), async (em, month) => {
      if (!(await this.evaluation.awaitsProvisional(em, month))) return 'nothing to compute';
      const { version } = await this.evaluation.evaluateWithin(em, month, { actorId: null, at });
      return `version ${version}`;
    });
  }

  private async due(at: Date): Promise<DuePeriod[]> {
    const months: Month[] = [];
    for (let month = previousMonth(monthOf(at)); months.length < mostMissed; month = previousMonth(month)) {
      months.unshift(month);
    }
    const periods = await Promise.all(months.map(async (month) => ({ period: month, dueAt: await this.dueAt(month) })));
    return periods.filter(({ dueAt }) => dueAt <= at);
  }

  private async dueAt(month: Month): Promise<Date> {
    const from = firstDayOf(nextMonth(month));
    const days = await this.calendar.holidays(from, addDays(lastDayOf(nextMonth(month)), 31));
    const holidays = new Set(days.map(({ day }) => day));
    const day = nthWorkingDay(from, 1, { week: defaultPolicy.defaultWeek, holidays });
    return new Date(startOfDay(day).getTime() + halfHour);
  }
}
