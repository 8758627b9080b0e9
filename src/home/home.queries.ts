import type { DataSource } from 'typeorm';
import { prepared } from '../database/prepared';
import type { Day } from '../kernel/wita';
import type { StandingReason } from '../shares/standing.rules';

/** An own share with its standing. */
export interface StandingShare {
  postId: string;
  channel: string;
  /** Null: the share counts. */
  reason: StandingReason | null;
  businessDate: Day;
}

/** A person's shares and, of the same moment, the versions of what is in memory. */
export interface OwnView {
  postsVersion: string;
  figuresVersion: string;
  shares: StandingShare[];
}

const ownView = {
  name: 'own-view',
  text: `
    SELECT p.version::text AS "postsVersion", f.version::text AS "figuresVersion", t.post_id AS "postId", t.channel,
      t.reason, t.business_date::text AS "businessDate"
    FROM posts_version p CROSS JOIN figures_version f LEFT JOIN share_standing t
      ON t.person_id = $1 AND t.post_id = ANY($2::uuid[]) AND t.state <> 'withdrawn'`,
};

/** The person's shares of the named posts, those taken back left out. */
export async function selectOwnView(db: DataSource, personId: string, postIds: string[]): Promise<OwnView> {
  // Written out here, because the driver escapes the elements of an array one by one.
  const ids = `{${postIds.join(',')}}`;
  const rows = await prepared<Omit<OwnView, 'shares'> & StandingShare>(db, ownView, [personId, ids]);
  const versions = { postsVersion: rows[0]?.postsVersion ?? '', figuresVersion: rows[0]?.figuresVersion ?? '' };
  return { ...versions, shares: rows.filter(({ postId }) => postId !== null) };
}

const postsToPublish = {
  name: 'waiting-posts',
  text: `
    SELECT count(*)::integer AS count FROM post p
    WHERE p.state = 'submitted' AND p.author_id IS DISTINCT FROM $1::uuid AND NOT EXISTS (
      SELECT FROM post_event e WHERE e.post_id = p.id AND e.by_id = $1 AND e.kind IN ('drafted', 'changed', 'submitted'))`,
};

/** How many posts wait for this publisher: submitted ones that the person has neither written nor changed nor submitted. */
export async function waitingPosts(db: DataSource, personId: string): Promise<number> {
  const [row] = await prepared<{ count: number }>(db, postsToPublish, [personId]);
  return row?.count ?? 0;
}
