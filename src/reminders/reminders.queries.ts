import type { EntityManager } from 'typeorm';
import type { Grant } from '../access/actor';
import type { Day } from '../kernel/wita';
import type { ReminderKind } from './reminder.rules';

/** A person, what to be reminded of, and until when there is something to do. */
export interface DueReminder {
  personId: string;
  subject: string;
  until: Date | null;
}

/** Makes the open reminders of a kind exactly these; tells how many are new and how many ended. */
export async function settle(
  em: EntityManager,
  kind: ReminderKind,
  due: DueReminder[],
  at: Date,
): Promise<{ made: number; ended: number }> {
  const rows: { made: number; ended: number }[] = await em.query(
    `WITH due AS (SELECT * FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) AS d(person_id, subject, until)),
       ended AS (UPDATE reminder r SET done_at = $5 WHERE r.kind = $1 AND r.done_at IS NULL
         AND NOT EXISTS (SELECT FROM due d WHERE d.person_id = r.person_id AND d.subject = r.subject) RETURNING 1),
       made AS (INSERT INTO reminder AS r (person_id, kind, subject, at, until)
         SELECT person_id, $1, subject, $5, until FROM due
         ON CONFLICT (person_id, kind, subject) DO UPDATE SET at = excluded.at, until = excluded.until, done_at = NULL
         WHERE r.done_at IS NOT NULL OR r.until IS DISTINCT FROM excluded.until RETURNING 1)
     SELECT (SELECT count(*)::integer FROM made) AS made, (SELECT count(*)::integer FROM ended) AS ended`,
    [kind, due.map((one) => one.personId), due.map((one) => one.subject), due.map((one) => one.until), at],
  );
  return rows[0] ?? { made: 0, ended: 0 };
}

const newest = `
  JOIN LATERAL (SELECT version, state FROM period_version WHERE month = p.month ORDER BY version DESC LIMIT 1) v
    ON v.state = 'provisional'`;

/** Who has an incomplete result in a month whose time for appeals is running. */
export function resultsToRead(em: EntityManager, at: Date): Promise<DueReminder[]> {
  return em.query(
    `SELECT r.person_id AS "personId", p.month AS subject, p.appeals_until AS until
     FROM period p ${newest} JOIN person_result r ON r.month = p.month AND r.version = v.version
     WHERE p.appeals_from <= $1 AND p.appeals_until > $1 AND r.achievement < 1`,
    [at],
  );
}

/** Whose share was returned and can be mended on this day and the next one at most. */
export function sharesAboutToLapse(em: EntityManager, today: Day): Promise<DueReminder[]> {
  return em.query(
    `SELECT s.person_id AS "personId", s.id AS subject, (d.last + 1)::timestamp AT TIME ZONE 'Asia/Makassar' AS until
     FROM share s JOIN policy y ON y.valid_from <= s.business_date
         AND (y.valid_until IS NULL OR y.valid_until > s.business_date)
       CROSS JOIN LATERAL (SELECT (v.at AT TIME ZONE 'Asia/Makassar')::date + y.mend_days AS last
         FROM verdict v WHERE v.share_id = s.id ORDER BY v.id DESC LIMIT 1) d
     WHERE s.state = 'returned' AND s.business_date > $1::date - 120 AND NOT is_month_closed(s.business_date)
       AND d.last >= $1::date AND d.last <= $1::date + 1`,
    [today],
  );
}

/** Evaluators of the whole province, for each month whose time for appeals is over and whose results nobody fixed. */
export function monthsToFix(em: EntityManager, at: Date, today: Day): Promise<DueReminder[]> {
  return em.query(
    `SELECT DISTINCT g.person_id AS "personId", p.month AS subject, NULL::timestamptz AS until
     FROM period p ${newest} CROSS JOIN role_grant g JOIN unit u ON u.id = g.unit_id AND u.parent_id IS NULL
     WHERE p.appeals_until <= $1 AND g.role = 'evaluator' AND g.starts_on <= $2::date
       AND (g.ends_on IS NULL OR g.ends_on >= $2)`,
    [at, today],
  );
}

/** Everybody who holds one of these roles on a day, with the units. */
export function holders(
  em: EntityManager,
  roles: readonly string[],
  today: Day,
): Promise<{ personId: string; roles: Grant[] }[]> {
  return em.query(
    `SELECT g.person_id AS "personId",
       jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id, 'isTop', u.parent_id IS NULL)) AS roles
     FROM role_grant g JOIN unit u ON u.id = g.unit_id WHERE g.role = ANY($1::text[]) AND g.starts_on <= $2::date
       AND (g.ends_on IS NULL OR g.ends_on >= $2) GROUP BY g.person_id`,
    [roles, today],
  );
}
