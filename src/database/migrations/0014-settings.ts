import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an administrator has set, and what became of reading short links when that is switched on. */
export class Settings1700000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE setting (
        key text PRIMARY KEY,
        value jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid
      );
      CREATE TABLE link_resolution (
        share_id uuid PRIMARY KEY REFERENCES share,
        link_key text NOT NULL,
        attempts smallint NOT NULL,
        next_at timestamptz,
        outcome text
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE link_resolution, setting');
  }
}
