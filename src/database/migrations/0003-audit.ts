import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail: rows can be added, never changed or removed. */
export class Audit1700000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_id uuid,
        verb text NOT NULL,
        subject text NOT NULL,
        subject_id text NOT NULL,
        before jsonb,
        after jsonb
      );
      CREATE INDEX ON audit_entry (subject, subject_id)`);
    await db.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE audit_entry; DROP FUNCTION refuse_change()');
  }
}
