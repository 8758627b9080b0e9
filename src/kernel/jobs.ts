import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from './clock';
import { claimPeriod, finishPeriod, offerPeriod } from './jobs.queries';

/** One period that is due: a name that sorts by age (`2026-11`, `2026-11-23`) and the moment it became due. */
export interface DuePeriod {
  period: string;
  dueAt: Date;
}

const triesPerPeriod = 5;

/**
 * The ledger of scheduled work. The heartbeat of `@nestjs/schedule` only asks; a period is claimed by a row lock and
 * its effect commits together with "done", so several servers, restarts and missed nights run each period once.
 */
@Injectable()
export class Jobs {
  private readonly log = new Logger('Jobs');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs every due period of a job that was not done yet, oldest first.
   * @param effect writes with the given manager; its returned text is kept in the ledger
   * @returns the periods done by this call
   */
  async run(
    job: string,
    due: DuePeriod[],
    effect: (em: EntityManager, period: string) => Promise<string>,
  ): Promise<string[]> {
    const done: string[] = [];
    for (const { period, dueAt } of due) await offerPeriod(this.db.manager, job, period, dueAt);
    for (;;) {
      const period = await this.runOne(job, effect);
      if (!period) return done;
      done.push(period);
    }
  }

  private async runOne(
    job: string,
    effect: (em: EntityManager, period: string) => Promise<string>,
  ): Promise<string | undefined> {
    let claimed: string | undefined;
    try {
      return await this.db.transaction(async (em) => {
        claimed = await claimPeriod(em, job, triesPerPeriod);
        if (!claimed) return undefined;
        const result = await effect(em, claimed);
        await finishPeriod(em, { job, period: claimed, state: 'done', result, at: this.clock.now() });
        return claimed;
      });
    } catch (error) {
      if (!claimed) throw error;
      const result = error instanceof Error ? error.message : String(error);
      this.log.error(`${job} ${claimed}: ${result}`);
      const run = { job, period: claimed, state: 'failed' as const, result, at: this.clock.now() };
      await finishPeriod(this.db.manager, run);
      return undefined;
    }
  }
}
