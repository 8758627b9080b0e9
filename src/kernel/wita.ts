/*
 * Months, days and moments in WITA (Waktu Indonesia Tengah): always UTC+8, never daylight saving.
 * A day is text, 2026-11-23; a month is text, 2026-11; texts compare and sort as dates do. A moment is a Date.
 * Example: 2026-03-31T16:00Z is 00:00 WITA on 1 April 2026, so a share at that moment counts for 2026-04.
 */

/** `YYYY-MM` */
export type Month = string;
/** `YYYY-MM-DD` */
export type Day = string;
/** The languages of the interface. */
export type Lang = 'id' | 'en';

const hour = 3_600_000;
const dayLength = 24 * hour;
const offset = 8 * hour;
const firstYear = 1900;
const lastYear = 2200;

const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;
const slashDay = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const isoMoment = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const slashMoment = /^(\d{2}\/\d{2}\/\d{4})[ ,]+(\d{2})[:.](\d{2})(?:[:.](\d{2}))?$/;

/** Whether the text is a month `YYYY-MM` of the years 1900–2200. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && yearInRange(Number(text.slice(0, 4)));
}

/** Reads a month `YYYY-MM`; null when it is none. */
export function parseMonth(text: string): Month | null {
  const month = text.trim();
  return isMonth(month) ? month : null;
}

/** Reads `YYYY-MM-DD` or `DD/MM/YYYY`, a real calendar date of the years 1900–2200; null when it is none. */
export function parseDay(text: string): Day | null {
  const trimmed = text.trim();
  const slash = slashDay.exec(trimmed);
  const day = slash ? `${slash[3]}-${slash[2]}-${slash[1]}` : trimmed;
  return isRealDay(day) ? day : null;
}

/**
 * Reads a date with a time of day: ISO 8601 with or without offset (without: WITA), or `DD/MM/YYYY HH:MM`.
 * Null when it is none, also for a date without a time of day. Digits beyond the millisecond are dropped.
 */
export function parseMoment(text: string): Date | null {
  const trimmed = text.trim();
  const iso = isoMoment.exec(trimmed);
  if (iso) {
    const time = timeOfDay([iso[2], iso[3], iso[4]], iso[5]);
    return momentAt(parseDay(iso[1]), time, offsetOf(iso[6]));
  }
  const slash = slashMoment.exec(trimmed);
  return slash ? momentAt(parseDay(slash[1]), timeOfDay([slash[2], slash[3], slash[4]]), offset) : null;
}

/** The WITA day on which a moment falls. */
export function dayOf(moment: Date): Day {
  return isoDate(moment.getTime() + offset);
}

/** The month of a day, or the WITA month in which a moment falls. */
export function monthOf(when: Day | Date): Month {
  return (typeof when === 'string' ? when : dayOf(when)).slice(0, 7);
}

/** 00:00 WITA of a day, which is 16:00 UTC of the day before. */
export function startOfDay(day: Day): Date {
  return new Date(utc(day) - offset);
}

/** The moment of a time of day, `HH:MM` in WITA. */
export function timeOn(day: Day, time: string): Date {
  const [hours, minutes] = time.split(':').map(Number);
  return new Date(startOfDay(day).getTime() + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000);
}

/** A month as a half-open interval of moments: `start` belongs to it, `end` is the first moment of the next month. */
export function monthInterval(month: Month): { start: Date; end: Date } {
  return { start: startOfDay(firstDayOf(month)), end: startOfDay(firstDayOf(nextMonth(month))) };
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(nextMonth(month)), -1);
}

export function nextMonth(month: Month): Month {
  return monthOf(addDays(firstDayOf(month), 31));
}

export function previousMonth(month: Month): Month {
  return monthOf(addDays(firstDayOf(month), -1));
}

/** The day `count` days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return isoDate(utc(day) + count * dayLength);
}

/** All days from one to another, both included; none when `to` lies before `from`. */
export function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let at = utc(from); at <= utc(to); at += dayLength) days.push(isoDate(at));
  return days;
}

/** Days from one to another, both included; without an end they go on. */
export interface Span {
  from: Day;
  until: Day | null;
}

/** What is left of a span when the days of another are taken out of it: none, one or two spans. */
export function spanWithout(span: Span, taken: Span): Span[] {
  const { from, until } = span;
  if ((taken.until !== null && taken.until < from) || (until !== null && until < taken.from)) return [span];
  const before = { from, until: addDays(taken.from, -1) };
  const after = taken.until === null ? null : { from: addDays(taken.until, 1), until };
  return [...(from < taken.from ? [before] : []), ...(after && (until === null || after.from <= until) ? [after] : [])];
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return new Date(utc(day)).getUTCDay() || 7;
}

const monthNames: Record<Lang, string> = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember',
  en: 'January February March April May June July August September October November December',
};
const locales: Record<Lang, string> = { id: 'id-ID', en: 'en-GB' };

/** `November 2026` */
export function formatMonth(month: Month, lang: Lang): string {
  return `${monthNames[lang].split(' ')[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `23 November 2026` */
export function formatDay(day: Day, lang: Lang): string {
  return `${Number(day.slice(8, 10))} ${formatMonth(monthOf(day), lang)}`;
}

/** `23 November 2026 pukul 14.05 WITA`; in English `23 November 2026, 14:05 WITA`. */
export function formatMoment(moment: Date, lang: Lang): string {
  const shifted = new Date(moment.getTime() + offset).toISOString();
  const [hours, minutes] = [shifted.slice(11, 13), shifted.slice(14, 16)];
  const day = formatDay(dayOf(moment), lang);
  return lang === 'id' ? `${day} pukul ${hours}.${minutes} WITA` : `${day}, ${hours}:${minutes} WITA`;
}

/** `1.234.567,891`; at most `digits` decimals (default 3); `–` for null. */
export function formatNumber(value: number | null, lang: Lang, digits = 3): string {
  if (value === null) return '–';
  return numberFormat(lang, { maximumFractionDigits: digits }).format(value);
}

/** A share of 1 as a percentage with exactly `digits` decimals: 0.737 → `73,7%`; `–` for null. */
export function formatPercent(share: number | null, lang: Lang, digits = 1): string {
  if (share === null) return '–';
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numberFormat(lang, { style: 'percent', ...decimals }).format(share);
}

const formats = new Map<string, Intl.NumberFormat>();

// Making an Intl format costs a hundred times what using it does, and a report has thousands of numbers.
function numberFormat(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang} ${options.style ?? ''} ${options.minimumFractionDigits ?? ''} ${options.maximumFractionDigits}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locales[lang], options);
  formats.set(key, known);
  return known;
}

function yearInRange(year: number): boolean {
  return year >= firstYear && year <= lastYear;
}

function isRealDay(text: string): boolean {
  const parts = isoDay.exec(text);
  if (!parts || !yearInRange(Number(parts[1]))) return false;
  // Date.UTC rolls 31 November over into December, which then differs from what was written.
  return isoDate(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))) === text;
}

function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function isoDate(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function timeOfDay(texts: (string | undefined)[], fraction = ''): number | null {
  const [hours, minutes, seconds] = texts.map((text) => Number(text ?? 0));
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return hours * hour + minutes * 60_000 + seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return offset;
  if (text.toUpperCase() === 'Z') return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * hour + minutes * 60_000);
}

function momentAt(day: Day | null, time: number | null, east: number | null): Date | null {
  return day === null || time === null || east === null ? null : new Date(utc(day) + time - east);
}
