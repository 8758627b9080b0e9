/** One line of the closing table. */
export interface Figure {
  work: string;
  goal: string;
  measured: string;
  isReached: boolean;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

export function atLeast(work: string, goal: number, ratio: number, detail: string): Figure {
  return { work, goal: `≥ ${goal}`, measured: `${ratio.toFixed(2)} (${detail})`, isReached: ratio >= goal };
}

export function atMost(work: string, limit: { value: number; unit: string }, measured: string, value: number): Figure {
  return { work, goal: `≤ ${limit.value}${limit.unit}`, measured, isReached: value <= limit.value };
}

/** The table for the README. */
export function markdown(figures: Figure[], caption: string): string {
  const rows = figures.map(
    ({ work, goal, measured, isReached }) => `| ${work} | ${goal} | ${measured}${isReached ? '' : ', not reached'} |`,
  );
  return [caption, '', '| work | goal | measured |', '|---|---|---|', ...rows].join('\n');
}

export const whole = (value: number) => (Number.isNaN(value) ? '?' : value.toFixed(0));
