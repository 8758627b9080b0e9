import { RemindersJobs } from '../../src/reminders/reminders.jobs';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { startApp, type TestApp } from '../app';
import { wita } from '../fakes';

describe('reminders', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.db.query('TRUNCATE reminder, job_run');
  });

  const morning = async (day: string) => {
    test.clock.set(`${day} 07:05`);
    return test.app.get(RemindersJobs).remindAt(test.clock.now());
  };
  const home = async (person: { id: string }) => (await (await test.as(person)).get('/')).words;
  const target = 'Target Anda bulan ini belum tercapai. Hari terakhir 30 November 2026.';

  it('are made once a day, from the morning on', async () => {
    const jobs = test.app.get(RemindersJobs);
    expect(await jobs.remindAt(wita('2026-11-24 06:59'))).toEqual([]);
    expect(await jobs.remindAt(wita('2026-11-24 07:00'))).toEqual(['2026-11-24']);
    expect(await jobs.remindAt(wita('2026-11-24 15:00'))).toEqual([]);
  });

  it('ask for no target while no item can be shared in the month', async () => {
    const person = await test.world.staff();
    const { id } = await test.world.post({ from: '2026-10-01 00:00', until: '2026-12-31 00:00' });
    await test.db.query(`UPDATE post SET state = 'withdrawn', changed_at = '2026-10-05T09:00:00+08' WHERE id = $1`, [
      id,
    ]);
    await morning('2026-11-27');
    expect(await home(person)).not.toContain(target);
    await test.db.query(`UPDATE post SET changed_at = '2026-11-05T09:00:00+08' WHERE id = $1`, [id]);
    await morning('2026-11-28');
    expect(await home(person)).toContain(target);
  });

  it('tell a person below the target in the last days of the month, and nobody else', async () => {
    const unit = await test.world.unit();
    const person = await test.world.staff({ unit });
    await test.world.post();
    const head = await test.world.staff({
      unit: await test.world.unit(),
      role: 'head',
      roleUnit: unit,
      until: '2026-10-31',
    });
    await morning('2026-11-26');
    expect(await home(person)).not.toContain(target);
    await morning('2026-11-27');
    expect(await home(person)).toContain(target);
    expect(await home(head)).not.toContain(target);
    test.clock.set('2026-12-01 00:00');
    expect(await home(person)).not.toContain('Target Anda bulan ini');
  });

  it('say nothing of the target from the moment it is met', async () => {
    const person = await test.world.staff();
    for (const day of ['02', '03', '04', '05', '06', '09', '10'])
      await test.world.share(person, await test.world.post(), { at: `2026-11-${day} 09:00` });
    await morning('2026-11-27');
    expect(await home(person)).toContain(target);
    await test.world.share(person, await test.world.post(), { at: '2026-11-27 09:00' });
    test.clock.set('2026-11-27 10:00');
    expect(await home(person)).toContain('8 dari 8 materi');
    expect(await home(person)).not.toContain(target);
  });

  it('warn on the last two days for mending a returned share, until it is mended', async () => {
    const person = await test.world.staff();
    const share = await test.world.share(person, await test.world.post(), {
      at: '2026-11-16 09:00',
      state: 'returned',
    });
    await test.db.query(
      `INSERT INTO verdict (share_id, verdict, at) VALUES ($1, 'returned', '2026-11-17T09:00+08:00')`,
      [share.id],
    );
    const warning = 'Satu sebaran dikembalikan; Anda dapat memperbaikinya sampai 22 November 2026';
    await morning('2026-11-20');
    expect(await home(person)).not.toContain(warning);
    await morning('2026-11-21');
    expect(await home(person)).toContain(warning);
    await test.db.query(`UPDATE share SET state = 'recorded' WHERE id = $1`, [share.id]);
    expect(await home(person)).not.toContain(warning);
  });

  it('tell a reviewer of shares that wait for more than three working days', async () => {
    const unit = await test.world.unit();
    const reviewer = await test.world.staff({ unit, role: 'reviewer' });
    const other = await test.world.staff({ role: 'reviewer' });
    await test.world.share(await test.world.staff({ unit }), await test.world.post(), { at: '2026-11-19 15:00' });
    const late = 'Ada sebaran yang menunggu lebih dari 3 hari kerja';
    await morning('2026-11-24');
    expect(await home(reviewer)).not.toContain(late);
    await morning('2026-11-25');
    expect(await home(reviewer)).toContain(late);
    expect(await home(other)).not.toContain(late);
  });

  it('tell of the time for appeals while it runs, and the evaluator when it is over', async () => {
    const person = await test.world.staff();
    const evaluator = await test.world.staff({ role: 'evaluator' });
    const agency = await test.world.unit({ parent: await test.world.unit() });
    const ofOneAgency = await test.world.staff({ unit: agency, role: 'evaluator' });
    await test.world.share(person, await test.world.post({ from: '2026-10-01', until: '2026-11-01' }), {
      at: '2026-10-20 09:00',
    });
    test.clock.set('2026-11-03 08:00');
    await test.app.get(EvaluationService).evaluate(null, '2026-10');
    const appeal = 'Hasil sementara Oktober 2026 dapat Anda sanggah sampai 10 November 2026';
    const fix = 'Masa sanggah Oktober 2026 berakhir; hasilnya belum ditetapkan';
    await morning('2026-11-04');
    expect(await home(person)).toContain(appeal);
    expect(await home(evaluator)).not.toContain(fix);
    await morning('2026-11-11');
    expect(await home(person)).not.toContain(appeal);
    expect(await home(evaluator)).toContain(fix);
    for (const other of [person, ofOneAgency]) expect(await home(other)).not.toContain(fix);
  });
});
