import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units, people, where they work, when they are away, and what they may. */
export class Directory1700000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(units);
    await db.query(people);
    await db.query(memberships);
    await db.query(leaveAndRoles);
    await db.query(employmentTypes);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE role_grant, leave, membership, person_number, person, employment_type, unit');
  }
}

const units = `
  CREATE TABLE unit (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    short_name text NOT NULL,
    kind text NOT NULL,
    parent_id integer REFERENCES unit,
    path integer[] NOT NULL DEFAULT '{}',
    ranked boolean NOT NULL DEFAULT false,
    week smallint NOT NULL DEFAULT 5 CONSTRAINT unit_week_check CHECK (week IN (5, 6, 7)),
    valid_from date,
    valid_until date,
    successor_id integer REFERENCES unit,
    CONSTRAINT unit_validity_check CHECK (valid_until IS NULL OR valid_until >= valid_from)
  )`;

const people = `
  CREATE TABLE person (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    title_before text NOT NULL DEFAULT '',
    title_after text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT ''
  );
  CREATE TABLE person_number (
    number text PRIMARY KEY,
    kind text NOT NULL CONSTRAINT person_number_kind_check CHECK (kind IN ('nip', 'thl')),
    person_id uuid NOT NULL REFERENCES person,
    valid_from date
  );
  CREATE INDEX ON person_number (person_id)`;

const memberships = `
  CREATE TABLE employment_type (
    code text PRIMARY KEY,
    grouping text NOT NULL CONSTRAINT employment_type_grouping_check CHECK (grouping IN ('ASN', 'THL')),
    position smallint NOT NULL
  );
  CREATE TABLE membership (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person,
    unit_id integer NOT NULL REFERENCES unit,
    employment_type text NOT NULL REFERENCES employment_type,
    position text NOT NULL DEFAULT '',
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT membership_dates_check CHECK (ends_on IS NULL OR ends_on >= starts_on),
    CONSTRAINT membership_one_unit_at_a_time
      EXCLUDE USING gist (person_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
  );
  CREATE INDEX ON membership (unit_id)`;

const leaveAndRoles = `
  CREATE TABLE leave (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    kind text NOT NULL DEFAULT 'CUTI',
    CONSTRAINT leave_dates_check CHECK (ends_on >= starts_on),
    UNIQUE (person_id, starts_on, ends_on)
  );
  CREATE TABLE role_grant (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person,
    role text NOT NULL CONSTRAINT role_grant_role_check CHECK
      (role IN ('reviewer', 'head', 'editor', 'publisher', 'evaluator', 'auditor', 'agent', 'admin')),
    unit_id integer NOT NULL REFERENCES unit,
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT role_grant_dates_check CHECK (ends_on IS NULL OR ends_on >= starts_on)
  );
  CREATE INDEX ON role_grant (person_id)`;

const employmentTypes = `
  INSERT INTO employment_type (code, grouping, position) VALUES
    ('PNS', 'ASN', 1), ('CPNS', 'ASN', 2), ('PPPK', 'ASN', 3), ('PPPK Paruh Waktu', 'ASN', 4), ('THL', 'THL', 5)`;
