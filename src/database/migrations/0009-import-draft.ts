import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that were uploaded and tried, waiting for the word to import them. */
export class ImportDraft1700000000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE import_draft (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        owner_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL,
        name text NOT NULL,
        bytes bytea NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX ON import_draft (owner_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE import_draft');
  }
}
