import type { DataSource } from 'typeorm';
import { closingCommands } from '../../src/closing/closing.commands';
import { evaluationCommands } from '../../src/evaluation/evaluation.commands';
import { EvaluationJobs } from '../../src/evaluation/evaluation.jobs';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { Refusal } from '../../src/kernel/refusal';
import { startApp, type TestApp } from '../app';
import { wita } from '../fakes';
import { runWord } from './words';

let world: TestApp;
beforeAll(async () => void (world = await startApp()));
afterAll(() => world.stop());
beforeEach(async () => {
  world.clock.set('2026-11-23 10:00');
  await world.db.query('TRUNCATE unit, person, holiday, job_run, period_version, person_result CASCADE');
  await world.db.query('DELETE FROM policy WHERE version > 1');
  await world.db.query('UPDATE policy SET monthly_posts = 8, valid_until = NULL');
});

const evaluation = () => world.app.get(EvaluationService);
const percent = (share: number | null) => (100 * (share ?? Number.NaN)).toFixed(2);

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
}

/** Units with n people each, of whom x shared the only post, with one post a month asked. */
async function provinceOf(db: DataSource, units: [string, number, number][]): Promise<void> {
  await db.query('UPDATE policy SET monthly_posts = 1');
  const post = await world.world.post();
  for (const [code, n, x] of units) {
    const unit = await world.world.unit({ code });
    await db.query(
      `WITH people AS (
         INSERT INTO person (name) SELECT 'Pegawai' FROM generate_series(1, $2::integer) RETURNING id
       ), members AS (
         INSERT INTO membership (person_id, unit_id, employment_type, starts_on) SELECT id, $1, 'THL', '2020-01-01' FROM people
       ), numbers AS (
         INSERT INTO person_number (number, kind, person_id)
         SELECT $5 || row_number() OVER (), 'thl', id FROM people
       )
       INSERT INTO share (id, person_id, post_id, channel, statement, shared_at, received_at, business_date)
       SELECT gen_random_uuid(), id, $4, 'face_to_face', 'Disampaikan.', $6, $6, '2026-11-10' FROM people LIMIT $3`,
      [unit.id, n, x, post.id, `${code}-`, wita('2026-11-10 09:00')],
    );
  }
}

describe('the ranking of a stored month', () => {
  it('prints the worked example of the juknis digit by digit', async () => {
    await provinceOf(world.db, [
      ...([
        ['A', 12, 12],
        ['B', 30, 15],
        ['C', 85, 51],
        ['D', 140, 119],
      ] as [string, number, number][]),
      ...([
        ['E', 420, 231],
        ['F', 9, 3],
        ['G', 260, 182],
      ] as [string, number, number][]),
    ]);
    await evaluation().evaluate(null, '2026-11');
    const { units } = await evaluation().result('2026-11');
    const table = units
      .filter(({ obliged }) => obliged)
      .map(
        (u) =>
          `${u.code} ${u.obliged} ${u.met} ${(100 * (u.fulfilment ?? 0)).toFixed(1)} ${percent(u.estimate)} ` +
          `${percent(u.low)}–${percent(u.high)} ${u.description} ${u.band} ${u.rank}`,
      );
    expect(table).toEqual([
      'A 12 12 100.0 82.45 68.37–93.35 di atas kecil 1',
      'B 30 15 50.0 53.91 41.21–66.40 setara kecil 2',
      'C 85 51 60.0 60.49 52.22–68.51 setara sedang 2',
      'D 140 119 85.0 83.42 78.22–88.11 di atas sedang 1',
      'E 420 231 55.0 55.24 51.30–59.16 di bawah besar 2',
      'F 9 3 33.3 50.60 32.78–68.35 setara kecil 2',
      'G 260 182 70.0 69.75 65.09–74.24 di atas besar 1',
    ]);
  });
});

describe('computing a month', () => {
  it('replaces the provisional version', async () => {
    expect(await evaluation().evaluate(null, '2026-11')).toMatchObject({ version: 1, state: 'provisional' });
    expect(await evaluation().evaluate(null, '2026-11')).toMatchObject({ version: 1 });
    expect(await evaluation().versions('2026-11')).toHaveLength(1);
  });

  it('is refused for a text that is no month and a month without a juknis', async () => {
    expect(await codeOf(evaluation().evaluate(null, '2026-13'))).toBe('month-unreadable');
    expect(await codeOf(evaluation().evaluate(null, '1999-12'))).toBe('no-policy');
  });

  it('uses the juknis in force on the first day of the month', async () => {
    const unit = await world.world.unit();
    await world.world.staff({ unit });
    await world.db.query(`UPDATE policy SET valid_until = '2026-11-01'`);
    await world.db.query(`INSERT INTO policy (valid_from, monthly_posts) VALUES ('2026-11-01', 4)`);
    const targetIn = async (month: string) => (await evaluation().live(month, 'everybody')).map(({ target }) => target);
    expect(await targetIn('2026-10')).toEqual([8]);
    expect(await targetIn('2026-11')).toEqual([4]);
  });

  it('leaves a line in the audit trail', async () => {
    await evaluation().evaluate(null, '2026-11');
    const rows = await world.db.query(
      `SELECT verb, subject_id AS id FROM audit_entry ORDER BY audit_entry.id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ verb: 'evaluation.run', id: '2026-11/1' }]);
  });

  it('goes on one at a time when two ask at once', async () => {
    await provinceOf(world.db, [['A', 5, 2]]);
    await Promise.all([evaluation().evaluate(null, '2026-11'), evaluation().evaluate(null, '2026-11')]);
    expect(await evaluation().versions('2026-11')).toHaveLength(1);
    expect((await evaluation().result('2026-11')).people).toHaveLength(5);
  });
});

describe('the schedule of provisional results', () => {
  const jobs = () => world.app.get(EvaluationJobs);

  it('computes the month before on working day 1 at 00:30 WITA, and once', async () => {
    await provinceOf(world.db, [['A', 3, 2]]);
    await world.world.holiday('2026-12-01');
    for (const early of ['2026-12-01 00:30', '2026-12-02 00:29:59']) {
      world.clock.set(early);
      await jobs().heartbeat();
      expect(await evaluation().versions('2026-11')).toEqual([]);
    }
    world.clock.set('2026-12-02 00:30');
    expect(await jobs().heartbeat()).toContain('2026-11');
    expect(await evaluation().version('2026-11')).toMatchObject({
      state: 'provisional',
      cutoff: wita('2026-12-02 00:30'),
    });
    expect(await jobs().heartbeat()).toEqual([]);
  });

  it('catches up three missed months, computes only those with shares and touches no fixed one', async () => {
    await provinceOf(world.db, [['A', 3, 2]]);
    const person = await world.world.staff();
    const old = await world.world.post({ from: '2026-08-01', until: '2026-10-01 00:00' });
    await world.world.share(person, old, { at: '2026-08-05 09:00' });
    await world.world.share(person, old, { at: '2026-09-05 09:00', channel: 'notice_board' });
    world.clock.set('2026-12-20 09:00');
    expect(await jobs().heartbeat()).toEqual(['2026-09', '2026-10', '2026-11']);
    const computed = (await evaluation().versionsFrom('2026-01')).map(({ month }) => month);
    expect(computed).toEqual(['2026-11', '2026-09']);
  });

  it('is also a word of the command line with its moment', async () => {
    await provinceOf(world.db, [['A', 3, 2]]);
    const word = { word: 'jobs provisional', options: { at: '2026-12-01T00:30:00+08:00' } };
    const [line] = await runWord(world, evaluationCommands, word);
    expect(line).toContain('2026-11');
    const [version] = await runWord(world, closingCommands, { word: 'period show', args: ['2026-11'] });
    expect(version).toBe('November 2026, versi 1 (sementara), data sampai 1 Desember 2026 pukul 00.30 WITA');
  });

  // The last one: a fixed month stays.
  it('waits for whoever is fixing the month, and then leaves it as fixed', async () => {
    await provinceOf(world.db, [['A', 3, 2]]);
    await evaluation().evaluate(null, '2026-11');
    world.clock.set('2026-12-02 09:00');
    const fixing = world.db.createQueryRunner();
    await fixing.startTransaction();
    await fixing.query("SELECT pg_advisory_xact_lock(hashtextextended('evaluation 2026-11', 0))");
    const computing = jobs().heartbeat();
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    while (!(await world.db.query<unknown[]>(waiting)).length);
    await fixing.query("UPDATE period_version SET state = 'fixed' WHERE month = '2026-11'");
    await fixing.commitTransaction();
    await fixing.release();
    expect(await computing).toContain('2026-11');
    expect(await evaluation().versions('2026-11')).toMatchObject([{ version: 1, state: 'fixed' }]);
  });
});
