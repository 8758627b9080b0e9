import type { DataSource, EntityManager } from 'typeorm';
import type { Day, Month } from '../kernel/wita';
import type { CountedShareRow } from './closing-rows.rules';

type Db = DataSource | EntityManager;

interface VersionKey {
  month: Month;
  version: number;
}

const count = `
  INSERT INTO counted_share (month, version, share_id, number, post, channel, business_date)
  SELECT r.month, r.version, s.id, r.number, p.code, s.channel, s.business_date
  FROM share_standing s JOIN person_result r ON r.person_id = s.person_id AND r.month = $1 AND r.version = $2
    JOIN post p ON p.id = s.post_id
  WHERE s.business_date >= $3::date AND s.business_date <= $4::date AND s.reason IS NULL AND s.received_at <= $5`;

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
  WHERE month = $1 AND version = $2 ORDER BY share_id`;

/** The counting shares of a fixed version, by id. */
export function countedShares(db: Db, { month, version }: VersionKey): Promise<CountedShareRow[]> {
  return db.query(counted, [month, version]);
}

const previous = `
  SELECT closing_hash AS hash FROM period_version WHERE month < $1 AND closing_hash IS NOT NULL
  ORDER BY month DESC, version DESC LIMIT 1`;

/** The closing hash of the newest fixed version of the latest fixed month before this one. */
export async function previousHash(em: EntityManager, month: Month): Promise<string | undefined> {
  return (await em.query<{ hash: string }[]>(previous, [month]))[0]?.hash;
}

const fix = `
  UPDATE period_version SET state = 'fixed', rule = $3, previous_hash = $4, closing_hash = $5, fixed_at = $6, fixed_by_id = $7
  WHERE month = $1 AND version = $2`;

export interface FixedHead extends VersionKey {
  rule: object;
  previousHash: string;
  closingHash: string;
  fixedAt: Date;
  fixedById: string | null;
}

/** From here on the database refuses every change of the version. */
export async function fixVersion(em: EntityManager, head: FixedHead): Promise<void> {
  const { month, version, rule, previousHash: before, closingHash, fixedAt, fixedById } = head;
  await em.query(fix, [month, version, JSON.stringify(rule), before, closingHash, fixedAt, fixedById]);
}
