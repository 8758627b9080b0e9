import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';
import { burst, crammed, type HintCode, lastingHints } from './hint.rules';
import type { ShareContent } from './share.rules';
import type { ShareState } from './standing.rules';

type Db = DataSource | EntityManager;

/** Where a share stands: its sender, item and channel, and what it stands on. */
export interface Slot extends ShareContent {
  id: string;
  personId: string;
  postId: string;
  channel: string;
}

/** How a share comes in. */
export interface Filing {
  /** held: somebody else's share stands on the link, so that its main key is kept here as an alias. */
  state: 'recorded' | 'held';
  /** What is known without asking the database, which adds its own. */
  hints: HintCode[];
}

export interface NewShare extends Slot, Filing {
  sharedAt: Date;
  receivedAt: Date;
  /** WITA day of `sharedAt`. */
  businessDate: string;
}

/** Whether another share stands on one of the keys: the others' aliases, or the own aliases as a main key of others. */
const seen = (keys: string, main: string) => `
  EXISTS (SELECT FROM used_link u WHERE u.alias AND u.key = ANY(${keys}))
  OR EXISTS (SELECT FROM used_link u WHERE NOT u.alias AND u.key = ANY(${keys}) AND u.key <> ${main})`;

// How the person's shares of the month came in so far; the one being written is not among them. Bound to the month, so
// that years of shares cost nothing.
const heap = `
  SELECT count(*) FILTER (WHERE o.received_at > $11::timestamptz - interval '${burst.minutes} minutes') AS quick,
    count(o.id) AS month,
    count(*) FILTER (WHERE o.received_at > $11::timestamptz - interval '${crammed.hours} hours') AS fresh,
    ($11::timestamptz AT TIME ZONE 'Asia/Makassar') >= m.first + interval '${crammed.days} days' AS late
  FROM (SELECT date_trunc('month', $12::date::timestamp)::date AS first) m
  LEFT JOIN share o ON o.person_id = $2 AND o.business_date >= m.first
    AND o.business_date < (m.first + interval '1 month')::date AND o.state <> 'withdrawn' AND o.received_at <= $11
  GROUP BY m.first`;

const insert = {
  name: 'log-share',
  text: `
    WITH fresh AS (
      INSERT INTO share (id, person_id, post_id, channel, link_url, link_key, link_posted_at, statement, pasted,
        shared_at, received_at, business_date, state, hints)
      SELECT $1::uuid, $2::uuid, $3::uuid, c.code, $5::text, $6::text, $7::timestamptz, $8::text, $9::text,
        $10::timestamptz, $11::timestamptz, $12::date, $14::text, $15::text[] || array_remove(ARRAY[
          CASE WHEN ${seen('$13::text[]', '$6')} THEN 'link_seen' END,
          CASE WHEN h.quick >= ${burst.shares} THEN 'burst' END,
          CASE WHEN h.month >= ${crammed.shares - 1} AND h.late AND 2 * (h.fresh + 1) > h.month + 1
            THEN 'crammed_month' END], NULL)
      FROM channel c, post p, (${heap}) h
      WHERE c.code = $4 AND c.active AND (c.proof = 'link') = ($6::text IS NOT NULL)
        AND p.id = $3 AND (p.state = 'published' OR p.state = 'withdrawn' AND $10::timestamptz < p.changed_at)
        AND NOT p.official_keys && $13::text[]
        AND NOT EXISTS (SELECT FROM used_link u JOIN share o ON o.id = u.share_id
          WHERE u.alias AND u.key = $6 AND o.link_key = u.key AND o.person_id = $2)
      RETURNING id
    ), links AS (
      INSERT INTO used_link (key, share_id, alias)
      SELECT k, f.id, k <> $6 OR $14 = 'held' FROM fresh f, unnest($13::text[]) AS k
    ), trail AS (
      INSERT INTO audit_entry (at, actor_id, verb, subject, subject_id, after)
      SELECT $11::timestamptz, $2::uuid, 'share.log', 'share', f.id::text,
        jsonb_build_object('postId', $3::uuid, 'channel', $4::text, 'sharedAt', $10::timestamptz, 'state', $14::text)
      FROM fresh f
    )
    SELECT id FROM fresh`,
};

/**
 * Writes a share, the keys of its link, its hints and the audit row in one statement; false when the item or the channel
 * does not take it: not published, withdrawn before, the official link itself, a channel switched off or of the other kind;
 * or when an own share on this link is disputed.
 * Throws PostgreSQL's unique violation of `share_pkey`, `share_once` or `used_link_main`.
 */
export async function insertShare(db: Db, share: NewShare): Promise<boolean> {
  const rows = await prepared(db, insert, [
    ...[share.id, share.personId, share.postId, share.channel, share.linkUrl, share.linkKey, share.linkPostedAt],
    ...[share.statement, share.pasted, share.sharedAt, share.receivedAt, share.businessDate, share.keys],
    ...[share.state, share.hints],
  ]);
  return rows.length === 1;
}

const free = {
  name: 'free-links',
  text: `WITH one AS (SELECT id FROM share WHERE id = $1 FOR UPDATE)
    DELETE FROM used_link u USING one WHERE u.share_id = one.id`,
};

/** The share's link may be used again. The share is locked first, as by everybody: nobody waits in a circle. */
export async function freeLinks(em: EntityManager, shareId: string): Promise<void> {
  await prepared(em, free, [shareId]);
}

const mend = {
  name: 'mend-share',
  text: `
    WITH mended AS (
      UPDATE share SET link_url = $2, link_key = $3, link_posted_at = $4, statement = $5, pasted = $6, state = $8,
        hints = ARRAY(SELECT h FROM unnest(hints) AS h WHERE h = ANY($10::text[])) || $9::text[]
          || CASE WHEN ${seen('$7::text[]', '$3')} THEN ARRAY['link_seen'] ELSE '{}' END
      WHERE id = $1 AND state = 'returned' RETURNING id
    ), links AS (
      INSERT INTO used_link (key, share_id, alias)
      SELECT k, m.id, k <> $3 OR $8 = 'held' FROM mended m, unnest($7::text[]) AS k
    )
    SELECT id FROM mended`,
};

/** Puts new evidence into a returned share, whose links were freed before; false when it is no longer returned. */
export async function mendShare(em: EntityManager, share: ShareContent & Filing & { id: string }): Promise<boolean> {
  const { linkUrl, linkKey, linkPostedAt, statement, pasted, keys, state, hints } = share;
  const content = [linkUrl, linkKey, linkPostedAt, statement, pasted, keys];
  return (await prepared(em, mend, [share.id, ...content, state, hints, lastingHints])).length === 1;
}

const hint = {
  name: 'add-hints',
  text: `UPDATE share SET hints = hints || ARRAY(SELECT unnest($2::text[]) EXCEPT SELECT unnest(hints))
    WHERE id = $1 AND NOT is_month_closed(business_date)`,
};

/** Adds what was noticed later to a share, each code once. */
export async function addHints(em: EntityManager, shareId: string, hints: HintCode[]): Promise<void> {
  await prepared(em, hint, [shareId, hints]);
}

const bySlot = {
  name: 'share-by-slot',
  text: `SELECT shared_at AS "sharedAt" FROM share
    WHERE person_id = $1 AND post_id = $2 AND channel = $3 AND state <> 'withdrawn'`,
};

/** When the person's share of this item on this channel was; undefined when there is none. */
export async function slotMoment(db: Db, slot: Pick<Slot, 'personId' | 'postId' | 'channel'>) {
  const rows = await prepared<{ sharedAt: Date }>(db, bySlot, [slot.personId, slot.postId, slot.channel]);
  return rows[0]?.sharedAt;
}

const byKey = { name: 'link-taken', text: 'SELECT FROM used_link WHERE key = $1 AND NOT alias' };

/** Whether a share stands on this link as its own. */
export async function isLinkTaken(db: Db, linkKey: string | null): Promise<boolean> {
  return (await prepared(db, byKey, [linkKey])).length > 0;
}

// Written out twice, because each half has an index of its own.
const ownByKey = {
  name: 'own-share-by-link',
  text: `SELECT s.shared_at AS "sharedAt" FROM used_link u JOIN share s ON s.id = u.share_id
    WHERE (NOT u.alias AND u.key = $1 OR u.alias AND u.key = $1 AND s.link_key = $1) AND s.person_id = $2
      AND s.id <> $3
    ORDER BY s.shared_at LIMIT 1`,
};

/** When the person logged this link with another share; undefined when it never was, or was taken back. */
export async function ownLinkMoment(db: Db, { linkKey, personId, id }: Pick<Slot, 'linkKey' | 'personId' | 'id'>) {
  return (await prepared<{ sharedAt: Date }>(db, ownByKey, [linkKey, personId, id]))[0]?.sharedAt;
}

export interface EvidenceRow {
  shareId: string;
  pictureId: string;
  cameAlong: boolean;
  at: Date;
}

/** Puts a picture to a share. */
export async function insertEvidence(em: EntityManager, row: EvidenceRow): Promise<void> {
  await em.query('INSERT INTO share_evidence (share_id, picture_id, came_along, at) VALUES ($1, $2, $3, $4)', [
    ...[row.shareId, row.pictureId, row.cameAlong, row.at],
  ]);
}

const companion = {
  name: 'share-companion',
  text: 'SELECT picture_id AS "pictureId" FROM share_evidence WHERE share_id = $1 AND came_along',
};

/** The picture that a share was logged with; null when there was none. */
export async function pictureThatCameAlong(db: Db, shareId: string): Promise<string | null> {
  return (await prepared<{ pictureId: string }>(db, companion, [shareId]))[0]?.pictureId ?? null;
}

interface LockedShare {
  state: ShareState;
  /** Its link is somebody else's, which only a reviewer may overlook. */
  disputed: boolean;
  pictures: string[];
}

/** Locks a share that exists; how it stands and which pictures it has. */
export async function lockShare(em: EntityManager, id: string): Promise<LockedShare> {
  const rows: LockedShare[] = await em.query(
    `SELECT s.state, 'link_of_other' = ANY(s.hints) AS disputed,
       ARRAY(SELECT e.picture_id::text FROM share_evidence e WHERE e.share_id = s.id) AS pictures
     FROM share s WHERE s.id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] as LockedShare;
}

export interface Compared {
  pictureId: string;
  personId: string;
  postId: string;
  /** In how many bits two looks, and two strips, may differ to be near. */
  nearLook: number;
  nearStrip: number;
}

/**
 * Whether the same picture is evidence of somebody else's share, and whether one that looks alike is evidence of
 * somebody else's share of the same item.
 */
export async function likePictures(em: EntityManager, compared: Compared): Promise<HintCode[]> {
  const { pictureId, personId, postId, nearLook, nearStrip } = compared;
  const rows: { same: boolean; similar: boolean }[] = await em.query(
    `SELECT EXISTS (SELECT FROM picture o JOIN share_evidence e ON e.picture_id = o.id JOIN share s ON s.id = e.share_id
         WHERE (o.original_hash = p.original_hash OR o.file_hash = p.file_hash) AND s.person_id <> $2) AS same,
       EXISTS (SELECT FROM share s JOIN share_evidence e ON e.share_id = s.id JOIN picture o ON o.id = e.picture_id
         WHERE s.post_id = $3 AND s.person_id <> $2 AND bit_count((o.look # p.look)::bit(64)) <= $4
           AND bit_count((o.strip # p.strip)::bit(64)) <= $5) AS similar
     FROM picture p WHERE p.id = $1`,
    [pictureId, personId, postId, nearLook, nearStrip],
  );
  if (rows[0]?.same) return ['same_picture'];
  return rows[0]?.similar ? ['similar_picture'] : [];
}
