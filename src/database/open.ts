import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { config, useDatabase } from '../kernel/config';
import { outageOf } from '../kernel/outage';
import { startEmbedded } from './embedded';

export interface OpenDatabase {
  /** Ends the embedded server if this process started it. */
  close(): Promise<void>;
}

/**
 * The server of `DATABASE_URL`, or the embedded one in the data folder; afterwards the settings hold its address.
 * @param patience seconds to wait for a server that does not answer yet, as when both start together
 * @throws Refusal `database-away` or `database-refused`, and those of the embedded server
 */
export async function openDatabase(log: (line: string) => void, patience = 0): Promise<OpenDatabase> {
  const { databaseUrl } = config();
  if (databaseUrl) {
    await awaitServer(databaseUrl, patience, log);
    return { close: () => Promise.resolve() };
  }
  const embedded = await startEmbedded({ dataDir: config().dataDir, log });
  embedded.onExit((code) => {
    log(`PostgreSQL berhenti (kode ${code}). Gaung ikut berhenti; jalankan kembali dengan npm start.`);
    process.exit(1);
  });
  useDatabase(embedded.url);
  return { close: () => embedded.stop() };
}

async function awaitServer(url: string, patience: number, log: (line: string) => void): Promise<void> {
  for (let second = 0; ; second += 1) {
    const error = await troubleWith(url);
    if (!error) return;
    const told = outageOf(error);
    if (!told || told.code !== 'database-away' || second >= patience) throw told ?? error;
    if (second === 0) log('Menunggu server basis data … / Waiting for the database server …');
    await pause(1000);
  }
}

async function troubleWith(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
