import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a verdict took and whether it was given together with others; the queue in its order, without history. */
export class Review1700000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE verdict ADD COLUMN seconds integer, ADD COLUMN batch boolean NOT NULL DEFAULT false;
      CREATE INDEX ON verdict (by_id, at);
      CREATE INDEX share_waiting ON share
        ((CASE WHEN state = 'held' THEN 0 WHEN hints <> '{}' THEN 1 ELSE 2 END), shared_at, id)
        WHERE state IN ('recorded', 'held')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX share_waiting, verdict_by_id_at_idx;
      ALTER TABLE verdict DROP COLUMN seconds, DROP COLUMN batch`);
  }
}
