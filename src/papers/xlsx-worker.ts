import { parentPort, workerData } from 'node:worker_threads';
import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { numberText } from './cell.rules';
import type { XlsxAnswer } from './xlsx-reader';

type Cell = string | number | boolean | Date | null;

void answer();

async function answer(): Promise<void> {
  parentPort?.postMessage(await read(workerData as Uint8Array));
}

async function read(bytes: Uint8Array): Promise<XlsxAnswer> {
  try {
    const sheet = await readSheet<string>(cleanPackage(bytes), { parseNumber: numberText });
    return { rows: sheet.map((row) => row.map((cell) => cellText(cell as Cell))) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Only the parts that matter, unpacked to no more than they declare, without document type declarations. */
function cleanPackage(bytes: Uint8Array): ArrayBuffer {
  const parts = unzipSync(bytes, { filter: (part) => /\.(xml|rels)$/.test(part.name) });
  for (const [name, part] of Object.entries(parts)) {
    if (Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes('<!DOCTYPE')) {
      throw new Error(`document type declaration in ${name}`);
    }
  }
  const stored = zipSync(parts, { level: 0 });
  return stored.buffer.slice(stored.byteOffset, stored.byteOffset + stored.byteLength) as ArrayBuffer;
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  if (typeof cell === 'boolean') return cell ? 'ya' : 'tidak';
  return String(cell);
}

/** A spreadsheet date has no zone; its fraction of a day is only exact to a second. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return rounded.endsWith('T00:00:00.000Z') ? rounded.slice(0, 10) : rounded.slice(0, 19);
}
