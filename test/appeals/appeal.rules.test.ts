import fc from 'fast-check';
import {
  checkMayDecide,
  dueDay,
  type GivenAppeal,
  isOverdue,
  readDays,
  readDecision,
  readText,
} from '../../src/appeals/appeal.rules';
import { beyondAppealWords } from '../../src/appeals/appealing.rules';
import { isWorkingDay } from '../../src/calendar/calendar.rules';
import { addDays, dayOf, daysBetween } from '../../src/kernel/wita';
import { standingReasons } from '../../src/shares/standing.rules';
import { wita } from '../fakes';

const calendar = (holidays: string[] = [], week: 5 | 6 | 7 = 5) => ({ week, holidays: new Set(holidays) });

describe('the last day for an answer', () => {
  test.each([
    ['made on a Friday, over the weekend', '2026-11-27 14:00', 3, calendar(), '2026-12-02'],
    ['with a holiday on the Monday', '2026-11-27 14:00', 3, calendar(['2026-11-30']), '2026-12-03'],
    ['on a Saturday counts from Monday on', '2026-11-28 09:00', 1, calendar(), '2026-11-30'],
    ['in the last minute of a day in WITA', '2026-11-24 23:59', 3, calendar(), '2026-11-27'],
    ['a minute later', '2026-11-25 00:00', 3, calendar(), '2026-11-30'],
    ['before Christmas and joint leave', '2026-12-23 10:00', 3, calendar(['2026-12-24', '2026-12-25']), '2026-12-30'],
    ['in a six-day week', '2026-11-27 14:00', 3, calendar([], 6), '2026-12-01'],
  ])('%s', (_, moment, days, weeks, due) => {
    expect(dueDay(wita(moment), days, weeks)).toBe(due);
  });

  test('is a working day with as many working days up to it as the juknis gives', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * 24 }), fc.integer({ min: 1, max: 10 }), some, (hours, days, off) => {
        const filed = new Date(wita('2026-11-02').getTime() + hours * 3_600_000);
        const weeks = calendar(off.map((n) => addDays('2026-11-02', n)));
        const due = dueDay(filed, days, weeks);
        const working = daysBetween(addDays(dayOf(filed), 1), due).filter((day) => isWorkingDay(day, weeks));
        expect(working).toHaveLength(days);
        expect(working.at(-1)).toBe(due);
      }),
    );
  });

  test.each([
    ['2026-12-02', null, false],
    ['2026-12-03', null, true],
    ['2026-12-03', 'refused', false],
  ] as const)('on %s with the decision %p it is overdue: %p', (today, decision, overdue) => {
    expect(isOverdue({ dueOn: '2026-12-02', decision }, today)).toBe(overdue);
  });
});

describe('who decides', () => {
  const appeal = { personId: 'p', reviewerIds: ['r', null, 's'] };
  test.each([
    ['p', 'own-appeal'],
    ['r', 'own-verdict'],
    ['s', 'own-verdict'],
  ])('not %s: %s', (byId, code) => {
    expect(() => checkMayDecide(byId, appeal)).toThrow(expect.objectContaining({ kind: 'forbidden', code }));
  });
  test('anybody else', () => {
    expect(() => checkMayDecide('e', appeal)).not.toThrow();
  });
});

describe('what is read', () => {
  test.each([9, 1001])('words of %i characters are refused', (length) => {
    expect(() => readText('x'.repeat(length))).toThrow('sampai 1.000 karakter');
  });
  test.each([10, 1000])('words of %i characters are taken, signs of several code units counted once', (length) => {
    expect(Array.from(readText('🙂'.repeat(length)))).toHaveLength(length);
  });

  const leave: GivenAppeal = { kind: 'leave', wish: 'missing', from: '2026-10-05', until: '2026-10-09', text: '' };
  const unit: GivenAppeal = { kind: 'unit', from: '2026-10-05', until: '', text: '' };
  test.each<[GivenAppeal, string | null]>([
    [leave, '2026-10-09'],
    [{ ...leave, from: '05/10/2026', until: '2026-10-31' }, '2026-10-31'],
    [unit, null],
    [{ ...unit, until: '2026-12-31' }, '2026-12-31'],
  ])('days of %p end on %p', (given, endsOn) => {
    expect(readDays(given, '2026-10')).toMatchObject({ startsOn: '2026-10-05', endsOn });
  });

  test.each<[GivenAppeal, string[]]>([
    [{ ...leave, from: '2026-09-30' }, ['from']],
    [{ ...leave, from: '2026-11-01', until: '2026-11-02' }, ['from', 'until']],
    [{ ...leave, until: '2026-10-04' }, ['until']],
    [{ ...leave, until: '' }, ['until']],
    [{ ...leave, wish: 'x', from: 'x', until: 'x' }, ['subject', 'from', 'until']],
    [{ ...unit, until: 'kemarin' }, ['until']],
  ])('days of %p are wrong at %p', (given, wrong) => {
    const fields = wrong.map((field) => expect.objectContaining({ field }));
    expect(() => readDays(given, '2026-10')).toThrow(expect.objectContaining({ fields }));
  });

  test('a decision needs a reason, also one in favour', () => {
    expect(readDecision({ decision: 'granted', reason: ' Benar adanya. ' })).toEqual({
      decision: 'granted',
      reason: 'Benar adanya.',
    });
    expect(() => readDecision({ decision: 'granted', reason: 'ya' })).toThrow('Tulis alasan putusan');
  });
});

test('an appeal can change a state or late receipt, and nothing that the item itself asked for', () => {
  const open = standingReasons.filter((reason) => beyondAppealWords(reason) === null);
  expect(open).toEqual(['state_returned', 'state_rejected', 'state_held', 'not_accepted', 'received_late']);
  expect(beyondAppealWords(null)?.id).toContain('tidak ada yang perlu disanggah');
});
