import fc from 'fast-check';
import { atMostFound, upperBound } from '../../src/sampling/bounds.rules';
import { formatPercent } from '../../src/kernel/wita';
import { drawSample, isPublicNumber, seedOf } from '../../src/sampling/sampling.rules';

const idOf = (n: number) => `0190f3a0-0000-7000-8000-00000000000${n}`;

describe('the sample of the random audit', () => {
  it('is the one of the worked example', () => {
    const seed = seedOf('a3'.repeat(32), '7421');
    expect(seed).toBe('6654a5d274da9966d3f86ea3c785e80b926144ad68593e4707eba1b0bcb9eb69');
    expect(drawSample(seed, [1, 2, 3, 4, 5, 6].map(idOf), 3)).toEqual([3, 1, 5].map(idOf));
  });

  it('does not depend on the order of the population, and a greater one begins with the smaller', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 40 }), fc.nat(20), fc.string(), (ids, size, number) => {
        const seed = seedOf('00', number);
        const sample = drawSample(seed, ids, size);
        expect(drawSample(seed, [...ids].reverse(), size)).toEqual(sample);
        expect(drawSample(seed, ids, size + 5).slice(0, sample.length)).toEqual(sample);
        expect(new Set(sample).size).toBe(Math.min(size, ids.length));
      }),
    );
  });

  it.each([
    ['7421', true],
    ['A'.repeat(100), true],
    ['', false],
    ['74 21', false],
    ['9'.repeat(101), false],
  ])('takes %j as a public number: %s', (text, taken) => {
    expect(isPublicNumber(text)).toBe(taken);
  });
});

describe('the bound of invalid shares', () => {
  it.each([
    [20_000, 0, '4.94'],
    [20_000, 1, '7.78'],
    [20_000, 2, '10.28'],
    [812, 3, '12.32'],
  ])('of %i shares with %i of 59 invalid is %s %%', (population, invalid, percent) => {
    expect(formatPercent(upperBound({ population, checked: 59, invalid }), 'en', 2)).toBe(`${percent}%`);
  });

  it('is what was found where everything is checked, and nothing without shares', () => {
    expect(upperBound({ population: 40, checked: 40, invalid: 3 })).toBe(3 / 40);
    expect(upperBound({ population: 0, checked: 0, invalid: 0 })).toBeNull();
  });

  it('is the last possible number of invalid shares, up to ten million', () => {
    const samples = fc.record({ population: fc.integer({ min: 60, max: 10_000_000 }), invalid: fc.nat(20) });
    fc.assert(
      fc.property(samples, ({ population, invalid }) => {
        const given = { population, checked: 59, invalid };
        const bad = Math.round((upperBound(given) ?? 0) * population);
        expect(atMostFound({ ...given, bad })).toBeGreaterThanOrEqual(0.05);
        expect(atMostFound({ ...given, bad: bad + 1 })).toBeLessThan(0.05);
      }),
    );
  });
});
