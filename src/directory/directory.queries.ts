import type { DataSource, EntityManager } from 'typeorm';
import type { Day } from '../kernel/wita';
import type { PersonFields, PersonName } from './person.rules';
import type { Unit } from './unit.entity';

export type UnitRow = Omit<Unit, 'parent' | 'successor'> & { people: number };

/** Units of a scope (null: all), each with the number of its own people on a day. */
export function unitsWithPeople(db: DataSource, scope: number[] | null, today: Day): Promise<UnitRow[]> {
  return db.query(
    `WITH headcount AS (
       SELECT unit_id, count(*)::integer AS people FROM membership
       WHERE starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2) GROUP BY unit_id
     )
     SELECT u.id, u.code, u.name, u.short_name AS "shortName", u.kind, u.parent_id AS "parentId", u.path, u.ranked,
       u.week, u.valid_from::text AS "validFrom", u.valid_until::text AS "validUntil",
       u.successor_id AS "successorId", coalesce(h.people, 0) AS people
     FROM unit u LEFT JOIN headcount h ON h.unit_id = u.id
     WHERE $1::integer[] IS NULL OR u.path && $1`,
    [scope, today],
  );
}

export interface PersonRow extends PersonName {
  id: string;
  /** The latest NIP; without one the latest THL number. */
  number: string;
  unitCode: string;
  unitName: string;
  unitPath: number[];
  position: string;
  employmentType: string;
}

const numberOfPerson = `coalesce((SELECT n.number FROM person_number n WHERE n.person_id = p.id
  ORDER BY n.kind = 'nip' DESC, n.valid_from DESC NULLS LAST, n.number LIMIT 1), '') AS number`;

/** People who work below a scope on a day, by name; `after` is the id of the last one shown. */
export function peopleInScope(
  db: DataSource,
  ask: {
    scope: number[];
    today: Day;
    unitId: number | null;
    name: string;
    number: string;
    after: string | null;
    limit: number;
  },
): Promise<PersonRow[]> {
  return db.query(
    `SELECT p.id, p.name, p.title_before AS "titleBefore", p.title_after AS "titleAfter", ${numberOfPerson},
       u.code AS "unitCode", u.name AS "unitName", u.path AS "unitPath", m.position,
       m.employment_type AS "employmentType"
     FROM membership m JOIN unit u ON u.id = m.unit_id JOIN person p ON p.id = m.person_id
     WHERE u.path && $1::integer[] AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2)
       AND ($3::integer IS NULL OR u.path && ARRAY[$3::integer])
       AND ($4 = '' OR strpos(lower(p.name), lower($4)) > 0
         OR EXISTS (SELECT FROM person_number s WHERE s.person_id = p.id AND s.number = $5))
       AND ($6::uuid IS NULL OR (lower(p.name), p.id) > (SELECT lower(a.name), a.id FROM person a WHERE a.id = $6))
     ORDER BY lower(p.name), p.id LIMIT $7`,
    [ask.scope, ask.today, ask.unitId, ask.name, ask.number, ask.after, ask.limit],
  );
}

export interface VisiblePerson extends PersonRow {
  phone: string;
  email: string;
  /** Null for somebody without any membership. */
  unitId: number | null;
}

/** A person who works, worked or holds a role below the scope, with the placement of a day or else the latest one. */
export async function personInScope(
  db: DataSource,
  ask: { scope: number[]; personId: string; today: Day },
): Promise<VisiblePerson | undefined> {
  const rows: VisiblePerson[] = await db.query(
    `SELECT p.id, p.name, p.title_before AS "titleBefore", p.title_after AS "titleAfter", p.phone, p.email,
       ${numberOfPerson}, m.unit_id AS "unitId", coalesce(u.code, '') AS "unitCode", coalesce(u.name, '') AS "unitName",
       coalesce(u.path, '{}') AS "unitPath", coalesce(m.position, '') AS position,
       coalesce(m.employment_type, '') AS "employmentType"
     FROM person p
     LEFT JOIN LATERAL (
       SELECT * FROM membership o WHERE o.person_id = p.id
       ORDER BY (o.starts_on <= $3 AND (o.ends_on IS NULL OR o.ends_on >= $3)) DESC, o.starts_on DESC LIMIT 1
     ) m ON true
     LEFT JOIN unit u ON u.id = m.unit_id
     WHERE p.id = $1 AND EXISTS (
       SELECT FROM unit v WHERE v.path && $2::integer[] AND (
         v.id IN (SELECT unit_id FROM membership WHERE person_id = $1)
         OR v.id IN (SELECT unit_id FROM role_grant WHERE person_id = $1)))`,
    [ask.personId, ask.scope, ask.today],
  );
  return rows[0];
}

/** Imports wait for one another and may take their time; nothing else waits for them. */
export async function beginImport(em: EntityManager): Promise<void> {
  await em.query('SET LOCAL statement_timeout = 0');
  await em.query(`SELECT pg_advisory_xact_lock(hashtext('directory import'))`);
}

/** Ids from the root down for every unit whose path is not what its parents say. */
export async function recomputePaths(em: EntityManager): Promise<void> {
  await em.query(
    `WITH RECURSIVE tree AS (
       SELECT id, ARRAY[id] AS path FROM unit WHERE parent_id IS NULL
       UNION ALL SELECT u.id, t.path || u.id FROM unit u JOIN tree t ON u.parent_id = t.id
     )
     UPDATE unit u SET path = t.path FROM tree t WHERE t.id = u.id AND u.path <> t.path`,
  );
}

/** Who owns these numbers. */
export function peopleOfNumbers(em: EntityManager, numbers: string[]): Promise<(PersonFields & { number: string })[]> {
  return em.query(
    `SELECT n.number, p.id, p.name, p.title_before AS "titleBefore", p.title_after AS "titleAfter", p.phone, p.email
     FROM person_number n JOIN person p ON p.id = n.person_id WHERE n.number = ANY($1::text[])`,
    [numbers],
  );
}

export interface MembershipRow {
  id: number;
  personId: string;
  unitId: number;
  unitCode: string;
  unitPath: number[];
  status: string;
  position: string;
  from: Day;
  until: Day | null;
}

/** All memberships of these people. */
export function membershipsOf(em: EntityManager, people: string[]): Promise<MembershipRow[]> {
  return em.query(
    `SELECT m.id, m.person_id AS "personId", m.unit_id AS "unitId", u.code AS "unitCode", u.path AS "unitPath",
       m.employment_type AS status, m.position, m.starts_on::text AS "from", m.ends_on::text AS until
     FROM membership m JOIN unit u ON u.id = m.unit_id WHERE m.person_id = ANY($1::uuid[])`,
    [people],
  );
}

const chunk = 5000;

async function write(em: EntityManager, statement: string, rows: object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk) {
    await em.query(statement, [JSON.stringify(rows.slice(at, at + chunk))]);
  }
}

const personRecord = `jsonb_to_recordset($1::jsonb)
  AS r(id uuid, name text, "titleBefore" text, "titleAfter" text, phone text, email text)`;

/** Adds people, or changes those that are there. */
export function savePeople(em: EntityManager, people: PersonFields[]): Promise<void> {
  return write(
    em,
    `INSERT INTO person (id, name, title_before, title_after, phone, email)
     SELECT r.id, r.name, r."titleBefore", r."titleAfter", r.phone, r.email FROM ${personRecord}
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, title_before = excluded.title_before,
       title_after = excluded.title_after, phone = excluded.phone, email = excluded.email`,
    people,
  );
}

export function addNumbers(
  em: EntityManager,
  numbers: { number: string; kind: 'nip' | 'thl'; personId: string; validFrom: Day | null }[],
): Promise<void> {
  return write(
    em,
    `INSERT INTO person_number (number, kind, person_id, valid_from)
     SELECT r.number, r.kind, r."personId", r."validFrom" FROM jsonb_to_recordset($1::jsonb)
       AS r(number text, kind text, "personId" uuid, "validFrom" date)`,
    numbers,
  );
}

export type MembershipValues = Omit<MembershipRow, 'id' | 'unitCode' | 'unitPath'>;

export function addMemberships(em: EntityManager, memberships: MembershipValues[]): Promise<void> {
  return write(
    em,
    `INSERT INTO membership (person_id, unit_id, employment_type, position, starts_on, ends_on)
     SELECT r."personId", r."unitId", r.status, r.position, r."from", r.until FROM jsonb_to_recordset($1::jsonb)
       AS r("personId" uuid, "unitId" integer, status text, position text, "from" date, until date)`,
    memberships,
  );
}

export function changeMemberships(
  em: EntityManager,
  memberships: Pick<MembershipRow, 'id' | 'status' | 'position' | 'until'>[],
): Promise<void> {
  return write(
    em,
    `UPDATE membership m SET employment_type = r.status, position = r.position, ends_on = r.until
     FROM jsonb_to_recordset($1::jsonb) AS r(id integer, status text, position text, until date) WHERE m.id = r.id`,
    memberships,
  );
}

export interface LeaveRow {
  personId: string;
  from: Day;
  until: Day;
  kind: string;
}

/** All leave of these people. */
export function leaveOf(em: EntityManager, people: string[]): Promise<LeaveRow[]> {
  return em.query(
    `SELECT person_id AS "personId", starts_on::text AS "from", ends_on::text AS until, kind
     FROM leave WHERE person_id = ANY($1::uuid[])`,
    [people],
  );
}

/** Adds leave; the same days again only change its kind. */
export function addLeave(em: EntityManager, leave: LeaveRow[]): Promise<void> {
  return write(
    em,
    `INSERT INTO leave (person_id, starts_on, ends_on, kind)
     SELECT r."personId", r."from", r.until, r.kind FROM jsonb_to_recordset($1::jsonb)
       AS r("personId" uuid, "from" date, until date, kind text)
     ON CONFLICT (person_id, starts_on, ends_on) DO UPDATE SET kind = excluded.kind`,
    leave,
  );
}
