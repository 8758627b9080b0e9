import type { EntityManager } from 'typeorm';
import type { Day } from '../kernel/wita';
import { pauses, perHost } from './resolving.rules';

/** A short link whose turn it is. */
export interface DueLink {
  shareId: string;
  linkKey: string;
  linkUrl: string;
  platform: string;
}

// A link that looks like a post of its own, such as linkedin:share:NUMBER, is none of these.
const shortKey = '^(facebook|instagram|tiktok):share:|:(share-link|fbwatch|fbme):';

/**
 * Takes the short links of recent shares that are due, a few of each host, the longest waiting first. The try is counted
 * and the next one set before anybody is asked: who dies over it has tried.
 */
export async function takeDue(em: EntityManager, at: Date, since: Day): Promise<DueLink[]> {
  return em.query(
    `WITH waiting AS (
       SELECT s.id, s.link_key, coalesce(r.attempts, 0) + 1 AS try, row_number() OVER (
         PARTITION BY split_part(s.link_url, '/', 3) ORDER BY coalesce(r.next_at, s.received_at), s.id) AS turn
       FROM share s LEFT JOIN link_resolution r ON r.share_id = s.id AND r.link_key = s.link_key
       WHERE s.business_date >= $2 AND s.state = ANY('{recorded,held,accepted}') AND s.link_key ~ $3
         AND (r.share_id IS NULL OR r.next_at <= $1)
     ), taken AS (
       INSERT INTO link_resolution (share_id, link_key, attempts, next_at)
       SELECT id, link_key, try, $1::timestamptz + ($4::interval[])[try] FROM waiting WHERE turn <= $5
       ON CONFLICT (share_id) DO UPDATE
         SET link_key = excluded.link_key, attempts = excluded.attempts, next_at = excluded.next_at, outcome = NULL
       RETURNING share_id, link_key
     )
     SELECT t.share_id AS "shareId", t.link_key AS "linkKey", s.link_url AS "linkUrl", s.channel AS platform
     FROM taken t JOIN share s ON s.id = t.share_id ORDER BY s.received_at, s.id`,
    [at, since, shortKey, pauses, perHost],
  );
}

type Which = Pick<DueLink, 'shareId' | 'linkKey'>;

/** Notes what the try found; after an answer there is no further one. */
export async function settle(
  em: EntityManager,
  { shareId, linkKey }: Which,
  { outcome, isAnswer }: { outcome: string; isAnswer: boolean },
): Promise<void> {
  await em.query(
    `UPDATE link_resolution SET outcome = $3, next_at = CASE WHEN NOT $4::boolean THEN next_at END
     WHERE share_id = $1 AND link_key = $2`,
    [shareId, linkKey, outcome, isAnswer],
  );
}

/** A link that was taken and not asked about waits as before. */
export async function giveBack(em: EntityManager, { shareId, linkKey }: Which, at: Date): Promise<void> {
  await em.query(
    `UPDATE link_resolution SET attempts = attempts - 1, next_at = $3::timestamptz + ($4::interval[])[1]
     WHERE share_id = $1 AND link_key = $2`,
    [shareId, linkKey, at, pauses],
  );
}
