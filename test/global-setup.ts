import 'reflect-metadata';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { startEmbedded } from '../src/database/embedded';
import { lifeOf } from '../src/database/embedded-process';
import { ensureDatabase } from '../src/database/embedded.queries';

/** One throwaway PostgreSQL for the whole run, with `template_gaung`, a migrated database that test files copy; no test writes into `./data`. */
async function setUp(): Promise<void> {
  sweepInterruptedRuns();
  const folder = mkdtempSync(join(tmpdir(), `gaung-test-${process.pid}-`));
  chmodSync(folder, 0o755);
  const database = await startEmbedded({ dataDir: folder, durable: false });
  // Jest loads setup and teardown apart; only the global object is common to them.
  Object.assign(globalThis, { gaungTestServer: { database, folder } });
  process.env.GAUNG_TEST_SERVER = database.url;
  process.env.DATA_DIR = folder;
  const template = new URL(database.url);
  template.pathname = '/template_gaung';
  await ensureDatabase(database.url, 'template_gaung');
  await migrate(template.href);
}

/** `ormconfig.ts` reads its address when it is loaded. */
async function migrate(url: string): Promise<void> {
  process.env.DATABASE_URL = url;
  const { default: dataSource } = require('../ormconfig') as { default: DataSource };
  const { prepareDatabase } = require('../src/database/migrate') as typeof import('../src/database/migrate');
  await prepareDatabase(dataSource);
  delete process.env.DATABASE_URL;
}

/** An interrupted run's PostgreSQL ended with it, but its folder stayed. */
function sweepInterruptedRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^gaung-test-(\d+)-/.exec(name) ?? [];
    if (!pid || lifeOf(Number(pid)) !== undefined) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another account's, or still shutting down: the next run may have more luck.
      continue;
    }
  }
}

export = setUp;
