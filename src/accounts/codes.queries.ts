import type { DataSource, EntityManager } from 'typeorm';
import type { Role } from '../access/roles.rules';
import type { PersonName } from '../directory/person.rules';

export type CodePurpose = 'activate' | 'reset';

export interface Invitee extends PersonName {
  id: string;
  /** The latest NIP; without one the latest THL number. */
  number: string;
  unitName: string;
  activated: boolean;
  disabled: boolean;
  /** Roles of today, each with the ids from the root down to its unit. */
  roles: { role: Role; unitPath: number[] }[];
  /** Until when the latest unused code holds; null: none. */
  codeUntil: Date | null;
}

const inviteeColumns = `
  p.id, p.name, p.title_before AS "titleBefore", p.title_after AS "titleAfter",
  coalesce((SELECT n.number FROM person_number n WHERE n.person_id = p.id
    ORDER BY n.kind = 'nip' DESC, n.valid_from DESC NULLS LAST, n.number LIMIT 1), '') AS number,
  coalesce(u.name, '') AS "unitName", a.person_id IS NOT NULL AS activated, a.disabled_at IS NOT NULL AS disabled,
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitPath', ru.path)) FROM role_grant r
    JOIN unit ru ON ru.id = r.unit_id WHERE r.person_id = p.id AND r.starts_on <= $2
    AND (r.ends_on IS NULL OR r.ends_on >= $2)), '[]') AS roles,
  (SELECT max(c.expires_at) FROM one_time_code c
   WHERE c.person_id = p.id AND c.used_at IS NULL AND c.expires_at > $3) AS "codeUntil"`;

const inviteeJoins = `
  LEFT JOIN membership m ON m.person_id = p.id AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2)
  LEFT JOIN unit u ON u.id = m.unit_id
  LEFT JOIN account a ON a.person_id = p.id`;

export interface Viewpoint {
  /** Ids of the units one may act on; null: everywhere (the operator of the machine). */
  scope: number[] | null;
  today: string;
  now: Date;
}

/** Those of these people who work below the scope today, by name. */
export function inviteesById(db: DataSource, from: Viewpoint, ids: string[]): Promise<Invitee[]> {
  return db.query(
    `SELECT ${inviteeColumns} FROM person p ${inviteeJoins}
     WHERE p.id = ANY($1::uuid[]) AND ($4::integer[] IS NULL OR u.path && $4) ORDER BY lower(p.name), p.id`,
    [ids, from.today, from.now, from.scope],
  );
}

/** The person of this number, if below the scope. */
export async function inviteeByNumber(db: DataSource, from: Viewpoint, number: string): Promise<Invitee | undefined> {
  const rows: Invitee[] = await db.query(
    `SELECT ${inviteeColumns} FROM person_number k JOIN person p ON p.id = k.person_id ${inviteeJoins}
     WHERE k.number = $1 AND ($4::integer[] IS NULL OR u.path && $4)`,
    [number, from.today, from.now, from.scope],
  );
  return rows[0];
}

/** People of one unit without an account, by name; `after` is the id of the last one shown. */
export function notActivated(
  db: DataSource,
  from: Viewpoint,
  ask: { unitId: number; after: string | null; limit: number },
): Promise<Invitee[]> {
  return db.query(
    `SELECT ${inviteeColumns} FROM person p ${inviteeJoins}
     WHERE u.id = $1 AND ($4::integer[] IS NULL OR u.path && $4) AND a.person_id IS NULL
       AND ($5::uuid IS NULL OR (lower(p.name), p.id) > (SELECT lower(o.name), o.id FROM person o WHERE o.id = $5))
     ORDER BY lower(p.name), p.id LIMIT $6`,
    [ask.unitId, from.today, from.now, from.scope, ask.after, ask.limit],
  );
}

export interface InvitableUnit {
  id: number;
  code: string;
  name: string;
  /** People of the unit itself who have no account yet. */
  waiting: number;
}

/** Units below the scope that exist today, with how many people have no account. */
export function invitableUnits(db: DataSource, from: Viewpoint): Promise<InvitableUnit[]> {
  return db.query(
    `SELECT u.id, u.code, u.name,
       count(m.person_id) FILTER (WHERE a.person_id IS NULL)::integer AS waiting
     FROM unit u
     LEFT JOIN membership m ON m.unit_id = u.id AND m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1)
     LEFT JOIN account a ON a.person_id = m.person_id
     WHERE ($2::integer[] IS NULL OR u.path && $2) AND (u.valid_until IS NULL OR u.valid_until >= $1)
     GROUP BY u.id ORDER BY u.name, u.id`,
    [from.today, from.scope],
  );
}

/** Makes two issuers of a code for one person wait for each other, so that only the last code holds. */
export async function lockPeople(em: EntityManager, ids: string[]): Promise<void> {
  await em.query('SELECT id FROM person WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ids]);
}

/** From this moment on no earlier code of these people holds. */
export async function voidCodes(em: EntityManager, ids: string[], now: Date): Promise<void> {
  await em.query(
    'UPDATE one_time_code SET expires_at = $2 WHERE person_id = ANY($1::uuid[]) AND used_at IS NULL AND expires_at > $2',
    [ids, now],
  );
}

export async function insertCodes(
  em: EntityManager,
  codes: { codeHash: Buffer; purpose: CodePurpose; personId: string; expiresAt: Date }[],
): Promise<void> {
  await em.query(
    `INSERT INTO one_time_code (code_hash, purpose, person_id, expires_at)
     SELECT decode(c.hash, 'hex'), c.purpose, c."personId", c."expiresAt" FROM jsonb_to_recordset($1::jsonb)
       AS c(hash text, purpose text, "personId" uuid, "expiresAt" timestamptz)`,
    [JSON.stringify(codes.map(({ codeHash, ...code }) => ({ ...code, hash: codeHash.toString('hex') })))],
  );
}

export interface CodeHolder {
  purpose: CodePurpose;
  expiresAt: Date;
  usedAt: Date | null;
  personId: string;
  name: string;
  unitName: string;
  numbers: string[];
  disabled: boolean;
}

/** Whose code this is, if it was made for the person of this number. */
export async function holderOfCode(
  db: DataSource,
  ask: { codeHash: Buffer; number: string; today: string },
): Promise<CodeHolder | undefined> {
  const rows: CodeHolder[] = await db.query(
    `SELECT c.purpose, c.expires_at AS "expiresAt", c.used_at AS "usedAt", p.id AS "personId", p.name,
       coalesce(u.name, '') AS "unitName", a.disabled_at IS NOT NULL AS disabled,
       ARRAY(SELECT o.number FROM person_number o WHERE o.person_id = p.id) AS numbers
     FROM one_time_code c JOIN person_number n ON n.person_id = c.person_id AND n.number = $2
     JOIN person p ON p.id = c.person_id
     LEFT JOIN membership m ON m.person_id = p.id AND m.starts_on <= $3 AND (m.ends_on IS NULL OR m.ends_on >= $3)
     LEFT JOIN unit u ON u.id = m.unit_id
     LEFT JOIN account a ON a.person_id = p.id
     WHERE c.code_hash = $1 AND c.purpose IN ('activate', 'reset')`,
    [ask.codeHash, ask.number, ask.today],
  );
  return rows[0];
}

/** Uses the code up; false when it was used, replaced or out of date meanwhile. */
export async function claimCode(em: EntityManager, codeHash: Buffer, now: Date): Promise<boolean> {
  const [, count] = (await em.query(
    'UPDATE one_time_code SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2',
    [codeHash, now],
  )) as [unknown, number];
  return count === 1;
}

/** The account with this password from now on; a first one is activated now. */
export async function saveAccount(
  em: EntityManager,
  account: { personId: string; passwordHash: string; now: Date },
): Promise<void> {
  await em.query(
    `INSERT INTO account (person_id, password_hash, activated_at) VALUES ($1, $2, $3)
     ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash`,
    [account.personId, account.passwordHash, account.now],
  );
}

/** Ends all sessions of a person, and the personal tokens too. */
export async function endAccess(em: EntityManager, personId: string): Promise<void> {
  await em.query('DELETE FROM session WHERE person_id = $1', [personId]);
  await em.query('DELETE FROM api_token WHERE person_id = $1', [personId]);
}
