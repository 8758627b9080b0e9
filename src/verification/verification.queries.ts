import type { DataSource, EntityManager } from 'typeorm';
import type { Role } from '../access/roles.rules';
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
  linkPostedAt: Date | null;
  statement: string | null;
  sharedAt: Date;
  receivedAt: Date;
  businessDate: string;
  state: ShareState;
  hints: string[];
  /** 0 on hold, 1 with a mark, 2 without: the order of the queue before the moment. */
  rank: number;
}

/** Whose shares: people of these units (with all below), on the business date or today; and who is looking. */
export interface Sight {
  scope: number[];
  /** WITA day. */
  today: string;
  reviewerId: string;
  /** Every unit of the reviewer's review roles, however the scope is narrowed. */
  reach: number[];
  reviewRoles: readonly Role[];
}

// The list of people comes first: without it the planner walks the shares of everybody to find those of one agency.
const inSight = `
  s.person_id IN (SELECT o.person_id FROM membership o JOIN unit w ON w.id = o.unit_id WHERE w.path && $1::integer[])
  AND EXISTS (SELECT 1 FROM membership m JOIN unit u ON u.id = m.unit_id
    WHERE m.person_id = s.person_id AND u.path && $1::integer[]
      AND (m.starts_on <= s.business_date AND (m.ends_on IS NULL OR m.ends_on >= s.business_date)
        OR m.starts_on <= $2::date AND (m.ends_on IS NULL OR m.ends_on >= $2::date)))`;

// The review roles that the share's person holds today; reachesOver() in the rules says the same of one person.
const offices = `
  FROM role_grant g JOIN unit v ON v.id = g.unit_id
  WHERE g.person_id = s.person_id AND g.role = ANY($3::text[])
    AND g.starts_on <= $2::date AND (g.ends_on IS NULL OR g.ends_on >= $2::date)`;
// Shares of a fixed month wait for nobody any more.
const decidable = `
  s.person_id <> $4::uuid
  AND to_char(s.business_date, 'YYYY-MM') <> ALL (ARRAY(SELECT v.month FROM period_version v WHERE v.state <> 'provisional'
    AND NOT EXISTS (SELECT FROM period_version o WHERE o.month = v.month AND o.version > v.version)))
  AND NOT EXISTS (SELECT ${offices} AND NOT v.path[:greatest(cardinality(v.path) - 1, 1)] && $5::integer[])`;

// Written as in the index share_waiting, which holds the queue in its order.
const rank = `CASE WHEN s.state = 'held' THEN 0 WHEN s.hints <> '{}' THEN 1 ELSE 2 END`;
const columns = `
  s.id, s.person_id AS "personId", h.name, h.title_before AS "titleBefore", h.title_after AS "titleAfter",
  (SELECT u.short_name FROM membership m JOIN unit u ON u.id = m.unit_id WHERE m.person_id = s.person_id
     AND m.starts_on <= s.business_date AND (m.ends_on IS NULL OR m.ends_on >= s.business_date)) AS "unitName",
  p.id AS "postId", p.code AS "postCode", p.title AS "postTitle", p.share_from AS "shareFrom", s.channel,
  jsonb_build_object('id', c.name_id, 'en', c.name_en) AS "channelName", s.link_url AS "linkUrl",
  s.link_posted_at AS "linkPostedAt", s.statement, s.shared_at AS "sharedAt", s.received_at AS "receivedAt",
  s.business_date::text AS "businessDate", s.state, s.hints, ${rank} AS rank`;
const sources = `
  FROM share s JOIN person h ON h.id = s.person_id JOIN post p ON p.id = s.post_id JOIN channel c ON c.code = s.channel`;

/** A share with what decides on who may decide on it, and what became of it. */
export interface SeenShare extends WaitingShare {
  /** The units of the person's own review roles, each by its ids from the root down. */
  offices: number[][];
  /** Days that the person would have to mend it. */
  mendDays: number;
  lastVerdict: { byId: string | null; byName: string | null; reason: string } | null;
}

const seen = `
  SELECT ${columns}, (SELECT coalesce(jsonb_agg(v.path), '[]') ${offices}) AS offices,
    (SELECT y.mend_days FROM policy y WHERE y.valid_from <= s.business_date
       AND (y.valid_until IS NULL OR y.valid_until > s.business_date)) AS "mendDays",
    (SELECT jsonb_build_object('byId', d.by_id, 'byName', b.name, 'reason', d.reason)
     FROM verdict d LEFT JOIN person b ON b.id = d.by_id WHERE d.share_id = s.id ORDER BY d.id DESC LIMIT 1) AS "lastVerdict"
  ${sources} WHERE s.id = ANY($4::uuid[]) AND ${inSight} ORDER BY s.id`;

/** Those of the named shares that the reviewer may see, the own one and the colleagues' included. */
export async function sharesInSight(db: DataSource, sight: Sight, ids: string[]): Promise<SeenShare[]> {
  return db.query(seen, [sight.scope, sight.today, sight.reviewRoles, ids]);
}

/** The same, kept as they are until the transaction ends. */
export async function lockSharesInSight(em: EntityManager, sight: Sight, ids: string[]): Promise<SeenShare[]> {
  await em.query('SELECT FROM share WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  return em.query(seen, [sight.scope, sight.today, sight.reviewRoles, ids]);
}

export interface QueueFilter {
  states: readonly ShareState[];
  marked: boolean;
  channel: string | null;
  /** Part of a name, an item's title or its code. */
  search: string | null;
}

/** Where a share stands in the queue. */
export interface QueuePlace {
  rank: number;
  at: Date;
  id: string;
}

const onlyWaiting = (states: readonly ShareState[]) =>
  states.every((state) => state === 'recorded' || state === 'held');
// What the search looks at is read only for a search.
const from = ({ search }: QueueFilter) => (search === null ? 'FROM share s' : sources);
// Says nothing new, but those on hold and those with a mark are then read from the head of the queue alone; two bounds,
// because the planner takes one for a third of the queue.
const head = ({ states, marked }: QueueFilter) => {
  const last = states.every((state) => state === 'held') ? 0 : 1;
  return last === 0 || marked ? `AND ${rank} >= 0 AND ${rank} <= ${last}` : '';
};
// The first line lets waiting shares be found in their own index, which holds no history.
const filtered = (filter: QueueFilter) => `
  ${onlyWaiting(filter.states) ? `s.state IN ('recorded', 'held') AND` : ''}
  s.state = ANY($6::text[]) AND ${decidable} AND ${inSight}
  AND (NOT $7::boolean OR s.hints <> '{}') ${head(filter)}
  AND ($8::text IS NULL OR s.channel = $8)
  AND ${filter.search === null ? '$9::text IS NULL' : found}`;
const found = `(strpos(lower(h.name), lower($9)) > 0 OR strpos(lower(p.title), lower($9)) > 0
  OR strpos(lower(p.code), lower($9)) > 0)`;
const valuesOf = (sight: Sight, { states, marked, channel, search }: QueueFilter) => [
  ...[sight.scope, sight.today, sight.reviewRoles, sight.reviewerId, sight.reach],
  ...[states, marked, channel, search],
];

/** What the reviewer may decide on: shares on hold, then those with a mark, then the others, each oldest first. */
export async function queue(
  db: DataSource,
  sight: Sight,
  filter: QueueFilter & { limit: number; after?: QueuePlace | undefined },
): Promise<WaitingShare[]> {
  const { after, limit } = filter;
  return db.query(
    `SELECT ${columns} ${sources} WHERE ${filtered(filter)}
       AND ($10::integer IS NULL OR (${rank}, s.shared_at, s.id) > ($10, $11::timestamptz, $12::uuid))
     ORDER BY ${rank}, s.shared_at, s.id LIMIT $13`,
    [...valuesOf(sight, filter), after?.rank ?? null, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** The shares before and after a place in the queue; null at its ends. */
export async function neighbours(
  db: DataSource,
  sight: Sight,
  filter: QueueFilter & { place: QueuePlace },
): Promise<{ before: string | null; after: string | null }> {
  const { place } = filter;
  const one = (sign: '<' | '>', order: 'ASC' | 'DESC') => `
    (SELECT s.id ${from(filter)} WHERE ${filtered(filter)}
       AND (${rank}, s.shared_at, s.id) ${sign} ($10::integer, $11::timestamptz, $12::uuid)
     ORDER BY ${rank} ${order}, s.shared_at ${order}, s.id ${order} LIMIT 1)`;
  const rows: { before: string | null; after: string | null }[] = await db.query(
    `SELECT ${one('<', 'DESC')} AS before, ${one('>', 'ASC')} AS after`,
    [...valuesOf(sight, filter), place.rank, place.at, place.id],
  );
  return rows[0] ?? { before: null, after: null };
}

/** How many shares the reviewer may decide on; counts no further than `most`. */
export async function countQueue(
  db: DataSource,
  sight: Sight,
  filter: QueueFilter & { most: number },
): Promise<number> {
  // Planned anew each time: with the values at hand the planner knows whether many or few are in sight, and walks the
  // queue or looks up the people; a plan for all cases may read a million shares to count none.
  const [row] = await db.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM (SELECT ${from(filter)} WHERE ${filtered(filter)} LIMIT $10) w`,
    [...valuesOf(sight, filter), filter.most],
  );
  return row?.count ?? 0;
}

/** Whether one of these shares was received before a moment. */
export async function queueSince(
  db: DataSource,
  sight: Sight,
  filter: QueueFilter & { before: Date },
): Promise<boolean> {
  const rows: { waits: boolean }[] = await db.query(
    `SELECT EXISTS (SELECT ${from(filter)} WHERE ${filtered(filter)} AND s.received_at < $10) AS waits`,
    [...valuesOf(sight, filter), filter.before],
  );
  return rows[0]?.waits ?? false;
}

export interface SameItem {
  id: string;
  channelName: Words;
  sharedAt: Date;
  state: ShareState;
}

/** The person's other shares of the same item that the reviewer may see, those taken back left out, oldest first. */
export async function sameItem(db: DataSource, sight: Sight, share: WaitingShare): Promise<SameItem[]> {
  return db.query(
    `SELECT s.id, jsonb_build_object('id', c.name_id, 'en', c.name_en) AS "channelName", s.shared_at AS "sharedAt", s.state
     FROM share s JOIN channel c ON c.code = s.channel
     WHERE s.person_id = $3::uuid AND s.post_id = $4::uuid AND s.id <> $5::uuid AND s.state <> 'withdrawn' AND ${inSight}
     ORDER BY s.shared_at, s.id`,
    [sight.scope, sight.today, share.personId, share.postId, share.id],
  );
}

/** When this reviewer last decided on a share. */
export async function lastVerdictAt(em: EntityManager, reviewerId: string): Promise<Date | null> {
  const rows: { at: Date | null }[] = await em.query('SELECT max(at) AS at FROM verdict WHERE by_id = $1', [
    reviewerId,
  ]);
  return rows[0]?.at ?? null;
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
