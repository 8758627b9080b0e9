import { ProcessApart } from '../kernel/apart';
import { Refusal, words } from '../kernel/refusal';
import type { ReportPaper } from './report.paper';
import type { SlipsPaper } from './slips.paper';

/** The papers that can be printed, and what each needs. */
export interface Papers {
  report: ReportPaper;
  slips: SlipsPaper;
}

export type PdfOrder = {
  [T in keyof Papers]: {
    template: T;
    data: Papers[T];
    /** SVG text, or the bytes of a PNG, by the name the data uses; file-name letters only. */
    pictures?: Record<string, string | Uint8Array>;
    /** The date of the document, such as the closing: the same order gives the same bytes. */
    moment: Date;
  };
}[keyof Papers];

export interface Pdf {
  pdf: Buffer;
  /** Characters the font cannot draw and that were replaced, for the log of the run. */
  replaced: string[];
}

/** What the child process answers. */
export type PdfAnswer = Pdf | { failed: string } | { missing: string };

const megabyte = 1024 * 1024;
/** Where papers are printed, one at a time; after others, because a month's report may keep it busy for a minute. */
export const printer = new ProcessApart<PdfOrder & { engine: string }, PdfAnswer>(require.resolve('./pdf-child'), {
  mostWaiting: 10,
  mostMemory: 900 * megabyte,
  mostKept: 400 * megabyte,
  isPatient: true,
  tooMuch: tooLarge,
});

/**
 * Prints a paper as tagged PDF/A-2a, in a process of its own with limits on time and memory, one at a time.
 * @throws Refusal when the engine is not installed, when too many wait, or when the paper is too large or fails
 */
export async function renderPdf(order: PdfOrder, engine = enginePackage()): Promise<Pdf> {
  const answer = await printer.ask({ ...order, engine });
  if ('missing' in answer) throw engineMissing(answer.missing);
  if ('failed' in answer) throw failed(answer.failed);
  return { pdf: Buffer.from(answer.pdf), replaced: answer.replaced };
}

/** The npm package with the compiler for this machine. */
function enginePackage(): string {
  const suffix = { linux: '-gnu', win32: '-msvc' }[process.platform as string] ?? '';
  return `@myriaddreamin/typst-ts-node-compiler-${process.platform}-${process.arch}${suffix}`;
}

function engineMissing(name: string): Refusal {
  return new Refusal(
    'unavailable',
    'pdf-engine-missing',
    words(
      `PDF tidak dapat dibuat di komputer ini karena mesin cetaknya (${name}) tidak terpasang. Unduh XLSX atau CSV, atau minta pengelola memasangnya.`,
      `PDF cannot be made on this computer because its engine (${name}) is not installed. Download XLSX or CSV, or ask the operator to install it.`,
    ),
  );
}

function failed(reason: string): Refusal {
  const refusal = new Refusal(
    'unavailable',
    'pdf-failed',
    words(
      'PDF gagal dibuat. Unduh XLSX atau CSV untuk sementara, dan sampaikan kejadian ini kepada pengelola.',
      'The PDF could not be made. Download XLSX or CSV for now and tell the operator about this.',
    ),
  );
  refusal.cause = reason;
  return refusal;
}

function tooLarge(): Refusal {
  return new Refusal(
    'unavailable',
    'pdf-too-large',
    words(
      'PDF ini terlalu besar untuk dibuat sekaligus. Buat per unit, atau unduh XLSX.',
      'This PDF is too large to be made at once. Make it per unit, or download XLSX.',
    ),
  );
}
