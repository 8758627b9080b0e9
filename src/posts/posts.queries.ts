import type { EntityManager } from 'typeorm';
import type { Place } from '../kernel/list-part';
import type { PostContent } from './post-content.rules';
import type { PostRecord, PostState } from './post.rules';
import { mediaOf } from './published-posts.queries';

/** What the actor may see beside published posts. */
export interface Sight {
  /** Unit ids below which drafts are visible. */
  scope: number[];
  /** Every post that was ever submitted. */
  submitted: boolean;
}

const recordColumns = `
  p.id, p.code, p.title, p.program, p.unit_id AS "unitId", u.code AS "unitCode", u.name AS "unitName",
  u.path AS "unitPath", p.narrative, p.source_url AS "sourceUrl", p.captions, p.official_links AS "officialLinks",
  p.official_keys AS "officialKeys", p.everybody, p.audience,
  ARRAY(SELECT a.code FROM unit a WHERE a.id = ANY(p.audience) ORDER BY a.code) AS "audienceCodes",
  p.share_from AS "shareFrom", p.share_until AS "shareUntil", p.state, p.author_id AS "authorId",
  p.published_at AS "publishedAt", p.changed_at AS "changedAt", ${mediaOf},
  ARRAY(SELECT DISTINCT e.by_id::text FROM post_event e WHERE e.post_id = p.id AND e.by_id IS NOT NULL
    AND e.kind IN ('drafted', 'changed', 'submitted')) AS hands`;

const visible = `(p.state IN ('published', 'withdrawn') OR u.path && $1::integer[] OR ($2 AND p.state <> 'draft'))`;

export async function selectPost(em: EntityManager, sight: Sight, id: string): Promise<PostRecord | undefined> {
  const rows: PostRecord[] = await em.query(
    `SELECT ${recordColumns} FROM post p JOIN unit u ON u.id = p.unit_id WHERE ${visible} AND p.id = $3`,
    [sight.scope, sight.submitted, id],
  );
  return rows[0];
}

export interface PostLine {
  id: string;
  code: string;
  title: string;
  unitName: string;
  state: PostState;
  shareFrom: Date;
  shareUntil: Date;
  changedAt: Date;
}

export interface AskedPosts {
  state: PostState | null;
  /** True: only windows that ended by `now`; false: only others; null: both. */
  ended: boolean | null;
  now: Date;
  /** The last line already shown. */
  after: Place | null;
  limit: number;
}

/** Visible posts, last changed first. */
export async function selectPosts(em: EntityManager, sight: Sight, part: AskedPosts): Promise<PostLine[]> {
  return em.query(
    `SELECT p.id, p.code, p.title, u.name AS "unitName", p.state, p.share_from AS "shareFrom",
       p.share_until AS "shareUntil", date_trunc('milliseconds', p.changed_at) AS "changedAt"
     FROM post p JOIN unit u ON u.id = p.unit_id
     WHERE ${visible} AND ($3::text IS NULL OR p.state = $3) AND ($4::boolean IS NULL OR (p.share_until <= $5) = $4)
       AND ($6::timestamptz IS NULL OR (date_trunc('milliseconds', p.changed_at), p.id) < ($6, $7::uuid))
     ORDER BY date_trunc('milliseconds', p.changed_at) DESC, p.id DESC LIMIT $8`,
    [
      ...[sight.scope, sight.submitted, part.state, part.ended, part.now],
      ...[part.after?.at ?? null, part.after?.id ?? null, part.limit],
    ],
  );
}

export interface PostStep {
  kind: 'drafted' | 'changed' | 'submitted' | 'returned' | 'published' | 'withdrawn';
  at: Date;
  reason: string;
  /** Null: the command line. */
  name: string | null;
  titleBefore: string | null;
  titleAfter: string | null;
}

/** The steps of a post's life, oldest first. */
export async function selectSteps(em: EntityManager, id: string): Promise<PostStep[]> {
  return em.query(
    `SELECT e.kind, e.at, e.reason, b.name, b.title_before AS "titleBefore", b.title_after AS "titleAfter"
     FROM post_event e LEFT JOIN person b ON b.id = e.by_id WHERE e.post_id = $1 ORDER BY e.id`,
    [id],
  );
}

export interface NewPost extends PostContent {
  id: string;
  code: string;
  authorId: string;
  at: Date;
}

export async function insertDraft(em: EntityManager, post: NewPost): Promise<void> {
  await em.query(
    `INSERT INTO post (id, code, title, program, unit_id, narrative, source_url, captions, official_links,
       official_keys, everybody, audience, share_from, share_until, author_id, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [post.id, post.code, ...contentValues(post), post.authorId, post.at],
  );
}

/** A post as the writer or publisher saw it: what they do fails when it has moved on since. */
export interface Seen {
  id: string;
  state: PostState;
  changedAt: Date;
}

const asSeen = `id = $1 AND state = $2 AND date_trunc('milliseconds', changed_at) = $3`;

/** Whether the content was written: not when somebody else was quicker. */
export async function updateContent(
  em: EntityManager,
  seen: Seen,
  content: PostContent & { at: Date },
): Promise<boolean> {
  const [rows] = (await em.query(
    `UPDATE post SET title = $5, program = $6, unit_id = $7, narrative = $8, source_url = $9, captions = $10,
       official_links = $11, official_keys = $12, everybody = $13, audience = $14, share_from = $15, share_until = $16,
       changed_at = $4
     WHERE ${asSeen} RETURNING id`,
    [seen.id, seen.state, seen.changedAt, content.at, ...contentValues(content)],
  )) as [unknown[], number];
  return rows.length === 1;
}

/** Whether the state moved: of two decisions at once, one does. */
export async function updateState(
  em: EntityManager,
  seen: Seen,
  to: { state: PostState; at: Date; publishedById: string | null },
): Promise<boolean> {
  const [rows] = (await em.query(
    `UPDATE post SET state = $4, changed_at = $5, published_by_id = $6::uuid,
       published_at = CASE WHEN $4 = 'published' THEN $5::timestamptz END
     WHERE ${asSeen} RETURNING id`,
    [seen.id, seen.state, seen.changedAt, to.state, to.at, to.publishedById],
  )) as [unknown[], number];
  return rows.length === 1;
}

export interface NewStep {
  postId: string;
  kind: PostStep['kind'];
  byId: string | null;
  at: Date;
  reason: string;
}

export async function insertSteps(em: EntityManager, steps: NewStep[]): Promise<void> {
  await em.query(
    `INSERT INTO post_event (post_id, kind, by_id, at, reason)
     SELECT e."postId", e.kind, e."byId", e.at, e.reason
     FROM jsonb_to_recordset($1::jsonb) AS e("postId" uuid, kind text, "byId" uuid, at timestamptz, reason text)`,
    [JSON.stringify(steps)],
  );
}

export interface UnitChoice {
  id: number;
  code: string;
  name: string;
  path: number[];
}

/** Units that exist on the day, or ever, in the order of their names. */
export async function selectUnits(em: EntityManager, day: string | null): Promise<UnitChoice[]> {
  return em.query(
    `SELECT id, code, name, path FROM unit
     WHERE $1::date IS NULL OR (valid_from IS NULL OR valid_from <= $1::date) AND (valid_until IS NULL OR valid_until >= $1::date)
     ORDER BY name, id`,
    [day],
  );
}

function contentValues(content: PostContent): unknown[] {
  return [
    ...[content.title, content.program, content.unitId, content.narrative, content.sourceUrl, content.captions],
    ...[content.officialLinks, content.officialKeys, content.everybody, content.audience],
    ...[content.shareFrom, content.shareUntil],
  ];
}
