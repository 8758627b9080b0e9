import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, sessions, one-time codes, personal tokens and counted attempts. */
export class Signin1700000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(accounts);
    await db.query(secrets);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE attempt, api_token, one_time_code, session, account');
  }
}

const accounts = `
  CREATE TABLE account (
    person_id uuid PRIMARY KEY REFERENCES person,
    password_hash text NOT NULL,
    activated_at timestamptz NOT NULL,
    disabled_at timestamptz
  );
  CREATE TABLE session (
    token_hash bytea PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    device text NOT NULL DEFAULT ''
  );
  CREATE INDEX ON session (person_id)`;

const secrets = `
  CREATE TABLE one_time_code (
    code_hash bytea PRIMARY KEY,
    purpose text NOT NULL CONSTRAINT one_time_code_purpose_check CHECK (purpose IN ('activate', 'reset', 'setup')),
    person_id uuid REFERENCES person,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  );
  CREATE INDEX ON one_time_code (person_id);
  CREATE TABLE api_token (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    token_hash bytea NOT NULL UNIQUE,
    person_id uuid NOT NULL REFERENCES person,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX ON api_token (person_id);
  CREATE TABLE attempt (
    key text NOT NULL,
    window_start timestamptz NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (key, window_start)
  )`;
