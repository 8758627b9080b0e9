import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The month's end: its time for appeals, who fixed what, the counting shares, and that none of it changes any more. */
export class Closing1700000000022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(periods);
    await db.query(shares);
    await db.query(heads);
    await db.query(rows);
    for (const table of ['person_result', 'unit_result', 'counted_share']) await db.query(frozen(table));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION refuse_frozen_rows() CASCADE;
      DROP FUNCTION refuse_frozen_version() CASCADE;
      DROP FUNCTION refuse_emptying() CASCADE;
      DROP TABLE counted_share, period;
      ALTER TABLE period_version DROP COLUMN rule, DROP COLUMN previous_hash, DROP COLUMN fixed_at,
        DROP COLUMN fixed_by_id, DROP COLUMN reason`);
  }
}

const periods = `
  CREATE TABLE period (
    month text PRIMARY KEY,
    appeals_from timestamptz NOT NULL,
    appeals_until timestamptz NOT NULL
  );
  ALTER TABLE period_version ADD COLUMN rule jsonb, ADD COLUMN previous_hash text, ADD COLUMN fixed_at timestamptz,
    ADD COLUMN fixed_by_id uuid REFERENCES person, ADD COLUMN reason text`;

// Without foreign keys, as the people's results: one statement writes all of a month.
const shares = `
  CREATE TABLE counted_share (
    month text NOT NULL,
    version smallint NOT NULL,
    share_id uuid NOT NULL,
    number text NOT NULL,
    post text NOT NULL,
    channel text NOT NULL,
    business_date date NOT NULL,
    PRIMARY KEY (month, version, share_id)
  )`;

const heads = `
  CREATE FUNCTION refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state <> 'provisional' THEN
      RAISE EXCEPTION 'version % of % is fixed', OLD.version, OLD.month USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER period_version_frozen BEFORE UPDATE OR DELETE ON period_version
    FOR EACH ROW EXECUTE FUNCTION refuse_frozen_version();
  CREATE FUNCTION refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM period_version WHERE state <> 'provisional') THEN
      RAISE EXCEPTION 'there are fixed months' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER period_version_kept BEFORE TRUNCATE ON period_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()`;

const rows = `
  CREATE FUNCTION refuse_frozen_rows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT month, version FROM touched) t JOIN period_version v USING (month, version)
      WHERE v.state <> 'provisional')
    THEN RAISE EXCEPTION 'rows of % belong to a fixed month', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
  END $$`;

/** Once a statement instead of once a row: a month has 20,000 people, and a provisional one is replaced often. */
function frozen(table: string): string {
  const moments = [
    ['insert', 'INSERT', 'NEW'],
    ['delete', 'DELETE', 'OLD'],
    ['update', 'UPDATE', 'OLD'],
    ['move', 'UPDATE', 'NEW'],
  ].map(
    ([name, event, rows]) => `CREATE TRIGGER ${table}_frozen_${name} AFTER ${event} ON ${table}
      REFERENCING ${rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_frozen_rows()`,
  );
  const kept = `CREATE TRIGGER ${table}_kept BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()`;
  return [...moments, kept].join(';');
}
