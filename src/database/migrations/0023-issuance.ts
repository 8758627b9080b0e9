import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The papers of a month: what the agency writes on them, who issued them, and the issued files themselves. */
export class Issuance1700000000023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE report_text (
        month text PRIMARY KEY,
        number text NOT NULL,
        nature text NOT NULL,
        attachments text NOT NULL,
        subject text NOT NULL,
        follow_up text NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by_id uuid NOT NULL REFERENCES person
      );
      CREATE TABLE report_order (
        month text NOT NULL,
        version smallint NOT NULL,
        frame jsonb NOT NULL,
        date timestamptz NOT NULL,
        ordered_at timestamptz NOT NULL,
        ordered_by_id uuid REFERENCES person,
        lease uuid,
        lease_until timestamptz,
        tries smallint NOT NULL DEFAULT 0,
        failure text,
        PRIMARY KEY (month, version),
        FOREIGN KEY (month, version) REFERENCES period_version
      )`);
    await db.query(`
      CREATE TABLE report_file (
        id uuid PRIMARY KEY,
        month text NOT NULL,
        version smallint NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        format text NOT NULL,
        code text NOT NULL UNIQUE,
        hash bytea REFERENCES stored_file,
        made_at timestamptz,
        replaced text[] NOT NULL DEFAULT '{}',
        signed_hash bytea REFERENCES stored_file,
        signed_at timestamptz,
        signed_by_id uuid REFERENCES person,
        CONSTRAINT report_file_kind_check CHECK (kind IN ('month', 'unit', 'person')),
        CONSTRAINT report_file_format_check CHECK (format IN ('pdf', 'xlsx', 'csv', 'json', 'txt')),
        CONSTRAINT report_file_signed_check CHECK (signed_hash <> hash),
        UNIQUE (month, version, kind, subject, format),
        FOREIGN KEY (month, version) REFERENCES report_order
      );
      CREATE INDEX report_file_hash ON report_file (hash);
      CREATE INDEX report_file_signed_hash ON report_file (signed_hash)`);
    await db.query(unchanged);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE report_file, report_order, report_text; DROP FUNCTION refuse_changed_report()');
  }
}

// What was issued stays: a file gets its bytes once, and only a signed one may come beside it.
const unchanged = `
  CREATE FUNCTION refuse_changed_report() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.hash IS NULL OR to_jsonb(NEW) - '{signed_hash,signed_at,signed_by_id}'::text[]
      = to_jsonb(OLD) - '{signed_hash,signed_at,signed_by_id}'::text[])
    THEN RETURN NEW;
    END IF;
    RAISE EXCEPTION 'issued files never change' USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER report_file_issued BEFORE UPDATE OR DELETE ON report_file
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_report();
  CREATE TRIGGER report_file_kept BEFORE TRUNCATE ON report_file
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()`;
