import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from '../kernel/command';
import { Refusal, words, type Words } from '../kernel/refusal';
import { countsOf, refuseProblems, type ImportReport } from './import-report';

type RunImport = (
  app: INestApplicationContext,
  file: { name: string; bytes: Buffer },
  options: { dryRun: boolean },
) => Promise<ImportReport>;

/** The command-line word of an import: reads the file, imports or tries it, says what happened or refuses with every mistake. */
export function importCommand(word: string, help: Words, run: RunImport): Command {
  return {
    word,
    args: 'FILE',
    help,
    options: { 'dry-run': { type: 'boolean' } },
    run: async (call) => {
      const file = await readGiven(call.args[0] ?? '');
      const dryRun = call.options['dry-run'] === true;
      const report = await run(call.app, file, { dryRun });
      refuseProblems(report);
      for (const sentence of [...report.notes, countsOf(report)]) call.out(call.w(sentence));
      if (dryRun) call.out(call.w(words('Percobaan: belum ada yang disimpan.', 'A trial: nothing was saved.')));
    },
  };
}

async function readGiven(path: string): Promise<{ name: string; bytes: Buffer }> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch {
    throw new Refusal(
      'invalid',
      'unreadable-file',
      words(
        `Berkas "${path}" tidak dapat dibuka. Periksa letak dan namanya.`,
        `The file "${path}" cannot be opened. Check its place and name.`,
      ),
    );
  }
}
