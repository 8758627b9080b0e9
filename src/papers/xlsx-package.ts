import { Refusal, words } from '../kernel/refusal';
import { notATable } from './table-format';

const mebibyte = 1024 * 1024;
const mostUnpacked = 60 * mebibyte;
const mostRatio = 200;
const mostEntries = 2000;
const centralEntry = 0x02014b50;
const endOfDirectory = 0x06054b50;

/**
 * Looks at the table of contents of an XLSX before anything is unpacked: at most 60 MB unpacked, 200 times the file's
 * size, 2,000 parts, no zip64, no encryption, a workbook inside.
 * @throws Refusal
 */
export function checkPackage(bytes: Buffer): void {
  const end = findEnd(bytes);
  const entries = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (entries > mostEntries || start >= bytes.length) throw damagedPackage();
  const { unpacked, names } = readEntries(bytes, start, entries);
  if (unpacked > mostUnpacked || unpacked > bytes.length * mostRatio) throw tooBig();
  if (!names.includes('xl/workbook.xml')) throw notATable();
}

export function damagedPackage(): Refusal {
  return new Refusal(
    'invalid',
    'damaged-xlsx',
    words(
      'Berkas XLSX ini rusak atau tidak lazim. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah kembali.',
      'This XLSX file is damaged or unusual. Open it in Excel, save it again as .xlsx, then upload it again.',
    ),
  );
}

export function tooBig(): Refusal {
  return new Refusal(
    'too-large',
    'xlsx-too-large',
    words(
      'Isi berkas XLSX ini terlalu besar untuk dibaca. Salin hanya baris dan kolom yang terisi ke lembar baru, atau simpan sebagai CSV.',
      'The content of this XLSX file is too large to read. Copy only the filled rows and columns to a new sheet, or save it as CSV.',
    ),
  );
}

function findEnd(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= earliest; at -= 1) {
    if (bytes.readUInt32LE(at) === endOfDirectory) return at;
  }
  throw damagedPackage();
}

function readEntries(bytes: Buffer, start: number, entries: number): { unpacked: number; names: string[] } {
  const names: string[] = [];
  let unpacked = 0;
  let at = start;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralEntry) throw damagedPackage();
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    const size = bytes.readUInt32LE(at + 24);
    if (isEncrypted || size === 0xffffffff) throw damagedPackage();
    const nameLength = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength));
    unpacked += size;
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { unpacked, names };
}
