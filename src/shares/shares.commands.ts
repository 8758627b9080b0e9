import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Command } from '../kernel/command';
import { words } from '../kernel/refusal';
import { SharesService } from './shares.service';

export const sharesCommands: Command[] = [
  {
    word: 'shares import',
    args: 'FILE',
    help: words(
      'Mengimpor sebaran dari CSV atau XLSX; semua atau tidak sama sekali.',
      'Imports shares from CSV or XLSX; all or nothing.',
    ),
    options: { 'dry-run': { type: 'boolean' } },
    async run({ app, args: [path = ''], options, out, w }) {
      const file = { name: basename(path), bytes: await readFile(path) };
      const report = await app.get(SharesService).importFile(null, file, { dryRun: options['dry-run'] === true });
      for (const note of report.notes) out(w(note));
      for (const { row, column, words: sentence } of report.problems) out(`${row} ${column}: ${w(sentence)}`);
      out(
        w(
          words(
            `${report.rows} baris: ${report.added} baru, ${report.unchanged} tidak berubah, ${report.problems.length} kesalahan.`,
            `${report.rows} rows: ${report.added} new, ${report.unchanged} unchanged, ${report.problems.length} mistakes.`,
          ),
        ),
      );
    },
  },
];
