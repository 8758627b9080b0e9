import type { DataSource } from 'typeorm';
import { prepared } from '../database/prepared';
import type { Day, Month } from '../kernel/wita';
import type { MonthShare } from './person-month.rules';
import type { PeopleScope } from './scope.rules';

export interface Days {
  firstDay: Day;
  lastDay: Day;
}

export interface UnitChoice {
  id: number;
  code: string;
  name: string;
  parentId: number | null;
  /** Ids from the root down to the unit itself. */
  path: number[];
}

const units = `
  SELECT id, code, name, parent_id AS "parentId", path FROM unit
  WHERE ($1::integer[] IS NULL OR path && $1) AND (valid_from IS NULL OR valid_from <= $3::date)
    AND (valid_until IS NULL OR valid_until >= $2::date)
  ORDER BY cardinality(path), name`;

/** The units that exist in the month, in the scope (null: all), from the top down. */
export function unitsInScope(
  db: DataSource,
  { scope, firstDay, lastDay }: Days & { scope: PeopleScope },
): Promise<UnitChoice[]> {
  return db.query(units, [scope, firstDay, lastDay]);
}

export interface TrendRow {
  month: Month;
  obliged: number;
  active: number;
  met: number;
}

const trend = `
  SELECT r.month, r.obliged, r.active, r.met FROM unit_result r
  WHERE r.unit_id = $1 AND r.month >= $2 AND r.month <= $3
    AND r.version = (SELECT max(v.version) FROM period_version v WHERE v.month = r.month)
  ORDER BY r.month`;

/** The stored results of a unit, the newest version of each month. */
export function trendOf(db: DataSource, unitId: number, months: { from: Month; until: Month }): Promise<TrendRow[]> {
  return db.query(trend, [unitId, months.from, months.until]);
}

const totals = `
  SELECT r.month, sum(r.obliged)::integer AS obliged, sum(r.active)::integer AS active, sum(r.met)::integer AS met
  FROM unit_result r JOIN unit u ON u.id = r.unit_id
  WHERE u.parent_id IS NULL AND r.month >= $1 AND r.month <= $2
    AND r.version = (SELECT max(v.version) FROM period_version v WHERE v.month = r.month)
  GROUP BY r.month ORDER BY r.month`;

/** The sums of all top units, the newest version of each month. */
export function totalsFrom(db: DataSource, months: { from: Month; until: Month }): Promise<TrendRow[]> {
  return db.query(totals, [months.from, months.until]);
}

const shares = {
  name: 'person-month-shares',
  text: `
    SELECT s.id, s.post_id AS "postId", p.code AS "postCode", p.title AS "postTitle",
      jsonb_build_object('id', c.name_id, 'en', c.name_en) AS "channelName", s.state, s.reason,
      s.shared_at AS "sharedAt", s.received_at AS "receivedAt", s.business_date::text AS "businessDate",
      p.share_from AS "shareFrom", p.share_until AS "shareUntil", y.receipt_hours AS "receiptHours",
      CASE WHEN s.state IN ('returned', 'rejected') THEN (SELECT v.reason FROM verdict v WHERE v.share_id = s.id
        ORDER BY v.id DESC LIMIT 1) END AS "verdictReason",
      CASE WHEN s.state = 'returned' THEN (SELECT ((v.at AT TIME ZONE 'Asia/Makassar')::date + y.mend_days)::text
        FROM verdict v WHERE v.share_id = s.id ORDER BY v.id DESC LIMIT 1) END AS "mendUntil",
      CASE WHEN s.state = 'held' THEN EXISTS (SELECT FROM share_evidence e WHERE e.share_id = s.id) ELSE false END AS pictured,
      (SELECT min(e.business_date) FROM share_standing e WHERE e.person_id = s.person_id AND e.post_id = s.post_id
        AND e.state <> 'withdrawn' AND e.reason IS NULL)::text AS "firstDay"
    FROM share_standing s JOIN post p ON p.id = s.post_id JOIN channel c ON c.code = s.channel
      JOIN policy y ON y.valid_from <= s.business_date AND (y.valid_until IS NULL OR y.valid_until > s.business_date)
    WHERE s.person_id = $1 AND s.business_date >= $2::date AND s.business_date <= $3::date
    ORDER BY s.shared_at, s.id`,
};

/** A person's shares of a month, those taken back included, in the order in which they were shared. */
export function monthShares(db: DataSource, personId: string, days: Days): Promise<MonthShare[]> {
  return prepared(db, shares, [personId, days.firstDay, days.lastDay]);
}

const leave = `
  SELECT greatest(starts_on, $2::date)::text AS "from", least(ends_on, $3::date)::text AS "until"
  FROM leave WHERE person_id = $1 AND starts_on <= $3::date AND ends_on >= $2::date ORDER BY starts_on, ends_on`;

/** A person's leave inside the month; the kind of leave is nobody's business here. */
export function leaveWithin(db: DataSource, personId: string, days: Days): Promise<{ from: Day; until: Day }[]> {
  return db.query(leave, [personId, days.firstDay, days.lastDay]);
}

const seen = `
  SELECT p.name, p.title_before AS "titleBefore", p.title_after AS "titleAfter"
  FROM person p
  WHERE p.id = $1 AND ($2::integer[] IS NULL OR EXISTS (
    SELECT FROM membership m JOIN unit u ON u.id = m.unit_id
    WHERE m.person_id = p.id AND u.path && $2::integer[] AND m.starts_on <= $4::date
      AND (m.ends_on IS NULL OR m.ends_on >= $3::date)))`;

/** The name of a person who was in one of these units (null: any) in the month; undefined for all others. */
export async function personInScope(
  db: DataSource,
  personId: string,
  given: Days & { scope: PeopleScope },
): Promise<{ name: string; titleBefore: string; titleAfter: string } | undefined> {
  const rows = await db.query(seen, [personId, given.scope, given.firstDay, given.lastDay]);
  return (rows as { name: string; titleBefore: string; titleAfter: string }[])[0];
}

const sharedPosts = `
  SELECT person_id AS "personId", count(DISTINCT post_id)::integer AS posts FROM share
  WHERE person_id = ANY($1::uuid[]) AND business_date >= $2::date AND business_date <= $3::date AND state <> 'withdrawn'
  GROUP BY person_id`;

/** How many posts each of these people shared in the month, whether they count or not. */
export async function postsSharedBy(db: DataSource, personIds: string[], days: Days): Promise<Map<string, number>> {
  const rows: { personId: string; posts: number }[] = await db.query(sharedPosts, [
    ...[personIds, days.firstDay, days.lastDay],
  ]);
  return new Map(rows.map(({ personId, posts }) => [personId, posts]));
}
