/*
 * Fair ranking of agencies. Raw percentages put small units at both ends, so each unit's x of n is drawn towards the
 * province's p, the more the smaller n is (empirical Bayes): p = Σx/Σn, q = 1 − p, N = Σn, S = Σ n(x/n − p)²,
 * γ = (S − pq(k − 1)) ÷ (pq(N − Σn²/N − (k − 1))) clipped to [0, 1), M = (1 − γ)/γ. Estimate (pM + x)/(M + n); the
 * 90 % interval lies between the 5 % and 95 % quantiles of Beta(pM + x, qM + n − x).
 * γ = 0, fewer than two units, or pq = 0: nothing tells units apart, everybody gets p and nobody a rank.
 * Rank in a size band = 1 + number of its units whose interval lies wholly above; equal ranks are meant.
 * Example: p = 0.641213, M = 11.492968; 12 of 12 → estimate 82.45 %, interval 68.37–93.35 %, above p: "di atas".
 * Source: the default juknis of Gaung, section 5. People are never ranked.
 */
import { jStat } from 'jstat';
import { type Words, words } from '../kernel/refusal';
import type { Policy } from '../policies/policy.rules';

export type Description = 'di atas' | 'setara' | 'di bawah';
export type Band = 'kecil' | 'sedang' | 'besar';

export const descriptionWords: Record<Description, Words> = {
  'di atas': words('di atas', 'above'),
  setara: words('setara', 'on a par'),
  'di bawah': words('di bawah', 'below'),
};
export const bandWords: Record<Band, Words> = {
  kecil: words('kecil', 'small'),
  sedang: words('sedang', 'medium'),
  besar: words('besar', 'large'),
};

export interface RankingUnit {
  code: string;
  /** Takes part in the ranking of agencies. */
  ranked: boolean;
  obliged: number;
  active: number;
  met: number;
}

/** A unit's place; every value is null where it is not defined. Estimate, low and high are fractions of 1. */
export interface Standing {
  estimate: number | null;
  low: number | null;
  high: number | null;
  description: Description | null;
  band: Band | null;
  rank: number | null;
}

/** What the units of a month have in common; γ = 0 and M = null: no ranking. */
export interface Prior {
  units: number;
  people: number;
  /** null without people */
  p: number | null;
  /** S */
  spread: number;
  gamma: number;
  /** M */
  strength: number | null;
}

interface Sample {
  n: number;
  x: number;
}

type Interval = Pick<Standing, 'estimate' | 'low' | 'high'>;

const outside: Standing = { estimate: null, low: null, high: null, description: null, band: null, rank: null };
// Largest number below 1: γ of units that could not differ more.
const almostOne = 1 - Number.EPSILON / 2;
const edge = 1e-12;

/** Every unit's place by its code; units that are not ranked get nulls. */
export function rankUnits(
  units: readonly RankingUnit[],
  policy: Pick<Policy, 'rankingBasis' | 'minRankedPeople'>,
): Map<string, Standing> {
  const samples = samplesOf(units, policy);
  const prior = priorOf([...samples.values()]);
  const intervals = new Map([...samples].map(([code, sample]) => [code, intervalOf(sample, prior)]));
  const placed = units.map(({ code }): [string, Standing] => {
    const sample = samples.get(code);
    const interval = intervals.get(code);
    if (!sample || !interval) return [code, outside];
    const band = bandOf(sample.n);
    const peers = [...intervals].filter(([other]) => bandOf(samples.get(other)?.n ?? 0) === band);
    const rank = rankAmong(
      interval,
      peers.map(([, peer]) => peer),
    );
    return [code, { ...interval, description: describe(interval, prior), band, rank }];
  });
  return new Map(placed);
}

/** The common ground of a month's ranking, for the report's explanation of its method. */
export function rankingPrior(
  units: readonly RankingUnit[],
  policy: Pick<Policy, 'rankingBasis' | 'minRankedPeople'>,
): Prior {
  return priorOf([...samplesOf(units, policy).values()]);
}

/** Size band by obliged people: kecil below 40, sedang 40–199, besar from 200. */
export function bandOf(obliged: number): Band {
  if (obliged < 40) return 'kecil';
  return obliged < 200 ? 'sedang' : 'besar';
}

/** Quantile of Beta(a, b), always within 0…1; correct to seven decimals. A shape of 0 puts all weight at its end. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (a === 0 || b === 0) return a === 0 ? 0 : 1;
  const total = a + b;
  // So much weight makes the distribution normal, and the library's logarithms would lose their digits.
  if (total > 1e8) {
    return unitInterval(jStat.normal.inv(probability, a / total, Math.sqrt(((a / total) * (b / total)) / (total + 1))));
  }
  // A quantile nearer to an end than this is the end; the library's iteration would divide by nothing there.
  if (jStat.beta.cdf(edge, a, b) >= probability) return 0;
  if (jStat.beta.cdf(edge, b, a) >= 1 - probability) return 1;
  return unitInterval(jStat.beta.inv(probability, a, b));
}

function samplesOf(
  units: readonly RankingUnit[],
  policy: Pick<Policy, 'rankingBasis' | 'minRankedPeople'>,
): Map<string, Sample> {
  const taking = units.filter((unit) => unit.ranked && unit.obliged > 0 && unit.obliged >= policy.minRankedPeople);
  const done = policy.rankingBasis === 'fulfilment' ? 'met' : 'active';
  return new Map(taking.map((unit) => [unit.code, { n: unit.obliged, x: unit[done] }]));
}

function priorOf(samples: readonly Sample[]): Prior {
  // Added in one order, so that the order in which units are read cannot change the last digit.
  const sorted = [...samples].sort((a, b) => a.n - b.n || a.x - b.x);
  const units = sorted.length;
  const people = sum(sorted, ({ n }) => n);
  if (people === 0) return { units, people, p: null, spread: 0, gamma: 0, strength: null };
  const p = sum(sorted, ({ x }) => x) / people;
  const spread = sum(sorted, ({ n, x }) => n * (x / n - p) ** 2);
  const room = people - sum(sorted, ({ n }) => n * n) / people - (units - 1);
  const gamma = gammaOf({ units, noise: p * (1 - p), spread, room });
  return { units, people, p, spread, gamma, strength: gamma === 0 ? null : (1 - gamma) / gamma };
}

/** @param noise pq @param room N − Σn²/N − (k − 1) */
function gammaOf({
  units,
  noise,
  spread,
  room,
}: {
  units: number;
  noise: number;
  spread: number;
  room: number;
}): number {
  if (units < 2 || noise === 0 || room <= 0) return 0;
  return Math.min(almostOne, Math.max(0, (spread - noise * (units - 1)) / (noise * room)));
}

function intervalOf({ n, x }: Sample, { p, strength }: Prior): Interval {
  if (p === null || strength === null) return { estimate: p, low: null, high: null };
  const [a, b] = [p * strength + x, (1 - p) * strength + (n - x)];
  return {
    estimate: (p * strength + x) / (strength + n),
    low: betaQuantile(0.05, a, b),
    high: betaQuantile(0.95, a, b),
  };
}

function describe({ low, high }: Interval, { p }: Prior): Description | null {
  if (low === null || high === null || p === null) return null;
  if (low > p) return 'di atas';
  return high < p ? 'di bawah' : 'setara';
}

function rankAmong({ high }: Interval, peers: readonly Interval[]): number | null {
  if (high === null) return null;
  return 1 + peers.filter((peer) => peer.low !== null && peer.low > high).length;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function unitInterval(value: number): number {
  return Math.min(1, Math.max(0, value));
}
