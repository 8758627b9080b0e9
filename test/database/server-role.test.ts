import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { AdminService } from '../../src/admin/admin.service';
import { startApp, type TestApp } from '../app';

let test: TestApp;
let server: DataSource;

beforeAll(async () => {
  test = await startApp();
  server = test.app.get(DataSource);
  await test.db.query(`INSERT INTO period_version (month, version, state, policy_version, cutoff)
    SELECT '2026-10', 1, 'provisional', min(version), '2026-11-01' FROM policy`);
  await test.db.query(`INSERT INTO person_result (month, version, person_id, number, name, unit_id, working_days,
    available_days, target, counted, exempt) VALUES ('2026-10', 1, gen_random_uuid(), '1', 'A', 1, 20, 20, 8, 8, false)`);
  await test.db.query(
    `INSERT INTO counted_share VALUES ('2026-10', 1, gen_random_uuid(), '1', 'M', 'x', '2026-10-01')`,
  );
  await test.db.query(`UPDATE period_version SET state = 'fixed'`);
  await test.db.query(`INSERT INTO audit_sample
    VALUES ('2026-10', 1, '7421', 'Undian', 'seed', 1, '{}', '2026-11-10', NULL)`);
  await test.db.query(`INSERT INTO audit_entry (at, verb, subject, subject_id) VALUES ('2026-11-10', 'x', 'x', 'x')`);
});
afterAll(() => test.stop());

const [forbidden, frozen] = ['42501', '23001'];

describe('the role that the server works as', () => {
  it('is another than the owner of the tables, and the administrator reads so', async () => {
    expect(await server.query('SELECT current_user AS who')).toEqual([{ who: 'gaung_server' }]);
    expect((await test.app.get(AdminService).overview()).isRestricted).toBe(true);
  });

  it.each([
    [`UPDATE period_version SET closing_hash = 'x'`, frozen],
    [`UPDATE period_version SET state = 'provisional'`, frozen],
    ['DELETE FROM period_version', frozen],
    ['UPDATE person_result SET counted = 0', frozen],
    ['DELETE FROM person_result', frozen],
    ['DELETE FROM counted_share', frozen],
    ['TRUNCATE person_result', forbidden],
    ['TRUNCATE period_version CASCADE', forbidden],
    [`UPDATE audit_sample SET seed = 'x'`, forbidden],
    ['DELETE FROM audit_sample', forbidden],
    [`UPDATE audit_entry SET verb = 'y'`, forbidden],
    ['DELETE FROM audit_entry', forbidden],
    ['DELETE FROM migration', forbidden],
    ['ALTER TABLE period_version DISABLE TRIGGER USER', forbidden],
    ['ALTER TABLE person_result DISABLE TRIGGER ALL', forbidden],
    ['DROP TRIGGER period_version_frozen ON period_version', forbidden],
    ['DROP TABLE counted_share', forbidden],
    ['ALTER TABLE counted_share RENAME TO other', forbidden],
    ['ALTER TABLE counted_share OWNER TO gaung_server', forbidden],
    ['CREATE RULE quiet AS ON INSERT TO person_result DO INSTEAD NOTHING', forbidden],
    ['CREATE TRIGGER mine BEFORE INSERT ON person_result FOR EACH ROW EXECUTE FUNCTION refuse_emptying()', forbidden],
    [
      `CREATE OR REPLACE FUNCTION refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
      forbidden,
    ],
    ['DROP FUNCTION refuse_frozen_version() CASCADE', forbidden],
    ['SET session_replication_role = replica', forbidden],
    ['ALTER ROLE gaung_server SUPERUSER', forbidden],
    ['CREATE ROLE other LOGIN', forbidden],
    ['CREATE TABLE mine (id integer)', forbidden],
    [`COPY person_result FROM PROGRAM 'true'`, forbidden],
  ])('is refused %s', async (statement, code) => {
    await expect(server.query(statement)).rejects.toMatchObject({ code });
  });

  it('stays the same when a connection is reset', async () => {
    const runner = server.createQueryRunner();
    await runner.query('RESET ROLE');
    expect(await runner.query('SELECT current_user AS who')).toEqual([{ who: 'gaung_server' }]);
    await runner.release();
  });

  it('is all there is for a login of its own, which has nothing to go back to', async () => {
    const { serverLogin, drop } = await loginOnly();
    const client = new Client({ connectionString: serverLogin, options: '-c role=gaung_server' });
    await client.connect();
    try {
      await client.query('SET ROLE NONE');
      await expect(client.query('ALTER TABLE period_version DISABLE TRIGGER USER')).rejects.toMatchObject({
        code: forbidden,
      });
      await expect(client.query('DELETE FROM person_result')).rejects.toMatchObject({ code: frozen });
    } finally {
      await client.end();
      await drop();
    }
  });
});

/** A login that is a member of the role and nothing else, as production has one. */
async function loginOnly(): Promise<{ serverLogin: string; drop: () => Promise<void> }> {
  const name = `web_${process.pid}`;
  await test.db.query(`CREATE ROLE ${name} LOGIN PASSWORD 'rahasia' IN ROLE gaung_server`);
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  url.username = name;
  url.password = 'rahasia';
  return { serverLogin: url.href, drop: () => test.db.query(`DROP ROLE ${name}`) };
}
