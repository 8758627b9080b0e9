import type { DataSource } from 'typeorm';
import type { Day } from '../kernel/wita';
import type { PostCoverage } from './coverage.rules';

/** The month and the unit (with all below it) that a statement looks at. */
export interface Sight {
  unitId: number;
  firstDay: Day;
  lastDay: Day;
  start: Date;
  end: Date;
}

const tally = `
  SELECT channel, state, counts, count(*)::integer AS shares FROM (
    SELECT s.channel, s.state, s.reason IS NULL AS counts FROM share_standing s JOIN unit u ON u.id = s.unit_id
    WHERE s.business_date >= $2::date AND s.business_date <= $3::date AND $1 = ANY(u.path)
  ) s GROUP BY channel, state, counts`;

export interface TallyRow {
  channel: string;
  state: string;
  counts: boolean;
  shares: number;
}

/** The month's shares of a unit by channel and state, as they stand now; by the unit on the day of the share. */
export function tallyOf(db: DataSource, { unitId, firstDay, lastDay }: Sight): Promise<TallyRow[]> {
  return db.query(tally, [unitId, firstDay, lastDay]);
}

/**
 * Whom posts were meant for and who of them shared.
 *   chosen   the posts, with the moment from which they could be shared and its day
 *   meant    everybody who on that day was in the post's audience below the unit `$1`
 *   shared   everybody's first share of them that counts, read post by post, which is faster than person by person; the
 *            CASE has the planner expect many of them
 */
const reach = (which: string) => `
  WITH chosen AS (
    SELECT p.*, greatest(p.share_from, p.published_at) AS opened,
      (greatest(p.share_from, p.published_at) AT TIME ZONE 'Asia/Makassar')::date AS day
    FROM post p WHERE p.state IN ('published', 'withdrawn') AND ${which}
  ), meant AS (
    SELECT c.id AS post_id, c.opened, m.person_id, u.id AS unit_id, u.path
    FROM chosen c JOIN membership m ON m.starts_on <= c.day AND (m.ends_on IS NULL OR m.ends_on >= c.day)
      JOIN unit u ON u.id = m.unit_id
    WHERE $1 = ANY(u.path) AND (c.everybody OR c.audience && u.path)
  ), shared AS (
    SELECT s.post_id, s.person_id, min(s.shared_at) AS at FROM chosen c JOIN share_standing s ON s.post_id = c.id
    WHERE s.state <> 'withdrawn' AND CASE WHEN s.reason IS NULL THEN true ELSE false END GROUP BY s.post_id, s.person_id
  )`;

// The hours are gathered before they are sorted, so that those who have not shared, most of all, are counted and no more.
const sums = `
  count(m.person_id)::integer AS meant, count(s.at)::integer AS shared,
  array_agg((extract(epoch FROM s.at - m.opened) / 3600)::double precision) FILTER (WHERE s.at IS NOT NULL) AS hours`;
const figures = `
  r.meant, r.shared, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY h) FROM unnest(r.hours) h) AS "medianHours"`;

const inMonth = 'greatest(p.share_from, p.published_at) >= $2 AND greatest(p.share_from, p.published_at) < $3';

const coverage = `${reach(inMonth)}, reached AS (
    SELECT post_id, ${sums} FROM meant m LEFT JOIN shared s USING (post_id, person_id) GROUP BY post_id
  )
  SELECT c.id, c.code, c.title, c.program, ${figures}
  FROM chosen c JOIN reached r ON r.post_id = c.id ORDER BY c.opened, c.code COLLATE "C"`;

/** The posts whose time began in the month and that were meant for somebody below the unit. */
export function coverageOf(db: DataSource, { unitId, start, end }: Sight): Promise<PostCoverage[]> {
  return db.query(coverage, [unitId, start, end]);
}

/** What a post is called and when it could be shared from. */
export interface PostHead {
  id: string;
  code: string;
  title: string;
  program: string;
  opened: Date;
}

const head = `
  SELECT id, code, title, program, greatest(share_from, published_at) AS opened
  FROM post WHERE id = $1 AND state IN ('published', 'withdrawn')`;

export async function postHead(db: DataSource, id: string): Promise<PostHead | undefined> {
  const rows: PostHead[] = await db.query(head, [id]);
  return rows[0];
}

const parts = `${reach('p.id = $2')}, reached AS (
    SELECT coalesce(m.path[array_position(m.path, $1) + 1], $1) AS unit_id, ${sums}
    FROM meant m LEFT JOIN shared s USING (post_id, person_id) GROUP BY 1
  )
  SELECT r.unit_id AS "unitId", ${figures} FROM reached r`;

/** A post's reach in the people of the unit itself (by its own id) and of each direct sub-unit. */
export interface ReachPart {
  unitId: number;
  meant: number;
  shared: number;
  medianHours: number | null;
}

export function reachParts(db: DataSource, unitId: number, postId: string): Promise<ReachPart[]> {
  return db.query(parts, [unitId, postId]);
}

const sharers = `${reach('p.id = $2')}
  SELECT h.id AS "personId", h.name, h.title_before AS "titleBefore", h.title_after AS "titleAfter",
    u.name AS "unitName", s.at
  FROM shared s JOIN meant m USING (post_id, person_id) JOIN person h ON h.id = s.person_id JOIN unit u ON u.id = m.unit_id
  ORDER BY s.at, h.id LIMIT $3 OFFSET $4`;

/** Somebody who shared the post, with the moment of the first share that counts. */
export interface Sharer {
  personId: string;
  name: string;
  titleBefore: string;
  titleAfter: string;
  unitName: string;
  at: Date;
}

/** Who below the unit shared a post, the first on top. */
export function sharersOf(
  db: DataSource,
  post: { unitId: number; postId: string },
  part: { size: number; skip: number },
): Promise<Sharer[]> {
  return db.query(sharers, [post.unitId, post.postId, part.size, part.skip]);
}

const overdue = `
  SELECT count(*)::integer AS overdue FROM appeal a JOIN unit u ON u.id = a.unit_id
  WHERE a.month = $1 AND a.decided_at IS NULL AND a.due_on < $2::date AND $3 = ANY(u.path)`;

/** How many appeals about the month wait longer than allowed. */
export async function overdueAppeals(
  db: DataSource,
  given: { month: string; today: Day; unitId: number },
): Promise<number> {
  const rows: { overdue: number }[] = await db.query(overdue, [given.month, given.today, given.unitId]);
  return rows[0]?.overdue ?? 0;
}
