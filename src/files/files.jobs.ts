import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../kernel/clock';
import { Jobs } from '../kernel/jobs';
import { dayOf, startOfDay } from '../kernel/wita';
import { PictureUploads } from './uploads.service';

/** Once a day the uploads that were never finished are forgotten. */
@Injectable()
export class FilesJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly uploads: PictureUploads,
  ) {}

  @Cron('0 23 * * * *')
  async heartbeat(): Promise<void> {
    await this.forgetAt(this.clock.now());
  }

  /** Runs the day of this moment, unless it was done. Returns the days done. */
  forgetAt(now: Date): Promise<string[]> {
    const day = dayOf(now);
    const due = [{ period: day, dueAt: startOfDay(day) }];
    return this.jobs.run('files.unfinished', due, async (em, period) => {
      return `unfinished ${await this.uploads.forget(em, startOfDay(period))}`;
    });
  }
}
