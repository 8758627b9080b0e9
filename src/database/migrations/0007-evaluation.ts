import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The juknis in versions, exemptions, and the results of each computed month. */
export class Evaluation1700000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(policy);
    await db.query(periods);
    await db.query(results);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE unit_result, person_result, period_version, exemption, policy');
  }
}

const policy = `
  CREATE TABLE policy (
    version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    valid_from date NOT NULL,
    valid_until date,
    acceptance text NOT NULL DEFAULT 'audit' CONSTRAINT policy_acceptance_check CHECK (acceptance IN ('audit', 'review')),
    receipt_hours smallint NOT NULL DEFAULT 48,
    monthly_posts smallint NOT NULL DEFAULT 8,
    min_available_days smallint NOT NULL DEFAULT 5,
    daily_cap smallint NOT NULL DEFAULT 3,
    label_thresholds double precision[] NOT NULL DEFAULT '{1,0.75,0.5}',
    ranking_basis text NOT NULL DEFAULT 'fulfilment'
      CONSTRAINT policy_ranking_basis_check CHECK (ranking_basis IN ('fulfilment', 'participation')),
    min_ranked_people smallint NOT NULL DEFAULT 5,
    minutes_per_post double precision NOT NULL DEFAULT 1,
    max_minutes smallint NOT NULL DEFAULT 60,
    reason text NOT NULL DEFAULT '',
    CONSTRAINT policy_dates_check CHECK (valid_until IS NULL OR valid_until > valid_from),
    CONSTRAINT policy_whole_months CHECK
      (date_part('day', valid_from) = 1 AND (valid_until IS NULL OR date_part('day', valid_until) = 1)),
    CONSTRAINT policy_one_at_a_time EXCLUDE USING gist (daterange(valid_from, valid_until) WITH &&)
  );
  INSERT INTO policy (valid_from) VALUES ('2000-01-01')`;

const periods = `
  CREATE TABLE exemption (
    month text NOT NULL,
    person_id uuid NOT NULL REFERENCES person,
    reason text NOT NULL,
    approved_by_id uuid REFERENCES person,
    approved_at timestamptz NOT NULL,
    PRIMARY KEY (month, person_id)
  );
  CREATE TABLE period_version (
    month text NOT NULL,
    version smallint NOT NULL,
    state text NOT NULL CONSTRAINT period_version_state_check CHECK (state IN ('provisional', 'fixed', 'closed')),
    policy_version integer NOT NULL REFERENCES policy,
    cutoff timestamptz NOT NULL,
    closing_hash text,
    posts jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (month, version)
  )`;

// A person's result keeps ids without foreign keys: one statement writes all of a month from the tables they would point
// to, and checking 60,000 keys would take as long as computing the month.
const results = `
  CREATE TABLE person_result (
    month text NOT NULL,
    version smallint NOT NULL,
    person_id uuid NOT NULL,
    number text NOT NULL,
    name text NOT NULL,
    unit_id integer NOT NULL,
    working_days smallint NOT NULL,
    available_days smallint NOT NULL,
    target smallint NOT NULL,
    counted smallint NOT NULL,
    achievement double precision,
    exempt boolean NOT NULL,
    PRIMARY KEY (month, version, person_id)
  );
  CREATE TABLE unit_result (
    month text NOT NULL,
    version smallint NOT NULL,
    unit_id integer NOT NULL REFERENCES unit,
    code text NOT NULL,
    name text NOT NULL,
    ranked boolean NOT NULL,
    obliged integer NOT NULL,
    exempt integer NOT NULL,
    active integer NOT NULL,
    met integer NOT NULL,
    mean_achievement double precision,
    channels jsonb NOT NULL DEFAULT '{}',
    states jsonb NOT NULL DEFAULT '{}',
    estimate double precision,
    low double precision,
    high double precision,
    description text,
    band text,
    rank integer,
    PRIMARY KEY (month, version, unit_id),
    FOREIGN KEY (month, version) REFERENCES period_version ON DELETE CASCADE
  )`;
