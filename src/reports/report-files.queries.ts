import type { DataSource } from 'typeorm';
import type { Day } from '../kernel/wita';

export interface PostRow {
  program: string;
  code: string;
  title: string;
  shares: number;
  people: number;
}

/** Items with counting shares in a span of days: how many shares, of how many people. */
export async function postsOfMonth(
  db: DataSource,
  days: { firstDay: Day; lastDay: Day; receivedUntil: Date },
): Promise<PostRow[]> {
  return db.query(
    `SELECT p.program, p.code, p.title, count(*)::integer AS shares, count(DISTINCT t.person_id)::integer AS people
     FROM share_standing t JOIN post p ON p.id = t.post_id
     WHERE t.reason IS NULL AND t.business_date >= $1::date AND t.business_date <= $2::date AND t.received_at <= $3
     GROUP BY p.id ORDER BY p.program, p.code`,
    [days.firstDay, days.lastDay, days.receivedUntil],
  );
}
