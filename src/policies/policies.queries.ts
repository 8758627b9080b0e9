import type { DataSource, EntityManager } from 'typeorm';
import { evaluationLock } from '../database/month-locks';
import type { Day, Month } from '../kernel/wita';

type Db = DataSource | EntityManager;

/** How many people work somewhere on a day. */
export async function headcount(db: Db, day: Day): Promise<number> {
  const [row] = await db.query<{ people: number }[]>(
    `SELECT count(DISTINCT person_id)::integer AS people FROM membership
     WHERE starts_on <= $1 AND (ends_on IS NULL OR ends_on >= $1)`,
    [day],
  );
  return row?.people ?? 0;
}

/** Lets one change of the juknis go on at a time, until the transaction ends. */
export async function lockPolicies(em: EntityManager): Promise<void> {
  await em.query(`SELECT pg_advisory_xact_lock(hashtextextended('policies', 0))`);
}

/**
 * Lets nobody fix or compute these months until the transaction ends, by the lock of the evaluation, and says which of
 * them are fixed in their newest version.
 */
export async function lockFixedMonths(em: EntityManager, months: Month[]): Promise<Month[]> {
  await em.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(name, 0))
     FROM unnest($1::text[]) WITH ORDINALITY m(name, n) ORDER BY n`,
    [months.map(evaluationLock)],
  );
  const rows = await em.query<{ month: Month }[]>(
    `SELECT month FROM (SELECT DISTINCT ON (month) month, state FROM period_version WHERE month = ANY($1)
       ORDER BY month, version DESC) newest WHERE state <> 'provisional' ORDER BY month`,
    [months],
  );
  return rows.map(({ month }) => month);
}

/** Voided days as a page lists them. */
export interface VoidDayRow {
  id: number;
  unitCode: string;
  unitName: string;
  startsOn: Day;
  endsOn: Day;
  reason: string;
  byName: string;
}

const voidDays = `
  SELECT v.id, u.code AS "unitCode", u.name AS "unitName", v.starts_on::text AS "startsOn", v.ends_on::text AS "endsOn",
    v.reason, p.name AS "byName"
  FROM void_day v JOIN unit u ON u.id = v.unit_id JOIN person p ON p.id = v.by_id`;
const newestVoidDays = `${voidDays} WHERE u.path && $1::integer[] ORDER BY v.starts_on DESC, v.id DESC LIMIT 200`;
const voidDaysOfPerson = `${voidDays}
  WHERE v.starts_on <= $3 AND v.ends_on >= $2 AND EXISTS (
    SELECT FROM membership m JOIN unit o ON o.id = m.unit_id
    WHERE m.person_id = $1 AND v.unit_id = ANY(o.path) AND m.starts_on <= least(v.ends_on, $3::date)
      AND coalesce(m.ends_on, 'infinity') >= greatest(v.starts_on, $2::date))
  ORDER BY v.starts_on, v.id`;

/** The newest of the units and of all below them. */
export function newestVoidDaysOf(db: Db, unitIds: number[]): Promise<VoidDayRow[]> {
  return db.query(newestVoidDays, [unitIds]);
}

/** Those that touch a person's time in a unit from one day to another. */
export function voidDaysTouching(db: Db, personId: string, days: { from: Day; until: Day }): Promise<VoidDayRow[]> {
  return db.query(voidDaysOfPerson, [personId, days.from, days.until]);
}
