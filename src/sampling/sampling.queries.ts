import type { DataSource, EntityManager } from 'typeorm';
import type { Day, Month } from '../kernel/wita';
import type { CountedShareRow } from './sampling.rules';

type Db = DataSource | EntityManager;

export interface VersionKey {
  month: Month;
  version: number;
}

// In the order of the primary key, whose pages are then filled one after the other.
const count = `
  INSERT INTO counted_share (month, version, share_id, number, post, channel, business_date)
  SELECT r.month, r.version, s.id, r.number, p.code, s.channel, s.business_date
  FROM share_standing s JOIN person_result r ON r.person_id = s.person_id AND r.month = $1 AND r.version = $2
    JOIN post p ON p.id = s.post_id
  WHERE s.business_date >= $3::date AND s.business_date <= $4::date AND s.reason IS NULL AND s.received_at <= $5
  ORDER BY s.id`;

/** Keeps the shares that count in the month. */
export async function insertCountedShares(
  em: EntityManager,
  { month, version }: VersionKey,
  days: { firstDay: Day; lastDay: Day; receivedUntil: Date },
): Promise<void> {
  // The planner has no statistics of rows written a moment ago and would look up 20,000 people one by one.
  await em.query('SET LOCAL enable_nestloop = off');
  await em.query(count, [month, version, days.firstDay, days.lastDay, days.receivedUntil]);
  await em.query('SET LOCAL enable_nestloop = on');
}

const counted = `
  SELECT share_id AS id, number, post, channel, business_date::text AS day FROM counted_share
  WHERE month = $1 AND version = $2 AND share_id > $3 ORDER BY share_id LIMIT $4`;

/** The next counting shares of a fixed version after an id, by id. */
export function countedAfter(
  db: Db,
  { month, version }: VersionKey,
  part: { after: string; limit: number },
): Promise<CountedShareRow[]> {
  return db.query(counted, [month, version, part.after, part.limit]);
}

const ids = 'SELECT share_id AS id FROM counted_share WHERE month = $1 AND version = $2';

/** The ids of what a sample is drawn from. */
export async function countedIds(db: Db, { month, version }: VersionKey): Promise<string[]> {
  return (await db.query<{ id: string }[]>(ids, [month, version])).map(({ id }) => id);
}

const place = `
  INSERT INTO audit_check (month, version, share_id, position)
  SELECT $1, $2, d.id, d.position FROM unnest($3::uuid[]) WITH ORDINALITY d(id, position)`;

/** Opens the check of every drawn share, in the order of the draw. */
export async function insertChecks(em: EntityManager, { month, version }: VersionKey, shares: string[]): Promise<void> {
  await em.query(place, [month, version, shares]);
}

export interface CheckCounts {
  sampled: number;
  checked: number;
  invalid: number;
}

const counts = `
  SELECT count(*)::integer AS sampled, count(valid)::integer AS checked, (count(*) FILTER (WHERE NOT valid))::integer AS invalid
  FROM audit_check WHERE month = $1 AND version = $2`;

export async function checkCounts(db: Db, { month, version }: VersionKey): Promise<CheckCounts> {
  const [row] = await db.query<CheckCounts[]>(counts, [month, version]);
  return row ?? { sampled: 0, checked: 0, invalid: 0 };
}
