import fc from 'fast-check';
import {
  countedPosts,
  type CountingShare,
  countingDates,
  type EvaluatedMonth,
  personFigures,
} from '../../src/evaluation/person.rules';
import { defaultPolicy } from '../../src/policies/policy.rules';
import { addDays } from '../../src/kernel/wita';

const november: EvaluatedMonth = { month: '2026-11', holidays: new Set(), policy: defaultPolicy };

function counted(list: readonly CountingShare[], month = '2026-11', dailyCap = 3): number {
  return countedPosts(countingDates(list, month), { dailyCap });
}

const share = fc.record({
  postId: fc.constantFrom(...'abcdefghijkl'.split('')),
  businessDate: fc.integer({ min: 0, max: 45 }).map((n) => addDays('2026-10-25', n)),
});
const list = fc.array(share, { maxLength: 40 });
const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 10 })).map(([from, length]) => {
  const startsOn = addDays('2026-10-25', from);
  return { startsOn, endsOn: addDays(startsOn, length) };
});
const person = fc.record({
  memberships: fc
    .tuple(fc.constantFrom<5 | 6 | 7>(5, 6, 7), fc.constantFrom<5 | 6 | 7>(5, 6, 7), fc.integer({ min: 1, max: 29 }))
    .map(([first, second, n]) => [
      { unitId: 1, week: first, startsOn: '2026-10-01', endsOn: addDays('2026-11-01', n - 1) },
      { unitId: 2, week: second, startsOn: addDays('2026-11-01', n), endsOn: null },
    ]),
  leave: fc.array(span, { maxLength: 4 }),
  exempted: fc.boolean(),
  shares: list,
});

test('the order of rows does not matter, and the same rows give the same figures', () => {
  fc.assert(
    fc.property(person, (facts) => {
      const turned = {
        ...facts,
        memberships: [...facts.memberships].reverse(),
        leave: [...facts.leave].reverse(),
        shares: [...facts.shares].reverse(),
      };
      expect(personFigures(turned, november)).toEqual(personFigures(facts, november));
      expect(personFigures(facts, november)).toEqual(personFigures(structuredClone(facts), november));
    }),
  );
});

test('available days never exceed working days, the target never B, the achievement lies in 0…1', () => {
  fc.assert(
    fc.property(person, (facts) => {
      const figures = personFigures(facts, november);
      if (!figures) return;
      expect(figures.availableDays).toBeLessThanOrEqual(figures.workingDays);
      expect(figures.target).toBeLessThanOrEqual(8);
      expect(figures.achievement === null).toBe(figures.exempt);
      expect(figures.achievement ?? 0).toBeGreaterThanOrEqual(0);
      expect(figures.achievement ?? 0).toBeLessThanOrEqual(1);
      expect(figures.achievement === 1).toBe(!figures.exempt && figures.counted >= figures.target);
    }),
  );
});

test('more leave never raises the target', () => {
  fc.assert(
    fc.property(person, span, (facts, more) => {
      const before = personFigures(facts, november);
      const after = personFigures({ ...facts, leave: [...facts.leave, more] }, november);
      expect(after?.target ?? 0).toBeLessThanOrEqual(before?.target ?? 0);
    }),
  );
});

test('adding a share of a post not shared before that day never lowers the count', () => {
  fc.assert(
    fc.property(list, share, (before, added) => {
      const days = before.filter(({ postId }) => postId === added.postId).map(({ businessDate }) => businessDate);
      fc.pre(days.length === 0 || days.some((day) => day <= added.businessDate));
      expect(counted([...before, added])).toBeGreaterThanOrEqual(counted(before));
    }),
  );
});

test('over all months a post counts at most once', () => {
  fc.assert(
    fc.property(list, (all) => {
      const sum = ['2026-10', '2026-11', '2026-12'].reduce((total, month) => total + counted(all, month, 99), 0);
      expect(sum).toBe(new Set(all.map(({ postId }) => postId)).size);
    }),
  );
});
