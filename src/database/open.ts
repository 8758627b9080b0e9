import { config, useDatabase } from '../kernel/config';
import { startEmbedded } from './embedded';

export interface OpenDatabase {
  /** Ends the embedded server if this process started it. */
  close(): Promise<void>;
}

/** The server of `DATABASE_URL`, or the embedded one in the data folder; afterwards the settings hold its address. */
export async function openDatabase(log: (line: string) => void): Promise<OpenDatabase> {
  if (config().databaseUrl) return { close: () => Promise.resolve() };
  const embedded = await startEmbedded({ dataDir: config().dataDir, log });
  embedded.onExit((code) => {
    log(`PostgreSQL berhenti (kode ${code}). Gaung ikut berhenti; jalankan kembali dengan npm start.`);
    process.exit(1);
  });
  useDatabase(embedded.url);
  return { close: () => embedded.stop() };
}
