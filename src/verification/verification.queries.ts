import type { DataSource } from 'typeorm';
import type { Words } from '../kernel/refusal';
import type { ShareState } from '../shares/standing.rules';

/** A share as its reviewer sees it. */
export interface WaitingShare {
  id: string;
  personId: string;
  name: string;
  titleBefore: string;
  titleAfter: string;
  /** The unit on the business date; null for somebody without one. */
  unitName: string | null;
  postId: string;
  postCode: string;
  postTitle: string;
  shareFrom: Date;
  channel: string;
  channelName: Words;
  linkUrl: string | null;
  linkKey: string | null;
  linkPostedAt: Date | null;
  statement: string | null;
  sharedAt: Date;
  receivedAt: Date;
  state: ShareState;
}

/** Whose shares: people of these units (with all below), on the business date or today. */
export interface Sight {
  scope: number[];
  /** WITA day. */
  today: string;
}

// The list of people comes first: without it the planner walks the shares of everybody to find those of one agency.
const inSight = `
  s.person_id IN (SELECT o.person_id FROM membership o JOIN unit w ON w.id = o.unit_id WHERE w.path && $1::integer[])
  AND EXISTS (SELECT 1 FROM membership m JOIN unit u ON u.id = m.unit_id
    WHERE m.person_id = s.person_id AND u.path && $1::integer[]
      AND (m.starts_on <= s.business_date AND (m.ends_on IS NULL OR m.ends_on >= s.business_date)
        OR m.starts_on <= $2::date AND (m.ends_on IS NULL OR m.ends_on >= $2::date)))`;

/** Whose share this is, if the reviewer may see it. */
export async function shareInSight(
  db: DataSource,
  sight: Sight,
  id: string,
): Promise<{ personId: string } | undefined> {
  const rows: { personId: string }[] = await db.query(
    `SELECT s.person_id AS "personId" FROM share s WHERE s.id = $3 AND ${inSight}`,
    [sight.scope, sight.today, id],
  );
  return rows[0];
}

export interface QueueFilter {
  /** The reviewer, whose own shares are left out. */
  reviewerId: string;
  state: ShareState;
  channel: string | null;
  /** Part of a name, an item's title or its code. */
  search: string | null;
  /** The last share seen. */
  after: { at: Date; day: string; id: string } | null;
  limit: number;
}

/** Shares of the reviewer's units in one state, oldest first. */
export async function queue(db: DataSource, sight: Sight, filter: QueueFilter): Promise<WaitingShare[]> {
  const { reviewerId, state, channel, search, after, limit } = filter;
  return db.query(
    `SELECT s.id, s.person_id AS "personId", h.name, h.title_before AS "titleBefore", h.title_after AS "titleAfter",
       (SELECT u.short_name FROM membership m JOIN unit u ON u.id = m.unit_id WHERE m.person_id = s.person_id
          AND m.starts_on <= s.business_date AND (m.ends_on IS NULL OR m.ends_on >= s.business_date)) AS "unitName",
       p.id AS "postId", p.code AS "postCode", p.title AS "postTitle", p.share_from AS "shareFrom", s.channel,
       jsonb_build_object('id', c.name_id, 'en', c.name_en) AS "channelName", s.link_url AS "linkUrl",
       s.link_key AS "linkKey", s.link_posted_at AS "linkPostedAt", s.statement, s.shared_at AS "sharedAt",
       s.received_at AS "receivedAt", s.state
     FROM share s JOIN person h ON h.id = s.person_id JOIN post p ON p.id = s.post_id
       JOIN channel c ON c.code = s.channel
     WHERE s.state = $3 AND s.person_id <> $4::uuid AND ${inSight}
       AND ($5::text IS NULL OR s.channel = $5)
       AND ($6::text IS NULL OR strpos(lower(h.name), lower($6)) > 0 OR strpos(lower(p.title), lower($6)) > 0
         OR strpos(lower(p.code), lower($6)) > 0)
       AND ($7::date IS NULL OR (s.business_date, s.shared_at, s.id) > ($7, $8::timestamptz, $9::uuid))
     ORDER BY s.business_date, s.shared_at, s.id LIMIT $10`,
    [
      ...[sight.scope, sight.today, state, reviewerId, channel, search],
      ...[after?.day ?? null, after?.at ?? null, after?.id ?? null, limit],
    ],
  );
}

export interface UnitChoice {
  code: string;
  name: string;
}

/** The id of the unit with this code if it lies in the scope. */
export async function unitInSight(db: DataSource, scope: number[], code: string): Promise<number[]> {
  const rows: { id: number }[] = await db.query('SELECT id FROM unit WHERE code = $2 AND path && $1::integer[]', [
    ...[scope, code],
  ]);
  return rows.map(({ id }) => id);
}

/** The units of the scope, by name. */
export async function unitsInSight(db: DataSource, scope: number[]): Promise<UnitChoice[]> {
  return db.query('SELECT code, short_name AS name FROM unit WHERE path && $1::integer[] ORDER BY short_name, id', [
    scope,
  ]);
}
