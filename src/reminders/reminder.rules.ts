/*
 * What a person is reminded of, and when: the own target in the last three days of a month before its last day and on it
 * ("target"), the time for appeals against the own incomplete result ("results"), a returned share on its last two days
 * for mending ("mend"); a reviewer of shares that wait longer than three working days ("review"); an evaluator of a month
 * whose time for appeals is over ("fix"). Waiting and overdue appeals are counted on Beranda itself.
 * Example: November 2026 ends on Monday 30; from Friday 27, 07.00 WITA, staff below their target are reminded, and
 * nobody but themselves reads it.
 * Source: evaluation.md, "The month's end"; product.md, "The journeys".
 */
import { words, type Words } from '../kernel/refusal';
import { addDays, type Day, dayOf, formatDay, formatMonth, lastDayOf, type Month, monthOf } from '../kernel/wita';

export type ReminderKind = 'target' | 'results' | 'mend' | 'review' | 'fix';

/** Shares that wait for more working days than these are late. */
export const reviewDays = 3;

const daysBeforeEnd = 3;

/** The month whose targets people are reminded of on this day; null before its last days. */
export function monthEndingSoon(today: Day): Month | null {
  const month = monthOf(today);
  return today >= addDays(lastDayOf(month), -daysBeforeEnd) ? month : null;
}

export interface OpenReminder {
  kind: ReminderKind;
  subject: string;
  until: Date | null;
}

/** The sentence of a reminder and the page where something can be done about it. */
export function reminderWords({ kind, subject, until }: OpenReminder): { href: string; words: Words } {
  return { href: hrefs[kind](subject), words: sentences[kind](subject, lastDay(until)) };
}

const hrefs: Record<ReminderKind, (subject: string) => string> = {
  target: (month) => `/nilai?bulan=${month}`,
  results: (month) => `/nilai?bulan=${month}`,
  mend: (share) => `/sebaran/${share}`,
  review: () => '/verifikasi',
  fix: (month) => `/evaluasi/${month}/penutupan`,
};

const sentences: Record<ReminderKind, (subject: string, last: Words) => Words> = {
  target: (_month, last) =>
    words(
      `Target Anda bulan ini belum tercapai. Hari terakhir ${last.id}.`,
      `You have not reached this month's target yet. The last day is ${last.en}.`,
    ),
  results: (month, last) =>
    words(
      `Hasil sementara ${formatMonth(month, 'id')} dapat Anda sanggah sampai ${last.id}`,
      `You may appeal against the provisional results of ${formatMonth(month, 'en')} until ${last.en}`,
    ),
  mend: (_share, last) =>
    words(
      `Satu sebaran dikembalikan; Anda dapat memperbaikinya sampai ${last.id}`,
      `A share was returned; you may mend it until ${last.en}`,
    ),
  review: () =>
    words(
      `Ada sebaran yang menunggu lebih dari ${reviewDays} hari kerja`,
      `There are shares that have waited for more than ${reviewDays} working days`,
    ),
  fix: (month) =>
    words(
      `Masa sanggah ${formatMonth(month, 'id')} berakhir; hasilnya belum ditetapkan`,
      `The time for appeals about ${formatMonth(month, 'en')} is over; the results are not fixed yet`,
    ),
};

function lastDay(until: Date | null): Words {
  if (!until) return words('', '');
  const day = dayOf(new Date(until.getTime() - 1));
  return words(formatDay(day, 'id'), formatDay(day, 'en'));
}
