import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { DirectoryService, type UnitNode } from '../directory/directory.service';
import { Clock } from '../kernel/clock';
import { missing, Refusal, words } from '../kernel/refusal';
import { type Day, daysBetween, formatMonth, monthOf } from '../kernel/wita';
import { lockFixedMonths, newestVoidDaysOf, type VoidDayRow, voidDaysTouching } from './policies.queries';
import { readVoidDays, type TypedVoidDays } from './void-day.rules';
import { VoidDay } from './void-day.entity';

export type { VoidDayRow } from './policies.queries';

/** Days that are asked of nobody in a unit, as an evaluator records them. */
@Injectable()
export class VoidDaysService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly directory: DirectoryService,
  ) {}

  /** The newest within the actor's units. */
  list(actor: Actor): Promise<VoidDayRow[]> {
    demand(actor, 'day.void');
    return newestVoidDaysOf(this.db, scopeOf(actor, 'day.void'));
  }

  /** Units that the actor may choose. */
  units(actor: Actor): Promise<UnitNode[]> {
    return this.directory.unitsVisibleTo(actor, 'day.void');
  }

  /** Those of a person's units, from one day to another. */
  ofPerson(personId: string, days: { from: Day; until: Day }): Promise<VoidDayRow[]> {
    return voidDaysTouching(this.db, personId, days);
  }

  /**
   * Voids days for a unit and all below it; the same days of the same unit once.
   * @throws Refusal 403; 404 for a unit outside the actor's; 409 for days of a fixed month; 422 for wrong dates or reason
   */
  async add(actor: Actor, typed: TypedVoidDays): Promise<void> {
    demand(actor, 'day.void');
    const { unit: code, startsOn, endsOn, reason } = readVoidDays(typed);
    const unit = (await this.units(actor)).find((one) => one.code === code);
    if (!unit) throw unknownUnit();
    const [at, byId] = [this.clock.now(), actor.personId];
    await this.db.transaction(async (em) => {
      refuseFixed(await lockFixedMonths(em, monthsOf(startsOn, endsOn)));
      if (await em.existsBy(VoidDay, { unitId: unit.id, startsOn, endsOn })) return;
      const { id } = await em.save(em.create(VoidDay, { unitId: unit.id, startsOn, endsOn, reason, byId, at }));
      await record(em, {
        ...{ at, actorId: byId, verb: 'day.void', subject: 'void_day', subjectId: String(id) },
        after: { unit: code, startsOn, endsOn, reason },
      });
    });
  }

  /** Takes voided days back. @throws Refusal 403, 404; 409 for days of a fixed month */
  async remove(actor: Actor, id: number): Promise<void> {
    demand(actor, 'day.void');
    const ids = new Set((await this.units(actor)).map((unit) => unit.id));
    await this.db.transaction(async (em) => {
      const found = await em.findOneBy(VoidDay, { id });
      if (!found || !ids.has(found.unitId)) throw missing();
      const { unitId, startsOn, endsOn, reason } = found;
      refuseFixed(await lockFixedMonths(em, monthsOf(startsOn, endsOn)));
      const { affected } = await em.delete(VoidDay, { id });
      if (!affected) return;
      await record(em, {
        ...{ at: this.clock.now(), actorId: actor.personId, verb: 'day.void', subject: 'void_day' },
        ...{ subjectId: String(id), before: { unitId, startsOn, endsOn, reason }, after: null },
      });
    });
  }
}

const monthsOf = (from: Day, until: Day) => [...new Set(daysBetween(from, until).map(monthOf))];

function refuseFixed([fixed]: string[]): void {
  if (!fixed) return;
  throw new Refusal(
    'conflict',
    'period-closed',
    words(
      `Hasil ${formatMonth(fixed, 'id')} sudah ditetapkan. Hari kosongnya hanya berubah setelah bulan itu dibuka kembali.`,
      `The results of ${formatMonth(fixed, 'en')} are fixed. Its voided days change only after it is reopened.`,
    ),
  );
}

function unknownUnit(): Refusal {
  const sentence = words('Pilih unit dari daftar.', 'Choose a unit of the list.');
  return new Refusal('invalid', 'unit-unknown', sentence, { fields: [{ field: 'unit', words: sentence }] });
}
