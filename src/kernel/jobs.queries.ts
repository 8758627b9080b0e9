import type { EntityManager } from 'typeorm';

/** Writes periods into the ledger once; a second server or a restart finds them there. */
export async function offerPeriods(em: EntityManager, job: string, periods: string[], dueAts: Date[]): Promise<void> {
  await em.query(
    `INSERT INTO job_run (job, period, due_at) SELECT $1, d.period, d.due_at
     FROM unnest($2::text[], $3::timestamptz[]) AS d(period, due_at) ON CONFLICT DO NOTHING`,
    [job, periods, dueAts],
  );
}

export interface OpenPeriod {
  period: string;
  attempts: number;
  triedAt: Date | null;
}

/**
 * Locks the oldest period of the job that is neither done nor given up. Empty when none is left or another server has
 * it: a later period is never taken before an earlier one.
 */
export async function lockOldestPeriod(em: EntityManager, job: string, tries: number): Promise<OpenPeriod | undefined> {
  const rows: OpenPeriod[] = await em.query(
    `SELECT period, attempts, tried_at AS "triedAt" FROM job_run
     WHERE job = $1 AND state <> 'done' AND period =
       (SELECT min(period) FROM job_run WHERE job = $1 AND state <> 'done' AND attempts < $2)
     FOR UPDATE SKIP LOCKED`,
    [job, tries],
  );
  return rows[0];
}

/** Records how the locked period ended. */
export async function finishPeriod(
  em: EntityManager,
  run: { job: string; period: string; state: 'done' | 'failed'; result: string; at: Date },
): Promise<void> {
  await em.query(
    `UPDATE job_run SET state = $3, result = $4, tried_at = $5, attempts = attempts + 1,
       done_at = CASE WHEN $3 = 'done' THEN $5::timestamptz END
     WHERE job = $1 AND period = $2`,
    [run.job, run.period, run.state, run.result, run.at],
  );
}

export async function forgetPeriods(em: EntityManager, job: string, dueBefore: Date): Promise<void> {
  await em.query(`DELETE FROM job_run WHERE job = $1 AND state = 'done' AND due_at < $2`, [job, dueBefore]);
}
