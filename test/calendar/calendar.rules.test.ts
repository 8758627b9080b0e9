import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addWorkingDays,
  hasApprovedCalendar,
  isWorkingDay,
  nthWorkingDay,
  type Week,
  workingDays,
} from '../../src/calendar/calendar.rules';
import { addDays, firstDayOf, lastDayOf, weekday } from '../../src/kernel/wita';

const csv = readFileSync(join(__dirname, '../../src/calendar/holidays-2026.csv'), 'utf8');
const holidays = new Set(csv.trim().split('\n').slice(1).map((line) => line.slice(0, 10))); // prettier-ignore

function daysIn(month: string, week: Week): string[] {
  return workingDays({ from: firstDayOf(month), to: lastDayOf(month), week, holidays });
}

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2025-01-01', n));
const week = fc.constantFrom<Week>(5, 6, 7);

test('the shipped calendar of 2026 has 25 days', () => {
  expect(holidays.size).toBe(25);
});

test('the working days of 2026 in a 5-day week are those of the decree, 240 in all', () => {
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);
  const counts = months.map((month) => daysIn(month, 5).length);
  expect(counts).toEqual([20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]);
  expect(counts.reduce((a, b) => a + b)).toBe(240);
});

test('a holiday on a Saturday or Sunday takes a day from longer weeks only', () => {
  const march = (length: Week): string[] => daysIn('2026-03', length);
  expect(march(6)).not.toContain('2026-03-21');
  expect(march(7)).not.toContain('2026-03-22');
  expect([march(5).length, march(6).length, march(7).length]).toEqual([17, 20, 24]);
});

test.each([
  ['2026-11-27', 5, true],
  ['2026-11-28', 5, false],
  ['2026-11-28', 6, true],
  ['2026-11-29', 6, false],
  ['2026-11-29', 7, true],
  ['2026-12-24', 5, false],
  ['2026-12-24', 7, false],
] as const)('%s in a %i-day week: %p', (date, length, working) => {
  expect(isWorkingDay(date, { week: length, holidays })).toBe(working);
});

test.each([
  ['2026-12-01', 1, '2026-12-01'],
  ['2026-11-01', 1, '2026-11-02'],
  ['2026-01-01', 1, '2026-01-02'],
  ['2026-12-23', 2, '2026-12-28'],
  ['2026-03-17', 3, '2026-03-26'],
])('from %s the working day number %i is %s', (from, n, expected) => {
  expect(nthWorkingDay(from, n, { week: 5, holidays })).toBe(expected);
});

test.each([
  ['2026-12-01', 5, '2026-12-08'],
  ['2026-12-23', 1, '2026-12-28'],
  ['2026-11-28', 1, '2026-11-30'],
  ['2026-11-28', 0, '2026-11-28'],
])('%s plus %i working days is %s', (from, count, expected) => {
  expect(addWorkingDays(from, count, { week: 5, holidays })).toBe(expected);
});

test('a longer week has every working day of a shorter one', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), (from, length) => {
      const span = { from, to: addDays(from, length), holidays };
      const [five, six, seven] = [5, 6, 7].map((w) => workingDays({ ...span, week: w as Week }));
      expect(six).toEqual(expect.arrayContaining(five));
      expect(seven).toEqual(expect.arrayContaining(six));
      expect(seven.some((date) => holidays.has(date))).toBe(false);
      expect(five.every((date) => weekday(date) <= 5)).toBe(true);
    }),
  );
});

test('exactly n working days lie after a day up to the day n working days later', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), week, (from, n, length) => {
      const reached = addWorkingDays(from, n, { week: length, holidays });
      expect(workingDays({ from: addDays(from, 1), to: reached, week: length, holidays })).toHaveLength(n);
      expect(isWorkingDay(reached, { week: length, holidays })).toBe(true);
    }),
  );
});

test('a year has an approved calendar when its days are known and none is an estimate', () => {
  const days = [
    { day: '2026-01-01', certainty: 'sourced' },
    { day: '2027-01-01', certainty: 'sourced' },
    { day: '2027-03-10', certainty: 'estimate' },
  ] as const;
  expect(hasApprovedCalendar('2026-11', days)).toBe(true);
  expect(hasApprovedCalendar('2027-11', days)).toBe(false);
  expect(hasApprovedCalendar('2028-01', days)).toBe(false);
});
