import { join } from 'node:path';
import { openDatabase } from '../database/open';
import { startClock } from '../kernel/clock';
import type { Command, CommandCall } from '../kernel/command';
import { config, useSettings } from '../kernel/config';
import { words } from '../kernel/refusal';
import { untilStopped } from '../kernel/stop';
import { serve } from '../serve';
import { demoPassword, demoSignIns, demoStart, fillDemo } from './demo.service';

export const demoCommands: Command[] = [
  {
    word: 'demo',
    args: '',
    offline: true,
    help: words(
      'Menjalankan Gaung dengan provinsi contoh di folder data tersendiri.',
      'Runs Gaung with an invented province in a data folder of its own.',
    ),
    run: runDemo,
  },
];

/** The whole program on the demo's own embedded database and clock, until it is told to stop. */
async function runDemo({ out }: CommandCall): Promise<void> {
  useSettings({ dataDir: join(config().dataDir, 'demo'), databaseUrl: undefined });
  startClock(new Date(demoStart));
  const database = await openDatabase(out);
  const server = await serve((app) => fillDemo(app, new Date(demoStart), out));
  out(`\nGaung (contoh) siap di ${config().baseUrl}`);
  out('Jam contoh dimulai pada 23 November 2026 pukul 10.00 WITA. Semua pegawai di sini rekaan.');
  out(`Kata sandi semua akun: ${demoPassword}`);
  for (const { number, role } of demoSignIns) out(`  ${number.padEnd(18)} ${role || 'staff'}`);
  await untilStopped();
  await server.close();
  await database.close();
}
