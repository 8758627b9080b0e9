/*
 * A month's result as other systems read it. Fractions of 1 with all their digits, 0.875 and never 87.5; null where
 * nothing is defined: the participation of a unit without anybody obliged, the achievement of an exempt person.
 * People stand in the order of their numbers, units in the order of their codes, so the same month gives the same text.
 * Example: 7 of 8 people with the target met → fulfilment 0.875; an exempt person → achievement null, label null.
 * Source: the contract, "Result as JSON".
 */
import type { Month } from '../kernel/wita';
import { labelOf, labelWords } from './person.rules';
import type { Label, Policy } from '../policies/policy.rules';
import type { RankingUnit, Standing } from './ranking.rules';
import { fraction } from './unit.rules';

export interface ResultPerson {
  number: string;
  name: string;
  /** Code of the unit of the month. */
  unit: string;
  workingDays: number;
  availableDays: number;
  target: number;
  counted: number;
  achievement: number | null;
  /** In the words of the juknis, `Sangat Aktif`; null for the exempt. */
  label: string | null;
  exempt: boolean;
}

export interface ResultUnit extends RankingUnit, Standing {
  name: string;
  exempt: number;
  participation: number | null;
  fulfilment: number | null;
}

export interface ResultJson {
  period: Month;
  version: number;
  /** Version of the juknis. */
  policy: number;
  /** ISO 8601 */
  cutoff: string;
  closingHash: string | null;
  people: ResultPerson[];
  units: ResultUnit[];
}

/** A person's figures with the code of the unit. */
export type PersonRow = Omit<ResultPerson, 'unit' | 'label'> & { unitCode: string };
/** A unit's figures with its place. */
export type StoredUnit = RankingUnit & Standing & { name: string; exempt: number };

export interface ResultHead {
  month: Month;
  version: number;
  policyVersion: number;
  cutoff: Date;
  closingHash: string | null;
}

/** The whole result of a version. */
export function resultJson(
  head: ResultHead,
  rows: { people: readonly PersonRow[]; units: readonly StoredUnit[] },
  policy: Pick<Policy, 'labelThresholds' | 'labelWords'>,
): ResultJson {
  return {
    period: head.month,
    version: head.version,
    policy: head.policyVersion,
    cutoff: head.cutoff.toISOString(),
    closingHash: head.closingHash,
    people: rows.people.map((person) => resultPerson(person, policy)),
    units: rows.units.map(resultUnit),
  };
}

export function resultPerson(person: PersonRow, policy: Pick<Policy, 'labelThresholds' | 'labelWords'>): ResultPerson {
  const { number, name, unitCode, workingDays, availableDays, target, counted, achievement, exempt } = person;
  const level = labelOrNull(achievement, policy);
  const label = level && labelWords(level, policy).id;
  return { number, name, unit: unitCode, workingDays, availableDays, target, counted, achievement, label, exempt };
}

/** The label of an achievement; null for the exempt, who have neither. */
export function labelOrNull(
  achievement: number | null,
  policy: Pick<Policy, 'labelThresholds' | 'labelWords'>,
): Label | null {
  return achievement === null ? null : labelOf(achievement, policy);
}

export function resultUnit(unit: StoredUnit): ResultUnit {
  const { code, name, ranked, obliged, exempt, active, met } = unit;
  const { estimate, low, high, description, band, rank } = unit;
  const participation = fraction(active, obliged);
  const fulfilment = fraction(met, obliged);
  return {
    ...{ code, name, ranked, obliged, exempt, active, met, participation, fulfilment },
    ...{ estimate, low, high, description, band, rank },
  };
}
