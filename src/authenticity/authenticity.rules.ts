/*
 * What everybody may learn of an issued file: what it is, its version and hashes, the totals it states, whether a newer
 * version of the month exists and whether it came back signed. People are never named. The file of a unit with fewer
 * than five obliged people shows no totals and no unit, because they would tell of single persons; nor does a person's.
 * The sentence of the certified electronic signature is said only of a file that was signed elsewhere and sent back.
 * Example: version 1 of October while version 2 exists → superseded by 2; a unit of 4 people → "satu unit", no totals.
 * Source: evaluation.md, section 7; domain.md, section 3.4; product.md, rules 1 and 6.
 */
import { fewestPeople } from '../evaluation/small-group.rules';
import type { Month } from '../kernel/wita';
import { Refusal, type Words, words } from '../kernel/refusal';

export interface IssuedFile {
  code: string;
  kind: 'month' | 'unit' | 'person';
  format: string;
  title: Words;
  /** Name of the unit; null: none, or too small to be named. */
  unit: string | null;
  month: Month;
  version: number;
  cutoff: Date;
  madeAt: Date;
  closingHash: string | null;
  /** Hex. */
  hash: string;
  /** Hex; null: it did not come back signed. */
  signedHash: string | null;
  signedAt: Date | null;
  totals: PublicTotals | null;
  /** The newest version of the month, where it is a later one. */
  supersededBy: { version: number; state: 'provisional' | 'fixed' | 'closed' } | null;
}

export interface PublicTotals {
  obliged: number;
  exempt: number;
  active: number;
  met: number;
}

interface FileRow {
  code: string;
  kind: IssuedFile['kind'];
  subject: string;
  format: string;
  hash: Buffer;
  madeAt: Date;
  signedHash: Buffer | null;
  signedAt: Date | null;
}

interface Version {
  month: Month;
  version: number;
  state: 'provisional' | 'fixed' | 'closed';
  cutoff: Date;
  closingHash: string | null;
}

type UnitTotals = PublicTotals & { path: number[]; code: string; name: string };

export function summaryOf(
  row: FileRow,
  { version, newest, units }: { version: Version; newest: Version; units: readonly UnitTotals[] },
): IssuedFile {
  const { code, kind, format, madeAt, signedAt } = row;
  const unit = kind === 'unit' ? units.find((one) => one.code === row.subject) : undefined;
  const shown = unit && unit.obliged >= fewestPeople ? unit : undefined;
  const tops = kind === 'month' ? units.filter(({ path }) => path.length === 1) : shown ? [shown] : [];
  const { month, cutoff, closingHash } = version;
  return {
    ...{ code, kind, format, title: titles[kind], unit: shown?.name ?? null, month, version: version.version },
    ...{ cutoff, madeAt, closingHash, hash: row.hash.toString('hex'), signedAt },
    signedHash: row.signedHash?.toString('hex') ?? null,
    totals: tops.length ? added(tops) : null,
    supersededBy: newest.version > version.version ? { version: newest.version, state: newest.state } : null,
  };
}

const titles = {
  month: words('Laporan Evaluasi Penyebarluasan Informasi', 'Report on the dissemination of information'),
  unit: words('Rekapitulasi satu unit', 'Recap of one unit'),
  person: words('Bukti dukung satu pegawai', 'Evidence of one member of staff'),
};

/** Said only of a file that came back signed. */
export const signatureWords = words(
  'Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara.',
  'This document was signed electronically with a certificate issued by Balai Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara.',
);

/** Beside it: what Gaung itself does not know. */
export const verifyWords = words(
  'Berkasnya diunggah kembali sebagai berkas bertanda tangan elektronik BSrE. Keabsahan tanda tangan itu sendiri diperiksa pada layanan BSrE.',
  'The file was uploaded back as electronically signed with BSrE. The signature itself is verified at the BSrE service.',
);

export type Match = 'unsigned' | 'signed';

/** Which of the two issued forms a hash is; null: neither. */
export function matchOf(
  { hash, signedHash }: { hash: string; signedHash: string | null },
  given: string,
): Match | null {
  if (given === hash) return 'unsigned';
  return signedHash !== null && given === signedHash ? 'signed' : null;
}

export const matchWords: Record<Match, Words> = {
  unsigned: words(
    'Berkas Anda sama persis dengan berkas yang diterbitkan.',
    'Your file is exactly the one that was issued.',
  ),
  signed: words(
    'Berkas Anda sama persis dengan berkas bertanda tangan elektronik.',
    'Your file is exactly the electronically signed one.',
  ),
};

export function otherFile(): Refusal {
  return new Refusal(
    'invalid',
    'report-differs',
    words(
      'Berkas Anda berbeda dari berkas yang diterbitkan dengan kode ini. Jangan memakainya; mintalah berkas aslinya.',
      'Your file differs from the one issued under this code. Do not rely on it; ask for the original.',
    ),
  );
}

function added(parts: readonly PublicTotals[]): PublicTotals {
  const sum = (pick: (part: PublicTotals) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    obliged: sum(({ obliged }) => obliged),
    exempt: sum(({ exempt }) => exempt),
    active: sum(({ active }) => active),
    met: sum(({ met }) => met),
  };
}

/** @param kind `missing` for programs; a page shows its form again */
export function unknownFile(kind: 'missing' | 'invalid'): Refusal {
  const sentence = words(
    'Tidak ada laporan terbitan Gaung yang cocok. Periksa kembali kode atau berkasnya; bila tetap tidak cocok, mintalah berkas aslinya kepada penerbit.',
    'No report issued by Gaung fits. Check the code or the file again; if it still does not fit, ask the issuer for the original.',
  );
  return new Refusal(kind, 'report-unknown', sentence, { fields: [{ field: 'kode', words: sentence }] });
}
