import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';
import type { Day, Month } from '../kernel/wita';
import type { ShareState, StandingReason } from '../shares/standing.rules';
import type { Decision } from './appeal.rules';
import type { AskedFor } from './appeal-words.rules';

type Db = DataSource | EntityManager;

/** An appeal as lists show it. */
export interface AppealRow extends AskedFor {
  id: string;
  personId: string;
  name: string;
  titleBefore: string;
  titleAfter: string;
  /** The person's latest unit of the month. */
  unitName: string | null;
  shareId: string | null;
  wantedUnitId: number | null;
  text: string;
  filedAt: Date;
  dueOn: Day;
  decision: Decision | null;
  reason: string;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  /** Who gave verdicts on the share. */
  reviewerIds: (string | null)[];
}

const row = `
  SELECT a.id, a.month, a.kind, a.person_id AS "personId", h.name, h.title_before AS "titleBefore",
    h.title_after AS "titleAfter", u.name AS "unitName", a.share_id AS "shareId", p.title AS "postTitle",
    CASE WHEN c.code IS NOT NULL THEN jsonb_build_object('id', c.name_id, 'en', c.name_en) END AS "channelName",
    a.wish, a.starts_on::text AS "startsOn", a.ends_on::text AS "endsOn", a.wanted_unit_id AS "wantedUnitId",
    w.name AS "wantedUnitName", a.text, a.filed_at AS "filedAt", a.due_on::text AS "dueOn", a.decision, a.reason,
    a.decided_by_id AS "decidedById", d.name AS "decidedByName", a.decided_at AS "decidedAt",
    ARRAY(SELECT v.by_id FROM verdict v WHERE v.share_id = a.share_id ORDER BY v.id) AS "reviewerIds"
  FROM appeal a JOIN person h ON h.id = a.person_id LEFT JOIN unit u ON u.id = a.unit_id
    LEFT JOIN share s ON s.id = a.share_id LEFT JOIN post p ON p.id = s.post_id LEFT JOIN channel c ON c.code = s.channel
    LEFT JOIN unit w ON w.id = a.wanted_unit_id LEFT JOIN person d ON d.id = a.decided_by_id`;
// Somebody without a unit is everybody's who decides.
const inScope = '(a.unit_id IS NULL OR u.path && $1::integer[])';

const own = `${row} WHERE a.person_id = $1 ORDER BY a.filed_at DESC, a.id LIMIT 200`;
const waiting = `${row} WHERE a.decided_at IS NULL AND ${inScope} ORDER BY a.due_on, a.filed_at, a.id LIMIT $2`;
const decided = `${row} WHERE a.decided_at IS NOT NULL AND ${inScope} ORDER BY a.decided_at DESC, a.id LIMIT $2`;
const one = `${row} WHERE a.id = $2 AND ${inScope}`;

/** A person's appeals, the newest first. */
export function appealsOf(db: Db, personId: string): Promise<AppealRow[]> {
  return db.query(own, [personId]);
}

/** Undecided appeals of people of these units, those due first on top. */
export function waitingAppeals(db: Db, scope: number[], limit: number): Promise<AppealRow[]> {
  return db.query(waiting, [scope, limit]);
}

/** Decided appeals of people of these units, the newest decision first. */
export function decidedAppeals(db: Db, scope: number[], limit: number): Promise<AppealRow[]> {
  return db.query(decided, [scope, limit]);
}

export async function appealInScope(db: Db, scope: number[], id: string): Promise<AppealRow | undefined> {
  const rows: AppealRow[] = await db.query(one, [scope, id]);
  return rows[0];
}

/** One waiting appeal that this evaluator may decide, the first that is due; none: null. */
export async function nextFor(db: Db, scope: number[], byId: string): Promise<string | null> {
  const rows: { id: string }[] = await db.query(
    `SELECT a.id FROM appeal a LEFT JOIN unit u ON u.id = a.unit_id
     WHERE a.decided_at IS NULL AND ${inScope} AND a.person_id <> $2
       AND NOT EXISTS (SELECT FROM verdict v WHERE v.share_id = a.share_id AND v.by_id = $2)
     ORDER BY a.due_on, a.filed_at, a.id LIMIT 1`,
    [scope, byId],
  );
  return rows[0]?.id ?? null;
}

const waitingCount = {
  name: 'waiting-appeals',
  text: `
    SELECT count(*)::integer AS open, count(*) FILTER (WHERE a.due_on < $2::date)::integer AS overdue
    FROM appeal a LEFT JOIN unit u ON u.id = a.unit_id WHERE a.decided_at IS NULL AND ${inScope}`,
};

export interface WaitingCount {
  open: number;
  overdue: number;
}

/** How many appeals wait for a decision, and how many of them longer than allowed. */
export async function countWaiting(db: DataSource, scope: number[], today: Day): Promise<WaitingCount> {
  const [count] = await prepared<WaitingCount>(db, waitingCount, [scope, today]);
  return count ?? { open: 0, overdue: 0 };
}

export interface AppealCounts {
  open: number;
  granted: number;
  refused: number;
}

/** A month's appeals by what became of them: of people below these units, or null: of everybody. */
export async function countAppeals(db: Db, month: Month, scope: number[] | null): Promise<AppealCounts> {
  const rows: AppealCounts[] = await db.query(
    `SELECT count(*) FILTER (WHERE a.decision IS NULL)::integer AS open,
       count(*) FILTER (WHERE a.decision = 'granted')::integer AS granted,
       count(*) FILTER (WHERE a.decision = 'refused')::integer AS refused
     FROM appeal a LEFT JOIN unit u ON u.id = a.unit_id
     WHERE a.month = $1 AND ($2::integer[] IS NULL OR u.path && $2::integer[])`,
    [month, scope],
  );
  return rows[0] ?? { open: 0, granted: 0, refused: 0 };
}

/** Months whose stored results are older than an appeal granted about them. */
export async function monthsToCompute(db: Db): Promise<Month[]> {
  const rows: { month: Month }[] = await db.query(
    `SELECT DISTINCT a.month FROM appeal a JOIN period_version v ON v.month = a.month AND v.state = 'provisional'
     WHERE a.decision = 'granted' AND a.decided_at > v.cutoff ORDER BY a.month`,
  );
  return rows.map(({ month }) => month);
}

/** The share of an appeal, for who decides. */
export interface AppealedShare {
  id: string;
  state: ShareState;
  postCode: string;
  linkUrl: string | null;
  statement: string | null;
  sharedAt: Date;
  receivedAt: Date;
  receiptExcused: boolean;
  /** Why it does not count now; null: it counts. */
  standing: StandingReason | null;
}

const share = `
  SELECT s.id, s.state, p.code AS "postCode", s.link_url AS "linkUrl", s.statement, s.shared_at AS "sharedAt",
    s.received_at AS "receivedAt", s.receipt_excused AS "receiptExcused", t.reason AS standing
  FROM share s JOIN post p ON p.id = s.post_id JOIN share_standing t ON t.id = s.id WHERE s.id = $1`;

export async function appealedShare(db: Db, id: string): Promise<AppealedShare | undefined> {
  const rows: AppealedShare[] = await db.query(share, [id]);
  return rows[0];
}

export interface NamedVerdict {
  verdict: 'accepted' | 'returned' | 'rejected';
  reason: string;
  at: Date;
  byName: string | null;
}

export function verdictsWithNames(db: Db, shareId: string): Promise<NamedVerdict[]> {
  return db.query(
    `SELECT v.verdict, v.reason, v.at, b.name AS "byName" FROM verdict v LEFT JOIN person b ON b.id = v.by_id
     WHERE v.share_id = $1 ORDER BY v.id`,
    [shareId],
  );
}

/** The person's unit on the last day of membership in the month, or else the latest one; null without any. */
export async function unitIn(db: Db, personId: string, lastDay: Day): Promise<number | null> {
  const rows: { unitId: number }[] = await db.query(
    `SELECT unit_id AS "unitId" FROM membership WHERE person_id = $1
     ORDER BY starts_on <= $2::date DESC, starts_on DESC LIMIT 1`,
    [personId, lastDay],
  );
  return rows[0]?.unitId ?? null;
}

export interface RecordedDays {
  startsOn: Day;
  endsOn: Day | null;
  unitId: number | null;
  unitName: string | null;
}

/** The person's leave or memberships that touch these days, in order. */
export function recordedDays(
  db: Db,
  given: { kind: 'leave' | 'unit'; personId: string; from: Day; until: Day | null },
): Promise<RecordedDays[]> {
  return db.query(given.kind === 'leave' ? recordedLeave : recordedUnits, [given.personId, given.from, given.until]);
}

const touching = `r.person_id = $1 AND ($3::date IS NULL OR r.starts_on <= $3) AND (r.ends_on IS NULL OR r.ends_on >= $2::date)`;
const recordedLeave = `
  SELECT r.starts_on::text AS "startsOn", r.ends_on::text AS "endsOn", NULL AS "unitId", NULL AS "unitName"
  FROM leave r WHERE ${touching} ORDER BY r.starts_on, r.ends_on`;
const recordedUnits = `
  SELECT r.starts_on::text AS "startsOn", r.ends_on::text AS "endsOn", r.unit_id AS "unitId", u.name AS "unitName"
  FROM membership r JOIN unit u ON u.id = r.unit_id WHERE ${touching} ORDER BY r.starts_on`;
