import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Action } from '../access/actions';
import { record } from '../audit/audit';
import { Refusal, words } from '../kernel/refusal';
import { type Day, type Span, spanWithout } from '../kernel/wita';
import { Leave } from './leave.entity';
import { Membership } from './membership.entity';
import { Person } from './person.entity';

/** Whose record is corrected, on which days, and by whom. */
export interface Correction<Days extends Span = Span> {
  personId: string;
  days: Days;
  actorId: string;
  /** The right by which it is done. */
  verb: Action;
  at: Date;
}
type ClosedSpan = { from: Day; until: Day };

/** Corrections of one person's record that a room above decides on; each joins its transaction and is audited in it. */
@Injectable()
export class Corrections {
  /** Records leave on these days. */
  async addLeave(em: EntityManager, given: Correction<ClosedSpan>): Promise<void> {
    const { personId, days } = given;
    await insertLeave(em, personId, days);
    await audit(em, given, 'leave', { after: days });
  }

  /** Takes these days out of the person's leave; what was recorded before and after them stays. */
  async removeLeave(em: EntityManager, given: Correction<ClosedSpan>): Promise<void> {
    const { personId, days } = given;
    const recorded = await em.findBy(Leave, { personId });
    for (const leave of recorded.filter((one) => touches(spanOf(one), days))) {
      await em.delete(Leave, { id: leave.id });
      for (const part of spanWithout(spanOf(leave), days)) {
        await insertLeave(em, personId, { from: part.from, until: part.until ?? leave.endsOn }, leave.kind);
      }
    }
    await audit(em, given, 'leave', { before: days });
  }

  /**
   * Has the person work in this unit on these days and nowhere else on them, with employment and position as they were.
   * @throws Refusal 409 for somebody who never worked anywhere
   */
  async place(em: EntityManager, given: Correction & { unitId: number }): Promise<void> {
    const { personId, unitId, days } = given;
    await em.findOne(Person, { where: { id: personId }, lock: { mode: 'pessimistic_write' } });
    const recorded = await em.find(Membership, { where: { personId }, order: { startsOn: 'ASC' } });
    const known = recorded.findLast(({ startsOn }) => startsOn <= days.from) ?? recorded[0];
    if (!known) throw neverPlaced();
    const replaced = recorded.filter((one) => touches(spanOf(one), days));
    for (const membership of replaced) await cutOut(em, membership, days);
    const { employmentType, position } = known;
    const placed = { personId, unitId, employmentType, position, startsOn: days.from, endsOn: days.until };
    await em.insert(Membership, placed);
    const before = replaced.map((one) => ({ unitId: one.unitId, ...spanOf(one) }));
    await audit(em, given, 'membership', { before, after: { unitId, ...days } });
  }
}

async function insertLeave(em: EntityManager, personId: string, days: ClosedSpan, kind = 'CUTI'): Promise<void> {
  const row = { personId, startsOn: days.from, endsOn: days.until, kind };
  await em.createQueryBuilder().insert().into(Leave).values(row).orIgnore().execute();
}

/** Shortens a membership by these days; of one that goes on after them a second row is made. */
async function cutOut(em: EntityManager, membership: Membership, days: Span): Promise<void> {
  const { id, personId, unitId, employmentType, position } = membership;
  const [first, second] = spanWithout(spanOf(membership), days);
  if (!first) await em.delete(Membership, { id });
  else await em.update(Membership, { id }, { startsOn: first.from, endsOn: first.until });
  if (!second) return;
  const rest = { personId, unitId, employmentType, position, startsOn: second.from, endsOn: second.until };
  await em.insert(Membership, rest);
}

function audit(em: EntityManager, given: Correction, subject: string, change: { before?: unknown; after?: unknown }) {
  const { at, actorId, verb, personId } = given;
  return record(em, { at, actorId, verb, subject, subjectId: personId, ...change });
}

const spanOf = ({ startsOn, endsOn }: { startsOn: Day; endsOn: Day | null }): Span => ({
  from: startsOn,
  until: endsOn,
});

const touches = (span: Span, days: Span) =>
  (days.until === null || span.from <= days.until) && (span.until === null || span.until >= days.from);

function neverPlaced(): Refusal {
  return new Refusal(
    'conflict',
    'never-placed',
    words(
      'Pegawai ini belum pernah ditempatkan di unit mana pun. Impor penempatannya terlebih dahulu.',
      'This person was never placed in a unit. Import the placement first.',
    ),
  );
}
