import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../kernel/clock';
import { Jobs } from '../kernel/jobs';
import { dayOf, timeOn } from '../kernel/wita';
import { RemindersService } from './reminders.service';

const morning = '07:00';

/** Every morning people are reminded of what is due. Days spent down are not made up for: the newest says all. */
@Injectable()
export class RemindersJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly reminders: RemindersService,
    private readonly clock: Clock,
  ) {}

  @Cron('0 3-59/10 * * * *')
  async heartbeat(): Promise<void> {
    await this.remindAt(this.clock.now());
  }

  /** Runs the day of this moment from its morning on, unless it was done. Returns the days done. */
  async remindAt(now: Date): Promise<string[]> {
    const day = dayOf(now);
    const dueAt = timeOn(day, morning);
    const due = dueAt <= now ? [{ period: day, dueAt }] : [];
    return this.jobs.run('reminders.daily', due, (em, period) => this.reminders.settle(em, timeOn(period, morning)));
  }
}
