import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';

let test: TestApp;
let unit: TestUnit;
let person: TestPerson;

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  unit = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah' });
  person = await world.staff({ unit, name: 'Ani Contoh' });
  await world.leave(person, '2026-11-02', '2026-11-05');
});
afterAll(() => test.stop());

const page = async (path = '/nilai') => (await test.as(person)).get(path);

describe('Nilai saya', () => {
  it('is asked for with a session', async () => {
    expect((await test.anybody().get('/nilai')).status).toBe(303);
  });

  it('says that nothing counts yet and how the target comes about', async () => {
    const { words, status } = await page();
    expect(status).toBe(200);
    expect(words).toContain('Belum ada materi yang dihitung pada bulan ini.');
    expect(words).toContain('Target = 8 materi × 17 hari tersedia ÷ 21 hari kerja = 6, dibulatkan ke bawah.');
    expect(words).toContain('Cuti: 2 November 2026 – 5 November 2026.');
    expect(words).toContain('Belum Berpartisipasi');
  });

  it('shows each counting post with its day and channels, and the day where the cap cut', async () => {
    const posts = await Promise.all(['Satu', 'Dua', 'Tiga', 'Empat'].map((title) => test.world.post({ title })));
    for (const [minute, post] of posts.entries()) {
      await test.world.share(person, post, { at: `2026-11-10 09:0${minute}` });
    }
    await test.world.share(person, posts[0] as { id: string }, { at: '2026-11-11 09:00', channel: 'notice_board' });
    const { words } = await page('/nilai?bulan=2026-11');
    expect(words).toContain('10 November 2026 3 dihitung 4 materi dibagikan; dihitung 3 sesuai batas harian.');
    expect(words).toContain('Satu · Tatap muka, Papan pengumuman Dua · Tatap muka');
    expect(words).toContain('50,0% Cukup Aktif');
  });

  it('gives each share that does not count its sentence', async () => {
    const late = await test.world.post({ title: 'Terlambat' });
    await test.world.share(person, late, { at: '2026-11-12 09:00', received: '2026-11-14 09:01' });
    const returned = await test.world.post({ title: 'Dikembalikan' });
    await test.world.share(person, returned, { at: '2026-11-12 09:00', state: 'returned' });
    const old = await test.world.post({ title: 'Lama', from: '2026-10-20', until: '2026-11-30 00:00' });
    await test.world.share(person, old, { at: '2026-10-25 09:00' });
    await test.world.share(person, old, { at: '2026-11-12 09:00', channel: 'notice_board' });
    const { words } = await page();
    expect(words).toContain('lebih dari 48 jam setelah dibagikan');
    expect(words).toContain('Dikembalikan untuk diperbaiki');
    expect(words).toContain('Materi ini sudah dihitung pada 25 Oktober 2026; satu materi dihitung satu kali.');
  });

  it('says why somebody is exempt', async () => {
    const away = await test.world.staff({ unit });
    await test.world.leave(away, '2026-11-01', '2026-11-27');
    const { words } = await (await test.as(away)).get('/nilai');
    expect(words).toContain('Dikecualikan pada bulan ini karena hanya 1 hari tersedia, kurang dari 5.');
  });

  it('says so when the person was in no unit', async () => {
    const later = await test.world.staff({ unit, from: '2026-11-20' });
    const { words, status } = await (await test.as(later)).get('/nilai?bulan=2026-10');
    expect(status).toBe(200);
    expect(words).toContain('Anda tidak tercatat di unit mana pun pada hari kerja bulan ini');
  });

  it('refuses a month that is none or has not begun with a sentence', async () => {
    expect(await page('/nilai?bulan=2026-12')).toMatchObject({ status: 422 });
    expect((await page('/nilai?bulan=nopember')).words).toContain('Bulan tidak terbaca.');
  });

  it('is also there in English', async () => {
    const browser = await test.as(person);
    await browser.post('/bahasa', { bahasa: 'en', kembali: '/nilai' });
    expect((await browser.get('/nilai')).words).toContain('at most 3 posts a day');
  });

  it('keeps showing the fixed figures after the rule behind them changed, until the month is reopened', async () => {
    const { EvaluationService } = require('../../src/evaluation/evaluation.service');
    await test.app.get(EvaluationService).evaluate(null, '2026-11');
    await test.db.query(`UPDATE period_version SET state = 'fixed'`);
    await test.db.query('UPDATE policy SET daily_cap = 1');
    const { words } = await page();
    expect(words).toContain('50,0% Cukup Aktif');
    expect(words).toContain('Hasil tetap versi 1');
    await test.db.query(
      `INSERT INTO period_version (month, version, state, policy_version, cutoff)
       SELECT month, 2, 'provisional', policy_version, cutoff FROM period_version`,
    );
    expect((await page()).words).toContain('16,7% Kurang Aktif');
  });
});
