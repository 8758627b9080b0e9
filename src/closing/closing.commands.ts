import { readFile } from 'node:fs/promises';
import type { Command } from '../kernel/command';
import { Refusal, type Words, words } from '../kernel/refusal';
import { formatMonth } from '../kernel/wita';
import type { VersionRow } from '../evaluation/evaluation.service';
import { ClosingService } from './closing.service';
import { findingWords, verifyMonth } from './verifying.rules';

const mostNamed = 20;

export const closingCommands: Command[] = [
  {
    word: 'period fix',
    args: 'MONTH',
    help: words(
      'Menetapkan hasil satu bulan sesudah masa sanggahan; hasilnya dibekukan',
      'Fix the results of a month after the time for appeals; they are frozen',
    ),
    async run({ app, args, out, w }) {
      out(w(done(await app.get(ClosingService).fix(null, args[0] ?? ''))));
    },
  },
  {
    word: 'period reopen',
    args: 'MONTH',
    options: { reason: { type: 'string' } },
    help: words(
      'Membuka kembali bulan yang sudah ditetapkan sebagai versi baru; --reason menyebut alasannya',
      'Open a fixed month again as its next version; --reason says why',
    ),
    async run({ app, args, options, out, w }) {
      out(w(done(await app.get(ClosingService).reopen(null, args[0] ?? '', String(options['reason'] ?? '')))));
    },
  },
  {
    word: 'verify',
    args: 'FILE.json',
    offline: true,
    help: words(
      'Memeriksa laporan JSON seluruh provinsi terhadap sidik penutupannya, tanpa basis data',
      'Check a JSON report of the whole province against its closing hash, without the database',
    ),
    async run({ args, out, w }) {
      const findings = verifyMonth(await readFile(args[0] ?? ''));
      if (!findings.length) return out(w(words('Cocok dengan sidik penutupannya.', 'It fits its closing hash.')));
      for (const { kind, what } of findings.slice(0, mostNamed)) out(w(findingWords[kind](what)));
      throw differs(findings.length);
    },
  },
];

function done({ month, version, state, closingHash }: VersionRow): Words {
  return closingHash
    ? words(
        `${formatMonth(month, 'id')} versi ${version} ditetapkan. Sidik penutupan: ${closingHash}`,
        `${formatMonth(month, 'en')} version ${version} is ${state}. Closing hash: ${closingHash}`,
      )
    : words(
        `${formatMonth(month, 'id')} dibuka kembali sebagai versi ${version} (sementara).`,
        `${formatMonth(month, 'en')} is open again as version ${version} (${state}).`,
      );
}

function differs(count: number): Refusal {
  const sentence = words(
    `Berkas ini tidak cocok: ${count} perbedaan. Minta berkas aslinya kepada penilai.`,
    `This file does not fit: ${count} differences. Ask the evaluator for the original.`,
  );
  return new Refusal('invalid', 'export-differs', sentence);
}
