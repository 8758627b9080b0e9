import { Refusal, words } from '../kernel/refusal';

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
