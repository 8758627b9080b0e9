import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';

const file = (text: string) => ({ field: 'berkas', name: 'unit.csv', bytes: Buffer.from(text) });
const units = 'kode,nama,kode_induk\nPEMPROV,Pemerintah Provinsi,\nDINKES,Dinas Kesehatan,PEMPROV\n';

describe('importing on a page', () => {
  let test: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    test = await startApp();
    admin = await test.as(await test.world.staff({ role: 'admin' }));
  });
  afterAll(() => test.stop());

  const codes = async () =>
    (await test.db.query(`SELECT code FROM unit WHERE code IN ('PEMPROV', 'DINKES') ORDER BY code`)).length;
  const confirmation = (html: string) => /action="(\/impor\/units\/[0-9a-f-]+)"/.exec(html)?.[1] ?? '';

  it('shows what a file would do and saves nothing before its owner agrees', async () => {
    const preview = await admin.upload('/impor/units', {}, file(units));
    expect(preview.status).toBe(200);
    expect(preview.words).toContain('Berkas tidak memuat kesalahan');
    expect(await codes()).toBe(0);
    const saved = await admin.submit(confirmation(preview.text), {});
    expect(saved.words).toContain('Impor tersimpan: 2 baru');
    expect(await codes()).toBe(2);
    expect((await admin.submit(confirmation(preview.text), {})).words).toContain('sudah diimpor atau kedaluwarsa');
  });

  it('names every mistake with its row and cure, and keeps nothing of the file', async () => {
    const answer = await admin.upload(
      '/impor/units',
      {},
      file('kode,nama,kode_induk,pekan\nA,,TIDAK-ADA,9\nB,Unit B,,5\n'),
    );
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Belum ada yang disimpan');
    expect(answer.words).toContain('Kolom nama kosong');
    expect(confirmation(answer.text)).toBe('');
    expect((await test.db.query(`SELECT 1 FROM unit WHERE code = 'B'`)).length).toBe(0);
  });

  it.each([
    ['nothing chosen', Buffer.alloc(0), 'Belum ada berkas'],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '.xls lama'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), ''],
  ])('refuses %s with a sentence', async (_what, bytes, sentence) => {
    const answer = await admin.upload('/impor/units', {}, { field: 'berkas', name: 'unit.csv', bytes });
    expect([413, 415, 422]).toContain(answer.status);
    expect(answer.words).toContain(sentence);
  });

  it('lets nobody import another person’s file', async () => {
    const preview = await admin.upload('/impor/units', {}, file('kode,nama\nLAIN,Unit lain\n'));
    const other = await test.as(await test.world.staff({ role: 'admin' }));
    await other.submit(confirmation(preview.text), {});
    expect((await test.db.query(`SELECT 1 FROM unit WHERE code = 'LAIN'`)).length).toBe(0);
  });

  it('keeps a file for a day, until its owner tries another one, and knows no address that is none', async () => {
    const first = confirmation((await admin.upload('/impor/units', {}, file('kode,nama\nSATU,Unit satu\n'))).text);
    const second = confirmation((await admin.upload('/impor/units', {}, file('kode,nama\nDUA,Unit dua\n'))).text);
    expect((await admin.submit(first, {})).words).toContain('sudah diimpor atau kedaluwarsa');
    test.clock.set('2026-11-24 10:00');
    expect((await admin.submit(second, {})).words).toContain('sudah diimpor atau kedaluwarsa');
    expect((await admin.post('/impor/units/1', {})).status).toBe(404);
    await admin.upload('/impor/units', {}, file('kode,nama\nTIGA,Unit tiga\n'));
    expect(await test.db.query(`SELECT 1 FROM unit WHERE code IN ('SATU', 'DUA', 'TIGA')`)).toEqual([]);
    expect(await test.db.query('SELECT 1 FROM import_draft')).toHaveLength(1);
    test.clock.set('2026-11-23 10:00');
  });

  it('leaves the calendar of the whole province to an administrator of a top unit', async () => {
    const agency = await test.world.unit({ parent: await test.world.unit() });
    const below = await test.as(await test.world.staff({ unit: agency, role: 'admin' }));
    const days = {
      field: 'berkas',
      name: 'k.csv',
      bytes: Buffer.from('date,name_id,type\n2026-11-24,X,cuti_bersama\n'),
    };
    expect((await below.get('/impor')).text).not.toContain('href="/impor/calendar"');
    expect((await below.get('/impor/calendar')).status).toBe(404);
    expect((await below.upload('/impor/calendar', {}, days)).status).toBe(404);
    expect((await below.upload('/api/v1/calendar/imports', {}, { ...days, field: 'file' })).status).toBe(403);
  });

  it.each([
    ['admin', ['calendar', 'units', 'staff', 'leave']],
    ['reviewer', ['leave']],
    ['publisher', ['posts']],
    ['evaluator', ['shares']],
  ] as const)('offers a %s only the own kinds', async (role, kinds) => {
    const browser = await test.as(await test.world.staff({ role }));
    const list = await browser.get('/impor');
    const offered = [...list.text.matchAll(/href="\/impor\/(\w+)"/g)].map((match) => match[1]);
    expect(offered).toEqual(kinds);
    for (const kind of ['units', 'shares'].filter((one) => !(kinds as readonly string[]).includes(one))) {
      expect((await browser.get(`/impor/${kind}`)).status).toBe(404);
    }
  });
});
