import { DataSource, type EntityManager } from 'typeorm';
import { Jobs, type DuePeriod } from '../../src/kernel/jobs';
import { copyOfTemplate } from '../app';
import { FakeClock, wita } from '../fakes';

const due = (...periods: string[]): DuePeriod[] =>
  periods.map((period) => ({ period, dueAt: wita('2026-11-23 09:00') }));

describe('the ledger of scheduled work', () => {
  let database: { url: string; drop(): Promise<void> };
  let one: DataSource;
  let other: DataSource;
  let clock: FakeClock;

  beforeAll(async () => {
    database = await copyOfTemplate();
    const open = () => new DataSource({ type: 'postgres', url: database.url, extra: { max: 3 } }).initialize();
    [one, other] = await Promise.all([open(), open()]);
    await one.query('CREATE TABLE effect (id integer GENERATED ALWAYS AS IDENTITY, period text)');
  });
  afterAll(async () => {
    await Promise.all([one.destroy(), other.destroy()]);
    await database.drop();
  });
  beforeEach(async () => {
    clock = new FakeClock('2026-11-23 10:00');
    await one.query('TRUNCATE job_run, effect');
  });

  const server = (db = one) => {
    const jobs = new Jobs(db, clock);
    Object.assign(jobs, { log: { error: () => undefined } });
    return jobs;
  };
  const write = async (em: EntityManager, period: string) => {
    await em.query('INSERT INTO effect (period) VALUES ($1)', [period]);
    return `wrote ${period}`;
  };
  const effects = async (): Promise<string[]> => {
    const rows: { period: string }[] = await one.query('SELECT period FROM effect ORDER BY id');
    return rows.map(({ period }) => period);
  };
  const ledger = () => one.query('SELECT period, state, attempts, result FROM job_run ORDER BY period');
  const fails =
    (broken: string, reason = 'no paper') =>
    async (em: EntityManager, period: string) => {
      await write(em, period);
      if (period === broken) throw new Error(reason);
      return 'done';
    };

  it('runs a period once, however often it is asked', async () => {
    expect(await server().run('job', due('2026-11'), write)).toEqual(['2026-11']);
    expect(await server(other).run('job', due('2026-11'), write)).toEqual([]);
    expect(await effects()).toEqual(['2026-11']);
    expect(await ledger()).toEqual([{ period: '2026-11', state: 'done', attempts: 1, result: 'wrote 2026-11' }]);
  });

  it('catches missed periods up in order', async () => {
    await server().run('job', due('2026-11-21', '2026-11-19', '2026-11-20'), write);
    expect(await effects()).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
  });

  it('keeps jobs apart', async () => {
    await server().run('first', due('2026-11'), write);
    await server().run('second', due('2026-11'), write);
    expect(await effects()).toEqual(['2026-11', '2026-11']);
  });

  it('asks nothing of a job without due periods', async () => {
    expect(await server().run('job', [], write)).toEqual([]);
  });

  it('lets several servers that ask at once run each period exactly once and in order', async () => {
    const periods = Array.from({ length: 12 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
    const asked = [one, other, one, other].map((db) => server(db).run('job', due(...periods), write));
    const done = await Promise.all(asked);
    expect(await effects()).toEqual(periods);
    expect(done.flat().sort((a, b) => a.localeCompare(b))).toEqual(periods);
  });

  it('lets nobody take a later period while an earlier one runs', async () => {
    let second: string[] | undefined;
    await server().run('job', due('2026-11-01', '2026-11-02'), async (em, period) => {
      second ??= await server(other).run('job', due('2026-11-01', '2026-11-02'), write);
      return write(em, period);
    });
    expect(second).toEqual([]);
    expect(await effects()).toEqual(['2026-11-01', '2026-11-02']);
  });

  it('leaves nothing of an effect that throws, and keeps the reason', async () => {
    await server().run('job', due('2026-11-01', '2026-11-02'), fails('2026-11-01'));
    expect(await effects()).toEqual([]);
    expect(await ledger()).toEqual([
      { period: '2026-11-01', state: 'failed', attempts: 1, result: 'no paper' },
      { period: '2026-11-02', state: 'due', attempts: 0, result: null },
    ]);
  });

  it('keeps the reason also when a statement of the effect broke the transaction', async () => {
    await server().run('job', due('2026-11'), async (em) => String(await em.query('SELECT 1/0')));
    expect(await ledger()).toMatchObject([{ state: 'failed', result: 'division by zero' }]);
  });

  it('keeps a reason that PostgreSQL would refuse as text', async () => {
    await server().run('job', due('2026-11'), fails('2026-11', 'two\nlines and \0 nothing'));
    expect(await ledger()).toMatchObject([{ result: 'two lines and nothing' }]);
  });

  it('tries again after 1, 5, 25 and 125 minutes, then lets later periods go on', async () => {
    const tries: string[] = [];
    const moments = ['10:00', '10:00', '10:01', '10:05', '10:06', '10:31', '12:35', '12:36', '15:00'];
    for (const moment of moments) {
      clock.set(`2026-11-23 ${moment}`);
      await server().run('job', due('2026-11-01', '2026-11-02'), (em, period) => {
        tries.push(`${moment} ${period}`);
        return fails('2026-11-01')(em, period);
      });
    }
    expect(tries).toEqual([
      ...['10:00', '10:01', '10:06', '10:31', '12:36'].map((moment) => `${moment} 2026-11-01`),
      '15:00 2026-11-02',
    ]);
    expect(await ledger()).toMatchObject([{ state: 'failed', attempts: 5 }, { state: 'done' }]);
  });

  it('forgets the failure once a later try succeeds', async () => {
    await server().run('job', due('2026-11'), fails('2026-11'));
    clock.set('2026-11-23 10:01');
    await server(other).run('job', due('2026-11'), write);
    expect(await ledger()).toEqual([{ period: '2026-11', state: 'done', attempts: 2, result: 'wrote 2026-11' }]);
    expect(await effects()).toEqual(['2026-11']);
  });

  it('gives a period to the next server when the first one dies over it', async () => {
    const dying = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const died = server(dying).run('job', due('2026-11'), async (em, period) => {
      await write(em, period);
      const [{ pid }] = await em.query('SELECT pg_backend_pid() AS pid');
      await other.query('SELECT pg_terminate_backend($1)', [pid]);
      return String(await em.query('SELECT 1'));
    });
    await expect(died).rejects.toThrow(/released|terminat/);
    await dying.destroy();
    expect(await server(other).run('job', due('2026-11'), write)).toEqual(['2026-11']);
    expect(await effects()).toEqual(['2026-11']);
  });
});
