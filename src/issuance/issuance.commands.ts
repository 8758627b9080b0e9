import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMonth } from '../evaluation/evaluation.service';
import type { Command } from '../kernel/command';
import { Refusal, words } from '../kernel/refusal';
import { ReportFiles } from './report-files.service';
import { reportFormats, type ReportFormat } from './report-forms.service';

export const issuanceCommands: Command[] = [
  {
    word: 'report',
    args: 'MONTH',
    options: { format: { type: 'string' }, out: { type: 'string' }, unit: { type: 'string' } },
    help: words(
      'Menulis laporan satu bulan: --format pdf|xlsx|csv|json|wa, --out folder (bawaan: folder ini), --unit kode unit untuk berkas internalnya',
      'Writes the report of a month: --format pdf|xlsx|csv|json|wa, --out folder (default: this folder), --unit code for the internal edition of a unit',
    ),
    async run({ app, args, options, out }) {
      const folder = String(options['out'] ?? '.');
      const unit = typeof options['unit'] === 'string' ? options['unit'] : undefined;
      const wish = { month: readMonth(args[0] ?? ''), lang: 'id' as const, unit };
      const file = await app.get(ReportFiles).make(null, readFormat(options['format']), wish);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, file.name), file.bytes);
      out(join(folder, file.name));
    },
  },
];

function readFormat(given: string | boolean | undefined): ReportFormat {
  const asked = given === 'wa' ? 'txt' : (given ?? 'pdf');
  const found = reportFormats.find((format) => format === asked);
  if (found) return found;
  const list = 'pdf, xlsx, csv, json, wa';
  throw new Refusal(
    'invalid',
    'unknown-format',
    words(`Format laporan tidak dikenal. Pilih salah satu: ${list}.`, `Unknown report format. Choose one of: ${list}.`),
  );
}
