import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from './clock';
import { finishPeriod, forgetPeriods, lockOldestPeriod, offerPeriods, type OpenPeriod } from './jobs.queries';

/** One period that is due: a name that sorts by age (`2026-11`, `2026-11-23`) and the moment it became due. */
export interface DuePeriod {
  period: string;
  dueAt: Date;
}

/** Writes with the given manager; its returned text is kept in the ledger. */
export type Effect = (em: EntityManager, period: string) => Promise<string>;

/** Minutes to wait before the second, third, fourth and fifth try of a period that failed. */
const pauses = [1, 5, 25, 125];
const triesPerPeriod = pauses.length + 1;

/**
 * The ledger of scheduled work. The heartbeat of `@nestjs/schedule` only asks; a period is claimed by a row lock and
 * its effect commits together with "done", so several servers, restarts and missed nights run each period once.
 * A period that fails keeps its reason and is tried again after 1, 5, 25 and 125 minutes; later periods wait for it,
 * until after the fifth failure it stays `failed` and they go on.
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
   * @returns the periods done by this call
   */
  async run(job: string, due: DuePeriod[], effect: Effect): Promise<string[]> {
    await offerPeriods(
      this.db.manager,
      job,
      due.map(({ period }) => period),
      due.map(({ dueAt }) => dueAt),
    );
    const done: string[] = [];
    for (;;) {
      const period = await this.db.transaction((em) => this.runOldest(em, job, effect));
      if (!period) return done;
      done.push(period);
    }
  }

  /** Deletes the done periods of a job that runs often and tells nothing by its past. */
  forget(em: EntityManager, job: string, dueBefore: Date): Promise<void> {
    return forgetPeriods(em, job, dueBefore);
  }

  /** The effect runs behind a savepoint: when it throws, it leaves nothing, and the reason is kept under the same lock. */
  private async runOldest(em: EntityManager, job: string, effect: Effect): Promise<string | undefined> {
    const open = await lockOldestPeriod(em, job, triesPerPeriod);
    if (!open || this.isPausing(open)) return undefined;
    const { period } = open;
    try {
      const result = await em.transaction((inner) => effect(inner, period));
      await finishPeriod(em, { job, period, state: 'done', result, at: this.clock.now() });
      return period;
    } catch (error) {
      const result = reasonOf(error);
      this.log.error(`${job} ${period}: ${result}`);
      await finishPeriod(em, { job, period, state: 'failed', result, at: this.clock.now() });
      return undefined;
    }
  }

  private isPausing({ attempts, triedAt }: OpenPeriod): boolean {
    const minutes = pauses[attempts - 1];
    if (!triedAt || minutes === undefined) return false;
    return this.clock.now().getTime() < triedAt.getTime() + minutes * 60_000;
  }
}

/** One line, as a text column takes it. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/[\0\s]+/g, ' ').slice(0, 1000);
}
