import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../kernel/clock';
import { Jobs } from '../kernel/jobs';
import { dayOf, startOfDay } from '../kernel/wita';
import { Limits } from './limits.service';

/** Once a day what has ended is deleted. */
@Injectable()
export class SigninJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  @Cron('0 17 * * * *')
  async purge(): Promise<void> {
    await this.purgeAt(this.clock.now());
  }

  /** Runs the day of this moment, unless it was done. Returns the days done. */
  purgeAt(now: Date): Promise<string[]> {
    const day = dayOf(now);
    const due = [{ period: day, dueAt: startOfDay(day) }];
    return this.jobs.run('signin.purge', due, (em, period) => this.limits.purge(em, startOfDay(period)));
  }
}
