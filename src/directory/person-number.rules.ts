/*
 * The number by which staff sign in: 18 digits for PNS (NIP) and PPPK (NI PPPK), a free number of the agency for THL.
 * NIP: birth date yyyymmdd, month of appointment yyyymm, sex (1 man, 2 woman), sequence from 001.
 * NI PPPK: birth date, year of appointment, two digits 21–29, sex, sequence. The code 21–29 says PPPK and nothing more.
 * Example: 19860926 201505 1 001 is a man born on 26 September 1986, PNS since May 2015; 200012312024211001 is PPPK.
 * There is no check digit. The kind is a suggestion, the recorded employment type rules. Always text, never a number:
 * a spreadsheet keeps 15 digits only. A number shows birth date and sex, so it is masked wherever it is not needed.
 * A NIK (citizen number, 16 digits) is never collected.
 * Source: Perka BKN 22/2007 and 43/2007.
 */
import { type Words, words } from '../kernel/refusal';
import { type Day, parseDay } from '../kernel/wita';
import { damagedNumber } from '../papers/cell.rules';

/** What an 18-digit number says; `appointed` is `YYYY-MM` for PNS and `YYYY` for PPPK. */
export interface NipReading {
  ok: true;
  number: string;
  kind: 'PNS' | 'PPPK';
  birthDate: Day;
  appointed: string;
  sex: 'L' | 'P';
  warnings: Words[];
}

export interface NumberRefusal {
  ok: false;
  words: Words;
}

/** Reads a NIP or NI PPPK as people write it; refuses with a sentence that says what is wrong and how to mend it. */
export function readNip(text: string): NipReading | NumberRefusal {
  const number = normaliseNumber(text);
  const problem = damagedNumber('NIP', compact(text)) ?? shapeProblem(number) ?? partProblem(number);
  if (problem) return { ok: false, words: problem };
  const pppk = number[12] === '2';
  const birthDate = parseDay(birthText(number)) ?? '';
  const appointed = pppk ? number.slice(8, 12) : `${number.slice(8, 12)}-${number.slice(12, 14)}`;
  return {
    ok: true,
    number,
    kind: pppk ? 'PPPK' : 'PNS',
    birthDate,
    appointed,
    sex: number[14] === '1' ? 'L' : 'P',
    warnings: ageWarnings(birthDate, appointed),
  };
}

/** Reads an agency's number of a THL: up to 40 letters, digits and signs, kept in capitals. */
export function readThlNumber(text: string): { ok: true; number: string } | NumberRefusal {
  const number = text.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase();
  const problem = damagedNumber('nomor THL', number) ?? thlProblem(number);
  return problem ? { ok: false, words: problem } : { ok: true, number };
}

/** The number Gaung issues to a THL whose agency has none: `THL-` and six digits. */
export function issuedThlNumber(sequence: number): string {
  return `THL-${String(sequence).padStart(6, '0')}`;
}

/** What a person typed to sign in, in the form in which numbers are kept. */
export function typedNumber(text: string): string {
  const nip = normaliseNumber(text);
  return /^\d{18}$/.test(nip) ? nip : text.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase();
}

/** Digits as they are stored: without spaces, dots and hyphens, full-width digits made plain. */
export function normaliseNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s.\p{Pd}\u200B\uFEFF]/gu, '');
}

/** `19860926 201505 1 001`; any other number as it is. */
export function formatNip(number: string): string {
  return number.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');
}

/** `•••••••• 201505 • 001`: without birth date and sex; a THL number tells nothing and stays as it is. */
export function maskNip(number: string): string {
  return number.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '•••••••• $2 • $4');
}

function compact(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

function shapeProblem(number: string): Words | undefined {
  if (number === '') return words('NIP belum diisi. Isi 18 angka.', 'The NIP is empty. Enter its 18 digits.');
  if (!/^\d+$/.test(number)) {
    return words(
      'NIP hanya berisi angka. Hapus huruf dan tanda lain, lalu coba lagi.',
      'A NIP has digits only. Remove letters and other signs, then try again.',
    );
  }
  if (number.length === 18) return undefined;
  return words(
    `NIP harus 18 angka. Anda memasukkan ${number.length} angka.`,
    `A NIP has 18 digits. You entered ${number.length}.`,
  );
}

function partProblem(number: string): Words | undefined {
  const year = Number(number.slice(0, 4));
  if (parseDay(birthText(number)) === null || year < 1940 || year > 2010) {
    return part(`1–8 (${number.slice(0, 8)})`, 'tanggal lahir yang sah, 1940–2010', 'a real birth date, 1940–2010');
  }
  const code = Number(number.slice(12, 14));
  if (!(code >= 1 && code <= 12) && !(code >= 21 && code <= 29)) {
    const place = `13–14 (${number.slice(12, 14)})`;
    return part(place, 'bulan 01–12 (PNS) atau 21–29 (PPPK)', 'a month 01–12 (PNS) or 21–29 (PPPK)');
  }
  if (!'12'.includes(number[14])) {
    return part(`15 (${number[14]})`, '1 (laki-laki) atau 2 (perempuan)', '1 (man) or 2 (woman)');
  }
  return number.endsWith('000') ? part('16–18 (000)', 'nomor urut dari 001', 'a sequence from 001') : undefined;
}

function part(place: string, id: string, en: string): Words {
  return words(
    `Angka ke-${place} pada NIP bukan ${id}. Periksa kembali NIP pada surat keputusan.`,
    `Digits ${place} of the NIP are not ${en}. Check the NIP in the decree of appointment.`,
  );
}

function birthText(number: string): string {
  return `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
}

function ageWarnings(birthDate: Day, appointed: string): Words[] {
  const years = Number(appointed.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const beforeBirthday = appointed.length > 4 && appointed.slice(5) < birthDate.slice(5, 7);
  const age = beforeBirthday ? years - 1 : years;
  if (age >= 17 && age <= 60) return [];
  return [
    words(
      `Menurut NIP, usia saat pengangkatan ${age} tahun. Periksa kembali angkanya.`,
      `By this NIP the age at appointment was ${age}. Check the digits again.`,
    ),
  ];
}

function thlProblem(number: string): Words | undefined {
  if (looksLikeNik(number)) {
    return words(
      'Nomor ini tampak seperti NIK. NIK tidak dikumpulkan; gunakan nomor THL dari perangkat daerah.',
      "This looks like a NIK. NIKs are not collected; use the agency's THL number.",
    );
  }
  if (/^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,39}$/u.test(number)) return undefined;
  return words(
    'Nomor THL berisi 1–40 huruf, angka, spasi, titik, garis miring, atau tanda hubung. Periksa kembali nomornya.',
    'A THL number has 1–40 letters, digits, spaces, points, slashes or hyphens. Check the number again.',
  );
}

// Region, birth day (women: plus 40), month, year, sequence.
function looksLikeNik(number: string): boolean {
  return /^[1-9]\d{5}(0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(0[1-9]|1[0-2])\d{2}(?!0000)\d{4}$/.test(number);
}
