import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The coat of arms on the letterhead, and the one that an issued report bears whatever becomes of it. */
export class Logo1700000000027 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE letterhead_logo (
        id smallint PRIMARY KEY CONSTRAINT letterhead_logo_one_row CHECK (id = 1),
        file_hash bytea REFERENCES stored_file
      );
      INSERT INTO letterhead_logo VALUES (1, NULL);
      ALTER TABLE report_order ADD logo_hash bytea REFERENCES stored_file`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE report_order DROP logo_hash; DROP TABLE letterhead_logo');
  }
}
