/*
 * What a checked sample says of all shares: "at most U are invalid (confidence 95 %)". With x of n checked shares found
 * invalid in a population of N, U = D/N with the largest D for which the hypergeometric P(X ≤ x | N, D, n) ≥ 0.05.
 * Example: N 20,000 and n 59: x = 0 gives 4.94 %, x = 1 gives 7.78 %; N 812, n 59, x = 3 gives 12.32 %; where everything
 * is checked, U is what was found.
 * Source: evaluation.md §6.4.
 */
import { words, type Words } from '../kernel/refusal';
import { formatNumber, formatPercent } from '../kernel/wita';

export interface Checked {
  /** N */
  population: number;
  /** n, at most N */
  checked: number;
  /** x */
  invalid: number;
}

const doubt = 0.05;

/** The greatest share of invalid rows that the sample leaves possible, 0…1; null without a population. */
export function upperBound(given: Checked): number | null {
  const { population, checked, invalid } = given;
  if (!population || checked > population || invalid > checked) return null;
  // The probability falls as D grows: the largest D that is still possible lies between what was found and all the rest.
  let [possible, impossible] = [invalid, population - checked + invalid + 1];
  while (impossible - possible > 1) {
    const middle = Math.floor((possible + impossible) / 2);
    if (atMostFound({ ...given, bad: middle }) >= doubt) possible = middle;
    else impossible = middle;
  }
  return possible / population;
}

/** P(X ≤ x | N, D, n) */
export function atMostFound({ population, checked, invalid, bad }: Checked & { bad: number }): number {
  const all = logChoose(population, checked);
  let sum = 0;
  for (let found = 0; found <= invalid; found += 1) {
    sum += Math.exp(logChoose(bad, found) + logChoose(population - bad, checked - found) - all);
  }
  return sum;
}

function logChoose(from: number, count: number): number {
  if (count > from) return Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += Math.log((from - index) / (index + 1));
  return sum;
}

/** How far the checks of a draw are. */
export interface Findings {
  population: number;
  sampled: number;
  checked: number;
  invalid: number;
  /** Null until all are checked, or without shares. */
  bound: number | null;
}

/** What the checks say so far, as it stands on the page and in the report. */
export function statementWords({ population, sampled, checked, invalid, bound }: Findings): Words {
  const [all, allEn] = [formatNumber(population, 'id'), formatNumber(population, 'en')];
  if (population === 0)
    return words('Tidak ada sebaran yang dihitung pada bulan ini.', 'No share counts in this month.');
  if (bound === null) {
    return words(
      `${checked} dari ${sampled} sebaran terpilih sudah diperiksa; populasi ${all} sebaran yang dihitung.`,
      `${checked} of ${sampled} drawn shares are checked; the population is ${allEn} counting shares.`,
    );
  }
  if (checked === population) {
    return words(
      `Seluruh ${all} sebaran yang dihitung diperiksa; ${invalid} tidak sah (${formatPercent(bound, 'id', 2)}).`,
      `All ${allEn} counting shares were checked; ${invalid} are invalid (${formatPercent(bound, 'en', 2)}).`,
    );
  }
  return words(
    `${invalid} dari ${checked} sebaran yang diperiksa tidak sah. Dari ${all} sebaran yang dihitung, paling banyak ${formatPercent(bound, 'id', 2)} tidak sah (keyakinan 95%).`,
    `${invalid} of ${checked} checked shares are invalid. Of ${allEn} counting shares at most ${formatPercent(bound, 'en', 2)} are invalid (confidence 95%).`,
  );
}
