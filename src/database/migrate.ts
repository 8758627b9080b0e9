import type { DataSource } from 'typeorm';
import { lockMigrations, unlockMigrations } from './migrate.queries';

/** Brings the database to the newest schema; several servers starting at once do it one after another. */
export async function migrate(db: DataSource): Promise<void> {
  const lock = db.createQueryRunner();
  await lock.connect();
  try {
    await lockMigrations(lock);
    await db.runMigrations();
  } finally {
    await unlockMigrations(lock);
    await lock.release();
  }
}
