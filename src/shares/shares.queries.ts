import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';
import type { Place } from '../kernel/list-part';
import type { Words } from '../kernel/refusal';
import type { HintCode } from './hint.rules';
import type { ChannelWords, ShareContent } from './share.rules';
import type { ShareState, Standing, StandingReason } from './standing.rules';

type Db = DataSource | EntityManager;

/** A share with its item, its channel's name and its standing. */
export interface ShareRow extends Standing {
  id: string;
  personId: string;
  postId: string;
  postCode: string;
  postTitle: string;
  channel: string;
  channelName: Words;
  linkUrl: string | null;
  linkKey: string | null;
  statement: string | null;
  pasted: string | null;
  receiptExcused: boolean;
}

/** An own share as the list of open items shows it. */
export interface OwnShare {
  id: string;
  postId: string;
  channel: string;
  state: ShareState;
  reason: StandingReason | null;
}

export interface VerdictRow {
  verdict: 'accepted' | 'returned' | 'rejected';
  reason: string;
  at: Date;
}

const columns = `
  s.id, s.person_id AS "personId", s.post_id AS "postId", p.code AS "postCode", p.title AS "postTitle", s.channel,
  jsonb_build_object('id', c.name_id, 'en', c.name_en) AS "channelName", s.link_url AS "linkUrl", s.link_key AS "linkKey", s.statement,
  s.pasted, s.shared_at AS "sharedAt", s.received_at AS "receivedAt", s.receipt_excused AS "receiptExcused", s.business_date::text AS "businessDate", s.state,
  t.reason, p.share_from AS "shareFrom", p.share_until AS "shareUntil",
  CASE WHEN t.reason = 'received_late' THEN (SELECT y.receipt_hours FROM policy y WHERE y.valid_from <= s.business_date
    AND (y.valid_until IS NULL OR y.valid_until > s.business_date)) END AS "receiptHours",
  CASE WHEN s.state IN ('returned', 'rejected') THEN (SELECT v.reason FROM verdict v WHERE v.share_id = s.id
    ORDER BY v.id DESC LIMIT 1) END AS "verdictReason",
  CASE WHEN s.state = 'returned' THEN (SELECT ((v.at AT TIME ZONE 'Asia/Makassar')::date + y.mend_days)::text
    FROM verdict v JOIN policy y ON y.valid_from <= s.business_date
      AND (y.valid_until IS NULL OR y.valid_until > s.business_date)
    WHERE v.share_id = s.id ORDER BY v.id DESC LIMIT 1) END AS "mendUntil",
  CASE WHEN s.state = 'held' THEN EXISTS (SELECT FROM share_evidence e WHERE e.share_id = s.id) ELSE false END AS pictured`;
const sources = `
  FROM share s JOIN share_standing t ON t.id = s.id JOIN post p ON p.id = s.post_id JOIN channel c ON c.code = s.channel`;

const one = { name: 'share-standing', text: `SELECT ${columns} ${sources} WHERE s.id = $1` };

/** A share of anybody by its id: the caller decides who may see it. */
export async function shareById(db: Db, id: string): Promise<ShareRow | undefined> {
  return (await prepared<ShareRow>(db, one, [id]))[0];
}

const openShares = {
  name: 'own-open-shares',
  text: `
    SELECT v.version::text AS version, t.id, t.post_id AS "postId", t.channel, t.state, t.reason
    FROM posts_version v LEFT JOIN share_standing t
      ON t.person_id = $1 AND t.post_id = ANY($2::uuid[]) AND t.state <> 'withdrawn'`,
};

/** The version of the items and the person's own shares of the named ones, in one statement. */
export async function ownShares(
  db: Db,
  personId: string,
  postIds: string[],
): Promise<{ version: string; shares: OwnShare[] }> {
  // Written out here, because the driver escapes the elements of an array one by one.
  const ids = `{${postIds.join(',')}}`;
  const rows = await prepared<OwnShare & { version: string }>(db, openShares, [personId, ids]);
  return { version: rows[0]?.version ?? '', shares: rows.filter(({ id }) => id !== null) };
}

const channelList = {
  name: 'channels',
  text: `SELECT code, name_id AS "nameId", name_en AS "nameEn", proof, active FROM channel ORDER BY position`,
};

export async function channels(db: Db): Promise<ChannelWords[]> {
  return prepared<ChannelWords>(db, channelList, []);
}

export async function channelByCode(db: Db, code: string): Promise<ChannelWords | undefined> {
  return (await channels(db)).find((channel) => channel.code === code);
}

export interface OwnFilter {
  personId: string;
  state: ShareState | null;
  /** First and last day, inclusive. */
  from: string | null;
  until: string | null;
  /** Moment and id of the last share seen. */
  after: Place | null;
  limit: number;
}

const ownFilter = `
  s.person_id = $1 AND ($2::text IS NULL OR s.state = $2) AND ($3::date IS NULL OR s.business_date >= $3)
  AND ($4::date IS NULL OR s.business_date <= $4) AND ($5::timestamptz IS NULL OR (s.shared_at, s.id) < ($5, $6::uuid))
  ORDER BY s.business_date DESC, s.shared_at DESC, s.id DESC LIMIT $7`;
// Apart, because only the first can use the index on a person's shares, which leaves out those taken back.
const ownLive = {
  name: 'own-shares',
  text: `SELECT ${columns} ${sources} WHERE s.state <> 'withdrawn' AND ${ownFilter}`,
};
const ownWithdrawn = {
  name: 'own-shares-withdrawn',
  text: `SELECT ${columns} ${sources} WHERE s.state = 'withdrawn' AND ${ownFilter}`,
};

/** A person's shares, newest first; those taken back only when asked for. */
export async function listOwn(db: Db, filter: OwnFilter): Promise<ShareRow[]> {
  const { personId, state, from, until, after, limit } = filter;
  const values = [personId, state, from, until, after?.at ?? null, after?.id ?? null, limit];
  return prepared<ShareRow>(db, state === 'withdrawn' ? ownWithdrawn : ownLive, values);
}

const history = {
  name: 'share-verdicts',
  text: 'SELECT verdict, reason, at FROM verdict WHERE share_id = $1 ORDER BY id',
};

export async function verdictsOf(db: Db, shareId: string): Promise<VerdictRow[]> {
  return prepared<VerdictRow>(db, history, [shareId]);
}

const change = {
  name: 'share-state',
  text: 'UPDATE share SET state = $2 WHERE id = $1 AND state = ANY($3::text[]) RETURNING id',
};

/** Moves a share to another state if it is in one of the expected ones; false when it no longer is. */
export async function moveShare(
  em: EntityManager,
  move: { id: string; from: ShareState[]; to: ShareState },
): Promise<boolean> {
  return (await prepared(em, change, [move.id, move.to, move.from])).length === 1;
}

const verdict = {
  name: 'share-verdict',
  text: 'INSERT INTO verdict (share_id, verdict, reason, by_id, at, seconds, batch) VALUES ($1, $2, $3, $4, $5, $6, $7)',
};

export async function insertVerdict(
  em: EntityManager,
  row: VerdictRow & { shareId: string; byId: string | null; seconds: number | null; batch: boolean },
): Promise<void> {
  const { shareId, reason, byId, at, seconds, batch } = row;
  await prepared(em, verdict, [shareId, row.verdict, reason, byId, at, seconds, batch]);
}

const open = {
  name: 'open-link',
  text: `
    WITH short AS (
      SELECT id, state FROM share WHERE id = $1 AND link_key = $2 AND state = ANY('{recorded,held,accepted}')
        AND NOT is_month_closed(business_date) FOR UPDATE
    ), main AS (
      INSERT INTO used_link (key, share_id, alias) SELECT $4, id, state = 'held' FROM short
      ON CONFLICT DO NOTHING RETURNING share_id
    ), opened AS (
      UPDATE share s SET link_url = $3, link_key = $4, link_posted_at = $5,
        hints = array_remove(s.hints, 'short_link') || ARRAY(SELECT unnest($6::text[] || CASE
          WHEN EXISTS (SELECT FROM used_link u WHERE u.alias AND u.key = $4 AND u.share_id <> $1)
            OR EXISTS (SELECT FROM used_link u WHERE NOT u.alias AND u.key = $4 AND u.share_id <> $1)
          THEN ARRAY['link_seen'] ELSE '{}' END) EXCEPT SELECT unnest(s.hints))
      FROM main m WHERE s.id = m.share_id RETURNING s.id
    )
    SELECT CASE WHEN EXISTS (SELECT FROM opened) THEN 'post' WHEN EXISTS (SELECT FROM short) THEN 'seen' ELSE 'changed'
      END AS outcome`,
};

/** A short link and the post that it was found to lead to. */
export interface OpenedLink extends Pick<ShareContent, 'linkUrl' | 'linkKey' | 'linkPostedAt'> {
  shareId: string;
  /** The short link's key, which stays the share's own. */
  shortKey: string;
  hints: HintCode[];
}

/**
 * Puts the post in the place of the short link. Nothing is written when another share stands on the post (`seen`) or the
 * share has another link by now or is decided against (`changed`).
 */
export async function openShortLink(em: EntityManager, link: OpenedLink): Promise<'post' | 'seen' | 'changed'> {
  const values = [link.shareId, link.shortKey, link.linkUrl, link.linkKey, link.linkPostedAt, link.hints];
  const rows = await prepared<{ outcome: 'post' | 'seen' | 'changed' }>(em, open, values);
  return rows[0]?.outcome ?? 'changed';
}
