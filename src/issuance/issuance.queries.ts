import type { DataSource, EntityManager } from 'typeorm';
import { newId } from '../kernel/random';
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
      AND EXISTS (SELECT FROM report_file f
        WHERE f.month = o.month AND f.version = o.version AND f.hash IS NULL AND f.kind <> 'person')
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

const retry = `
  UPDATE report_order SET tries = 0, lease = NULL, lease_until = NULL, failure = NULL
  WHERE month = $1 AND version = $2 AND (lease IS NULL OR lease_until <= $3)`;

/** Lets an order be tried anew, that of killed workers too; who works on it goes on undisturbed. */
export async function retryOrder(em: EntityManager, { month, version }: VersionKey, now: Date): Promise<void> {
  await em.query(retry, [month, version, now]);
}

const release = `
  UPDATE report_order SET lease = NULL, lease_until = $2, failure = $3,
    tries = CASE WHEN $3::text IS NOT NULL THEN tries WHEN $2::timestamptz IS NULL THEN 0 ELSE tries - 1 END
  WHERE lease = $1`;

/** Ends the work: done; failed with a reason; or not tried at all (no failure), to be tried again from a moment on. */
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

// A row without bytes was left by a server that was killed while it made them.
const proof = `
  INSERT INTO report_file (id, month, version, kind, subject, format, code, hash, made_at, replaced)
  VALUES ($1, $2, $3, 'person', $4, 'pdf', $5, $6, $7, $8)
  ON CONFLICT (month, version, kind, subject, format) DO UPDATE
    SET code = EXCLUDED.code, hash = EXCLUDED.hash, made_at = EXCLUDED.made_at, replaced = EXCLUDED.replaced
    WHERE report_file.hash IS NULL
  RETURNING id`;

export type ProofRow = VersionKey & { subject: string; code: string; hash: Buffer; at: Date; replaced: string[] };

/** Keeps a person's file with its bytes; false when somebody else kept one before. */
export async function keepProof(em: EntityManager, row: ProofRow): Promise<boolean> {
  const { month, version, subject, code, hash, at, replaced } = row;
  const kept: unknown[] = await em.query(proof, [newId(), month, version, subject, code, hash, at, replaced]);
  return kept.length === 1;
}
