import type { DataSource, EntityManager } from 'typeorm';
import type { Month } from '../kernel/wita';

interface VersionKey {
  month: Month;
  version: number;
}

export interface Lease {
  lease: string;
  now: Date;
  until: Date;
}

const claim = `
  UPDATE report_order SET lease = $1, lease_until = $3, tries = tries + 1
  WHERE (month, version) = (
    SELECT o.month, o.version FROM report_order o
    WHERE o.tries < $4 AND (o.lease_until IS NULL OR o.lease_until <= $2)
      AND EXISTS (SELECT FROM report_file f WHERE f.month = o.month AND f.version = o.version AND f.hash IS NULL)
    ORDER BY o.ordered_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING month, version`;

/** Takes the oldest order with files to make that nobody works on; undefined when there is none. */
export async function claimOrder(
  db: DataSource,
  { lease, now, until }: Lease,
  mostTries: number,
): Promise<VersionKey | undefined> {
  const [rows] = (await db.query(claim, [lease, now, until, mostTries])) as [VersionKey[], number];
  return rows[0];
}

const hold = `UPDATE report_order SET lease_until = $2 WHERE lease = $1 RETURNING month`;

/** Keeps the lease for longer; false when another has taken it. */
export async function holdOrder(em: EntityManager, lease: string, until: Date): Promise<boolean> {
  const [, count] = (await em.query(hold, [lease, until])) as [unknown, number];
  return count === 1;
}

const release = `
  UPDATE report_order SET lease = NULL, lease_until = $2, failure = $3,
    tries = CASE WHEN $3::text IS NULL THEN 0 ELSE tries END
  WHERE lease = $1`;

/** Ends the work: done, or failed with a reason and to be tried again from a moment on. */
export async function releaseOrder(
  db: DataSource,
  lease: string,
  { again, failure }: { again: Date | null; failure: string | null },
): Promise<void> {
  await db.query(release, [lease, again, failure]);
}

const keep = `
  UPDATE report_file SET hash = $2, made_at = $3, replaced = $4 WHERE id = $1 AND hash IS NULL RETURNING id`;

/** Gives a file its bytes, once; what was made before stays. */
export async function keepFile(
  em: EntityManager,
  { id, hash, at, replaced }: { id: string; hash: Buffer; at: Date; replaced: string[] },
): Promise<void> {
  await em.query(keep, [id, hash, at, replaced]);
}
