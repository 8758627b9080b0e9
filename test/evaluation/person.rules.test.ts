import {
  achievementOf,
  availableDays,
  countedPosts,
  type CountingShare,
  countingDates,
  type EvaluatedMonth,
  isExempt,
  labelOf,
  labelWords,
  type PersonFacts,
  personFigures,
  targetOf,
  unitOfMonth,
} from '../../src/evaluation/person.rules';
import { defaultPolicy, labels } from '../../src/policies/policy.rules';

const november: EvaluatedMonth = { month: '2026-11', holidays: new Set(), policy: defaultPolicy };
const allYear: PersonFacts = {
  memberships: [{ unitId: 1, week: 5, startsOn: '2026-01-01', endsOn: null }],
  leave: [],
  exempted: false,
  shares: [],
};

function shares(...perDay: [string, number][]): CountingShare[] {
  return perDay.flatMap(([businessDate, count]) =>
    Array.from({ length: count }, (_, i) => ({ postId: `${businessDate} ${i}`, businessDate })),
  );
}

function counted(list: readonly CountingShare[], month = '2026-11', dailyCap = 3): number {
  return countedPosts(countingDates(list, month), { dailyCap });
}

describe('a whole month', () => {
  test('the worked example: four days of leave, five posts on one day, two on another', () => {
    const person: PersonFacts = {
      ...allYear,
      leave: [{ startsOn: '2026-11-03', endsOn: '2026-11-06' }],
      shares: shares(['2026-11-10', 5], ['2026-11-12', 2]),
    };
    expect(personFigures(person, november)).toEqual({
      unitId: 1,
      workingDays: 21,
      availableDays: 17,
      target: 6,
      exempt: false,
      counted: 5,
      achievement: 5 / 6,
      label: 'aktif',
    });
  });

  test('the exempt keep their counted posts and have neither achievement nor label', () => {
    const person = { ...allYear, exempted: true, shares: shares(['2026-11-10', 2]) };
    expect(personFigures(person, november)).toMatchObject({
      exempt: true,
      counted: 2,
      achievement: null,
      label: null,
      target: 8,
    });
  });

  test('a person without a working day of membership in the month is not in it', () => {
    const until = (endsOn: string): PersonFacts => ({
      ...allYear,
      memberships: [{ ...allYear.memberships[0], endsOn }],
    });
    expect(personFigures(until('2026-10-31'), november)).toBeNull();
    expect(personFigures(until('2026-11-01'), november)).toBeNull();
    expect(personFigures(until('2026-11-02'), november)).toMatchObject({ availableDays: 1, target: 0, exempt: true });
    expect(personFigures({ ...allYear, memberships: [] }, november)).toBeNull();
  });
});

describe('the unit of the month', () => {
  const member = (unitId: number, startsOn: string, endsOn: string | null, week: 5 | 6 | 7 = 5) => ({
    unitId,
    week,
    startsOn,
    endsOn,
  });

  test.each([
    ['the most working days', [member(1, '2026-01-01', '2026-11-16'), member(2, '2026-11-17', null)], 1],
    ['the most working days', [member(1, '2026-01-01', '2026-11-13'), member(2, '2026-11-14', null)], 2],
    [
      'days of several stays together',
      [member(1, '2026-11-01', '2026-11-08'), member(2, '2026-11-09', '2026-11-19'), member(1, '2026-11-20', null)],
      1,
    ],
    [
      'each stay by its own week',
      [member(1, '2026-11-02', '2026-11-15', 7), member(2, '2026-11-16', '2026-11-29', 5)],
      1,
    ],
    [
      'the only one with a working day',
      [member(1, '2026-11-01', '2026-11-01'), member(2, '2026-12-01', null), member(3, '2026-11-30', '2026-11-30')],
      3,
    ],
  ])('goes by %s', (_, memberships, unitId) => {
    expect(unitOfMonth(memberships, november)?.unitId).toBe(unitId);
    expect(unitOfMonth([...memberships].reverse(), november)?.unitId).toBe(unitId);
  });

  test('a tie goes to the membership that starts later, in whatever order the rows come', () => {
    const memberships = [member(9, '2026-11-02', '2026-11-06'), member(2, '2026-11-09', '2026-11-13')];
    expect(unitOfMonth(memberships, november)?.unitId).toBe(2);
    expect(unitOfMonth([...memberships].reverse(), november)?.unitId).toBe(2);
  });

  test('its week decides over all days of the month, those spent elsewhere too', () => {
    const memberships = [member(1, '2026-11-01', '2026-11-08', 5), member(2, '2026-11-09', null, 6)];
    expect(personFigures({ ...allYear, memberships }, november)).toMatchObject({
      unitId: 2,
      workingDays: 25,
      availableDays: 25,
    });
  });

  test('days outside every membership are not available', () => {
    const memberships = [member(1, '2026-11-09', null)];
    expect(personFigures({ ...allYear, memberships }, november)).toMatchObject({
      workingDays: 21,
      availableDays: 16,
      target: 6,
    });
  });
});

describe('target and exemption', () => {
  test.each([
    [21, 21, 8],
    [20, 21, 7],
    [17, 21, 6],
    [5, 21, 1],
    [2, 21, 0],
    [0, 21, 0],
    [0, 0, 0],
    [17, 17, 8],
  ])('%i of %i days: %i posts', (available, working, target) => {
    expect(targetOf(available, working, { monthlyPosts: 8 })).toBe(target);
  });

  test('the target is exactly the whole part of B × A ÷ W', () => {
    for (let working = 1; working <= 31; working += 1) {
      for (let available = 0; available <= working; available += 1) {
        for (const monthlyPosts of [1, 3, 7, 8, 10, 22, 31, 100, 1000]) {
          const expected = Number((BigInt(monthlyPosts) * BigInt(available)) / BigInt(working));
          expect(targetOf(available, working, { monthlyPosts })).toBe(expected);
        }
      }
    }
  });

  test.each([
    [{ available: 4, target: 1, exempted: false }, true],
    [{ available: 5, target: 1, exempted: false }, false],
    [{ available: 5, target: 0, exempted: false }, true],
    [{ available: 21, target: 8, exempted: true }, true],
  ])('%p is exempt: %p', (person, exempt) => {
    expect(isExempt(person, { minAvailableDays: 5 })).toBe(exempt);
  });

  test('overlapping leave is taken off once', () => {
    const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
    const leave = [
      { startsOn: '2026-11-03', endsOn: '2026-11-04' },
      { startsOn: '2026-11-04', endsOn: '2026-11-04' },
    ];
    expect(availableDays(days, { ...allYear, leave })).toEqual(['2026-11-02', '2026-11-05']);
  });
});

describe('what is counted', () => {
  test('at most three posts a day', () => {
    expect(counted(shares(['2026-11-10', 2], ['2026-11-11', 3], ['2026-11-12', 9]))).toBe(2 + 3 + 3);
  });

  test('a post on several channels counts once, on the earliest day', () => {
    const dates = countingDates(
      [
        { postId: 'a', businessDate: '2026-11-12' },
        { postId: 'a', businessDate: '2026-11-10' },
        { postId: 'a', businessDate: '2026-11-11' },
      ],
      '2026-11',
    );
    expect([...dates]).toEqual([['a', '2026-11-10']]);
  });

  test('a post counts only in the first month in which it was shared', () => {
    const list = [
      { postId: 'a', businessDate: '2026-10-31' },
      { postId: 'a', businessDate: '2026-11-01' },
    ];
    expect([counted(list, '2026-10'), counted(list, '2026-11'), counted(list, '2026-12')]).toEqual([1, 0, 0]);
  });

  // The rule's own consequence: the counting date moves to a day whose cap is already full.
  test('a share added for an earlier, already full day can lower the count', () => {
    const list = [...shares(['2026-11-10', 3]), { postId: 'late', businessDate: '2026-11-11' }];
    expect(counted(list)).toBe(4);
    expect(counted([...list, { postId: 'late', businessDate: '2026-11-10' }])).toBe(3);
  });
});

describe('achievement and label', () => {
  test.each([
    [8, 8, 1, 'sangat_aktif'],
    [12, 8, 1, 'sangat_aktif'],
    [7, 8, 0.875, 'aktif'],
    [6, 8, 0.75, 'aktif'],
    [5, 8, 0.625, 'cukup_aktif'],
    [4, 8, 0.5, 'cukup_aktif'],
    [3, 8, 0.375, 'kurang_aktif'],
    [1, 8, 0.125, 'kurang_aktif'],
    [0, 8, 0, 'belum_berpartisipasi'],
  ])('%i of %i: %d, %s', (done, target, achievement, label) => {
    expect(achievementOf(done, target)).toBe(achievement);
    expect(labelOf(achievement, defaultPolicy)).toBe(label);
  });

  test('other thresholds give other labels', () => {
    expect(labelOf(0.8, { labelThresholds: [0.8, 0.6, 0.3] })).toBe('sangat_aktif');
    expect(labelOf(0, { labelThresholds: [0.8, 0.6, 0] })).toBe('belum_berpartisipasi');
  });

  test('every label has words in both languages', () => {
    expect(labels.map((label) => labelWords(label).id)).toEqual([
      'Sangat Aktif',
      'Aktif',
      'Cukup Aktif',
      'Kurang Aktif',
      'Belum Berpartisipasi',
    ]);
    expect(new Set(labels.map((label) => labelWords(label).en)).size).toBe(5);
  });
});
