import type { QueryRunner } from 'typeorm';

const key = 4_761_755;

/** Waits until no other process migrates. */
export async function lockMigrations(runner: QueryRunner): Promise<void> {
  await runner.query('SET statement_timeout = 0');
  await runner.query('SELECT pg_advisory_lock($1)', [key]);
}

export async function unlockMigrations(runner: QueryRunner): Promise<void> {
  await runner.query('SELECT pg_advisory_unlock($1)', [key]);
  await runner.query('RESET statement_timeout');
}
