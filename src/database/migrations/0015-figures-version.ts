import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The counter by which servers notice that somebody's target may have changed. */
export class FiguresVersion1700000000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(version);
    await db.query(triggers);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION count_figures_change() CASCADE; DROP TABLE figures_version');
  }
}

const version = `
  CREATE TABLE figures_version (
    id smallint PRIMARY KEY CONSTRAINT figures_version_one_row CHECK (id = 1),
    version bigint NOT NULL
  );
  INSERT INTO figures_version VALUES (1, 1);
  CREATE FUNCTION count_figures_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN UPDATE figures_version SET version = version + 1; RETURN NULL; END $$`;

/** On all that a person's target and exemption are computed from. */
const triggers = ['holiday', 'unit', 'membership', 'leave', 'policy', 'exemption']
  .map(
    (table) => `CREATE TRIGGER figures_change_counted AFTER INSERT OR UPDATE OR DELETE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION count_figures_change()`,
  )
  .join(';');
