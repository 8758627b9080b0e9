import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate';
import { copyOfTemplate } from '../app';

/** The program's DataSource, on another database. */
function program(url: string): DataSource {
  process.env['DATABASE_URL'] = url;
  const { default: dataSource } = require('../../ormconfig') as { default: DataSource };
  return new DataSource({ ...dataSource.options, url } as typeof dataSource.options);
}

async function onServer(statement: string): Promise<void> {
  const db = await new DataSource({ type: 'postgres', url: process.env['GAUNG_TEST_SERVER'] ?? '' }).initialize();
  await db.query(statement);
  await db.destroy();
}

/** Everything that a migration can make, as text. */
const schemaOf = (db: DataSource): Promise<unknown> =>
  db.query(`
    SELECT 'column' AS what, table_name AS of, column_name || ' ' || data_type || ' ' || is_nullable AS is
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'migration'
    UNION ALL SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', '', p.oid::regprocedure::text FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
    ORDER BY 1, 2, 3`);

const filled = ['employment_type', 'channel', 'policy', 'posts_version', 'figures_version'];
const rowsOf = (db: DataSource) => Promise.all(filled.map((name) => db.query(`SELECT * FROM ${name} ORDER BY 1`)));

describe('migrations', () => {
  let database: { url: string; drop(): Promise<void> };
  beforeEach(async () => {
    database = await copyOfTemplate();
  });
  afterEach(() => database.drop());

  it('can all be taken back, leave nothing, and come again the same', async () => {
    const db = await program(database.url).initialize();
    const [schema, rows] = [await schemaOf(db), await rowsOf(db)];
    for (const _ of db.migrations) await db.undoLastMigration();
    expect(await schemaOf(db)).toEqual([]);
    await migrate(db);
    expect([await schemaOf(db), await rowsOf(db)]).toEqual([schema, rows]);
    await db.destroy();
  });

  it('run once when several servers start on an empty database at the same time', async () => {
    const name = `t_${randomBytes(6).toString('hex')}`;
    await onServer(`CREATE DATABASE ${name}`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    const servers = await Promise.all([1, 2, 3].map(() => program(url.href).initialize()));
    await Promise.all(servers.map(migrate));
    const [first] = servers as [DataSource];
    const done: { name: string }[] = await first.query('SELECT name FROM migration ORDER BY id');
    expect(done.map((row) => row.name)).toEqual(first.migrations.map((migration) => migration.constructor.name));
    await Promise.all(servers.map((db) => db.destroy()));
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  });

  it('wait longer for another server than a statement of a request may take', async () => {
    const db = await program(database.url).initialize();
    await migrate(db);
    const [{ statement_timeout: left }] = await db.query('SHOW statement_timeout');
    expect(left).toBe('15s');
    await db.destroy();
  });

  it('leave a database alone that is up to date', async () => {
    const db = await program(database.url).initialize();
    const before = await schemaOf(db);
    await migrate(db);
    expect(await schemaOf(db)).toEqual(before);
    await db.destroy();
  });
});
