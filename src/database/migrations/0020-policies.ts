import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The remaining values of the juknis, proposals that a second evaluator decides, and days that are asked of nobody. */
export class Policies1700000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(values);
    await db.query(proposals);
    await db.query(voidDays);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE void_day, policy_proposal');
    await db.query(`ALTER TABLE policy DROP COLUMN label_names, DROP COLUMN label_names_en, DROP COLUMN default_week,
      DROP COLUMN provisional_day, DROP COLUMN provisional_time, DROP COLUMN appeal_days, DROP COLUMN decision_days,
      DROP COLUMN sample_size`);
  }
}

const values = `
  ALTER TABLE policy
    ADD COLUMN label_names text[] NOT NULL
      DEFAULT '{"Sangat Aktif",Aktif,"Cukup Aktif","Kurang Aktif","Belum Berpartisipasi"}',
    ADD COLUMN label_names_en text[] NOT NULL
      DEFAULT '{"Very active",Active,"Fairly active","Less active","Not yet participating"}',
    ADD COLUMN default_week smallint NOT NULL DEFAULT 5,
    ADD COLUMN provisional_day smallint NOT NULL DEFAULT 1,
    ADD COLUMN provisional_time text NOT NULL DEFAULT '00:30',
    ADD COLUMN appeal_days smallint NOT NULL DEFAULT 5,
    ADD COLUMN decision_days smallint NOT NULL DEFAULT 3,
    ADD COLUMN sample_size smallint NOT NULL DEFAULT 59`;

const proposals = `
  CREATE TABLE policy_proposal (
    id uuid PRIMARY KEY,
    valid_from date NOT NULL,
    values jsonb NOT NULL,
    reason text NOT NULL,
    proposed_by_id uuid NOT NULL REFERENCES person,
    proposed_at timestamptz NOT NULL,
    decision text CONSTRAINT policy_proposal_decision_check CHECK (decision IN ('confirmed', 'refused')),
    decided_by_id uuid REFERENCES person,
    decided_at timestamptz,
    decision_reason text NOT NULL DEFAULT '',
    version integer REFERENCES policy,
    CONSTRAINT policy_proposal_second_person CHECK (decision <> 'confirmed' OR decided_by_id <> proposed_by_id)
  )`;

const voidDays = `
  CREATE TABLE void_day (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id integer NOT NULL REFERENCES unit,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    reason text NOT NULL,
    by_id uuid NOT NULL REFERENCES person,
    at timestamptz NOT NULL,
    UNIQUE (unit_id, starts_on, ends_on),
    CONSTRAINT void_day_dates_check CHECK (ends_on >= starts_on)
  );
  CREATE TRIGGER figures_change_counted AFTER INSERT OR UPDATE OR DELETE ON void_day
    FOR EACH STATEMENT EXECUTE FUNCTION count_figures_change()`;
