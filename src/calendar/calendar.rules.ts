/*
 * Working days of a unit: the days of its week (5 = Monday–Friday, 6 = Monday–Saturday, 7 = every day) less national
 * holidays and joint leave, whatever the week.
 * Example: March 2026 has 22 days from Monday to Friday; 18, 19, 20, 23 and 24 March are Nyepi, Idulfitri and their
 * joint leave: 17 working days. Saturday 21 March is a holiday, so a 6-day week loses it too.
 * A year whose days are missing or only estimated has no approved calendar: its months cannot be closed.
 * Source: Perpres 21/2023; SKB Menag 1497/2025, Menaker 2/2025, MenPANRB 5/2025.
 */
import { addDays, daysBetween, type Day, type Month, weekday } from '../kernel/wita';

/** Working days a week of a unit. */
export type Week = 5 | 6 | 7;

/** A unit's week and the days on which nobody works. */
export interface WorkCalendar {
  week: Week;
  holidays: ReadonlySet<Day>;
}

export function isWorkingDay(day: Day, { week, holidays }: WorkCalendar): boolean {
  return weekday(day) <= week && !holidays.has(day);
}

/** The working days from one day to another, both included, in order. */
export function workingDays({ from, to, ...calendar }: WorkCalendar & { from: Day; to: Day }): Day[] {
  return daysBetween(from, to).filter((day) => isWorkingDay(day, calendar));
}

/** The nth working day on or after `from`; n = 1 is `from` itself when it is a working day. */
export function nthWorkingDay(from: Day, n: number, calendar: WorkCalendar): Day {
  return addWorkingDays(addDays(from, -1), n, calendar);
}

/** The day that lies `count` working days after `day`, which itself is not counted; 0 gives `day` back. */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar): Day {
  let reached = day;
  for (let left = count; left > 0;) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return reached;
}

/** Whether the year of the month has a calendar by decree: some days are known and none of them is an estimate. */
export function hasApprovedCalendar(
  month: Month,
  holidays: readonly { day: Day; certainty: 'sourced' | 'estimate' }[],
): boolean {
  const known = holidays.filter((holiday) => holiday.day.slice(0, 4) === month.slice(0, 4));
  return known.length > 0 && known.every((holiday) => holiday.certainty === 'sourced');
}
