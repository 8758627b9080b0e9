import {
  type Band,
  bandOf,
  bandWords,
  type RankingUnit,
  rankUnits,
  type Standing,
} from '../../src/evaluation/ranking.rules';
import { repeatable } from '../../src/kernel/random';
import { defaultPolicy } from '../../src/policies/policy.rules';
import { monthEnds } from '../../src/reports/report-tables.rules';
import { atMost, type Figure } from './figures';

/*
 * 40 agencies whose people all fulfil the target with the same probability, 2,000 months drawn by seeded chance: whatever
 * the ranking tells apart is wrong. An end has five places, which the report fills as far as agencies are told apart.
 * Beside it what five by raw percentages, and five by estimates alone, would put there.
 */
const draws = 2000;
const truth = 0.65;
const places = 5;
const tolerance = 0.1;
const sizes = [...steps(14, 8, 2), ...steps(14, 45, 11), ...steps(12, 210, 45)];
const bands = Object.keys(bandWords) as Band[];

interface Placed extends RankingUnit, Standing {
  raw: number;
}

type Held = Record<Band, number>;

interface Tally {
  rawTop: Held;
  rawBottom: Held;
  estimatedTop: Held;
  estimatedBottom: Held;
  top: Held;
  bottom: Held;
  above: Held;
  below: Held;
  /** Months with a ranking. */
  ranked: number;
}

export function measureFairness(): Figure[] {
  const tally = drawn();
  print(tally);
  const wrong = sum(tally.below) / (draws * sizes.length);
  return [
    figure('places of either end that one size band is named at, equal agencies, of the months with a ranking', tally),
    atMost('equal agencies called "di bawah"', { value: 5, unit: ' %' }, percent(wrong, 2), 100 * wrong),
  ];
}

function drawn(): Tally {
  const chance = repeatable(42);
  const tally: Tally = {
    ...{ rawTop: nobody(), rawBottom: nobody(), estimatedTop: nobody(), estimatedBottom: nobody() },
    ...{ top: nobody(), bottom: nobody(), above: nobody(), below: nobody(), ranked: 0 },
  };
  for (let draw = 0; draw < draws; draw++) count(tally, month(chance));
  return tally;
}

function month(chance: () => number): Placed[] {
  const units = sizes.map((obliged, index): RankingUnit => {
    let met = 0;
    for (let person = 0; person < obliged; person++) if (chance() < truth) met++;
    return { code: `OPD-${index}`, ranked: true, obliged, active: met, met };
  });
  const standings = rankUnits(units, defaultPolicy);
  return units.map((unit) => ({ ...unit, ...(standings.get(unit.code) ?? nowhere), raw: unit.met / unit.obliged }));
}

function count(tally: Tally, units: Placed[]): void {
  ends(units, ({ raw }) => raw, [tally.rawTop, tally.rawBottom]);
  for (const unit of units) {
    if (unit.description === 'di atas') tally.above[bandOf(unit.obliged)]++;
    if (unit.description === 'di bawah') tally.below[bandOf(unit.obliged)]++;
  }
  if (units.every(({ rank }) => rank === null)) return;
  tally.ranked++;
  ends(units, ({ estimate }) => estimate ?? 0, [tally.estimatedTop, tally.estimatedBottom]);
  const { above, below } = monthEnds(units);
  for (const { obliged } of above) tally.top[bandOf(obliged)]++;
  for (const { obliged } of below) tally.bottom[bandOf(obliged)]++;
}

function ends(units: Placed[], value: (unit: Placed) => number, [top, bottom]: [Held, Held]): void {
  const inOrder = units.toSorted((a, b) => value(b) - value(a));
  for (const { obliged } of inOrder.slice(0, places)) top[bandOf(obliged)]++;
  for (const { obliged } of inOrder.slice(-places)) bottom[bandOf(obliged)]++;
}

function print(tally: Tally): void {
  const [all, printed] = [places * draws, places * tally.ranked];
  const units = draws * sizes.length;
  console.log(`\n${draws} months of ${sizes.length} equal agencies; ${tally.ranked} months have a ranking`);
  const rows: [string, Held, number][] = [
    ['raw percentage, highest', tally.rawTop, all],
    ['raw percentage, lowest', tally.rawBottom, all],
    ['estimate, highest, of ranked months', tally.estimatedTop, printed],
    ['estimate, lowest, of ranked months', tally.estimatedBottom, printed],
    ['as printed, highest, of ranked months', tally.top, printed],
    ['as printed, lowest, of ranked months', tally.bottom, printed],
    ['"di atas", of all agencies', tally.above, units],
    ['"di bawah", of all agencies', tally.below, units],
  ];
  const line = (title: string, cells: string[]) =>
    console.log(`  ${title.padEnd(38)}${cells.map((cell) => cell.padStart(9)).join('')}`);
  line(
    '',
    bands.map((band) => bandWords[band].id),
  );
  line(
    'fair share',
    bands.map((band) => percent(fairShare(band), 1)),
  );
  for (const [title, held, of] of rows)
    line(
      title,
      bands.map((band) => percent(held[band] / of, title.includes('"') ? 2 : 1)),
    );
}

/** The band that holds most beyond its fair share, in points. */
function figure(work: string, { top, bottom, ranked }: Tally): Figure {
  const of = places * ranked;
  const excess = bands.flatMap((band) =>
    [top, bottom].map((end) => ({ band, share: end[band] / of, over: end[band] / of - fairShare(band) })),
  );
  const worst = excess.reduce((most, one) => (one.over > most.over ? one : most));
  const measured = `${bandWords[worst.band].id} ${percent(worst.share, 1)}, fair ${percent(fairShare(worst.band), 1)}`;
  return atMost(work, { value: 100 * tolerance, unit: ' points over its fair share' }, measured, 100 * worst.over);
}

function fairShare(band: Band): number {
  return sizes.filter((size) => bandOf(size) === band).length / sizes.length;
}

function steps(count: number, from: number, by: number): number[] {
  return Array.from({ length: count }, (_, index) => from + by * index);
}

const nowhere: Standing = { estimate: null, low: null, high: null, description: null, band: null, rank: null };
const nobody = (): Held => ({ kecil: 0, sedang: 0, besar: 0 });
const sum = (held: Held) => bands.reduce((total, band) => total + held[band], 0);
const percent = (value: number, decimals: number) => `${(100 * value).toFixed(decimals)} %`;
