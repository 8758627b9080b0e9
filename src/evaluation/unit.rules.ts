/*
 * A unit in a month; its figures include its sub-units. Obliged n = people who are not exempt; of them active = at
 * least one post counted, met m = the target reached. Participation = active ÷ n, fulfilment = m ÷ n, and the mean
 * achievement is taken over the same people. Without anybody obliged these three are not defined: "–", not 0 %.
 * Shares are counted for everybody in the unit, the exempt too, because leaving those out would hide real work.
 * Example: three people with targets 8, 8, 6 and counted 8, 0, 3, and one exempt: n = 3, active 2, met 1,
 * participation 66.7 %, fulfilment 33.3 %, mean achievement (1 + 0 + 0.5) ÷ 3 = 50 %.
 * Source: the default juknis of Gaung, section 4.
 */
import type { ShareState } from './counting.rules';
import type { PersonFigures } from './person.rules';

export type UnitPerson = Pick<PersonFigures, 'unitId' | 'exempt' | 'target' | 'counted'>;

/** People of one unit who stand alike, and how many they are; one person alone need not say so. */
export type UnitPeople = UnitPerson & { people?: number };

/** A share of the month with the unit its person belongs to in that month. */
export interface UnitShare {
  unitId: number;
  channel: string;
  state: ShareState;
  counts: boolean;
}

export interface UnitFacts {
  people: readonly UnitPeople[];
  shares: readonly UnitShare[];
  /** One entry an appeal: the unit of the person who made it. */
  appeals: readonly { unitId: number }[];
}

export interface UnitFigures {
  obliged: number;
  exempt: number;
  active: number;
  met: number;
  /** active ÷ obliged; null without anybody obliged, as the next two. */
  participation: number | null;
  fulfilment: number | null;
  meanAchievement: number | null;
  /** Counting shares per channel code; channels without one are left out. */
  channels: Record<string, number>;
  /** All shares of the month per state; states without one are left out. */
  states: Partial<Record<ShareState, number>>;
  appeals: number;
}

/**
 * The figures of one unit with its sub-units.
 * @param paths unit id → ids from the root down to that unit itself
 */
export function unitFigures(
  unitId: number,
  paths: ReadonlyMap<number, readonly number[]>,
  facts: UnitFacts,
): UnitFigures {
  const within = (row: { unitId: number }): boolean => paths.get(row.unitId)?.includes(unitId) ?? row.unitId === unitId;
  const people = facts.people.filter(within);
  const shares = facts.shares.filter(within);
  const obliged = people.filter((person) => !person.exempt);
  const all = headcount(obliged);
  const active = headcount(obliged.filter((person) => person.counted >= 1));
  const met = headcount(obliged.filter((person) => person.counted >= person.target));
  return {
    obliged: all,
    exempt: headcount(people) - all,
    active,
    met,
    participation: fraction(active, all),
    fulfilment: fraction(met, all),
    meanAchievement: fraction(achievementSum(obliged), all),
    channels: tally(shares.filter((share) => share.counts).map((share) => share.channel)),
    states: tally(shares.map((share) => share.state)),
    appeals: facts.appeals.filter(within).length,
  };
}

function headcount(rows: readonly UnitPeople[]): number {
  return rows.reduce((sum, { people = 1 }) => sum + people, 0);
}

/** part ÷ whole; null when the whole is nothing. */
export function fraction(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * Σ min(C, T) ÷ T, added target by target in ascending order: whole numbers first, so that the order in which people
 * are read cannot change the last digit.
 */
function achievementSum(rows: readonly UnitPeople[]): number {
  const posts = new Map<number, number>();
  for (const { counted, target, people = 1 } of rows)
    posts.set(target, (posts.get(target) ?? 0) + Math.min(counted, target) * people);
  const targets = [...posts].sort(([a], [b]) => a - b);
  return targets.reduce((sum, [target, done]) => sum + done / target, 0);
}

function tally<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))) as Record<Key, number>;
}
