import type { DataSource, EntityManager } from 'typeorm';
import type { Grant } from '../access/actor';
import type { Role } from '../access/roles.rules';
import { prepared } from '../database/prepared';

export interface ActorRow {
  personId: string;
  name: string;
  unitId: number | null;
  unitName: string | null;
  unitPath: number[] | null;
  roles: Grant[] | null;
  /** When the session was last seen; null for a personal token. */
  seenAt: Date | null;
}

const actorColumns = `
  a.person_id AS "personId", p.name, m.unit_id AS "unitId", u.short_name AS "unitName", u.path AS "unitPath",
  (SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id, 'isTop', g.parent_id IS NULL))
   FROM role_grant r JOIN unit g ON g.id = r.unit_id
   WHERE r.person_id = a.person_id AND r.starts_on <= $2::date AND (r.ends_on IS NULL OR r.ends_on >= $2::date)) AS roles`;

const actorJoins = `
  JOIN account a ON a.person_id = k.person_id AND a.disabled_at IS NULL
  JOIN person p ON p.id = k.person_id
  LEFT JOIN membership m ON m.person_id = k.person_id AND m.starts_on <= $2::date
    AND (m.ends_on IS NULL OR m.ends_on >= $2::date)
  LEFT JOIN unit u ON u.id = m.unit_id
  WHERE k.token_hash = $1 AND k.expires_at > $3`;

const bySession = {
  name: 'actor-by-session',
  text: `SELECT ${actorColumns}, k.seen_at AS "seenAt" FROM session k ${actorJoins}`,
};
const byApiToken = {
  name: 'actor-by-api-token',
  text: `SELECT ${actorColumns}, NULL AS "seenAt" FROM api_token k ${actorJoins}`,
};

/** Who owns this session or personal token at this moment, with today's unit and roles; undefined when it is not valid. */
export async function actorOfToken(
  db: DataSource,
  kind: 'session' | 'api-token',
  key: { tokenHash: Buffer; today: string; now: Date },
): Promise<ActorRow | undefined> {
  const statement = kind === 'session' ? bySession : byApiToken;
  const rows = await prepared<ActorRow>(db, statement, [key.tokenHash, key.today, key.now]);
  return rows[0];
}

export async function insertSession(
  em: EntityManager,
  session: { tokenHash: Buffer; personId: string; now: Date; expiresAt: Date; device: string },
): Promise<void> {
  await em.query(
    'INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at, device) VALUES ($1, $2, $3, $3, $4, $5)',
    [session.tokenHash, session.personId, session.now, session.expiresAt, session.device],
  );
}

/** Ends one session, or all of a person. */
export async function deleteSessions(
  em: EntityManager,
  which: { tokenHash: Buffer } | { personId: string },
): Promise<void> {
  if ('tokenHash' in which) await em.query('DELETE FROM session WHERE token_hash = $1', [which.tokenHash]);
  else await em.query('DELETE FROM session WHERE person_id = $1', [which.personId]);
}

/** Notes that a session is in use; at most one write an hour, so that reading a page is not a write. */
export async function touchSession(db: DataSource, key: { tokenHash: Buffer; now: Date; before: Date }): Promise<void> {
  await db.query('UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $3', [
    key.tokenHash,
    key.now,
    key.before,
  ]);
}

export interface AccountRow {
  personId: string;
  passwordHash: string | null;
  disabledAt: Date | null;
}

/** Whose number this is, and the account, if there is one; the answer takes as long for an unknown number. */
export async function accountOfNumber(db: DataSource, number: string): Promise<AccountRow | undefined> {
  const rows: AccountRow[] = await db.query(
    `SELECT n.person_id AS "personId", a.password_hash AS "passwordHash", a.disabled_at AS "disabledAt"
     FROM person_number n LEFT JOIN account a ON a.person_id = n.person_id WHERE n.number = $1`,
    [number],
  );
  return rows[0];
}

/** The roles a person holds on a day. */
export async function currentRoles(em: EntityManager, personId: string, today: string): Promise<Role[]> {
  const rows: { role: Role }[] = await em.query(
    `SELECT DISTINCT role FROM role_grant
     WHERE person_id = $1 AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2)`,
    [personId, today],
  );
  return rows.map(({ role }) => role);
}

/** Counts one more try in this window of time and tells which one it is; in one statement, so it holds over servers. */
export async function countAttempt(db: DataSource, key: string, windowStart: Date): Promise<number> {
  const rows: { count: number }[] = await db.query(
    `INSERT INTO attempt (key, window_start, count) VALUES ($1, $2, 1)
     ON CONFLICT (key, window_start) DO UPDATE SET count = attempt.count + 1 RETURNING count`,
    [key, windowStart],
  );
  return rows[0]?.count ?? 0;
}

export async function forgetAttempts(db: DataSource, key: string): Promise<void> {
  await db.query('DELETE FROM attempt WHERE key = $1', [key]);
}

/** Deletes counted tries older than a moment, and sessions, tokens and codes that ended; tells how many of each. */
export async function deleteEnded(
  em: EntityManager,
  before: { attempts: Date; ended: Date },
): Promise<{ attempts: number; sessions: number; tokens: number; codes: number }> {
  const rows: { attempts: number; sessions: number; tokens: number; codes: number }[] = await em.query(
    `WITH a AS (DELETE FROM attempt WHERE window_start < $1 RETURNING 1),
       s AS (DELETE FROM session WHERE expires_at < $2 RETURNING 1),
       t AS (DELETE FROM api_token WHERE expires_at < $2 RETURNING 1),
       c AS (DELETE FROM one_time_code WHERE expires_at < $2 RETURNING 1)
     SELECT (SELECT count(*)::integer FROM a) AS attempts, (SELECT count(*)::integer FROM s) AS sessions,
       (SELECT count(*)::integer FROM t) AS tokens, (SELECT count(*)::integer FROM c) AS codes`,
    [before.attempts, before.ended],
  );
  return rows[0] ?? { attempts: 0, sessions: 0, tokens: 0, codes: 0 };
}

/** Whether anybody can sign in as administrator on this day. */
export async function hasAdministrator(em: EntityManager, today: string): Promise<boolean> {
  const rows: unknown[] = await em.query(
    `SELECT 1 FROM role_grant r JOIN account a ON a.person_id = r.person_id AND a.disabled_at IS NULL
     WHERE r.role = 'admin' AND r.starts_on <= $1 AND (r.ends_on IS NULL OR r.ends_on >= $1) LIMIT 1`,
    [today],
  );
  return rows.length > 0;
}

/** Makes this the only valid address for the first administrator. */
export async function replaceSetupCode(em: EntityManager, codeHash: Buffer, expiresAt: Date): Promise<void> {
  await em.query(`DELETE FROM one_time_code WHERE purpose = 'setup' AND used_at IS NULL`);
  await em.query(`INSERT INTO one_time_code (code_hash, purpose, expires_at) VALUES ($1, 'setup', $2)`, [
    codeHash,
    expiresAt,
  ]);
}

export interface UnitName {
  id: number;
  code: string;
  name: string;
}

export function unitNames(db: DataSource, ids: number[]): Promise<UnitName[]> {
  return db.query('SELECT id, code, name FROM unit WHERE id = ANY($1::integer[])', [ids]);
}
