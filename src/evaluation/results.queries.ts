import type { DataSource, EntityManager } from 'typeorm';
import { evaluationLock } from '../database/month-locks';
import { type Day, firstDayOf, lastDayOf, type Month, monthInterval } from '../kernel/wita';
import type { Policy } from '../policies/policy.rules';
import type { RankingUnit, Standing } from './ranking.rules';
import type { UnitPeople } from './unit.rules';

type Db = DataSource | EntityManager;

/** One computation of a month. */
export interface VersionRow {
  month: Month;
  version: number;
  state: 'provisional' | 'fixed' | 'closed';
  policyVersion: number;
  cutoff: Date;
  closingHash: string | null;
  /** Values of the juknis as they were; null until fixed. */
  rule: Policy | null;
  previousHash: string | null;
  fixedAt: Date | null;
  fixedById: string | null;
  closedAt: Date | null;
  closedById: string | null;
  /** Why the month was reopened for this version. */
  reason: string | null;
  /** Counting shares per post, by code. */
  posts: { code: string; title: string; program: string; shares: number }[];
}

/** What a version begins with. */
export type NewVersion = Pick<VersionRow, 'month' | 'version' | 'state' | 'policyVersion' | 'cutoff'> & {
  reason?: string | null;
};

export interface VersionKey {
  month: Month;
  version: number;
}

/** A stored unit row, sub-units included. */
export interface UnitRow extends RankingUnit, Standing {
  unitId: number;
  /** Ids from the root down to the unit itself. */
  path: number[];
  name: string;
  exempt: number;
  meanAchievement: number | null;
  /** Counting shares per channel code. */
  channels: Record<string, number>;
  /** Shares of the month per state. */
  states: Record<string, number>;
}

/** Lets one computation of a month go on at a time, without a limit on its statements; both end with the transaction. */
export async function lockMonth(em: EntityManager, month: Month): Promise<void> {
  await em.query('SET LOCAL statement_timeout = 0');
  await em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [evaluationLock(month)]);
}

const versions = `
  SELECT month, version, state, policy_version AS "policyVersion", cutoff, closing_hash AS "closingHash", posts,
    rule, previous_hash AS "previousHash", fixed_at AS "fixedAt", fixed_by_id AS "fixedById",
    closed_at AS "closedAt", closed_by_id AS "closedById", reason
  FROM period_version`;
const versionsOfMonth = `${versions} WHERE month = $1 ORDER BY version DESC`;
const newestVersions = `${versions} v
  WHERE version = (SELECT max(o.version) FROM period_version o WHERE o.month = v.month) AND month >= $1
  ORDER BY month DESC`;

/** All versions of a month, the newest first. */
export function versionsOf(db: Db, month: Month): Promise<VersionRow[]> {
  return db.query(versionsOfMonth, [month]);
}

/** The newest version of each computed month from one month on, the latest month first. */
export function newestFrom(db: Db, month: Month): Promise<VersionRow[]> {
  return db.query(newestVersions, [month]);
}

const anyItemOrShare = `
  SELECT EXISTS (SELECT FROM share WHERE business_date >= $1 AND business_date <= $2)
    OR EXISTS (SELECT FROM post WHERE share_from < $4 AND share_until > $3
      AND (state = 'published' OR state = 'withdrawn' AND changed_at > greatest(share_from, $3))) AS some`;

/** Whether staff were asked for anything in the month: an item could be shared, or somebody logged a share. */
export async function asksSomething(db: Db, month: Month): Promise<boolean> {
  const { start, end } = monthInterval(month);
  const values = [firstDayOf(month), lastDayOf(month), start, end];
  return (await db.query<{ some: boolean }[]>(anyItemOrShare, values))[0]?.some ?? false;
}

/** Deletes a version with its units; its people stay until they are stored anew. */
export async function deleteVersion(em: EntityManager, { month, version }: VersionKey): Promise<void> {
  await em.query('DELETE FROM period_version WHERE month = $1 AND version = $2', [month, version]);
}

export async function insertVersion(em: EntityManager, row: NewVersion): Promise<void> {
  await em.query(
    'INSERT INTO period_version (month, version, state, policy_version, cutoff, reason) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.month, row.version, row.state, row.policyVersion, row.cutoff, row.reason],
  );
}

/**
 * The sums of every unit that exists in the month, sub-units included through `unit.path`.
 *   person     the people of the version, read once
 *   own        per unit and target: how many, and how many posts they did of their targets
 *   below      the same with sub-units
 *   people     per unit; the mean adds target by target, so that its last digit does not depend on the order of rows
 *   shares     the shares of the month, read once: by unit of their person, channel and state; and by post; OFFSET lets
 *              the planner join them before the people, of whom it knows nothing yet
 *   tally      the former with sub-units
 */
const insertUnits = `
  WITH person AS MATERIALIZED (
    SELECT person_id, unit_id, target, counted, exempt FROM person_result WHERE month = $1 AND version = $2
  ), own AS (
    SELECT unit_id, target, count(*) FILTER (WHERE NOT exempt) AS obliged, count(*) FILTER (WHERE exempt) AS exempt,
      count(*) FILTER (WHERE NOT exempt AND counted >= 1) AS active,
      count(*) FILTER (WHERE NOT exempt AND counted >= target) AS met,
      coalesce(sum(least(counted, target)) FILTER (WHERE NOT exempt), 0) AS done
    FROM person GROUP BY unit_id, target
  ), below AS (
    SELECT a.unit_id, o.target, sum(o.obliged) AS obliged, sum(o.exempt) AS exempt, sum(o.active) AS active,
      sum(o.met) AS met, sum(o.done) AS done
    FROM own o JOIN unit u ON u.id = o.unit_id, unnest(u.path) AS a(unit_id) GROUP BY a.unit_id, o.target
  ), people AS (
    SELECT unit_id, sum(obliged) AS obliged, sum(exempt) AS exempt, sum(active) AS active, sum(met) AS met,
      sum(done::double precision / target ORDER BY target) FILTER (WHERE obliged > 0)
        / nullif(sum(obliged), 0)::double precision AS mean
    FROM below GROUP BY unit_id
  ), shares AS (
    SELECT unit_id, channel, state, post_id, counts, count(*) AS shares
    FROM (
      SELECT r.unit_id, s.channel, s.state, s.post_id, s.counts
      FROM (
        SELECT person_id, channel, state, post_id, reason IS NULL AS counts FROM share_standing
        WHERE business_date >= $3::date AND business_date <= $4::date AND ($5::timestamptz IS NULL OR received_at <= $5)
        OFFSET 0
      ) s JOIN person r USING (person_id)
    ) s
    GROUP BY GROUPING SETS ((unit_id, channel, state, counts), (post_id, counts))
  ), posts AS (
    UPDATE period_version SET posts = coalesce((
      SELECT jsonb_agg(jsonb_build_object('code', p.code, 'title', p.title, 'program', p.program, 'shares', s.shares)
        ORDER BY p.code COLLATE "C")
      FROM shares s JOIN post p ON p.id = s.post_id WHERE s.counts), '[]')
    WHERE month = $1 AND version = $2
  ), tally AS (
    SELECT a.unit_id, s.channel, s.state, s.counts, sum(s.shares)::integer AS shares
    FROM shares s JOIN unit u ON u.id = s.unit_id, unnest(u.path) AS a(unit_id) GROUP BY 1, 2, 3, 4
  ), channels AS (
    SELECT unit_id, jsonb_object_agg(channel, shares) AS shares
    FROM (SELECT unit_id, channel, sum(shares) AS shares FROM tally WHERE counts GROUP BY 1, 2) c GROUP BY unit_id
  ), states AS (
    SELECT unit_id, jsonb_object_agg(state, shares) AS shares
    FROM (SELECT unit_id, state, sum(shares) AS shares FROM tally GROUP BY 1, 2) c GROUP BY unit_id
  )
  INSERT INTO unit_result (month, version, unit_id, code, name, ranked, obliged, exempt, active, met, mean_achievement,
    channels, states)
  SELECT $1, $2, u.id, u.code, u.name, u.ranked, coalesce(p.obliged, 0), coalesce(p.exempt, 0), coalesce(p.active, 0),
    coalesce(p.met, 0), p.mean, coalesce(c.shares, '{}'), coalesce(s.shares, '{}')
  FROM unit u LEFT JOIN people p ON p.unit_id = u.id LEFT JOIN channels c ON c.unit_id = u.id
    LEFT JOIN states s ON s.unit_id = u.id
  WHERE (u.valid_from IS NULL OR u.valid_from <= $4::date) AND (u.valid_until IS NULL OR u.valid_until >= $3::date)`;

/** Sums up the version's people unit by unit. */
export async function insertUnitResults(
  em: EntityManager,
  { month, version }: VersionKey,
  days: { firstDay: Day; lastDay: Day; receivedUntil: Date | null },
): Promise<void> {
  // The planner has no statistics of rows written a moment ago and would look up 20,000 people one by one.
  await em.query('SET LOCAL enable_nestloop = off');
  await em.query(insertUnits, [month, version, days.firstDay, days.lastDay, days.receivedUntil]);
  await em.query('SET LOCAL enable_nestloop = on');
}

/** Writes each unit's place in the ranking. */
export async function updateRanking(
  em: EntityManager,
  { month, version }: VersionKey,
  places: ({ code: string } & Standing)[],
): Promise<void> {
  await em.query(
    `UPDATE unit_result u SET estimate = p.estimate, low = p.low, high = p.high, description = p.description,
       band = p.band, rank = p.rank
     FROM jsonb_to_recordset($3::jsonb) AS p(code text, estimate double precision, low double precision,
       high double precision, description text, band text, rank integer)
     WHERE u.month = $1 AND u.version = $2 AND u.code = p.code`,
    [month, version, JSON.stringify(places)],
  );
}

const units = `
  SELECT r.unit_id AS "unitId", u.path, r.code, r.name, r.ranked, r.obliged, r.exempt, r.active, r.met,
    r.mean_achievement AS "meanAchievement", r.channels, r.states, r.estimate, r.low, r.high, r.description, r.band, r.rank
  FROM unit_result r JOIN unit u ON u.id = r.unit_id WHERE r.month = $1 AND r.version = $2
  ORDER BY r.code COLLATE "C"`;

/** A version's units, ordered by code. */
export function unitResults(db: Db, { month, version }: VersionKey): Promise<UnitRow[]> {
  return db.query(units, [month, version]);
}

const people = `
  SELECT r.person_id AS "personId", r.number, r.name, r.unit_id AS "unitId", coalesce(v.code, u.code) AS "unitCode",
    coalesce(v.name, u.name) AS "unitName", r.working_days AS "workingDays", r.available_days AS "availableDays",
    r.target, r.counted, r.exempt, r.achievement
  FROM person_result r JOIN unit u ON u.id = r.unit_id
    LEFT JOIN unit_result v ON v.month = r.month AND v.version = r.version AND v.unit_id = r.unit_id
  WHERE r.month = $1 AND r.version = $2 AND ($3::integer[] IS NULL OR u.path && $3)
    AND ($4::uuid IS NULL OR r.person_id = $4)
  ORDER BY r.number COLLATE "C", r.person_id`;

/** A version's people, ordered by number: below the named units, or of one person; null: no restriction. */
export function personResults<Row>(
  db: Db,
  { month, version }: VersionKey,
  { unitIds, personId }: { unitIds: number[] | null; personId: string | null },
): Promise<Row[]> {
  return db.query(people, [month, version, unitIds, personId]);
}

const groups = `
  SELECT r.unit_id AS "unitId", r.exempt, r.target, r.counted, count(*)::integer AS people
  FROM person_result r JOIN unit u ON u.id = r.unit_id
  WHERE r.month = $1 AND r.version = $2 AND u.path && $3::integer[]
  GROUP BY r.unit_id, r.exempt, r.target, r.counted`;

/** How many people of a version below the named units stand alike. */
export function groupResults(db: Db, key: VersionKey, unitIds: number[]): Promise<Required<UnitPeople>[]> {
  return db.query(groups, [key.month, key.version, unitIds]);
}
