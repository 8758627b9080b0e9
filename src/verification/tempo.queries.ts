import type { DataSource } from 'typeorm';

/** A reviewer's verdicts in some time. */
export interface ReviewerTempo {
  personId: string;
  name: string;
  titleBefore: string;
  titleAfter: string;
  /** The unit of the last membership; null for somebody who never had one. */
  unitName: string | null;
  verdicts: number;
  accepted: number;
  /** Given together with others. */
  batch: number;
  /** Half of the verdicts took no longer; null where no time is known. */
  medianSeconds: number | null;
}

/** Everybody of these units (with all below) who decided from `start` until before `end`, by name. */
export async function tempo(
  db: DataSource,
  { start, end, scope }: { start: Date; end: Date; scope: number[] },
): Promise<ReviewerTempo[]> {
  return db.query(
    `WITH given AS (
       SELECT by_id, count(*)::integer AS verdicts, (count(*) FILTER (WHERE verdict = 'accepted'))::integer AS accepted,
         (count(*) FILTER (WHERE batch))::integer AS batch,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median
       FROM verdict WHERE at >= $1 AND at < $2 AND by_id IS NOT NULL GROUP BY by_id
     )
     SELECT h.id AS "personId", h.name, h.title_before AS "titleBefore", h.title_after AS "titleAfter",
       (SELECT u.short_name FROM membership m JOIN unit u ON u.id = m.unit_id WHERE m.person_id = h.id
        ORDER BY m.starts_on DESC LIMIT 1) AS "unitName",
       g.verdicts, g.accepted, g.batch, g.median AS "medianSeconds"
     FROM given g JOIN person h ON h.id = g.by_id
     WHERE EXISTS (SELECT FROM membership m JOIN unit u ON u.id = m.unit_id
       WHERE m.person_id = h.id AND u.path && $3::integer[])
     ORDER BY h.name, h.id`,
    [start, end, scope],
  );
}
