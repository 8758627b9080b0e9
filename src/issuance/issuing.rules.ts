/*
 * How far the issuing of a month's report is. An order is done when every file has its bytes; somebody works on it while
 * a lease holds; a lease that ran out leaves it waiting for the next worker, who goes on with the files that are missing.
 * After five tries in vain it has failed until somebody asks again.
 * Example: 40 of 66 files, lease until 10.02, now 10.01 → working; at 10.03 → waiting.
 * Source: evaluation.md, section 6.5 and 7; reliability: what a killed server leaves is finished by another.
 */
import { versionQuery } from '../evaluation/month-words.rules';
import { Refusal, type Words, words } from '../kernel/refusal';
import { spacedCode } from './month-paper.rules';

export const mostTries = 5;

export type OrderState = 'waiting' | 'working' | 'done' | 'failed';

export function orderState(order: {
  made: number;
  total: number;
  tries: number;
  lease: string | null;
  leaseUntil: Date | null;
  now: Date;
}): OrderState {
  if (order.made === order.total) return 'done';
  if (order.lease && order.leaseUntil && order.leaseUntil > order.now) return 'working';
  return order.tries >= mostTries ? 'failed' : 'waiting';
}

/** Minutes until an order that failed is tried again. */
export function pauseAfter(tries: number): number {
  return 5 ** Math.max(0, tries - 1);
}

export const noSignatory = words(
  'Penanda tangan belum diisi pada Setelan. Bila diterbitkan sekarang, laporan tidak memuat blok tanda tangan.',
  'The settings name no signatory. Issued now, the report bears no signature block.',
);

export const draftStateWords = {
  provisional: words('Sementara', 'Provisional'),
  fixed: words('Konsep: hasil ditetapkan', 'Draft: results are fixed'),
  closed: words('Konsep: bulan ditutup', 'Draft: the month is closed'),
};

/** What a file is that was not issued. A superseded version never will be. */
export function draftWords(isSuperseded: boolean): Words {
  return isSuperseded
    ? words(
        'Versi ini digantikan sebelum laporannya diterbitkan, sehingga tidak dapat diterbitkan lagi. Konsepnya bertanda DIGANTIKAN dan tidak memiliki kode pemeriksaan.',
        'This version was superseded before its report was issued, so it can no longer be issued. Its draft bears the mark DIGANTIKAN and has no check code.',
      )
    : words(
        'Konsep memakai angka yang tersimpan saat ini dan bertanda di setiap halaman. Kode pemeriksaan baru ada setelah laporan diterbitkan.',
        'The draft has the figures stored now and bears a mark on every page. It has a check code only once it is issued.',
      );
}

interface Shown {
  head: { month: string; version: number };
  isSuperseded: boolean;
}

/** Where an issued file is fetched. */
export function fileAddress(shown: Shown, file: { kind: string; subject: string; format: string }): string {
  const address = `/evaluasi/${shown.head.month}/laporan.${file.format}${versionQuery(shown.head, shown.isSuperseded)}`;
  if (file.kind !== 'unit') return address;
  return `${address}${shown.isSuperseded ? '&' : '?'}unit=${encodeURIComponent(file.subject)}`;
}

export function notClosed(): Refusal {
  return new Refusal(
    'conflict',
    'not-closed',
    words(
      'Laporan hanya diterbitkan untuk bulan yang sudah ditutup. Selesaikan penutupan bulan ini, lalu terbitkan.',
      'A report is issued only for a closed month. Finish the closing of this month, then issue it.',
    ),
  );
}

export function alreadyIssued(): Refusal {
  return new Refusal(
    'conflict',
    'report-issued',
    words(
      'Laporan versi ini sudah diterbitkan, sehingga isinya tidak dapat diubah. Buka kembali bulan ini dengan alasan bila harus diubah.',
      'The report of this version is issued, so its text cannot be changed. Reopen the month with a reason if it must be.',
    ),
  );
}

/**
 * Why a PDF cannot be the issued one signed; null: it can. Signing appends to the file, or keeps its properties with the
 * check code. Whether the signature itself is valid is told by its issuer alone.
 */
export function signingFault(bytes: Buffer, issued: { bytes: Buffer; code: string }): 'unsigned' | 'foreign' | null {
  const text = bytes.toString('latin1');
  if (!text.includes('/ByteRange') || !/\/Type\s*\/Sig\b|\/SubFilter/.test(text)) return 'unsigned';
  const isOurs = bytes.subarray(0, issued.bytes.length).equals(issued.bytes) || text.includes(issued.code);
  return isOurs ? null : 'foreign';
}

export function notSigned(code: string, what: 'not-pdf' | 'unsigned' | 'foreign' | 'too-large' | 'not-made'): Refusal {
  const sentence = {
    'not-pdf': words(
      'Berkas ini bukan PDF. Unggah berkas PDF yang sudah ditandatangani secara elektronik.',
      'This file is no PDF. Upload the PDF that was signed electronically.',
    ),
    unsigned: words(
      `Berkas ini tidak memuat tanda tangan elektronik; unggahan tidak boleh sama dengan berkas ${spacedCode(code)} yang belum ditandatangani. Unggah berkas hasil penandatanganan.`,
      `This file bears no electronic signature; it may not be the unsigned file ${spacedCode(code)}. Upload the one that was signed.`,
    ),
    foreign: words(
      `Berkas ini bertanda tangan, tetapi bukan berkas ${spacedCode(code)}. Tanda tangani berkas PDF yang diunduh dari halaman ini, lalu unggah hasilnya.`,
      `This file is signed, but it is not the file ${spacedCode(code)}. Sign the PDF downloaded from this page and upload the result.`,
    ),
    'too-large': words('Berkas lebih besar dari 20 MB.', 'The file is larger than 20 MB.'),
    'not-made': words(
      'Berkas laporan belum selesai dibuat. Tunggu sampai semua berkas selesai.',
      'The report is not made yet. Wait until all files are.',
    ),
  }[what];
  const kind = what === 'too-large' ? 'too-large' : what === 'not-made' ? 'conflict' : 'invalid';
  return new Refusal(kind, `signed-${what}`, sentence, { fields: [{ field: 'berkas', words: sentence }] });
}

/** For who reads the page and may not act on it. */
export const issuedByProvince = words(
  'Laporan ditulis dan diterbitkan oleh evaluator pada unit teratas.',
  'The report is written and issued by an evaluator on the top unit.',
);
