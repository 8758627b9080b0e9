import type { EntityManager } from 'typeorm';

/** Writes the period into the ledger once; a second server or a restart finds it there. */
export async function offerPeriod(em: EntityManager, job: string, period: string, dueAt: Date): Promise<void> {
  await em.query('INSERT INTO job_run (job, period, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    job,
    period,
    dueAt,
  ]);
}

/** Locks the oldest period of the job that is not done; empty when none is left or another server has it. */
export async function claimPeriod(em: EntityManager, job: string, attempts: number): Promise<string | undefined> {
  const rows: { period: string }[] = await em.query(
    `SELECT period FROM job_run WHERE job = $1 AND state <> 'done' AND attempts < $2
     ORDER BY period LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [job, attempts],
  );
  return rows[0]?.period;
}

/** Records how the claimed period ended. */
export async function finishPeriod(
  em: EntityManager,
  run: { job: string; period: string; state: 'done' | 'failed'; result: string; at: Date },
): Promise<void> {
  await em.query(
    `UPDATE job_run SET state = $3, result = $4, done_at = CASE WHEN $3 = 'done' THEN $5::timestamptz END,
     attempts = attempts + 1 WHERE job = $1 AND period = $2`,
    [run.job, run.period, run.state, run.result, run.at],
  );
}
