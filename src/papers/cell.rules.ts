/*
 * What happens to one cell on its way out of and into a table file.
 *
 * Out: a text that a spreadsheet would take for a formula (= + - @, tab, line break, or the full-width forms) gets a
 * leading apostrophe. In: one such apostrophe is taken away again, so that import(export(x)) = x.
 *   "=1+1" → "'=1+1" → "=1+1";   "+62811" → "'+62811" → "+62811";   "'=1" → "''=1" → "'=1";   "Ma'ruf" stays.
 * A number of 16 digits or more has already lost digits in the spreadsheet: 198609262015051001 shows as 1.98609E+17.
 * Such a text is never a NIP; the importer refuses the row and says how to mend the column.
 * Source: OWASP ASVS 5.0 1.2.10; Excel keeps 15 digits.
 */
import { type Words, words } from '../kernel/refusal';

const formulaStart = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;
const quotedFormulaStart = /^'+[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;
const scientific = /^[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+$/;
// Invisible and direction-changing characters make two equal-looking names different; they never carry meaning here.
const invisible =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\p{Cs}]/gu;

/** True when a spreadsheet would calculate the text instead of showing it. */
export function looksLikeFormula(text: string): boolean {
  return formulaStart.test(text);
}

/** The text as it is written to CSV. */
export function escapeFormula(text: string): string {
  return formulaStart.test(text) || quotedFormulaStart.test(text) ? `'${text}` : text;
}

/** The text as a person meant it: trimmed, without invisible characters and without the export's apostrophe. */
export function readCell(raw: string): string {
  const text = raw.replace(invisible, '').trim();
  return quotedFormulaStart.test(text) ? text.slice(1) : text;
}

/** A header as columns are found by it: lower case, words joined by `_`. */
export function columnKey(header: string): string {
  return readCell(header).toLowerCase().replace(/\s+/g, '_');
}

/** The digits of a numeric spreadsheet cell, or the short scientific form when digits have been lost (`1.98609E+17`). */
export function numberText(digits: string): string {
  if (/^-?\d{1,15}$/.test(digits)) return digits;
  const value = Number(digits);
  if (!Number.isFinite(value)) return digits;
  return Math.abs(value) < 1e15 ? String(value) : value.toExponential(5).replace('e', 'E');
}

/** The sentence for a cell that was a number and lost its last digits; undefined for every other text. */
export function damagedNumber(column: string, text: string): Words | undefined {
  if (!scientific.test(text)) return undefined;
  return words(
    `Kolom ${column} terbaca sebagai angka (${text}). Ubah kolom itu menjadi Teks di Excel, isi kembali angkanya, lalu unggah kembali.`,
    `The column ${column} was read as a number (${text}). Format that column as Text in Excel, enter the digits again, then upload it again.`,
  );
}
