import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The month's end: its time for appeals, who fixed what, the counting shares, the random audit, and that none of it
 * changes any more, nor a share of a closed month.
 */
export class Closing1700000000022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(periods);
    await db.query(counted);
    await db.query(audit);
    await db.query(heads);
    await db.query(rows);
    for (const table of ['person_result', 'unit_result', 'counted_share']) await db.query(frozen(table));
    await db.query(checks);
    await db.query(shares);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION refuse_frozen_rows() CASCADE;
      DROP FUNCTION refuse_frozen_version() CASCADE;
      DROP FUNCTION refuse_emptying() CASCADE;
      DROP FUNCTION refuse_late_check() CASCADE;
      DROP FUNCTION refuse_changed_draw() CASCADE;
      DROP FUNCTION refuse_share_of_closed_month() CASCADE;
      DROP FUNCTION refuse_proof_of_closed_month() CASCADE;
      DROP FUNCTION demand_open_month(date);
      DROP FUNCTION is_month_closed(date);
      DROP TABLE audit_check, audit_sample, counted_share, period;
      ALTER TABLE period_version DROP COLUMN rule, DROP COLUMN previous_hash, DROP COLUMN fixed_at,
        DROP COLUMN fixed_by_id, DROP COLUMN closed_at, DROP COLUMN closed_by_id, DROP COLUMN reason`);
  }
}

const periods = `
  CREATE TABLE period (
    month text PRIMARY KEY,
    appeals_from timestamptz NOT NULL,
    appeals_until timestamptz NOT NULL
  );
  ALTER TABLE period_version ADD COLUMN rule jsonb, ADD COLUMN previous_hash text, ADD COLUMN fixed_at timestamptz,
    ADD COLUMN fixed_by_id uuid REFERENCES person, ADD COLUMN closed_at timestamptz,
    ADD COLUMN closed_by_id uuid REFERENCES person, ADD COLUMN reason text`;

// Without foreign keys, as the people's results: one statement writes all of a month.
const counted = `
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

const audit = `
  CREATE TABLE audit_sample (
    month text NOT NULL,
    version smallint NOT NULL,
    public_number text NOT NULL,
    source text NOT NULL,
    seed text NOT NULL,
    population integer NOT NULL,
    shares uuid[] NOT NULL,
    drawn_at timestamptz NOT NULL,
    drawn_by_id uuid REFERENCES person,
    PRIMARY KEY (month, version)
  );
  CREATE TABLE audit_check (
    month text NOT NULL,
    version smallint NOT NULL,
    share_id uuid NOT NULL,
    position smallint NOT NULL,
    checker_id uuid REFERENCES person,
    valid boolean,
    note text NOT NULL DEFAULT '',
    checked_at timestamptz,
    PRIMARY KEY (month, version, share_id)
  )`;

// One step is left to a fixed version: to be closed, which changes nothing but the state and who closed it when.
const heads = `
  CREATE FUNCTION refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state <> 'provisional' AND NOT (TG_OP = 'UPDATE' AND OLD.state = 'fixed' AND NEW.state = 'closed'
      AND to_jsonb(NEW) - '{state,closed_at,closed_by_id}'::text[] = to_jsonb(OLD) - '{state,closed_at,closed_by_id}'::text[])
    THEN
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

// A draw never changes; its checks end with the closing of the month.
const checks = `
  CREATE FUNCTION refuse_changed_draw() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER audit_sample_frozen BEFORE UPDATE OR DELETE ON audit_sample
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_changed_draw();
  CREATE TRIGGER audit_sample_kept BEFORE TRUNCATE ON audit_sample
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
  CREATE TRIGGER audit_check_frozen BEFORE DELETE ON audit_check
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_changed_draw();
  CREATE TRIGGER audit_check_kept BEFORE TRUNCATE ON audit_check
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
  CREATE FUNCTION refuse_late_check() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (TG_OP = 'UPDATE' AND (OLD.month, OLD.version, OLD.share_id, OLD.position)
        IS DISTINCT FROM (NEW.month, NEW.version, NEW.share_id, NEW.position))
      OR NOT EXISTS (SELECT FROM period_version v WHERE v.month = NEW.month AND v.version = NEW.version
        AND v.state = 'fixed')
    THEN RAISE EXCEPTION 'checks of % are over', NEW.month USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER audit_check_open BEFORE INSERT OR UPDATE ON audit_check
    FOR EACH ROW EXECUTE FUNCTION refuse_late_check()`;

// A share's writer holds the month until it is done, so that fixing waits for it and nothing comes in afterwards unseen.
const shares = `
  CREATE FUNCTION is_month_closed(day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT state <> 'provisional' FROM period_version
      WHERE month = to_char(day, 'YYYY-MM') ORDER BY version DESC LIMIT 1), false)
  $$;
  CREATE FUNCTION demand_open_month(day date) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE wanted text := to_char(day, 'YYYY-MM');
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('closing ' || wanted, 0));
    IF (SELECT state <> 'provisional' FROM period_version WHERE month = wanted ORDER BY version DESC LIMIT 1) THEN
      RAISE EXCEPTION 'month % is closed', wanted USING ERRCODE = 'restrict_violation', CONSTRAINT = 'share_month_open';
    END IF;
  END $$;
  CREATE FUNCTION refuse_share_of_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM demand_open_month(OLD.business_date); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF TG_OP = 'INSERT' OR NEW.business_date <> OLD.business_date THEN PERFORM demand_open_month(NEW.business_date); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER share_month_open BEFORE INSERT OR UPDATE OR DELETE ON share
    FOR EACH ROW EXECUTE FUNCTION refuse_share_of_closed_month();
  CREATE TRIGGER share_kept BEFORE TRUNCATE ON share FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
  CREATE FUNCTION refuse_proof_of_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM demand_open_month((SELECT business_date FROM share WHERE id = NEW.share_id));
    RETURN NEW;
  END $$;
  CREATE TRIGGER share_evidence_month_open BEFORE INSERT OR UPDATE ON share_evidence
    FOR EACH ROW EXECUTE FUNCTION refuse_proof_of_closed_month();
  CREATE TRIGGER verdict_month_open BEFORE INSERT OR UPDATE ON verdict
    FOR EACH ROW EXECUTE FUNCTION refuse_proof_of_closed_month()`;
