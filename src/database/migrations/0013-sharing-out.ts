import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sharing out needs: who has read the guide. */
export class SharingOut1700000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'CREATE TABLE guide_reading (person_id uuid PRIMARY KEY REFERENCES person, at timestamptz NOT NULL)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE guide_reading');
  }
}
