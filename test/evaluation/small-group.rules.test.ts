import { mayShowChannels, mayShowUnit } from '../../src/evaluation/small-group.rules';

describe('channels of a unit', () => {
  it.each([
    { people: 4, parts: [], may: false },
    { people: 5, parts: [], may: true },
    { people: 40, parts: [30, 8], may: false },
    { people: 40, parts: [30, 3], may: true },
    { people: 40, parts: [30, 10], may: true },
    { people: 0, parts: [], may: false },
  ])('of $people people with sub-units of $parts: $may', ({ people, parts, may }) => {
    expect(mayShowChannels(people, parts)).toBe(may);
  });
});

describe('a unit among all units', () => {
  const unit = (unitId: number, path: number[], obliged: number) => ({ unitId, path, obliged, exempt: 1 });
  it('is not shown where its sub-units leave one to four people, whose own sub-units do not matter', () => {
    const agency = unit(2, [1, 2], 39);
    const all = [unit(1, [1], 99), agency, unit(3, [1, 2, 3], 29), unit(4, [1, 2, 4], 7), unit(5, [1, 2, 3, 5], 6)];
    expect(mayShowUnit(agency, all)).toBe(false);
    expect(mayShowUnit(agency, all.slice(0, 3))).toBe(true);
    expect(mayShowUnit(unit(9, [1, 9], 3), all)).toBe(false);
  });
});
