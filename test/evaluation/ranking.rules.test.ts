import fc from 'fast-check';
import {
  bandOf,
  betaQuantile,
  rankingPrior,
  type RankingUnit,
  rankUnits,
  type Standing,
} from '../../src/evaluation/ranking.rules';
import { defaultPolicy } from '../../src/policies/policy.rules';

function unit(code: string, n: number, x: number, ranked = true): RankingUnit {
  return { code, ranked, obliged: n, active: x, met: x };
}

function standing(units: RankingUnit[], code: string): Standing {
  const found = rankUnits(units, defaultPolicy).get(code);
  if (!found) throw new Error(`no unit ${code}`);
  return found;
}

const example = [
  unit('A', 12, 12),
  unit('B', 30, 15),
  unit('F', 9, 3),
  unit('C', 85, 51),
  unit('D', 140, 119),
  unit('E', 420, 231),
  unit('G', 260, 182),
];

describe('the worked table of the juknis', () => {
  test('the common ground to the printed digits', () => {
    const prior = rankingPrior(example, defaultPolicy);
    expect(prior.p?.toFixed(6)).toBe('0.641213');
    expect(prior.spread.toFixed(6)).toBe('13.636192');
    expect(prior.gamma.toFixed(6)).toBe('0.080045');
    expect(prior.strength?.toFixed(6)).toBe('11.492968');
    expect([prior.units, prior.people]).toEqual([7, 956]);
  });

  test.each([
    ['A', '82.45', '68.37', '93.35', 'di atas', 'kecil', 1],
    ['B', '53.91', '41.21', '66.40', 'setara', 'kecil', 2],
    ['F', '50.60', '32.78', '68.35', 'setara', 'kecil', 2],
    ['C', '60.49', '52.22', '68.51', 'setara', 'sedang', 2],
    ['D', '83.42', '78.22', '88.11', 'di atas', 'sedang', 1],
    ['E', '55.24', '51.30', '59.16', 'di bawah', 'besar', 2],
    ['G', '69.75', '65.09', '74.24', 'di atas', 'besar', 1],
  ])('unit %s: %s %%, %s–%s, %s, %s %i', (code, estimate, low, high, description, band, rank) => {
    const place = standing(example, code);
    const percent = (value: number | null): string => ((value ?? NaN) * 100).toFixed(2);
    expect([percent(place.estimate), percent(place.low), percent(place.high)]).toEqual([estimate, low, high]);
    expect([place.description, place.band, place.rank]).toEqual([description, band, rank]);
  });
});

describe('who takes part', () => {
  test('small units, units not flagged and empty units change nothing and have no place', () => {
    const more = [...example, unit('small', 4, 4), unit('school', 50, 1, false), unit('empty', 0, 0)];
    expect(rankingPrior(more, defaultPolicy)).toEqual(rankingPrior(example, defaultPolicy));
    for (const code of ['small', 'school', 'empty'])
      expect(Object.values(standing(more, code)).every((v) => v === null)).toBe(true);
    expect(standing([...example, unit('five', 5, 4)], 'five').band).toBe('kecil');
  });

  test('the basis decides what is compared', () => {
    const units = [0, 1, 2].map((i) => ({ code: String(i), ranked: true, obliged: 100, active: 90, met: 10 + 40 * i }));
    const byParticipation = rankUnits(units, { ...defaultPolicy, rankingBasis: 'participation' });
    expect([...byParticipation.values()].map(({ estimate }) => estimate)).toEqual([0.9, 0.9, 0.9]);
    expect(rankUnits(units, defaultPolicy).get('2')?.rank).toBe(1);
    expect(rankUnits(units, defaultPolicy).get('0')?.rank).toBe(3);
  });

  test.each([
    [0, 'kecil'],
    [39, 'kecil'],
    [40, 'sedang'],
    [199, 'sedang'],
    [200, 'besar'],
  ])('%i people: %s', (n, band) => {
    expect(bandOf(n)).toBe(band);
  });
});

describe('when nothing tells units apart', () => {
  test.each<[string, RankingUnit[], number]>([
    ['one unit', [unit('a', 50, 20)], 0.4],
    ['equal percentages', [unit('a', 50, 20), unit('b', 100, 40)], 0.4],
    ['differences within chance', [unit('a', 50, 20), unit('b', 50, 21)], 0.41],
    ['nobody has fulfilled', [unit('a', 50, 0), unit('b', 20, 0)], 0],
    ['everybody has fulfilled', [unit('a', 50, 50), unit('b', 20, 20)], 1],
  ])('%s: everybody gets p and nobody a rank', (_, units, p) => {
    for (const place of rankUnits(units, defaultPolicy).values()) {
      expect(place).toMatchObject({ estimate: p, low: null, high: null, description: null, rank: null });
    }
  });

  test('no unit at all gives no ground', () => {
    expect(rankingPrior([], defaultPolicy)).toEqual({
      units: 0,
      people: 0,
      p: null,
      spread: 0,
      gamma: 0,
      strength: null,
    });
    expect(rankUnits([], defaultPolicy).size).toBe(0);
  });

  test('two units of one person leave no room for a comparison', () => {
    const units = [unit('a', 1, 0), unit('b', 1, 1)];
    expect(rankUnits(units, { ...defaultPolicy, minRankedPeople: 1 }).get('a')?.estimate).toBe(0.5);
  });
});

test('units that could not differ more keep their raw figures', () => {
  const units = [unit('all', 50, 50), unit('none', 50, 0), unit('every', 20_000, 20_000)];
  expect(standing(units, 'all')).toMatchObject({ estimate: 1, description: 'di atas', rank: 1 });
  expect(standing(units, 'none')).toMatchObject({ low: 0, description: 'di bawah', rank: 2 });
});

describe('quantiles of the Beta distribution', () => {
  // Reference values by an independent implementation (SciPy).
  test.each([
    [0.00064, 12.00036, 2.225073858507201e-308, 7.617633360194105e-37],
    [12.00064, 0.0003600000000005821, 1.0, 1.0],
    [5.03, 0.07000000000000028, 0.9157969126646544, 1.0],
    [0.5750000000000001, 22.924999999999997, 0.00019725438237357912, 0.08834371639311578],
    [7.369440490184, 20004.123527509815, 0.00017691081481288116, 0.0006159482678098524],
    [20007.369440490183, 4.123527509815176, 0.9996037927934798, 0.9999281177332918],
    [12807.369440490183, 7204.123527509815, 0.6344116594243584, 0.6455738241147393],
    [1.00999, 19999.00001, 2.6551099417754084e-6, 0.00015074873574079102],
    [505.0, 9500.0, 0.046926669915866005, 0.054125025070866896],
    [640000.0, 360420.0, 0.638941661672001, 0.6405206464013412],
    [30000000.0, 70020000.0, 0.29986464945299984, 0.3000153790907715],
    [3000010000.0, 7000010000.0, 0.2999928623603544, 0.3000079376835265],
    [1000020000.0, 999000000000.0, 0.0009999679912238175, 0.0010000719699101608],
  ])('of Beta(%d, %d) agree with an independent implementation', (a, b, low, high) => {
    expect(betaQuantile(0.05, a, b)).toBeCloseTo(low, 7);
    expect(betaQuantile(0.95, a, b)).toBeCloseTo(high, 7);
  });

  test('exact where a formula is known: Beta(1, b), Beta(a, 1)', () => {
    for (const shape of [1, 2, 5.5, 40, 900, 20_000]) {
      for (const probability of [0.05, 0.5, 0.95]) {
        expect(betaQuantile(probability, 1, shape)).toBeCloseTo(1 - (1 - probability) ** (1 / shape), 7);
        expect(betaQuantile(probability, shape, 1)).toBeCloseTo(probability ** (1 / shape), 7);
      }
    }
  });

  test('never outside 0…1, never NaN, and the lower one below the upper one, for any shape', () => {
    const strength = fc.double({ min: -17, max: 18, noNaN: true }).map((power) => 10 ** power);
    const p = fc.double({ min: 1e-5, max: 1 - 1e-5, noNaN: true });
    const sample = fc
      .integer({ min: 5, max: 20_000 })
      .chain((n) => fc.tuple(fc.constant(n), fc.oneof(fc.constantFrom(0, 1, n - 1, n), fc.nat(n))));
    fc.assert(
      fc.property(strength, p, sample, (m, mean, [n, x]) => {
        const [a, b] = [mean * m + x, (1 - mean) * m + (n - x)];
        const [low, high] = [betaQuantile(0.05, a, b), betaQuantile(0.95, a, b)];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high);
      }),
      { numRuns: 2000 },
    );
  });

  test('turning the sides round turns the quantile round', () => {
    const shape = fc.double({ min: 0.01, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(betaQuantile(0.05, a, b)).toBeCloseTo(1 - betaQuantile(0.95, b, a), 6);
      }),
    );
  });
});

describe('laws', () => {
  const size = fc.oneof(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 5, max: 20_000 }));
  const sample = size.chain((n) => fc.tuple(fc.constant(n), fc.oneof(fc.constantFrom(0, n), fc.nat(n))));
  const units = fc
    .array(sample, { minLength: 1, maxLength: 30 })
    .map((list) => list.map(([n, x], i) => unit(`u${i}`, n, x)));

  test('the order of units does not matter', () => {
    fc.assert(
      fc.property(units, (list) => {
        const turned = rankUnits([...list].reverse(), defaultPolicy);
        for (const [code, place] of rankUnits(list, defaultPolicy)) expect(turned.get(code)).toEqual(place);
      }),
    );
  });

  test('an estimate lies between the raw share and p, and within 0…1; nothing is NaN', () => {
    fc.assert(
      fc.property(units, (list) => {
        const p = rankingPrior(list, defaultPolicy).p ?? NaN;
        for (const { code, obliged, met } of list) {
          const { estimate, low, high } = standing(list, code);
          const raw = met / obliged;
          expect(estimate).toBeGreaterThanOrEqual(Math.min(raw, p) - 1e-12);
          expect(estimate).toBeLessThanOrEqual(Math.max(raw, p) + 1e-12);
          expect([low, high].some((bound) => Number.isNaN(bound))).toBe(false);
          expect((low ?? 0) <= (high ?? 1)).toBe(true);
        }
      }),
    );
  });

  test('a unit whose interval lies wholly above that of another in its band ranks better, and nobody ranks below its place', () => {
    fc.assert(
      fc.property(units, (list) => {
        const places = [...rankUnits(list, defaultPolicy).values()].filter((place) => place.rank !== null);
        for (const one of places) {
          const peers = places.filter((other) => other.band === one.band);
          const beaten = peers.filter((other) => (one.low ?? 0) > (other.high ?? 1));
          expect(beaten.every((other) => (one.rank ?? 0) < (other.rank ?? 0))).toBe(true);
          expect(one.rank).toBeGreaterThanOrEqual(1);
          expect(one.rank).toBeLessThanOrEqual(peers.length);
        }
      }),
    );
  });

  test('the description agrees with the interval', () => {
    fc.assert(
      fc.property(units, (list) => {
        const p = rankingPrior(list, defaultPolicy).p ?? NaN;
        for (const { low, high, description } of rankUnits(list, defaultPolicy).values()) {
          const expected =
            low === null || high === null ? null : low > p ? 'di atas' : high < p ? 'di bawah' : 'setara';
          expect(description).toBe(expected);
        }
      }),
    );
  });
});
