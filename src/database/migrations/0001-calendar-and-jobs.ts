import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days nobody works, and the ledger of scheduled work. */
export class CalendarAndJobs1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await db.query(`
      CREATE TABLE holiday (
        day date PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CONSTRAINT holiday_kind_check CHECK (kind IN ('libur_nasional', 'cuti_bersama')),
        certainty text NOT NULL DEFAULT 'sourced'
          CONSTRAINT holiday_certainty_check CHECK (certainty IN ('sourced', 'estimate')),
        source text NOT NULL DEFAULT ''
      )`);
    await db.query(`
      CREATE TABLE job_run (
        job text NOT NULL,
        period text NOT NULL,
        state text NOT NULL DEFAULT 'due' CONSTRAINT job_run_state_check CHECK (state IN ('due', 'done', 'failed')),
        due_at timestamptz NOT NULL,
        done_at timestamptz,
        tried_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        result text,
        PRIMARY KEY (job, period)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE job_run, holiday');
  }
}
