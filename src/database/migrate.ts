import { DataSource, type DataSourceOptions } from 'typeorm';
import { lockMigrations, unlockMigrations } from './migrate.queries';
import { mayServe, readyServerRole, serverRole } from './server-role.queries';

/** Brings the database to the newest schema; several servers starting at once do it one after another. */
export async function migrate(db: DataSource): Promise<void> {
  const lock = db.createQueryRunner();
  await lock.connect();
  try {
    await lockMigrations(lock);
    await db.runMigrations();
    await readyServerRole(db);
  } finally {
    await unlockMigrations(lock);
    await lock.release();
  }
}

type Postgres = Extract<DataSourceOptions, { type: 'postgres' }>;

/**
 * Migrates as the owner of the tables, then has the server's connections work as a role that owns nothing, where its
 * login may: whoever sends SQL through the server cannot switch off what keeps a fixed month as it is.
 * @param server not yet connected
 * @param ownerUrl another login for migrations than the server's
 * @returns whether the server is restricted so
 */
export async function prepareDatabase(server: DataSource, ownerUrl?: string): Promise<boolean> {
  const options = server.options as Postgres;
  const url = ownerUrl ?? options.url ?? '';
  const owner = new DataSource({ ...options, url, entities: [], extra: { ...options.extra, max: 2 } });
  await owner.initialize();
  try {
    await migrate(owner);
    const isRestricted = await mayServe(owner, ownerUrl ? loginOf(options.url) : null);
    if (isRestricted) server.setOptions({ extra: { ...options.extra, options: `-c role=${serverRole}` } });
    return isRestricted;
  } finally {
    await owner.destroy();
  }
}

function loginOf(url: string | undefined): string | null {
  return url ? decodeURIComponent(new URL(url).username) || null : null;
}
