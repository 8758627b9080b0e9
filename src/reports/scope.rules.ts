/*
 * Whose figures a reader may see person by person. A reviewer and a head see the people of their units and of all units
 * below; the evaluator and the auditor see everybody; anybody else sees nobody but the own person.
 * Sums of units name nobody, so whoever may read the evaluation reads those of all agencies.
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
