import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../kernel/clock';
import { Jobs } from '../kernel/jobs';
import { dayOf, startOfDay } from '../kernel/wita';
import { Pictures } from './pictures.service';
import { PictureUploads } from './uploads.service';

/** Once a day uploads that were never finished and pictures that nothing came to stand on are forgotten. */
@Injectable()
export class FilesJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly uploads: PictureUploads,
    private readonly pictures: Pictures,
  ) {}

  @Cron('0 23 * * * *')
  async heartbeat(): Promise<void> {
    await this.forgetAt(this.clock.now());
  }

  /** Runs the day of this moment, unless it was done. Returns the days done. */
  forgetAt(now: Date): Promise<string[]> {
    const day = dayOf(now);
    const due = [{ period: day, dueAt: startOfDay(day) }];
    return this.jobs.run('files.purge', due, async (em, period) => {
      const at = startOfDay(period);
      const unfinished = await this.uploads.forget(em, at);
      return `unfinished ${unfinished}, unused ${await this.pictures.forgetUntaken(em, at)}`;
    });
  }
}
