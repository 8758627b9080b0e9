import { startApp, type TestApp } from '../app';
import type { Browser, Form } from '../browser';
import type { TestPerson, TestUnit } from '../world';

describe('voided days', () => {
  let test: TestApp;
  let top: TestUnit;
  let island: TestUnit;
  let person: TestPerson;
  let evaluator: Browser;
  let islander: Browser;
  let mainlander: Browser;
  beforeAll(async () => {
    test = await startApp();
    top = await test.world.unit();
    island = await test.world.unit({ parent: top, name: 'Kepulauan' });
    const below = await test.world.unit({ parent: island });
    evaluator = await test.as(await test.world.staff({ unit: top, role: 'evaluator' }));
    person = await test.world.staff({ unit: below });
    islander = await test.as(person);
    mainlander = await test.as(await test.world.staff({ unit: top }));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.db.query('DELETE FROM void_day');
  });

  const form = (given: Form = {}): Form => ({
    ...{ unit: island.code, mulai: '2026-11-02', sampai: '2026-11-06', alasan: 'Kabel laut putus' },
    ...given,
  });
  const add = (given: Form = {}) => evaluator.submit('/juknis/hari-kosong', form(given));
  const kept = () => test.db.query('SELECT id FROM void_day');

  it('are not asked of the people of the unit and below, who read why; taken back they are asked again', async () => {
    expect((await islander.get('/nilai')).words).toContain('8 materi × 21 hari tersedia ÷ 21 hari kerja = 8');
    expect((await add()).words).toContain('Hari kosong dicatat.');
    const own = (await islander.get('/nilai')).words;
    expect(own).toContain('8 materi × 16 hari tersedia ÷ 21 hari kerja = 6');
    expect(own).toContain('Hari kosong: 2 November 2026 – 6 November 2026, Kabel laut putus.');
    expect((await islander.get('/juknis')).words).toContain('= 6 materi, dibulatkan ke bawah.');
    expect((await mainlander.get('/nilai')).words).toContain('8 materi × 21 hari tersedia');
    const [{ id }] = await kept();
    expect((await evaluator.submit(`/juknis/hari-kosong/${id}/hapus`, {})).words).toContain('Hari kosong dihapus.');
    expect((await islander.get('/nilai')).words).toContain('8 materi × 21 hari tersedia');
    const trail = await test.db.query(`SELECT verb FROM audit_entry WHERE subject = 'void_day'`);
    expect(trail).toEqual([{ verb: 'day.void' }, { verb: 'day.void' }]);
  });

  it('are seen on Beranda at once', async () => {
    const version = async () => (await test.db.query('SELECT version FROM figures_version'))[0].version;
    const before = await version();
    await add();
    expect(Number(await version())).toBeGreaterThan(Number(before));
  });

  it('count only for the days on which a person belonged to the unit', async () => {
    const moved = await test.world.staff({ unit: top, from: '2026-11-05' });
    await test.world.member(moved, island, '2020-01-01', '2026-11-04');
    await add();
    expect((await (await test.as(moved)).get('/nilai')).words).toContain('8 materi × 18 hari tersedia ÷ 21');
  });

  it('are recorded once by two clicks', async () => {
    await Promise.all([add(), add()]);
    expect(await kept()).toHaveLength(1);
  });

  it('of a fixed month are neither added nor removed', async () => {
    const october = { mulai: '2026-10-05', sampai: '2026-10-06' };
    await add(october);
    await test.db.query(
      `INSERT INTO period_version (month, version, state, policy_version, cutoff)
       VALUES ('2026-10', 1, 'fixed', 1, '2026-11-09')`,
    );
    const refused = await evaluator.post('/juknis/hari-kosong', form({ ...october, sampai: '2026-10-07' }));
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('Hasil Oktober 2026 sudah ditetapkan.');
    expect(refused.text).toContain('value="2026-10-07"');
    const [{ id }] = await kept();
    expect((await evaluator.post(`/juknis/hari-kosong/${id}/hapus`, {})).status).toBe(409);
    expect(await kept()).toHaveLength(1);
  });

  it.each([
    ['no date', { mulai: '31 November' }, 'Tulis tanggal seperti 2026-11-23.'],
    ['an end before the start', { sampai: '2026-11-01' }, 'Hari terakhir tidak boleh sebelum hari pertama.'],
    ['a year at once', { sampai: '2027-11-01' }, 'Paling banyak 92 hari sekaligus.'],
    ['no reason', { alasan: 'x' }, 'Tulis alasan, 5 sampai 300 karakter.'],
  ])('with %s are refused and shown as typed', async (_, given: Form, sentence) => {
    const answer = await evaluator.post('/juknis/hari-kosong', form(given));
    expect(answer.status).toBe(422);
    expect(answer.words).toContain(sentence);
    expect(answer.text).toContain(`value="${String(Object.values(given)[0])}"`);
    expect(await kept()).toEqual([]);
  });

  it('are the matter of evaluators, within their units', async () => {
    expect((await islander.get('/juknis/hari-kosong')).status).toBe(403);
    expect((await islander.post('/juknis/hari-kosong', form())).status).toBe(403);
    const other = await test.world.unit();
    const foreign = await test.as(await test.world.staff({ unit: other, role: 'evaluator' }));
    expect((await foreign.post('/juknis/hari-kosong', form())).status).toBe(422);
    await add();
    const [{ id }] = await kept();
    expect((await foreign.post(`/juknis/hari-kosong/${id}/hapus`, {})).status).toBe(404);
    expect((await foreign.post('/juknis/hari-kosong/x/hapus', {})).status).toBe(404);
  });
});
