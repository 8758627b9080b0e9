import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the machine noticed about a share; a link used once by its main key alone, its aliases on as many shares as name
 * them; and the days in which a returned share may be mended.
 */
export class ShareHints1700000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE share ADD COLUMN hints text[] NOT NULL DEFAULT '{}'`);
    await db.query('ALTER TABLE policy ADD COLUMN mend_days smallint NOT NULL DEFAULT 5');
    await db.query(`
      ALTER TABLE used_link ADD COLUMN alias boolean NOT NULL DEFAULT false,
        DROP CONSTRAINT used_link_pkey, ADD PRIMARY KEY (share_id, key);
      DROP INDEX used_link_share_id_idx;
      UPDATE used_link u SET alias = true FROM share s WHERE s.id = u.share_id AND s.link_key <> u.key;
      CREATE UNIQUE INDEX used_link_main ON used_link (key) WHERE NOT alias;
      CREATE INDEX used_link_alias ON used_link (key) WHERE alias`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM used_link WHERE alias;
      DROP INDEX used_link_main, used_link_alias;
      ALTER TABLE used_link DROP COLUMN alias, DROP CONSTRAINT used_link_pkey, ADD PRIMARY KEY (key);
      CREATE INDEX ON used_link (share_id)`);
    await db.query('ALTER TABLE policy DROP COLUMN mend_days');
    await db.query('ALTER TABLE share DROP COLUMN hints');
  }
}
