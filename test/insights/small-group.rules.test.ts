import { mayShowChannels } from '../../src/insights/small-group.rules';

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
