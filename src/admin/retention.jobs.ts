import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { EvidenceService } from '../evidence/evidence.service';
import { Clock } from '../kernel/clock';
import { Jobs } from '../kernel/jobs';
import { monthsClosedBefore } from './admin.queries';

/** A picture is kept until its month is final and this many days over, for those who ask about a verdict. */
const picturesKept = 90;
const day = 24 * 3_600_000;

/** Once a day what has been kept long enough is erased. */
@Injectable()
export class RetentionJobs {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly evidence: EvidenceService,
  ) {}

  @Cron('0 41 * * * *')
  async heartbeat(): Promise<void> {
    await this.erasePicturesAt(this.clock.now());
  }

  /** Erases the pictures of months that were closed 90 days before this moment or earlier. Returns what was done. */
  async erasePicturesAt(now: Date): Promise<string[]> {
    const closed = await monthsClosedBefore(this.db, new Date(now.getTime() - picturesKept * day));
    const due = closed.map(({ month, version, closedAt }) => {
      return { period: `${month} v${version}`, dueAt: new Date(closedAt.getTime() + picturesKept * day) };
    });
    return this.jobs.run('evidence.retention', due, async (em, period) => {
      return `pictures ${await this.evidence.eraseMonth(em, period.slice(0, 7))}`;
    });
  }
}
