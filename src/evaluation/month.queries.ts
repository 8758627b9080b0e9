import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';
import type { Day, Month } from '../kernel/wita';
import type { Policy } from '../policies/policy.rules';
import type { UnitPeople } from './unit.rules';

type Db = DataSource | EntityManager;

/** What a month is computed with; every moment and value is given, nothing is read from a clock. */
export interface MonthInput {
  month: Month;
  firstDay: Day;
  lastDay: Day;
  /** The first moment of the month and of the next one. */
  start: Date;
  end: Date;
  policy: Pick<Policy, 'monthlyPosts' | 'minAvailableDays' | 'dailyCap'>;
  /** Shares received later are left out; null: all that are there. */
  receivedUntil: Date | null;
}

/** Whose figures: everybody's, one person's, or those of the people whose unit of the month lies below these units. */
export type Whom = 'everybody' | { personId: string } | { unitIds: number[] };

export interface FigureRow {
  personId: string;
  number: string;
  /** With titles. */
  name: string;
  unitId: number;
  unitCode: string;
  unitName: string;
  workingDays: number;
  availableDays: number;
  target: number;
  counted: number;
  exempt: boolean;
  /** Null for the exempt. */
  achievement: number | null;
}

/** What narrows the statement to one person or some people, `$10`; nothing for everybody. */
interface Restriction {
  member: string;
  own: string;
  share: string;
}

const everybody: Restriction = { member: '', own: '', share: '' };
const one = narrowed('= $10::uuid');
const some = narrowed('= ANY($10::uuid[])');

function narrowed(to: string): Restriction {
  // The share's state is said here too, because only then the index of a person's own shares can be used.
  const share = `AND s.state <> 'withdrawn' AND s.person_id ${to}`;
  return { member: `AND m.person_id ${to}`, own: `AND person_id ${to}`, share };
}

/**
 * A month as one statement. Days are bits, the first of the month the lowest, so that "inside memberships, outside
 * leave, each day once" is one operation on whole numbers.
 *   week       the working days of a 5-, 6- and 7-day week
 *   voided     per unit the days on which nothing is asked in it, by its own voided days and those of units above
 *   member     each membership, clipped to the month, with its unit's week
 *   placed     per person: all days of membership that are not voided, and the unit with most working days by its own week, added up over
 *              its memberships; a tie goes to the one that starts later; memberships without a working day do not speak
 *   available  W and A by the week of that unit
 *   shared     per person and post the first day that counts, if it lies in the month; only posts whose window touches
 *              the month can have one, and earlier shares of the same posts are read to know that the post is new; the
 *              CASE is there for the planner, who takes it for half of the shares and IS NULL for one of two hundred
 *   counted    per person the posts, at most the cap on one day
 *   numbers    the number in use at the month's end; a later one only for somebody who had none
 */
const steps = ({ member, own, share }: Restriction) => `
  WITH week AS (
    SELECT w.week, bit_or(1::bigint << d.n) AS days
    FROM (VALUES (5), (6), (7)) w(week), generate_series(0, $2::date - $1::date) d(n)
    WHERE extract(isodow FROM $1::date + d.n) <= w.week
      AND NOT EXISTS (SELECT FROM holiday h WHERE h.day = $1::date + d.n)
    GROUP BY w.week
  ), voided AS (
    SELECT u.id AS unit_id, bit_or((1::bigint << least(v.ends_on, $2::date) - $1::date + 1)
      - (1::bigint << greatest(v.starts_on, $1::date) - $1::date)) AS days
    FROM void_day v JOIN unit u ON v.unit_id = ANY(u.path)
    WHERE v.starts_on <= $2::date AND v.ends_on >= $1::date GROUP BY u.id
  ), member AS (
    SELECT m.person_id, m.unit_id, m.starts_on, coalesce(w.days, 0) AS working, coalesce(v.days, 0) AS voided,
      (1::bigint << least(m.ends_on, $2::date) - $1::date + 1)
        - (1::bigint << greatest(m.starts_on, $1::date) - $1::date) AS days
    FROM membership m JOIN unit u ON u.id = m.unit_id LEFT JOIN week w ON w.week = u.week
      LEFT JOIN voided v ON v.unit_id = m.unit_id
    WHERE m.starts_on <= $2::date AND (m.ends_on IS NULL OR m.ends_on >= $1::date) ${member}
  ), placed AS (
    SELECT person_id, bit_or(days & ~voided) AS days,
      CASE WHEN count(*) = 1 THEN min(unit_id) FILTER (WHERE days & working <> 0) ELSE (
        SELECT o.unit_id
        FROM unnest(array_agg(unit_id), array_agg(days & working), array_agg(starts_on)) o(unit_id, worked, starts_on)
        WHERE o.worked <> 0 GROUP BY o.unit_id
        ORDER BY sum(bit_count(o.worked::bit(64))) DESC, max(o.starts_on) DESC LIMIT 1) END AS unit_id
    FROM member GROUP BY person_id
  ), absent AS (
    SELECT person_id, bit_or((1::bigint << least(ends_on, $2::date) - $1::date + 1)
      - (1::bigint << greatest(starts_on, $1::date) - $1::date)) AS days
    FROM leave WHERE starts_on <= $2::date AND ends_on >= $1::date ${own} GROUP BY person_id
  ), available AS (
    SELECT p.person_id, p.unit_id, u.code AS unit_code, u.name AS unit_name, bit_count(w.days::bit(64)) AS working_days,
      bit_count((p.days & w.days & ~coalesce(a.days, 0))::bit(64)) AS available_days
    FROM placed p JOIN unit u ON u.id = p.unit_id JOIN week w ON w.week = u.week LEFT JOIN absent a USING (person_id)
  ), shared AS (
    SELECT s.person_id, min(s.business_date) AS day
    FROM post p JOIN share_standing s ON s.post_id = p.id
    WHERE p.share_from < $4::timestamptz AND p.share_until > $3::timestamptz AND s.business_date <= $2::date
      AND CASE WHEN s.reason IS NULL THEN true ELSE false END AND ($9::timestamptz IS NULL OR s.received_at <= $9) ${share}
    GROUP BY s.person_id, s.post_id HAVING min(s.business_date) >= $1::date
  ), counted AS (
    SELECT person_id, sum(least(posts, $7::integer))::integer AS posts
    FROM (SELECT person_id, count(*) AS posts FROM shared GROUP BY person_id, day) d GROUP BY person_id
  ), numbers AS (
    SELECT n.person_id, CASE WHEN count(*) = 1 THEN min(n.number) ELSE (
      SELECT o.number FROM person_number o WHERE o.person_id = n.person_id
      ORDER BY coalesce(o.valid_from <= $2::date, true) DESC, o.kind = 'nip' DESC, o.valid_from DESC NULLS LAST, o.number
      LIMIT 1) END AS number
    FROM person_number n WHERE true ${own} GROUP BY n.person_id
  ), figure AS (
    SELECT a.*, ($5::integer * a.available_days / a.working_days)::integer AS target, coalesce(c.posts, 0) AS counted
    FROM available a LEFT JOIN counted c USING (person_id)
  ), result AS (
    SELECT f.*, coalesce(n.number, '') AS number,
      concat_ws(', ', concat_ws(' ', nullif(p.title_before, ''), p.name), nullif(p.title_after, '')) AS name,
      f.available_days < $6::integer OR f.target = 0 OR e.person_id IS NOT NULL AS exempt
    FROM figure f JOIN person p ON p.id = f.person_id LEFT JOIN numbers n USING (person_id)
      LEFT JOIN exemption e ON e.person_id = f.person_id AND e.month = $8::text
  )`;

const achievement = `CASE WHEN NOT exempt THEN least(1, counted::double precision / target) END`;

const select = (restriction: Restriction) => `${steps(restriction)}
  SELECT person_id AS "personId", number, name, unit_id AS "unitId", unit_code AS "unitCode", unit_name AS "unitName",
    working_days::integer AS "workingDays", available_days::integer AS "availableDays", target, counted, exempt,
    ${achievement} AS achievement
  FROM result ORDER BY number COLLATE "C", person_id`;

// One person's month is asked at every visit, and planning it takes longer than finding it; the month of many is planned
// anew, knowing how many.
const ofOne = { name: 'own-month', text: select(one) };
const targetOfOne = { name: 'own-target', text: `${steps(one)} SELECT target, exempt FROM result` };

const groups = (restriction: Restriction) => `${steps(restriction)}
  SELECT unit_id AS "unitId", exempt, target, counted, count(*)::integer AS people
  FROM result GROUP BY unit_id, exempt, target, counted`;

// From some thousand people on reading all is faster than looking these up.
const many = 4000;
const peopleBelow = `
  SELECT ARRAY(SELECT id FROM unit WHERE path && $1::integer[]) AS units,
    CASE WHEN count(*) <= ${many} THEN coalesce(array_agg(person_id), '{}') END AS people
  FROM (SELECT m.person_id FROM membership m JOIN unit u ON u.id = m.unit_id
    WHERE u.path && $1::integer[] AND m.starts_on <= $3 AND (m.ends_on IS NULL OR m.ends_on >= $2)
    LIMIT ${many + 1}) p`;

const kept = 'number name unit_id working_days available_days target counted exempt achievement'.split(' ');
const of = (row: string) => kept.map((column) => `${row}.${column}`).join(', ');

/**
 * Most of a month's rows are the same a day later: only what differs is written, which takes less time than replacing
 * 20,000 rows and leaves fewer dead ones behind. `gone` are rows of people who no longer belong to the month.
 */
const store = `${steps(everybody)}, changed AS (
    SELECT person_id, n.person_id IS NULL AS gone, ${of('n')}
    FROM (SELECT *, ${achievement} AS achievement FROM result) n
      FULL JOIN (SELECT * FROM person_result WHERE month = $8 AND version = $10) o USING (person_id)
    WHERE (n.person_id, ${of('n')}) IS DISTINCT FROM (o.person_id, ${of('o')})
  )
  MERGE INTO person_result r
  USING changed n ON r.month = $8 AND r.version = $10::smallint AND r.person_id = n.person_id
  WHEN MATCHED AND n.gone THEN DELETE
  WHEN MATCHED THEN UPDATE SET (${kept.join(', ')}) = ROW(${of('n')})
  WHEN NOT MATCHED THEN INSERT (month, version, person_id, ${kept.join(', ')})
    VALUES ($8, $10::smallint, n.person_id, ${of('n')})`;

/** The month's figures as they are now, ordered by number. */
export async function personFigures(db: Db, input: MonthInput, whom: Whom): Promise<FigureRow[]> {
  if (whom === 'everybody') return db.query(select(everybody), values(input));
  if ('personId' in whom) return prepared<FigureRow>(db, ofOne, [...values(input), whom.personId]);
  return below(db, input, { unitIds: whom.unitIds, statement: select });
}

/** How many of the people below these units stand alike: what the sums of units need, without anybody's name. */
export function groupFigures(db: Db, input: MonthInput, unitIds: number[]): Promise<Required<UnitPeople>[]> {
  return below(db, input, { unitIds, statement: groups });
}

async function below<Row extends { unitId: number }>(
  db: Db,
  input: MonthInput,
  { unitIds, statement }: { unitIds: number[]; statement: (restriction: Restriction) => string },
): Promise<Row[]> {
  const [found] = await db.query<Below[]>(peopleBelow, [unitIds, input.firstDay, input.lastDay]);
  const units = new Set(found?.units);
  const rows: Row[] = await (found?.people
    ? db.query(statement(some), [...values(input), found.people])
    : db.query(statement(everybody), values(input)));
  return rows.filter(({ unitId }) => units.has(unitId));
}

interface Below {
  units: number[];
  /** Null: too many to be looked up one by one. */
  people: string[] | null;
}

/**
 * What the month asks of one person; undefined for somebody without a working day. The planner leaves out the steps that
 * nobody asks for, so that no share is read.
 */
export async function personTarget(
  db: Db,
  input: MonthInput,
  personId: string,
): Promise<Pick<FigureRow, 'target' | 'exempt'> | undefined> {
  const [row] = await prepared<Pick<FigureRow, 'target' | 'exempt'>>(db, targetOfOne, [...values(input), personId]);
  return row;
}

/** Computes everybody's figures and keeps them as this version of the month, in place of what it held. */
export async function storePersonResults(em: EntityManager, input: MonthInput, version: number): Promise<void> {
  await em.query(store, [...values(input), version]);
}

function values({ month, firstDay, lastDay, start, end, policy, receivedUntil }: MonthInput): unknown[] {
  const { monthlyPosts, minAvailableDays, dailyCap } = policy;
  return [firstDay, lastDay, start, end, monthlyPosts, minAvailableDays, dailyCap, month, receivedUntil];
}
