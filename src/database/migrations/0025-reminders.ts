import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are reminded of on Beranda. */
export class Reminders1700000000025 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE reminder (
        person_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL CONSTRAINT reminder_kind_check CHECK (kind IN ('target', 'results', 'mend', 'review', 'fix')),
        subject text NOT NULL,
        at timestamptz NOT NULL,
        until timestamptz,
        done_at timestamptz,
        PRIMARY KEY (person_id, kind, subject)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reminder');
  }
}
