import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../kernel/clock';
import { Jobs } from '../kernel/jobs';
import type { DueLink } from './resolving.queries';
import { type Findings, ResolvingService } from './resolving.service';

const job = 'links.resolve';
const fiveMinutes = 5 * 60_000;
const twoDays = 48 * 60 * 60_000;

/** Every five minutes a few short links are looked at; while that is switched off, nothing happens at all. */
@Injectable()
export class ResolvingJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly resolving: ResolvingService,
    private readonly clock: Clock,
  ) {}

  @Cron('0 */5 * * * *')
  async heartbeat(): Promise<void> {
    await this.resolveAt(this.clock.now());
  }

  /**
   * Looks at the links due in the five minutes of this moment, unless that was done. The ledger hands them out to one
   * server; the networks are asked after its transaction, so that a slow one holds nothing up.
   * @returns how the links ended; null while it is switched off
   */
  async resolveAt(at: Date): Promise<Findings | null> {
    if (!(await this.resolving.isOn())) return null;
    let taken: DueLink[] = [];
    const dueAt = new Date(at.getTime() - (at.getTime() % fiveMinutes));
    await this.jobs.run(job, [{ period: dueAt.toISOString(), dueAt }], async (em) => {
      await this.jobs.forget(em, job, new Date(dueAt.getTime() - twoDays));
      taken = await this.resolving.take(em, at);
      return `${taken.length} links`;
    });
    return this.resolving.open(taken, at);
  }
}
