import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { closingLock, evaluationLock } from '../database/month-locks';
import type { Day, Month } from '../kernel/wita';

interface VersionKey {
  month: Month;
  version: number;
}

/**
 * Waits until nobody computes the month, writes a share of it or ends another month, as months chain to one another; held
 * by the connection, not by a transaction. What waits too long is cancelled like any statement, with some locks held.
 */
export async function holdMonth(runner: QueryRunner, month: Month): Promise<void> {
  for (const name of [evaluationLock(month), closingLock(month), 'closing-chain']) {
    await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
  }
}

/** Gives back all that the connection holds, also when it did not get everything. */
export async function releaseMonth(runner: QueryRunner): Promise<void> {
  await runner.query('SELECT pg_advisory_unlock_all()');
}

// A month computed by mistake, before the chain begins or in which nothing counts, must not stop all later ones.
const unfixed = `
  SELECT v.month FROM period_version v
  WHERE v.month < $1 AND v.month > coalesce((SELECT max(month) FROM period_version WHERE month < $1 AND state <> 'provisional'), '')
    AND (EXISTS (SELECT FROM period p WHERE p.month = v.month)
      OR EXISTS (SELECT FROM person_result r WHERE r.month = v.month AND r.version = v.version AND r.counted > 0))
  ORDER BY v.month LIMIT 1`;

/** The first month after the latest fixed one and before this one that could be appealed, or in which something counts, and
 * of which nothing is fixed. */
export async function unfixedBefore(em: EntityManager, month: Month): Promise<Month | null> {
  return (await em.query<{ month: Month }[]>(unfixed, [month]))[0]?.month ?? null;
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
  SELECT EXISTS (SELECT FROM role_grant g JOIN account a ON a.person_id = g.person_id
    JOIN unit u ON u.id = g.unit_id AND u.parent_id IS NULL
    WHERE g.role = 'evaluator' AND g.person_id <> $1 AND g.starts_on <= $2 AND (g.ends_on IS NULL OR g.ends_on >= $2)) AS some`;

/** Whether somebody else with an account is an evaluator of the whole province on a day. */
export async function hasOtherEvaluator(db: DataSource | EntityManager, personId: string, day: Day): Promise<boolean> {
  return (await db.query<{ some: boolean }[]>(others, [personId, day]))[0]?.some ?? false;
}
