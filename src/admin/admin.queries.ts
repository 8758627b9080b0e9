import type { DataSource, EntityManager } from 'typeorm';

export interface JobRow {
  job: string;
  period: string;
  state: 'due' | 'done' | 'failed';
  dueAt: Date;
  doneAt: Date | null;
  attempts: number;
  result: string | null;
}

/** The latest periods of each job, and all that failed. */
export async function recentJobs(db: DataSource, limit: number): Promise<JobRow[]> {
  return db.query(
    `SELECT job, period, state, due_at AS "dueAt", done_at AS "doneAt", attempts, result
     FROM (SELECT *, row_number() OVER (PARTITION BY job ORDER BY due_at DESC) AS turn FROM job_run) r
     WHERE turn <= 5 OR state = 'failed' ORDER BY due_at DESC, job LIMIT $1`,
    [limit],
  );
}

/** Locks one period of a job; undefined when the ledger has none. */
export async function lockRun(em: EntityManager, job: string, period: string): Promise<JobRow | undefined> {
  const rows: JobRow[] = await em.query(
    `SELECT job, period, state, due_at AS "dueAt", done_at AS "doneAt", attempts, result
     FROM job_run WHERE job = $1 AND period = $2 FOR UPDATE`,
    [job, period],
  );
  return rows[0];
}

/** The period is as if it had never been tried. */
export async function makeDue(em: EntityManager, job: string, period: string): Promise<void> {
  await em.query(
    `UPDATE job_run SET state = 'due', attempts = 0, tried_at = NULL, result = NULL WHERE job = $1 AND period = $2`,
    [job, period],
  );
}

export interface Sizes {
  units: number;
  people: number;
  activated: number;
}

/** How much the directory holds. */
export async function directorySizes(db: DataSource): Promise<Sizes> {
  const rows: Sizes[] = await db.query(
    `SELECT (SELECT count(*)::integer FROM unit) AS units, (SELECT count(*)::integer FROM person) AS people,
       (SELECT count(*)::integer FROM account WHERE disabled_at IS NULL) AS activated`,
  );
  return rows[0] as Sizes;
}

/** Whether the program is connected as another than the owner of the tables. */
export async function isRestricted(db: DataSource): Promise<boolean> {
  const rows: { restricted: boolean }[] = await db.query(
    `SELECT tableowner <> current_user AS restricted FROM pg_tables WHERE tablename = 'period_version'`,
  );
  return rows[0]?.restricted ?? false;
}

export interface TrailRow {
  id: string;
  at: Date;
  actor: string | null;
  verb: string;
  subject: string;
  subjectId: string;
  before: unknown;
  after: unknown;
}

/** The audit trail backwards from a row, of one kind of thing or of all. */
export async function trailBefore(
  db: DataSource,
  filter: { before: string | null; subject: string | null; limit: number },
): Promise<TrailRow[]> {
  return db.query(
    `SELECT a.id, a.at, p.name AS actor, a.verb, a.subject, a.subject_id AS "subjectId", a.before, a.after
     FROM audit_entry a LEFT JOIN person p ON p.id = a.actor_id
     WHERE ($1::bigint IS NULL OR a.id < $1) AND ($2::text IS NULL OR a.subject = $2)
     ORDER BY a.id DESC LIMIT $3`,
    [filter.before, filter.subject, filter.limit],
  );
}
