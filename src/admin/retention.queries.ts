import type { DataSource, EntityManager } from 'typeorm';
import type { Day, Month } from '../kernel/wita';

export interface ClosedMonth {
  month: Month;
  version: number;
  closedAt: Date;
}

/** Months whose newest version is closed, and was closed before a moment. */
export async function monthsClosedBefore(db: DataSource, before: Date): Promise<ClosedMonth[]> {
  return db.query(
    `SELECT month, version, closed_at AS "closedAt" FROM period_version v
     WHERE state = 'closed' AND closed_at < $1
       AND NOT EXISTS (SELECT 1 FROM period_version later WHERE later.month = v.month AND later.version > v.version)
     ORDER BY month`,
    [before],
  );
}

const ofDay = 'SELECT id FROM share WHERE business_date = $1';
/** What stands on a share, before the share. An appeal keeps its decision, by which it is counted, without its words. */
const erasing = [
  `UPDATE appeal SET share_id = NULL, text = '', reason = '' WHERE share_id IN (${ofDay})`,
  `DELETE FROM link_resolution WHERE share_id IN (${ofDay})`,
  `DELETE FROM share_evidence WHERE share_id IN (${ofDay})`,
  `DELETE FROM verdict WHERE share_id IN (${ofDay})`,
  `DELETE FROM used_link WHERE share_id IN (${ofDay})`,
];

/** Erases the shares of one day with all that stands on them; tells how many. What was computed from them stays. */
export async function eraseSharesOf(em: EntityManager, day: Day): Promise<number> {
  for (const statement of erasing) await em.query(statement, [day]);
  const [, count] = (await em.query('DELETE FROM share WHERE business_date = $1', [day])) as [unknown, number];
  return count;
}
