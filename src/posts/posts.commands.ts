import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from '../kernel/command';
import { Refusal, words, type Words } from '../kernel/refusal';
import type { ImportReport } from '../papers/import-report';
import { PostsImport } from './posts.import';

export const postsCommands: Command[] = [
  {
    word: 'posts import',
    args: 'FILE',
    help: words(
      'Mengimpor materi yang sudah terbit (CSV atau XLSX); --dry-run hanya mencoba.',
      'Imports published posts (CSV or XLSX); --dry-run only tries.',
    ),
    options: { 'dry-run': { type: 'boolean' } },
    run: async (call) => {
      const file = await readGiven(call.args[0] ?? '');
      const dryRun = call.options['dry-run'] === true;
      const report = await call.app.get(PostsImport).import(null, file, { dryRun });
      for (const sentence of [...report.notes, countsOf(report)]) call.out(call.w(sentence));
    },
  },
];

async function readGiven(path: string): Promise<{ name: string; bytes: Buffer }> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch {
    const sentence = words(
      `Berkas "${path}" tidak dapat dibuka. Periksa letak dan namanya.`,
      `The file "${path}" cannot be opened. Check its place and name.`,
    );
    throw new Refusal('invalid', 'unreadable-file', sentence);
  }
}

function countsOf({ rows, added, changed, unchanged }: ImportReport): Words {
  return words(
    `${rows} baris dibaca: ${added} ditambahkan, ${changed} diubah, ${unchanged} tetap.`,
    `${rows} rows read: ${added} added, ${changed} changed, ${unchanged} unchanged.`,
  );
}
