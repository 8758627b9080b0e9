import { readFile } from 'node:fs/promises';
import type { Command, CommandCall } from '../kernel/command';
import { missing, Refusal, type Words, words } from '../kernel/refusal';
import { formatMonth } from '../kernel/wita';
import { EvaluationService, type VersionRow } from '../evaluation/evaluation.service';
import { summary, versionLine } from '../evaluation/month-words.rules';
import { statementWords } from '../sampling/bounds.rules';
import { moves, moveWords, obstacles } from './closing.rules';
import { ClosingService } from './closing.service';
import { type ExportedMonth, findingWords, verifyMonth } from './verifying.rules';

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
    word: 'period show',
    args: 'MONTH',
    help: words(
      'Menampilkan versi hasil satu bulan dan langkah yang masih terbuka',
      'Show the versions of a month’s results and the steps that are open',
    ),
    run: show,
  },
  {
    word: 'period draw',
    args: 'MONTH',
    options: { number: { type: 'string' }, source: { type: 'string' } },
    help: words(
      'Mengundi sampel pemeriksaan acak dengan bilangan publik --number yang diumumkan menurut --source',
      'Draw the random audit with the public number --number, announced as --source says',
    ),
    async run({ app, args, options, out, w }) {
      const announced = { publicNumber: String(options['number'] ?? ''), source: String(options['source'] ?? '') };
      const { seed, shares, population } = await app.get(ClosingService).draw(null, args[0] ?? '', announced);
      out(
        w(
          words(
            `${shares.length} dari ${population} sebaran terpilih. Benih: ${seed}`,
            `${shares.length} of ${population} shares drawn. Seed: ${seed}`,
          ),
        ),
      );
      for (const id of shares) out(id);
    },
  },
  {
    word: 'period close',
    args: 'MONTH',
    help: words(
      'Menutup bulan yang seluruh sebaran terpilihnya sudah diperiksa',
      'Close a month whose drawn shares are all checked',
    ),
    async run({ app, args, out, w }) {
      out(w(versionLine(await app.get(ClosingService).close(null, args[0] ?? ''))));
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
      const bytes = await readFile(args[0] ?? '');
      const findings = verifyMonth(bytes);
      if (!findings.length) return out(w(fits(bytes)));
      for (const { kind, what } of findings.slice(0, mostNamed)) out(w(findingWords[kind](what)));
      throw differs(findings.length);
    },
  },
];

async function show({ app, args, out, w }: CommandCall): Promise<void> {
  const { facts, versions, statement } = await app.get(ClosingService).monthEnd(null, args[0] ?? '');
  if (!versions.length) throw missing();
  for (const version of versions) out(w(versionLine(version)));
  for (const line of summary(await app.get(EvaluationService).result(facts.month))) out(w(line));
  if (statement) out(w(statementWords(statement)));
  for (const move of moves) {
    const [first] = obstacles(move, facts);
    out(`${w(moveWords[move])}: ${w(first?.words ?? words('dapat dilakukan sekarang', 'possible now'))}`);
  }
}

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

/** Names the hash, as a file in which everything was made anew fits its own one. */
function fits(bytes: Buffer): Words {
  const { period, version, closingHash } = JSON.parse(bytes.toString()) as ExportedMonth;
  return words(
    `Cocok dengan sidik penutupannya: ${formatMonth(period, 'id')} versi ${version}, ${closingHash}. Bandingkan sidik itu dengan yang tertera pada halaman Periksa laporan.`,
    `It fits its closing hash: ${formatMonth(period, 'en')} version ${version}, ${closingHash}. Compare this hash with the one on the page Check a report.`,
  );
}

function differs(count: number): Refusal {
  const sentence = words(
    `Berkas ini tidak cocok: ${count} perbedaan. Mintalah berkas aslinya kepada evaluator.`,
    `This file does not fit: ${count} differences. Ask the evaluator for the original.`,
  );
  return new Refusal('invalid', 'export-differs', sentence);
}
