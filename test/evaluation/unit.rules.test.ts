import fc from 'fast-check';
import { fraction, unitFigures, type UnitFacts, type UnitPerson } from '../../src/evaluation/unit.rules';

// 1 province ─ 10 agency ─ 100, 101 branches; 20 another agency
const paths = new Map([
  [1, [1]],
  [10, [1, 10]],
  [100, [1, 10, 100]],
  [101, [1, 10, 101]],
  [20, [1, 20]],
]);
const nobody: UnitFacts = { people: [], shares: [], appeals: [] };

function person(unitId: number, counted: number, target = 8, exempt = false): UnitPerson {
  return { unitId, counted, target, exempt };
}

test('the worked example', () => {
  const people = [person(10, 8), person(10, 0), person(10, 3, 6), person(10, 5, 8, true)];
  expect(unitFigures(10, paths, { ...nobody, people })).toMatchObject({
    obliged: 3,
    exempt: 1,
    active: 2,
    met: 1,
    participation: 2 / 3,
    fulfilment: 1 / 3,
    meanAchievement: 0.5,
  });
});

test('a unit includes its sub-units and nothing beside it', () => {
  const people = [person(10, 8), person(100, 8), person(101, 0), person(20, 8), person(1, 8)];
  const obliged = (unitId: number): number => unitFigures(unitId, paths, { ...nobody, people }).obliged;
  expect([1, 10, 100, 20].map(obliged)).toEqual([5, 3, 1, 1]);
});

test('without anybody obliged nothing is defined', () => {
  const figures = unitFigures(10, paths, { ...nobody, people: [person(10, 4, 8, true)] });
  expect(figures).toMatchObject({ obliged: 0, exempt: 1, active: 0, met: 0 });
  expect([figures.participation, figures.fulfilment, figures.meanAchievement]).toEqual([null, null, null]);
  expect(fraction(0, 0)).toBeNull();
});

test('shares are counted per channel when they count, per state in any case', () => {
  const shares: UnitFacts['shares'] = [
    { unitId: 100, channel: 'facebook', state: 'accepted', counts: true },
    { unitId: 10, channel: 'facebook', state: 'recorded', counts: true },
    { unitId: 10, channel: 'tiktok', state: 'rejected', counts: false },
    { unitId: 10, channel: 'x', state: 'recorded', counts: false },
    { unitId: 20, channel: 'x', state: 'held', counts: false },
  ];
  const figures = unitFigures(10, paths, { ...nobody, shares, appeals: [{ unitId: 101 }, { unitId: 20 }] });
  expect(figures.channels).toEqual({ facebook: 2 });
  expect(figures.states).toEqual({ accepted: 1, recorded: 2, rejected: 1 });
  expect(figures.appeals).toBe(1);
});

const anybody = fc.record({
  unitId: fc.constantFrom(1, 10, 100, 101, 20),
  counted: fc.integer({ min: 0, max: 30 }),
  target: fc.integer({ min: 1, max: 31 }),
  exempt: fc.boolean(),
});

test('the order of people does not change the last digit', () => {
  fc.assert(
    fc.property(fc.array(anybody, { maxLength: 60 }), (people) => {
      const sorted = [...people].sort((a, b) => b.target - a.target || a.counted - b.counted);
      expect(unitFigures(1, paths, { ...nobody, people: sorted })).toEqual(
        unitFigures(1, paths, { ...nobody, people }),
      );
    }),
  );
});

test('people who stand alike may be told as one row with their number', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anybody, fc.integer({ min: 1, max: 5 })), { maxLength: 30 }), (rows) => {
      const people = rows.flatMap(([one, number]) => Array.from({ length: number }, () => one));
      const groups = rows.map(([one, number]) => ({ ...one, people: number }));
      expect(unitFigures(10, paths, { ...nobody, people: groups })).toEqual(
        unitFigures(10, paths, { ...nobody, people }),
      );
    }),
  );
});

test('met ≤ obliged, active ≤ obliged, and every share of them lies in 0…1', () => {
  fc.assert(
    fc.property(fc.array(anybody, { maxLength: 60 }), (people) => {
      const figures = unitFigures(10, paths, { ...nobody, people });
      expect(figures.met).toBeLessThanOrEqual(figures.active);
      expect(figures.active).toBeLessThanOrEqual(figures.obliged);
      for (const value of [figures.participation, figures.fulfilment, figures.meanAchievement]) {
        expect(value === null).toBe(figures.obliged === 0);
        expect(value ?? 0).toBeGreaterThanOrEqual(0);
        expect(value ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

test('the figures of the parts add up to those of the whole', () => {
  fc.assert(
    fc.property(fc.array(anybody, { maxLength: 60 }), (people) => {
      const own = people.filter(({ unitId }) => unitId === 10);
      const parts = [100, 101].map((unitId) => unitFigures(unitId, paths, { ...nobody, people }).met);
      const alone = unitFigures(10, paths, { ...nobody, people: own }).met;
      expect(unitFigures(10, paths, { ...nobody, people }).met).toBe(parts[0] + parts[1] + alone);
    }),
  );
});
