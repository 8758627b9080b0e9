import type { Role } from './roles.rules';

/** A role on a unit and all below it; a top unit has no parent: it is the province. */
export interface Grant {
  role: Role;
  unitId: number;
  isTop: boolean;
}

/** Who is asking, as of this request: read anew each time, so a removed role or session ends with the next click. */
export interface Actor {
  personId: string;
  name: string;
  /** The unit of today's membership; null for somebody without one. */
  unitId: number | null;
  unitName: string;
  /** Ids from the root down to the own unit; empty without one. */
  unitPath: number[];
  roles: Grant[];
  /** Hash of the session's token; null for a personal token. */
  session: Buffer | null;
}
