import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMonth, readVersion } from '../evaluation/evaluation.service';
import type { Command } from '../kernel/command';
import { Refusal, words } from '../kernel/refusal';
import { Issuing } from './issuing.service';
import { ReportFiles } from './report-files.service';
import { reportFormats, type ReportFormat } from './report-forms.service';
import { ReportWork } from './report-work.service';

export const issuanceCommands: Command[] = [
  {
    word: 'report',
    args: 'MONTH',
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      unit: { type: 'string' },
      version: { type: 'string' },
    },
    help: words(
      'Menulis laporan satu bulan: --format pdf|xlsx|csv|json|wa, --out folder (bawaan: folder ini), --unit kode unit untuk berkas internalnya, --version nomor versi (bawaan: yang terbaru)',
      'Writes the report of a month: --format pdf|xlsx|csv|json|wa, --out folder (default: this folder), --unit code for the internal edition of a unit, --version number (default: the newest)',
    ),
    async run({ app, args, options, out }) {
      const folder = String(options['out'] ?? '.');
      const unit = typeof options['unit'] === 'string' ? options['unit'] : undefined;
      const wish = {
        month: readMonth(args[0] ?? ''),
        lang: 'id' as const,
        unit,
        version: readVersion(options['version']),
      };
      const file = await app.get(ReportFiles).make(null, readFormat(options['format']), wish);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, file.name), file.bytes);
      out(join(folder, file.name));
    },
  },
  {
    word: 'report issue',
    args: 'MONTH',
    help: words(
      'Menerbitkan laporan bulan yang sudah ditutup dan membuat semua berkasnya',
      'Issues the report of a closed month and makes all its files',
    ),
    async run({ app, args, out, w }) {
      const month = readMonth(args[0] ?? '');
      await app.get(Issuing).order(null, month);
      await app.get(ReportWork).workOff();
      const { order } = await app.get(Issuing).issue(month);
      const [made, total] = [order?.made ?? 0, order?.total ?? 0];
      if (made < total) throw notDone(made, total);
      out(w(words(`${made} berkas diterbitkan.`, `${made} files are issued.`)));
    },
  },
];

function notDone(made: number, total: number): Refusal {
  return new Refusal(
    'unavailable',
    'report-not-done',
    words(
      `${made} dari ${total} berkas selesai; sisanya dibuat oleh server yang berjalan atau dengan perintah ini lagi.`,
      `${made} of ${total} files are made; a running server makes the rest, or this command does when given again.`,
    ),
  );
}

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
