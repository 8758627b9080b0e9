import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { DataSource, type EntityManager } from 'typeorm';
import { record } from '../audit/audit';
import { sharesKeptUntil } from '../closing/closing.rules';
import { EvidenceService } from '../evidence/evidence.service';
import { Clock } from '../kernel/clock';
import { Jobs } from '../kernel/jobs';
import { daysBetween, firstDayOf, lastDayOf, type Month } from '../kernel/wita';
import { eraseSharesOf, monthsClosedBefore } from './retention.queries';

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
    await this.eraseSharesAt(this.clock.now());
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

  /** Erases the shares of closed months that ended 24 months before this moment or earlier. Returns the months done. */
  async eraseSharesAt(now: Date): Promise<string[]> {
    const closed = await monthsClosedBefore(this.db, now);
    const due = closed
      .map(({ month }) => ({ period: month, dueAt: sharesKeptUntil(month) }))
      .filter(({ dueAt }) => dueAt <= now);
    return this.jobs.run('shares.retention', due, (em, month) => this.eraseMonth(em, month));
  }

  /** A day at a time, so that no statement takes long; all in the transaction of the ledger. */
  private async eraseMonth(em: EntityManager, month: Month): Promise<string> {
    const range = { from: firstDayOf(month), until: lastDayOf(month) };
    let shares = 0;
    for (const one of daysBetween(range.from, range.until)) shares += await eraseSharesOf(em, one);
    const act = { at: this.clock.now(), actorId: null, verb: 'share.erase' };
    if (shares) await record(em, { ...act, subject: 'share', subjectId: month, after: { shares, ...range } });
    return `shares ${shares}`;
  }
}
