import { Refusal, words } from '../kernel/refusal';

const mebibyte = 1024 * 1024;
const mostUnpacked = 60 * mebibyte;
const mostRatio = 200;
const mostEntries = 2000;
const centralEntry = 0x02014b50;
const endOfDirectory = 0x06054b50;

/**
 * What a file is, by its bytes; its name may lie.
 * @throws Refusal for what is known to be something else: .xls, a password, a web page called .xls, PDF, a picture
 */
export function tableFormat(bytes: Buffer): 'csv' | 'xlsx' {
  const mark = bytes.subarray(0, 8).toString('hex');
  if (mark.startsWith('504b0304')) return 'xlsx';
  if (mark === 'd0cf11e0a1b11ae1') throw oldExcel();
  const start = bytes.subarray(0, 200).toString('latin1').replace('ï»¿', '').trimStart().toLowerCase();
  if (start.startsWith('<')) throw webPage();
  if (start.startsWith('%pdf-')) throw pdf();
  return 'csv';
}

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

export function notATable(): Refusal {
  return unsupported(
    'not-a-table',
    'Berkas ini bukan CSV dan bukan XLSX. Buka datanya di Excel, simpan sebagai .xlsx atau CSV UTF-8, lalu unggah kembali.',
    'This file is neither CSV nor XLSX. Open the data in Excel, save it as .xlsx or CSV UTF-8, then upload it again.',
  );
}

function unsupported(code: string, id: string, en: string): Refusal {
  return new Refusal('unsupported', code, words(id, en));
}

function oldExcel(): Refusal {
  return unsupported(
    'old-excel',
    'Berkas ini berformat .xls lama atau dilindungi kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan sebagai .xlsx.',
    'This file is in the old .xls format or protected by a password. Open it in Excel, remove the password and save it as .xlsx.',
  );
}

function webPage(): Refusal {
  return unsupported(
    'web-page',
    'Berkas ini halaman web atau XML, bukan tabel, walaupun namanya mungkin .xls. Buka di Excel, lalu simpan sebagai .xlsx.',
    'This file is a web page or XML, not a table, although it may be called .xls. Open it in Excel and save it as .xlsx.',
  );
}

function pdf(): Refusal {
  return unsupported(
    'pdf-file',
    'Berkas ini PDF. Minta berkas aslinya dalam bentuk .xlsx atau CSV, lalu unggah berkas itu.',
    'This file is a PDF. Ask for the original as .xlsx or CSV and upload that.',
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
