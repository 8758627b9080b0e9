import type { Actor, Grant } from '../src/access/actor';
import type { Role } from '../src/access/roles.rules';

/** Somebody signed in, for tests that stand behind the door: without a unit unless one is named. */
export function actorOf(personId: string, given: Partial<Actor> = {}): Actor {
  return { personId, name: 'Uji', unitId: null, unitName: '', unitPath: [], roles: [], session: null, ...given };
}

/** A role on a unit of a rule's little world, in which unit 1 is the province. */
export function grant(role: Role, unitId: number): Grant {
  return { role, unitId, isTop: unitId === 1 };
}
