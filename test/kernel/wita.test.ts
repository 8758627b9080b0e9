import fc from 'fast-check';
import {
  addDays,
  dayOf,
  daysBetween,
  formatDay,
  formatMoment,
  formatMonth,
  formatNumber,
  formatPercent,
  isMonth,
  lastDayOf,
  monthInterval,
  monthOf,
  nextMonth,
  parseDay,
  parseMoment,
  parseMonth,
  previousMonth,
  spanWithout,
  startOfDay,
  weekday,
} from '../../src/kernel/wita';

const dayNumber = fc.integer({ min: -10_000, max: 73_000 });
const anyDay = dayNumber.map((n) => addDays('2000-01-01', n));

describe('midnight in WITA', () => {
  test.each([
    ['2026-03-31T15:59:59.999Z', '2026-03-31', '2026-03'],
    ['2026-03-31T16:00:00.000Z', '2026-04-01', '2026-04'],
    ['2026-03-31T16:30:00.000Z', '2026-04-01', '2026-04'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01', '2026-01'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29', '2024-02'],
  ])('%s falls on %s', (moment, day, month) => {
    expect(dayOf(new Date(moment))).toBe(day);
    expect(monthOf(new Date(moment))).toBe(month);
    expect(monthOf(day)).toBe(month);
  });

  test('November 2026 runs from 16:00 UTC on 31 October until 16:00 UTC on 30 November', () => {
    const { start, end } = monthInterval('2026-11');
    expect(start.toISOString()).toBe('2026-10-31T16:00:00.000Z');
    expect(end.toISOString()).toBe('2026-11-30T16:00:00.000Z');
  });

  test('a month begins where the one before it ends', () => {
    fc.assert(
      fc.property(anyDay.map(monthOf), (month) => {
        expect(monthInterval(month).end).toEqual(monthInterval(nextMonth(month)).start);
        expect(previousMonth(nextMonth(month))).toBe(month);
        expect(addDays(lastDayOf(month), 1)).toBe(`${nextMonth(month)}-01`);
      }),
    );
  });

  test('the first and the last millisecond of a day belong to it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const start = startOfDay(day).getTime();
        expect(dayOf(new Date(start))).toBe(day);
        expect(dayOf(new Date(start - 1))).toBe(addDays(day, -1));
        expect(dayOf(new Date(start + 86_399_999))).toBe(day);
      }),
    );
  });
});

describe('days and months as text', () => {
  test.each([
    ['2026-11-23', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    [' 2026-11-23 ', '2026-11-23'],
    ['2024-02-29', '2024-02-29'],
    ['1900-01-01', '1900-01-01'],
    ['2200-12-31', '2200-12-31'],
    ['2026-02-29', null],
    ['31/11/2026', null],
    ['2026-13-01', null],
    ['2026-00-10', null],
    ['1899-12-31', null],
    ['2201-01-01', null],
    ['2026-1-3', null],
    ['3/1/2026', null],
    ['23-11-2026', null],
    ['2026/11/23', null],
    ['2026-11-23T00:00', null],
    ['20261123', null],
    ['', null],
  ])('the day %p is read as %p', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  test.each([
    ['2026-11', true],
    ['2026-00', false],
    ['2026-13', false],
    ['2026-1', false],
    ['1899-12', false],
    ['2201-01', false],
    ['2026-11-01', false],
  ])('the month %p: %p', (text, real) => {
    expect(isMonth(text)).toBe(real);
    expect(parseMonth(` ${text} `)).toBe(real ? text : null);
  });

  test('both ways of writing a day say the same', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year, month, date] = day.split('-');
        expect(parseDay(day)).toBe(day);
        expect(parseDay(`${date}/${month}/${year}`)).toBe(day);
      }),
    );
  });

  test('weekdays run from Monday 1 to Sunday 7', () => {
    expect(daysBetween('2026-11-23', '2026-11-29').map(weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('days between two days include both, and there are none backwards', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([]);
  });
});

describe('moments as text', () => {
  test.each([
    ['2026-11-23T14:05', '2026-11-23T06:05:00.000Z'],
    ['2026-11-23 14:05', '2026-11-23T06:05:00.000Z'],
    ['2026-11-23T14:05:09', '2026-11-23T06:05:09.000Z'],
    ['2026-11-23T14:05:09.5', '2026-11-23T06:05:09.500Z'],
    ['2026-11-23T14:05:09.123999', '2026-11-23T06:05:09.123Z'],
    ['2026-11-23T14:05:00Z', '2026-11-23T14:05:00.000Z'],
    ['2026-11-23T14:05:00+08:00', '2026-11-23T06:05:00.000Z'],
    ['2026-11-23T14:05:00+0700', '2026-11-23T07:05:00.000Z'],
    ['2026-11-23T14:05:00-05', '2026-11-23T19:05:00.000Z'],
    ['2026-04-01T00:30+08:00', '2026-03-31T16:30:00.000Z'],
    ['23/11/2026 14:05', '2026-11-23T06:05:00.000Z'],
    ['23/11/2026 14.05', '2026-11-23T06:05:00.000Z'],
    ['23/11/2026 14:05:09', '2026-11-23T06:05:09.000Z'],
    [' 23/11/2026 00:00 ', '2026-11-22T16:00:00.000Z'],
  ])('%p is %s', (text, moment) => {
    expect(parseMoment(text)?.toISOString()).toBe(moment);
  });

  test.each([
    '2026-11-23',
    '23/11/2026',
    '2026-02-30T10:00',
    '2026-11-23T24:00',
    '2026-11-23T10:60',
    '2026-11-23T10:00:60',
    '2026-11-23T10:00+15:00',
    '2026-11-23T10:00+08:60',
    '2026-11-23T1:00',
    '31/02/2026 10:00',
    '23/11/2026 25:00',
    'kemarin',
    '',
  ])('%p is no moment', (text) => {
    expect(parseMoment(text)).toBeNull();
  });

  test('a moment written out in full is read back unchanged', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1901-01-01Z'), max: new Date('2199-12-31Z'), noInvalidDate: true }),
        (moment) => {
          expect(parseMoment(moment.toISOString())).toEqual(moment);
        },
      ),
    );
  });
});

describe('dates and numbers for readers', () => {
  test('days and months carry their names in both languages', () => {
    expect(formatDay('2026-11-23', 'id')).toBe('23 November 2026');
    expect(formatDay('2026-08-03', 'id')).toBe('3 Agustus 2026');
    expect(formatDay('2026-08-03', 'en')).toBe('3 August 2026');
    expect(formatMonth('2026-05', 'id')).toBe('Mei 2026');
    expect(formatMonth('2026-12', 'en')).toBe('December 2026');
  });

  test('month names are those of the platform', () => {
    const names = new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' });
    for (let month = '2026-01'; month < '2027-01'; month = nextMonth(month)) {
      expect(formatMonth(month, 'id')).toBe(names.format(new Date(`${month}-01T00:00:00Z`)));
    }
  });

  test('a moment names the zone', () => {
    const moment = new Date('2026-11-23T06:05:59.999Z');
    expect(formatMoment(moment, 'id')).toBe('23 November 2026 pukul 14.05 WITA');
    expect(formatMoment(moment, 'en')).toBe('23 November 2026, 14:05 WITA');
    expect(formatMoment(new Date('2026-03-31T16:30:00Z'), 'id')).toBe('1 April 2026 pukul 00.30 WITA');
  });

  test('numbers and percentages follow the language', () => {
    expect(formatNumber(1234567.891, 'id')).toBe('1.234.567,891');
    expect(formatNumber(1234567.891, 'en', 1)).toBe('1,234,567.9');
    expect(formatNumber(20000, 'id')).toBe('20.000');
    expect(formatPercent(0.737, 'id')).toBe('73,7%');
    expect(formatPercent(0.737, 'en')).toBe('73.7%');
    expect(formatPercent(1, 'id')).toBe('100,0%');
    expect(formatPercent(0.824513, 'id', 2)).toBe('82,45%');
    expect(formatPercent(0.5, 'id', 0)).toBe('50%');
  });

  test('what is not defined is a dash, not a nought', () => {
    expect(formatPercent(null, 'id')).toBe('–');
    expect(formatNumber(null, 'en')).toBe('–');
  });
});

describe('days taken out of a span', () => {
  const span = { from: '2026-10-05', until: '2026-10-16' };
  test.each([
    ['none of it', { from: '2026-10-17', until: null }, [span]],
    ['all of it', { from: '2026-10-01', until: '2026-10-16' }, []],
    ['its beginning', { from: '2026-10-01', until: '2026-10-07' }, [{ from: '2026-10-08', until: '2026-10-16' }]],
    ['its end, for good', { from: '2026-10-08', until: null }, [{ from: '2026-10-05', until: '2026-10-07' }]],
    [
      'one day in it',
      { from: '2026-10-07', until: '2026-10-07' },
      [
        { from: '2026-10-05', until: '2026-10-06' },
        { from: '2026-10-08', until: '2026-10-16' },
      ],
    ],
  ])('%s', (_, taken, left) => {
    expect(spanWithout(span, taken)).toEqual(left);
  });

  test('of one without an end leave one without an end', () => {
    expect(spanWithout({ from: '2026-10-05', until: null }, { from: '2026-10-01', until: '2026-10-07' })).toEqual([
      { from: '2026-10-08', until: null },
    ]);
  });
});
