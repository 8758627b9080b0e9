import type { DataSource } from 'typeorm';

/** How many shares of others wait for a verdict below these units; counts no further than `most`. */
export async function waitingShares(
  db: DataSource,
  given: { unitIds: number[]; personId: string; today: string; most: number },
): Promise<number> {
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::integer AS count FROM (
       SELECT 1 FROM unit u
       JOIN membership m ON m.unit_id = u.id AND m.starts_on <= $3::date AND (m.ends_on IS NULL OR m.ends_on >= $3::date)
       JOIN share s ON s.person_id = m.person_id AND s.state = 'recorded'
       WHERE u.path && $1::integer[] AND m.person_id <> $2 LIMIT $4
     ) w`,
    [given.unitIds, given.personId, given.today, given.most],
  );
  return rows[0]?.count ?? 0;
}

/** How many posts wait for this publisher: submitted ones that the person has neither written nor changed nor submitted. */
export async function waitingPosts(db: DataSource, personId: string): Promise<number> {
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::integer AS count FROM post p
     WHERE p.state = 'submitted' AND p.author_id IS DISTINCT FROM $1::uuid AND NOT EXISTS (
       SELECT FROM post_event e WHERE e.post_id = p.id AND e.by_id = $1 AND e.kind IN ('drafted', 'changed', 'submitted'))`,
    [personId],
  );
  return rows[0]?.count ?? 0;
}
