import type { EntityManager } from 'typeorm';
import type { HintCode } from './hint.rules';
import type { FoundProblem } from './import-problem.rules';
import type { ShareContent } from './share.rules';

/** A readable row of an import file; whether its person and item exist is found out in the database. */
export interface StagedShare extends ShareContent {
  row: number;
  id: string;
  number: string;
  code: string;
  channel: string;
  state: string;
  sharedAt: Date;
  receivedAt: Date;
  businessDate: string;
  hints: HintCode[];
}

/** A table for the rows of one import, gone with its transaction; the time limit of ordinary statements is lifted. */
export async function makeRoom(em: EntityManager): Promise<void> {
  await em.query(`SET LOCAL statement_timeout = 0`);
  await em.query(`
    CREATE TEMPORARY TABLE staged_share (
      row integer PRIMARY KEY, id uuid, number text, code text, person_id uuid, post_id uuid, channel text, link_url text,
      link_key text, link_posted_at timestamptz, statement text, pasted text, keys text[], shared_at timestamptz,
      received_at timestamptz, business_date date, state text, hints text[], unchanged boolean NOT NULL DEFAULT false
    ) ON COMMIT DROP`);
}

export async function stageShares(em: EntityManager, shares: StagedShare[]): Promise<void> {
  if (!shares.length) return;
  await em.query(
    `INSERT INTO staged_share (row, id, number, code, person_id, post_id, channel, link_url, link_key, link_posted_at,
       statement, pasted, keys, shared_at, received_at, business_date, state, hints)
     SELECT r.row, r.id, r.number, r.code, n.person_id, p.id, r.channel, r."linkUrl", r."linkKey", r."linkPostedAt",
       r.statement, r.pasted, r.keys, r."sharedAt", r."receivedAt", r."businessDate", r.state, r.hints
     FROM json_to_recordset($1::json) AS r(row integer, id uuid, number text, code text, channel text, "linkUrl" text,
       "linkKey" text, "linkPostedAt" timestamptz, statement text, pasted text, keys text[], "sharedAt" timestamptz,
       "receivedAt" timestamptz, "businessDate" date, state text, hints text[])
     LEFT JOIN person_number n ON n.number = r.number
     LEFT JOIN post p ON p.code = r.code`,
    [JSON.stringify(shares)],
  );
}

/** People without a membership below these units on the day of the share are, to the importer, nobody. */
export async function forgetOthers(em: EntityManager, scope: number[]): Promise<void> {
  await em.query(
    `UPDATE staged_share s SET person_id = NULL WHERE NOT EXISTS (
       SELECT FROM membership m JOIN unit u ON u.id = m.unit_id
       WHERE m.person_id = s.person_id AND u.path && $1::integer[] AND m.starts_on <= s.business_date
         AND (m.ends_on IS NULL OR m.ends_on >= s.business_date))`,
    [scope],
  );
}

const problems = `
  WITH
  first_id AS (SELECT id, min(row) AS row FROM staged_share GROUP BY id),
  first_slot AS (SELECT person_id, post_id, channel, min(row) AS row FROM staged_share GROUP BY 1, 2, 3),
  link AS (SELECT row, id, link_key AS key FROM staged_share WHERE link_key IS NOT NULL),
  first_link AS (SELECT key, min(row) AS row FROM link GROUP BY key),
  problem (row, problem, value) AS (
    SELECT row, 'number', number FROM staged_share WHERE person_id IS NULL
    UNION ALL SELECT row, 'code', code FROM staged_share WHERE post_id IS NULL
    UNION ALL
    SELECT s.row, 'month-closed', s.business_date::text
    FROM staged_share s JOIN (SELECT d AS day FROM (SELECT DISTINCT business_date AS d FROM staged_share) a
      WHERE is_month_closed(d)) c ON c.day = s.business_date
    WHERE NOT s.unchanged
    UNION ALL
    SELECT s.row, 'id-twice', f.row::text FROM staged_share s JOIN first_id f ON f.id = s.id AND f.row < s.row
    UNION ALL
    SELECT s.row, 'slot-twice', f.row::text FROM staged_share s JOIN first_slot f
      ON f.person_id = s.person_id AND f.post_id = s.post_id AND f.channel = s.channel AND f.row < s.row
    JOIN staged_share o ON o.row = f.row AND o.id <> s.id
    UNION ALL
    SELECT l.row, 'link-twice', f.row::text FROM link l JOIN first_link f ON f.key = l.key AND f.row < l.row
    JOIN staged_share o ON o.row = f.row AND o.id <> l.id
    UNION ALL
    SELECT s.row, 'id-reused', '' FROM staged_share s JOIN share e ON e.id = s.id
    WHERE s.person_id IS NOT NULL AND s.post_id IS NOT NULL AND NOT s.unchanged
    UNION ALL
    SELECT s.row, 'slot-taken', e.business_date::text FROM staged_share s JOIN share e
      ON e.person_id = s.person_id AND e.post_id = s.post_id AND e.channel = s.channel AND e.id <> s.id
    WHERE e.state <> 'withdrawn' AND NOT s.unchanged
    UNION ALL
    SELECT l.row, 'link-taken', '' FROM link l JOIN used_link u ON u.key = l.key AND NOT u.alias AND u.share_id <> l.id
  )
  SELECT row, problem, value FROM problem ORDER BY row LIMIT $1`;

/** Marks the rows that are in the database with the same content; returns how many. */
export async function markUnchanged(em: EntityManager): Promise<number> {
  await em.query('ANALYZE staged_share');
  const [, count] = (await em.query(
    `UPDATE staged_share s SET unchanged = true FROM share e
     WHERE e.id = s.id AND e.person_id = s.person_id AND e.post_id = s.post_id AND e.channel = s.channel
       AND (e.link_key IS NOT DISTINCT FROM s.link_key OR e.pasted = s.pasted)
       AND e.statement IS NOT DISTINCT FROM s.statement AND e.shared_at = s.shared_at`,
  )) as [unknown, number];
  return count;
}

/** What is wrong with the staged rows among themselves and against what is stored, by row; call `markUnchanged` first. */
export async function findProblems(em: EntityManager, most: number): Promise<FoundProblem[]> {
  return em.query(problems, [most]);
}

export async function lastRow(em: EntityManager): Promise<number> {
  const rows: { row: number | null }[] = await em.query('SELECT max(row) AS row FROM staged_share');
  return rows[0]?.row ?? 0;
}

/** Writes the new ones among the rows (from, until], with their links and, where decided, a verdict. */
export async function insertStaged(
  em: EntityManager,
  part: { from: number; until: number; byId: string | null },
): Promise<void> {
  await em.query(
    `WITH part AS (SELECT * FROM staged_share WHERE row > $1 AND row <= $2 AND NOT unchanged),
     shares AS (
       INSERT INTO share (id, person_id, post_id, channel, link_url, link_key, link_posted_at, statement, pasted,
         shared_at, received_at, business_date, state, hints)
       SELECT id, person_id, post_id, channel, link_url, link_key, link_posted_at, statement, pasted, shared_at,
         received_at, business_date, state, hints
       FROM part
     ), links AS (
       INSERT INTO used_link (key, share_id, alias) SELECT k, p.id, k <> p.link_key FROM part p, unnest(p.keys) AS k
     )
     INSERT INTO verdict (share_id, verdict, reason, by_id, at)
     SELECT id, state, '', $3::uuid, received_at FROM part WHERE state <> 'recorded' ORDER BY row`,
    [part.from, part.until, part.byId],
  );
}
