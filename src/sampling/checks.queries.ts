import type { DataSource, EntityManager } from 'typeorm';
import type { Role } from '../access/roles.rules';
import { closingLock } from '../database/month-locks';
import type { Day } from '../kernel/wita';
import type { Words } from '../kernel/refusal';
import type { Checker, DrawnShare } from './assigning.rules';
import type { VersionKey } from './sampling.queries';

type Db = DataSource | EntityManager;

// The topmost ranked unit above a unit, or the unit itself where none is ranked.
const agency = (unit: string) => `
  coalesce((SELECT a.id FROM unnest(${unit}.path) WITH ORDINALITY p(id, depth) JOIN unit a ON a.id = p.id
    WHERE a.ranked ORDER BY p.depth LIMIT 1), ${unit}.id)`;

/** Somebody who may be chosen to check, with agencies. */
export interface Candidate extends Checker {
  name: string;
  unitName: string;
}

const candidates = `
  SELECT h.id AS "personId", h.name, coalesce(min(w.name), min(v.name)) AS "unitName",
    array_agg(DISTINCT a.id) AS agencies
  FROM role_grant g JOIN person h ON h.id = g.person_id JOIN unit v ON v.id = g.unit_id
    JOIN account c ON c.person_id = h.id
    LEFT JOIN membership m ON m.person_id = h.id AND m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1)
    LEFT JOIN unit w ON w.id = m.unit_id
    CROSS JOIN LATERAL (VALUES (${agency('v')}), (CASE WHEN w.id IS NOT NULL THEN ${agency('w')} END)) a(id)
  WHERE g.role = ANY($2::text[]) AND g.starts_on <= $1 AND (g.ends_on IS NULL OR g.ends_on >= $1) AND a.id IS NOT NULL
    AND ($3::uuid IS NULL OR h.id = $3)
  GROUP BY h.id, h.name ORDER BY h.name, h.id`;

/** Those with an account who hold one of the roles on a day, or one person if that person does. */
export function candidatesOn(
  db: Db,
  day: Day,
  whose: { roles: readonly Role[]; personId?: string },
): Promise<Candidate[]> {
  return db.query(candidates, [day, whose.roles, whose.personId ?? null]);
}

/** A drawn share with its check. */
export interface CheckRow extends DrawnShare, VersionKey {
  position: number;
  postCode: string;
  postTitle: string;
  channelName: Words;
  linkUrl: string | null;
  statement: string | null;
  businessDate: Day;
  checkerId: string | null;
  checkerName: string | null;
  valid: boolean | null;
  note: string;
}

const columns = `
  SELECT k.month, k.version, k.share_id AS "shareId", k.position, k.checker_id AS "checkerId", h.name AS "checkerName",
    k.valid, k.note, p.code AS "postCode", p.title AS "postTitle", s.link_url AS "linkUrl", s.statement,
    jsonb_build_object('id', c.name_id, 'en', c.name_en) AS "channelName", s.business_date::text AS "businessDate",
    ${agency('u')} AS agency,
    ARRAY(SELECT DISTINCT d.by_id FROM verdict d WHERE d.share_id = k.share_id AND d.by_id IS NOT NULL) AS "reviewerIds"
  FROM audit_check k JOIN share s ON s.id = k.share_id JOIN post p ON p.id = s.post_id JOIN channel c ON c.code = s.channel
    JOIN person_result r ON r.month = k.month AND r.version = k.version AND r.person_id = s.person_id
    JOIN unit u ON u.id = r.unit_id LEFT JOIN person h ON h.id = k.checker_id`;

const ofVersion = `${columns} WHERE k.month = $1 AND k.version = $2 ORDER BY k.position`;

/** The drawn shares of a version in the order of the draw. */
export function checksOf(db: Db, { month, version }: VersionKey): Promise<CheckRow[]> {
  return db.query(ofVersion, [month, version]);
}

// Only of months that wait for their closing: what is closed or was reopened asks nobody any more.
const ofChecker = `${columns} JOIN period_version v ON v.month = k.month AND v.version = k.version
  WHERE k.checker_id = $1 AND v.state = 'fixed'
    AND NOT EXISTS (SELECT FROM period_version o WHERE o.month = v.month AND o.version > v.version)
  ORDER BY k.valid IS NOT NULL, k.month, k.position`;

/** What a checker was given, the open ones first. */
export function checksBy(db: Db, checkerId: string): Promise<CheckRow[]> {
  return db.query(ofChecker, [checkerId]);
}

const give = `
  UPDATE audit_check k SET checker_id = a.checker
  FROM unnest($3::uuid[], $4::uuid[]) a(share, checker)
  WHERE k.month = $1 AND k.version = $2 AND k.share_id = a.share AND k.valid IS NULL`;

/** Gives shares that are not checked yet to their checkers. */
export async function giveChecks(
  em: EntityManager,
  { month, version }: VersionKey,
  given: { shareId: string; checkerId: string | null }[],
): Promise<void> {
  await em.query(give, [month, version, given.map(({ shareId }) => shareId), given.map(({ checkerId }) => checkerId)]);
}

export interface CheckResult {
  valid: boolean;
  note: string;
  at: Date;
}

/** Waits until nobody closes the month, and keeps it from being closed until the transaction ends. */
export async function holdOpen(em: EntityManager, month: string): Promise<void> {
  await em.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [closingLock(month)]);
}

const settle = `
  UPDATE audit_check SET valid = $4, note = $5, checked_at = $6
  WHERE month = $1 AND version = $2 AND share_id = $3 AND checker_id = $7`;

/** False when the share was given to somebody else meanwhile. */
export async function settleCheck(em: EntityManager, check: CheckRow, result: CheckResult): Promise<boolean> {
  const { month, version, shareId, checkerId } = check;
  const { valid, note, at } = result;
  const [, settled] = await em.query<[unknown[], number]>(settle, [
    month,
    version,
    shareId,
    valid,
    note,
    at,
    checkerId,
  ]);
  return settled === 1;
}
