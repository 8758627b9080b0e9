/*
 * Appeals: a person asks to have one row behind a month's result changed, within the days after the provisional results.
 * The row is a share of the own, leave (days that are missing, or were recorded though the person worked), or the unit.
 * An appeal is decided within the juknis's working days, by somebody who is neither the person nor has judged the share.
 *   Made on Friday 27 November 2026, 3 working days → answered by Wednesday 2 December; a holiday on Monday makes it the 3rd.
 * The last day belongs to the decision: overdue from the day after. The decision changes rows; the results follow them.
 * Source: the default juknis of Gaung, section 6; the wording list of the programme, no. 14.
 */
import { addWorkingDays, type WorkCalendar } from '../calendar/calendar.rules';
import { cleanText } from '../kernel/clean-text';
import { type FieldProblem, Refusal, words, type Words } from '../kernel/refusal';
import { type Day, dayOf, formatNumber, lastDayOf, type Month, monthOf, parseDay } from '../kernel/wita';

export const kinds = ['share', 'leave', 'unit'] as const;
export type AppealKind = (typeof kinds)[number];
export const wishes = ['missing', 'wrong'] as const;
export type LeaveWish = (typeof wishes)[number];
export const decisions = ['granted', 'refused'] as const;
export type Decision = (typeof decisions)[number];

export const shortestText = 10;
export const longestText = 1000;
export const shortestReason = 5;

/** What somebody sends; the texts as they were typed. */
export interface GivenAppeal {
  kind: AppealKind;
  /** Of a share. */
  shareId?: string | undefined;
  /** Of leave and the unit. */
  month?: string | undefined;
  wish?: string | undefined;
  /** Code of the unit in which the person says to have worked. */
  unit?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  text: string;
}

/** What an appeal about days asks for. */
export interface WantedDays {
  wish: LeaveWish | null;
  startsOn: Day;
  endsOn: Day | null;
}

/** Reads the own words. @throws Refusal 422 at `text` */
export function readText(typed: string): string {
  const text = cleanText(typed);
  const length = Array.from(text).length;
  if (length < shortestText || length > longestText) throw atFields([{ field: 'text', words: textLength }]);
  return text;
}

/** Reads the days of an appeal about leave or the unit. @throws Refusal 422 with a sentence at each field */
export function readDays(given: GivenAppeal, month: Month): WantedDays {
  const [startsOn, endsOn] = [parseDay(given.from ?? ''), parseDay(given.until ?? '')];
  const isOpen = given.kind === 'unit' && !given.until?.trim();
  const wish = wishes.find((one) => one === given.wish) ?? null;
  const problems: FieldProblem[] = [];
  if (given.kind === 'leave' && !wish) problems.push({ field: 'subject', words: chooseWish });
  if (!startsOn || monthOf(startsOn) !== month) problems.push({ field: 'from', words: inMonth });
  if (!isOpen && (!endsOn || (startsOn && endsOn < startsOn))) problems.push({ field: 'until', words: notBefore });
  else if (given.kind === 'leave' && endsOn && endsOn > lastDayOf(month)) {
    problems.push({ field: 'until', words: inMonth });
  }
  if (!startsOn || problems.length) throw atFields(problems);
  return { wish: given.kind === 'leave' ? wish : null, startsOn, endsOn: isOpen ? null : endsOn };
}

/** The last day for deciding an appeal made at this moment. */
export function dueDay(filedAt: Date, decisionDays: number, calendar: WorkCalendar): Day {
  return addWorkingDays(dayOf(filedAt), decisionDays, calendar);
}

export function isOverdue({ dueOn, decision }: { dueOn: Day; decision: Decision | null }, today: Day): boolean {
  return decision === null && dueOn < today;
}

/** Reads a decision with what the person will read. @throws Refusal 422 */
export function readDecision(given: { decision?: string | undefined; reason?: string | undefined }): {
  decision: Decision;
  reason: string;
} {
  const decision = decisions.find((one) => one === given.decision);
  const reason = cleanText(given.reason ?? '');
  const length = Array.from(reason).length;
  const problems: FieldProblem[] = [];
  if (!decision) problems.push({ field: 'decision', words: chooseDecision });
  if (length < shortestReason || length > longestText) problems.push({ field: 'reason', words: reasonLength });
  if (!decision || problems.length) throw atFields(problems);
  return { decision, reason };
}

/** Throws unless this person may decide: not the appellant, and nobody whose verdict stands in the share's history. */
export function checkMayDecide(
  byId: string,
  appeal: { personId: string; reviewerIds: readonly (string | null)[] },
): void {
  if (byId === appeal.personId) throw new Refusal('forbidden', 'own-appeal', own);
  if (appeal.reviewerIds.includes(byId)) throw new Refusal('forbidden', 'own-verdict', concerned);
}

function atFields(fields: FieldProblem[]): Refusal {
  const [first] = fields;
  const sentence = fields.length === 1 && first ? first.words : several;
  return new Refusal('invalid', 'invalid-appeal', sentence, { fields });
}

const several: Words = words(
  'Belum terkirim. Periksa isian yang ditandai.',
  'Not sent yet. See the fields that are marked.',
);
const textLength = words(
  `Tulis alasan sanggahan dengan kata-kata Anda sendiri, ${shortestText} sampai ${formatNumber(longestText, 'id')} karakter.`,
  `Write the reason of your appeal in your own words, ${shortestText} to ${formatNumber(longestText, 'en')} characters.`,
);
const reasonLength = words(
  `Tulis alasan putusan yang akan dibaca pegawai, ${shortestReason} sampai ${formatNumber(longestText, 'id')} karakter.`,
  `Write the reason that the person will read, ${shortestReason} to ${formatNumber(longestText, 'en')} characters.`,
);
const chooseDecision = words('Pilih kabulkan atau tolak.', 'Choose to grant or to refuse.');
const chooseWish = words(
  'Pilih apakah cutinya belum tercatat atau keliru tercatat.',
  'Choose whether the leave is missing or was recorded wrongly.',
);
const inMonth = words(
  'Tulis tanggal di dalam bulan yang disanggah, seperti 2026-10-05.',
  'Write a day within the month of the appeal, such as 2026-10-05.',
);
const notBefore = words(
  'Tulis hari terakhir, seperti 2026-10-09; tidak boleh sebelum hari pertama.',
  'Write the last day, such as 2026-10-09; it cannot lie before the first.',
);
const own = words(
  'Sanggahan Anda sendiri diputuskan oleh evaluator lain.',
  'Your own appeal is decided by another evaluator.',
);
const concerned = words(
  'Anda pernah memutuskan sebaran ini. Sanggahannya diputuskan oleh evaluator lain.',
  'You have decided on this share before. Another evaluator decides on its appeal.',
);
