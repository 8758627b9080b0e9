import type { DataSource, EntityManager } from 'typeorm';

export interface SetupState {
  expiresAt: Date;
  usedAt: Date | null;
  /** The unit at the top of the tree; null while there is none. */
  rootId: number | null;
}

/** The one-time address and whether the province has its first unit. */
export async function setupState(db: DataSource, codeHash: Buffer): Promise<SetupState | undefined> {
  const rows: SetupState[] = await db.query(
    `SELECT expires_at AS "expiresAt", used_at AS "usedAt",
       (SELECT u.id FROM unit u WHERE u.parent_id IS NULL ORDER BY u.code = 'PEMPROV' DESC, u.id LIMIT 1) AS "rootId"
     FROM one_time_code WHERE code_hash = $1 AND purpose = 'setup'`,
    [codeHash],
  );
  return rows[0];
}

/** The top of the tree, with nothing below it yet. */
export async function insertRoot(em: EntityManager, name: string): Promise<number> {
  const [root]: { id: number }[] = await em.query(
    `INSERT INTO unit (code, name, short_name, kind) VALUES ('PEMPROV', $1, $1, 'pemprov') RETURNING id`,
    [name],
  );
  const id = root?.id ?? 0;
  await em.query('UPDATE unit SET path = ARRAY[id] WHERE id = $1', [id]);
  return id;
}

export interface FirstPerson {
  /** Used when nobody has this number yet. */
  id: string;
  name: string;
  number: string;
  kind: 'nip' | 'thl';
  employmentType: string;
  rootId: number;
  today: string;
}

/** The person of this number, made with number and membership where there is none; the id. */
export async function ensurePerson(em: EntityManager, first: FirstPerson): Promise<string> {
  const known: { id: string }[] = await em.query('SELECT person_id AS id FROM person_number WHERE number = $1', [
    first.number,
  ]);
  const id = known[0]?.id ?? first.id;
  if (!known.length) {
    await em.query('INSERT INTO person (id, name) VALUES ($1, $2)', [id, first.name]);
    await em.query('INSERT INTO person_number (number, kind, person_id) VALUES ($1, $2, $3)', [
      first.number,
      first.kind,
      id,
    ]);
  }
  await em.query(
    `INSERT INTO membership (person_id, unit_id, employment_type, position, starts_on)
     SELECT $1, $2, $3, 'Administrator sistem', $4
     WHERE NOT EXISTS (SELECT FROM membership WHERE person_id = $1 AND (ends_on IS NULL OR ends_on >= $4))`,
    [id, first.rootId, first.employmentType, first.today],
  );
  return id;
}

/** Makes the person administrator of the unit and all below from today, and enables the account. */
export async function grantAdministrator(
  em: EntityManager,
  grant: { personId: string; unitId: number; today: string },
): Promise<void> {
  await em.query(`INSERT INTO role_grant (person_id, role, unit_id, starts_on) VALUES ($1, 'admin', $2, $3)`, [
    grant.personId,
    grant.unitId,
    grant.today,
  ]);
  await em.query('UPDATE account SET disabled_at = NULL WHERE person_id = $1', [grant.personId]);
}
