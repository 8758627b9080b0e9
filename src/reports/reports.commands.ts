import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMonth } from '../evaluation/evaluation.service';
import type { Command } from '../kernel/command';
import { Refusal, words } from '../kernel/refusal';
import { ReportFiles, reportFormats, type ReportFormat } from './report-files.service';

export const reportsCommands: Command[] = [
  {
    word: 'report',
    args: 'MONTH',
    options: { format: { type: 'string' }, out: { type: 'string' } },
    help: words(
      'Menulis laporan satu bulan: --format pdf|xlsx|csv|json, --out folder (bawaan: folder ini)',
      'Writes the report of a month: --format pdf|xlsx|csv|json, --out folder (default: this folder)',
    ),
    async run({ app, args, options, out }) {
      const folder = String(options['out'] ?? '.');
      const file = await app.get(ReportFiles).make(null, readMonth(args[0] ?? ''), readFormat(options['format']), 'id');
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, file.name), file.bytes);
      out(join(folder, file.name));
    },
  },
];

function readFormat(given: string | boolean | undefined): ReportFormat {
  const found = reportFormats.find((format) => format === (given ?? 'pdf'));
  if (found) return found;
  const list = reportFormats.join(', ');
  throw new Refusal(
    'invalid',
    'unknown-format',
    words(`Format laporan tidak dikenal. Pilih salah satu: ${list}.`, `Unknown report format. Choose one of: ${list}.`),
  );
}
