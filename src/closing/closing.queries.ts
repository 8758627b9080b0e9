import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Day, Month } from '../kernel/wita';

interface VersionKey {
  month: Month;
  version: number;
}

const hold = `
  SELECT pg_advisory_lock(hashtextextended('evaluation ' || $1, 0)), pg_advisory_lock(hashtextextended('closing ' || $1, 0))`;
const release = `
  SELECT pg_advisory_unlock(hashtextextended('closing ' || $1, 0)),
    pg_advisory_unlock(hashtextextended('evaluation ' || $1, 0))`;

/** Waits until nobody computes the month or writes a share of it; held by the connection, not by a transaction. */
export async function holdMonth(runner: QueryRunner, month: Month): Promise<void> {
  await runner.query(hold, [month]);
}

export async function releaseMonth(runner: QueryRunner, month: Month): Promise<void> {
  await runner.query(release, [month]);
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

const close = `
  UPDATE period_version SET state = 'closed', closed_at = $3, closed_by_id = $4 WHERE month = $1 AND version = $2`;

export async function closeVersion(
  em: EntityManager,
  { month, version }: VersionKey,
  by: { at: Date; actorId: string | null },
): Promise<void> {
  await em.query(close, [month, version, by.at, by.actorId]);
}

const others = `
  SELECT EXISTS (SELECT FROM role_grant g JOIN account a ON a.person_id = g.person_id AND a.activated_at IS NOT NULL
    JOIN unit u ON u.id = g.unit_id AND u.parent_id IS NULL
    WHERE g.role = 'evaluator' AND g.person_id <> $1 AND g.starts_on <= $2 AND (g.ends_on IS NULL OR g.ends_on >= $2)) AS some`;

/** Whether somebody else with an account is an evaluator of the whole province on a day. */
export async function hasOtherEvaluator(db: DataSource | EntityManager, personId: string, day: Day): Promise<boolean> {
  return (await db.query<{ some: boolean }[]>(others, [personId, day]))[0]?.some ?? false;
}
