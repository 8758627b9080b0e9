import { rmSync } from 'node:fs';
import type { EmbeddedDatabase } from '../src/database/embedded';

/** Stops the PostgreSQL of `global-setup.ts` and removes all it wrote. */
async function tearDown(): Promise<void> {
  const { gaungTestServer } = globalThis as { gaungTestServer?: { database: EmbeddedDatabase; folder: string } };
  if (!gaungTestServer) return;
  await gaungTestServer.database.stop();
  rmSync(gaungTestServer.database.dataDir, { recursive: true, force: true });
  rmSync(gaungTestServer.folder, { recursive: true, force: true });
}

export = tearDown;
