import type { DataSource, EntityManager } from 'typeorm';

export interface OwnSession {
  device: string;
  createdAt: Date;
  seenAt: Date;
  /** Whether it is the session that asks. */
  isThis: boolean;
}

/** Sessions of a person that hold, latest use first. */
export function sessionsOf(
  db: DataSource,
  ask: { personId: string; session: Buffer | null; now: Date },
): Promise<OwnSession[]> {
  return db.query(
    `SELECT device, created_at AS "createdAt", seen_at AS "seenAt", coalesce(token_hash = $3, false) AS "isThis"
     FROM session WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, created_at DESC LIMIT 50`,
    [ask.personId, ask.now, ask.session],
  );
}

export interface OwnToken {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
}

/** Personal tokens of a person that hold, newest first. */
export function tokensOf(db: DataSource, personId: string, now: Date): Promise<OwnToken[]> {
  return db.query(
    `SELECT id, name, created_at AS "createdAt", expires_at AS "expiresAt" FROM api_token
     WHERE person_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id`,
    [personId, now],
  );
}

export async function insertToken(
  em: EntityManager,
  token: { id: string; tokenHash: Buffer; personId: string; name: string; now: Date; expiresAt: Date },
): Promise<void> {
  await em.query(
    'INSERT INTO api_token (id, token_hash, person_id, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [token.id, token.tokenHash, token.personId, token.name, token.now, token.expiresAt],
  );
}

/** Deletes a personal token of this person; false when there is none. */
export async function deleteToken(em: EntityManager, personId: string, id: string): Promise<boolean> {
  const [, count] = (await em.query('DELETE FROM api_token WHERE id = $1 AND person_id = $2', [id, personId])) as [
    unknown,
    number,
  ];
  return count === 1;
}

export interface OwnAccount {
  name: string;
  titleBefore: string;
  titleAfter: string;
  numbers: string[];
  /** Null for somebody without an account. */
  passwordHash: string | null;
}

/** What the account of a person says of its owner. */
export async function ownAccount(db: DataSource, personId: string): Promise<OwnAccount | undefined> {
  const rows: OwnAccount[] = await db.query(
    `SELECT p.name, p.title_before AS "titleBefore", p.title_after AS "titleAfter", a.password_hash AS "passwordHash",
       ARRAY(SELECT n.number FROM person_number n WHERE n.person_id = p.id ORDER BY n.kind, n.number) AS numbers
     FROM person p LEFT JOIN account a ON a.person_id = p.id WHERE p.id = $1`,
    [personId],
  );
  return rows[0];
}
