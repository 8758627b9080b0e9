import type { INestApplicationContext } from '@nestjs/common';
import type { Actor, Grant } from '../access/actor';
import type { Role } from '../access/roles.rules';
import { DirectoryService } from '../directory/directory.service';
import type { Person } from '../directory/person.entity';
import { missing } from '../kernel/refusal';

/** A person as the services know somebody who is signed in. */
export function actorOf({ id, name }: Pick<Person, 'id' | 'name'>, roles: Grant[] = []): Actor {
  return { personId: id, name, unitId: null, unitName: '', unitPath: [], roles, session: null };
}

/** Somebody with a role on the top unit, by the number. */
export async function provincialActor(app: INestApplicationContext, number: string, role: Role): Promise<Actor> {
  const directory = app.get(DirectoryService);
  const person = await directory.personOfNumber(number);
  const [top] = await directory.allUnits();
  if (!person || !top) throw missing();
  return actorOf(person, [{ role, unitId: top.id, isTop: true }]);
}
