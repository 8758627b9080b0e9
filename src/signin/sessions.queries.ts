import type { DataSource, EntityManager } from 'typeorm';
import type { Role } from '../access/roles.rules';
import { prepared } from '../database/prepared';

export interface ActorRow {
  personId: string;
  name: string;
  unitId: number | null;
  unitName: string | null;
  unitPath: number[] | null;
  roles: { role: Role; unitId: number }[] | null;
}

const actorColumns = `
  a.person_id AS "personId", p.name, m.unit_id AS "unitId", u.short_name AS "unitName", u.path AS "unitPath",
  (SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id)) FROM role_grant r
   WHERE r.person_id = a.person_id AND r.starts_on <= $2::date AND (r.ends_on IS NULL OR r.ends_on >= $2::date)) AS roles`;

const actorJoins = `
  JOIN account a ON a.person_id = k.person_id AND a.disabled_at IS NULL
  JOIN person p ON p.id = k.person_id
  LEFT JOIN membership m ON m.person_id = k.person_id AND m.starts_on <= $2::date
    AND (m.ends_on IS NULL OR m.ends_on >= $2::date)
  LEFT JOIN unit u ON u.id = m.unit_id
  WHERE k.token_hash = $1 AND k.expires_at > $3`;

const bySession = { name: 'actor-by-session', text: `SELECT ${actorColumns} FROM session k ${actorJoins}` };
const byApiToken = { name: 'actor-by-api-token', text: `SELECT ${actorColumns} FROM api_token k ${actorJoins}` };

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
