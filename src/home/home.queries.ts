import type { DataSource } from 'typeorm';
import { prepared } from '../database/prepared';
import type { Day } from '../kernel/wita';
import type { OpenReminder } from '../reminders/reminder.rules';
import type { StandingReason } from '../shares/standing.rules';

/** An own share with its standing. */
export interface StandingShare {
  postId: string;
  channel: string;
  /** Null: the share counts. */
  reason: StandingReason | null;
  businessDate: Day;
}

/** A person's shares and reminders and, of the same moment, the versions of what is in memory. */
export interface OwnView {
  postsVersion: string;
  figuresVersion: string;
  shares: StandingShare[];
  /** The most urgent first. */
  reminders: OpenReminder[];
}

/** What is one of a kind, in a row of its own; every other row is a share. */
interface HeadRow {
  postId: null;
  postsVersion: string;
  figuresVersion: string;
  /** Null: none. */
  reminders: { kind: OpenReminder['kind']; subject: string; until: string | null }[] | null;
}

const ownView = {
  name: 'own-view',
  text: `
    SELECT NULL::uuid AS "postId", NULL AS channel, NULL AS reason, NULL AS "businessDate",
      p.version::text AS "postsVersion", f.version::text AS "figuresVersion",
      (SELECT jsonb_agg(o) FROM (
        SELECT r.kind, r.subject, r.until FROM reminder r
        WHERE r.person_id = $1 AND r.done_at IS NULL AND (r.until IS NULL OR r.until > $3)
          AND (r.kind <> 'mend' OR 'returned' = (
            SELECT s.state FROM share s WHERE s.id = CASE WHEN r.kind = 'mend' THEN r.subject::uuid END))
        ORDER BY r.until, r.kind, r.subject LIMIT 20) o) AS reminders
    FROM posts_version p CROSS JOIN figures_version f
    UNION ALL
    SELECT t.post_id, t.channel, t.reason, t.business_date::text, NULL, NULL, NULL FROM share_standing t
    WHERE t.person_id = $1 AND t.post_id = ANY($2::uuid[]) AND t.state <> 'withdrawn'`,
};

interface Asked {
  personId: string;
  postIds: string[];
  now: Date;
}

/** The person's shares of the named posts, those taken back left out, and what the person is reminded of now. */
export async function selectOwnView(db: DataSource, { personId, postIds, now }: Asked): Promise<OwnView> {
  // Written out here, because the driver escapes the elements of an array one by one.
  const ids = `{${postIds.join(',')}}`;
  const rows = await prepared<HeadRow | StandingShare>(db, ownView, [personId, ids, now]);
  const head = rows.find((row): row is HeadRow => row.postId === null);
  const shares = rows.filter((row): row is StandingShare => row.postId !== null);
  const reminders = (head?.reminders ?? []).map((one) => ({ ...one, until: one.until ? new Date(one.until) : null }));
  return { postsVersion: head?.postsVersion ?? '', figuresVersion: head?.figuresVersion ?? '', reminders, shares };
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
