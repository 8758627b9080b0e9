/*
 * Voided days: nothing is asked of the people of a unit and its sub-units on them, as on days of leave, because they
 * could not share, such as on an island without network. A share on such a day counts all the same.
 * 2–6 November 2026 (five working days) for a regency's unit: of W = 21 the available days are A = 16, and with 8 posts a
 * month the target is floor(8 × 16 ÷ 21) = 6.
 * Source: the default juknis of Gaung, section 3, together with its dated exemptions.
 */
import { cleanLine } from '../kernel/clean-text';
import { type FieldProblem, Refusal, words, type Words } from '../kernel/refusal';
import { addDays, type Day, parseDay } from '../kernel/wita';

/** A form as it was typed. */
export interface TypedVoidDays {
  unit: string;
  mulai: string;
  sampai: string;
  alasan: string;
}

const longest = 92;

/** Reads a form. @throws Refusal 422 with a sentence at each field that is wrong */
export function readVoidDays(typed: TypedVoidDays): { unit: string; startsOn: Day; endsOn: Day; reason: string } {
  const [startsOn, endsOn] = [parseDay(typed.mulai), parseDay(typed.sampai)];
  const reason = cleanLine(typed.alasan);
  const problems: FieldProblem[] = [];
  const wrong = (field: string, sentence: Words) => problems.push({ field, words: sentence });
  if (!startsOn) wrong('mulai', noDay);
  if (!endsOn) wrong('sampai', noDay);
  if (startsOn && endsOn && endsOn < startsOn) wrong('sampai', before);
  if (startsOn && endsOn && endsOn >= addDays(startsOn, longest)) wrong('sampai', tooLong);
  if (reason.length < 5 || reason.length > 300) wrong('alasan', noReason);
  if (!startsOn || !endsOn || problems.length) throw refused(problems);
  return { unit: typed.unit, startsOn, endsOn, reason };
}

const noDay = words('Tulis tanggal seperti 2026-11-23.', 'Write a date such as 2026-11-23.');
const before = words('Hari terakhir tidak boleh sebelum hari pertama.', 'The last day cannot lie before the first.');
const tooLong = words(`Paling banyak ${longest} hari sekaligus.`, `At most ${longest} days at once.`);
const noReason = words('Tulis alasan, 5 sampai 300 karakter.', 'Write a reason of 5 to 300 characters.');

function refused(fields: FieldProblem[]): Refusal {
  const sentence = words(
    'Hari kosong belum dicatat. Periksa isian yang ditandai.',
    'The voided days are not recorded. See the fields that are marked.',
  );
  return new Refusal('invalid', 'invalid-void-days', sentence, { fields });
}
