import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Counter, ownModule } from '../kernel/apart';
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
    /** SVG by the name the data uses; file-name letters only. */
    pictures?: Record<string, string>;
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

const milliseconds = 60_000;
const mostMemory = 900 * 1024;
const counter = new Counter(10);

/**
 * Prints a paper as tagged PDF/A-2a, in a process of its own with limits on time and memory, one at a time.
 * @throws Refusal when the engine is not installed, when too many wait, or when the paper is too large or fails
 */
export async function renderPdf(order: PdfOrder, engine = enginePackage()): Promise<Pdf> {
  const answer = await counter.run(() => renderApart(order, engine));
  if ('missing' in answer) throw engineMissing(answer.missing);
  if ('failed' in answer) throw failed(answer.failed);
  return { pdf: Buffer.from(answer.pdf), replaced: answer.replaced };
}

/** The npm package with the compiler for this machine. */
function enginePackage(): string {
  const suffix = { linux: '-gnu', win32: '-msvc' }[process.platform as string] ?? '';
  return `@myriaddreamin/typst-ts-node-compiler-${process.platform}-${process.arch}${suffix}`;
}

function renderApart(order: PdfOrder, engine: string): Promise<PdfAnswer> {
  const { file, execArgv } = ownModule(require.resolve('./pdf-child'));
  const child = fork(file, { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const watch = setInterval(() => void killWhenHuge(child), 250);
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  let complaints = '';
  child.stderr?.on('data', (piece) => (complaints += String(piece)));
  return new Promise<PdfAnswer>((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as PdfAnswer));
    child.once('error', reject);
    // A signal is our own limit or the engine out of memory; anything else is a mistake of ours.
    child.once('close', (_code, signal) => reject(signal ? tooLarge() : failed(complaints.slice(-2000))));
    child.send({ ...order, engine });
  }).finally(() => {
    clearInterval(watch);
    clearTimeout(timer);
  });
}

/** Node's own limits do not cover the engine's memory, so the system is asked; elsewhere only the time limit holds. */
async function killWhenHuge(child: ChildProcess): Promise<void> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  if (kilobytes > mostMemory) child.kill('SIGKILL');
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
