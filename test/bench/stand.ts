import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { startEmbedded } from '../../src/database/embedded';
import { ensureDatabase } from '../../src/database/embedded.queries';
import { secretHash } from '../../src/kernel/random';

/** One embedded PostgreSQL in a temporary folder, as durable as in earnest; everything goes with `close`. */
export interface Stand {
  /** The database `gaung`. */
  url: string;
  folder: string;
  postmaster: number;
  /** Another database of the same server, empty at first. */
  database(name: string): Promise<string>;
  close(): Promise<void>;
}

export const sessionSecret = 'secret-of-the-benchmark-for-nobody-else';

export async function openStand(): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-bench-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder, log: console.error });
  const pidFile = readFileSync(join(server.dataDir, 'cluster', 'postmaster.pid'), 'utf8');
  return {
    url: server.url,
    folder,
    postmaster: Number(pidFile.split('\n')[0]),
    database: async (name) => {
      await ensureDatabase(server.url, name);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    close: async () => {
      await server.stop();
      rmSync(server.dataDir, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes the tables; `ormconfig.ts` reads its address when it is loaded, hence once in a process. */
export async function migrate(url: string): Promise<void> {
  process.env['DATABASE_URL'] = url;
  const { default: dataSource } = require('../../ormconfig') as { default: DataSource };
  await dataSource.initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
  delete process.env['DATABASE_URL'];
}

export async function withClient<T>(url: string, work: (db: Client) => Promise<T>): Promise<T> {
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

export interface SignedIn {
  personId: string;
  cookie: string;
}

/** Signs in this many people, spread evenly over all. */
export async function signIn(db: Client, count: number): Promise<SignedIn[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM (SELECT id, row_number() OVER (ORDER BY name) AS n, count(*) OVER () AS all_of_them FROM person) p
     WHERE n % greatest(all_of_them / $1, 1) = 0 LIMIT $1`,
    [count],
  );
  const tokens = rows.map((_, index) => `session-of-the-benchmark-${index}`);
  await db.query(
    `INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at)
     SELECT h, p, $3, $3, $3::timestamptz + interval '30 days' FROM unnest($1::bytea[], $2::uuid[]) AS t(h, p)
     ON CONFLICT DO NOTHING`,
    [tokens.map((token) => secretHash(token, sessionSecret)), rows.map(({ id }) => id), new Date()],
  );
  await db.query('VACUUM ANALYZE session');
  return rows.map(({ id }, index) => ({ personId: id, cookie: `gaung=${tokens[index]}` }));
}
