/*
 * Whose figures a reader may see person by person. A reviewer and a head see the people of their units and of all units
 * below; the evaluator and the auditor see everybody; anybody else sees nobody but the own person.
 * Sums of units name nobody, so whoever may read the evaluation reads those of all agencies.
 * In a choice every unit stands before its sub-units, indented by its depth below the highest one that may be chosen.
 * Example: a head of DINKES sees the people of the laboratory below DINKES, and of DISDIK only how many took part.
 * Source: product.md, "Who uses it"; evaluation.md, section 7 (each head only the own unit).
 */
import type { Actor } from '../access/actor';
import { scopeOf } from '../access/roles.rules';

/** Unit ids with all below them; null: everybody. */
export type PeopleScope = number[] | null;

/** @param actor null: the command line, which sees everybody */
export function peopleScope(actor: Actor | null): PeopleScope {
  if (!actor) return null;
  const seesAll = actor.roles.some(({ role }) => role === 'evaluator' || role === 'auditor');
  return seesAll ? null : scopeOf(actor, 'participation.read');
}

/** Whether the people of a unit, given by its ids from the root down, may be seen. */
export function inScope(scope: PeopleScope, path: readonly number[]): boolean {
  return scope === null || path.some((id) => scope.includes(id));
}

/** The options of a choice of units; they come with the highest first. */
export function unitOptions(
  units: readonly { code: string; name: string; path: readonly number[] }[],
): { value: string; text: string }[] {
  const top = units[0]?.path.length ?? 1;
  return units
    .toSorted((a, b) => order(a.path, b.path))
    .map(({ code, name, path }) => ({ value: code, text: '\u00a0\u00a0'.repeat(path.length - top) + name }));
}

// Paths are ids from the root, so comparing them id by id puts a unit before its sub-units.
function order(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((id, index) => id !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0);
}
