import { SettingsService } from '../../src/settings/settings.service';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson, TestUnit } from '../world';

describe('the settings of the program', () => {
  let test: TestApp;
  let top: TestUnit;
  let person: TestPerson;
  let admin: Browser;
  beforeAll(async () => {
    test = await startApp();
    top = await test.world.unit();
    person = await test.world.staff({ unit: top, role: 'admin' });
    admin = await test.as(person);
  });
  afterAll(() => test.stop());
  beforeEach(() => test.db.query('DELETE FROM setting'));

  const isOn = () => test.app.get(SettingsService).get('links.resolving');
  const turn = (word: string) => admin.submit('/admin/setelan/tautan', { 'links.resolving': word });
  const trail = () =>
    test.db.query(
      `SELECT actor_id AS "actorId", subject_id AS key, before, after FROM audit_entry
       WHERE verb = 'setting.change' ORDER BY id`,
    );
  const report = {
    'report.government': 'PEMERINTAH DAERAH PROVINSI SULAWESI UTARA',
    'report.agency': 'DINAS CONTOH',
    'report.address': 'Jalan Contoh 1, Manado\r\nLaman contoh.example.go.id',
    'report.place': 'Manado',
    'report.paper': 'f4',
    'report.size': '12',
    'report.basis': '',
    'report.signatory_acting': 'Plt.',
    'report.signatory_capacity': 'KEPALA DINAS CONTOH',
    'report.signatory_name': 'Dra. Contoh Wowor, M.Si.',
    'report.signatory_rank': 'Pembina Utama Muda',
    'report.signatory_nip': '19860926 201505 1 001',
    'report.copies': '',
  };

  it('are changed by an administrator, each change in the trail, the same again once', async () => {
    expect((await turn('ya')).words).toContain('Setelan disimpan.');
    expect(await isOn()).toBe(true);
    expect((await turn('ya')).words).toContain('Tidak ada setelan yang berubah.');
    await turn('tidak');
    expect(await isOn()).toBe(false);
    const change = { actorId: person.id, key: 'links.resolving' };
    expect(await trail()).toEqual([
      { ...change, before: { value: false }, after: { value: true } },
      { ...change, before: { value: true }, after: { value: false } },
    ]);
  });

  it('say what they do and what they risk, in both languages', async () => {
    expect((await admin.get('/admin/setelan')).words).toContain('Risiko: server menghubungi jejaring sosial');
    const english = await admin.get('/admin/setelan', { cookie: `gaung=${admin.cookies['gaung']}; bahasa=en` });
    expect(english.words).toContain('Risk: the server contacts the social networks');
  });

  it('of a group are kept together or not at all, and shown again as typed', async () => {
    const wrong = { ...report, 'report.signatory_nip': '123', 'report.agency': '<b>"DINAS" & BADAN</b>' };
    const refused = await admin.post('/admin/setelan/laporan', wrong);
    expect(refused.status).toBe(422);
    expect(refused.words).toContain('NIP harus 18 angka.');
    expect(refused.text).toContain('value="<b>&#34;DINAS&#34; &amp; BADAN</b>"');
    expect(refused.text).toContain('value="123"');
    expect(await test.db.query('SELECT * FROM setting')).toEqual([]);
    expect((await admin.submit('/admin/setelan/laporan', report)).words).toContain('Setelan disimpan.');
    expect(await test.app.get(SettingsService).all()).toMatchObject({
      'report.address': ['Jalan Contoh 1, Manado', 'Laman contoh.example.go.id'],
      'report.paper': 'f4',
      'report.size': '12',
      'report.basis': [],
      'report.signatory_nip': '198609262015051001',
      'report.copies': [],
    });
  });

  it.each([
    ['sent empty', {}],
    ['sent twice', { 'links.resolving': ['ya', 'ya'] }],
    ['of another word', { 'links.resolving': 'on' }],
    ['with more than there is', { 'links.resolving': 'ya', other: 'ya' }],
  ])('refuse a form %s with the page again', async (_, form) => {
    const answer = await admin.post('/admin/setelan/tautan', form);
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Setelan belum disimpan.');
    expect(await isOn()).toBe(false);
  });

  it('of a group that is none are not found', async () => {
    expect((await admin.post('/admin/setelan/toString', { 'links.resolving': 'ya' })).status).toBe(404);
  });

  it('are for administrators of the whole province only', async () => {
    const agency = await test.world.unit({ parent: top });
    const others = [
      await test.as(await test.world.staff({ unit: agency, role: 'admin' })),
      await test.as(await test.world.staff({ unit: top, role: 'evaluator' })),
      await test.as(await test.world.staff({ unit: top })),
    ];
    for (const other of others) {
      expect((await other.post('/admin/setelan/tautan', { 'links.resolving': 'ya' })).status).toBe(403);
    }
    expect(await isOn()).toBe(false);
  });

  it('are read by an administrator of one agency, who is told whom to ask and offered nothing that would be refused', async () => {
    await admin.post('/admin/setelan/laporan', { ...report, 'report.agency': '<b>DINAS</b>' });
    const agency = await test.world.unit({ parent: top });
    const below = await test.as(await test.world.staff({ unit: agency, role: 'admin' }));
    const page = await below.get('/admin/setelan');
    expect(page.words).toContain('hubungi administrator unit teratas');
    expect(page.words).toContain('Membaca tujuan tautan pendek Mati');
    expect(page.words).toContain('Baris perangkat daerah <b>DINAS</b>');
    expect(page.words).toContain('Dasar setempat –');
    expect(page.text).toContain('Jalan Contoh 1, Manado\nLaman contoh.example.go.id</dd>');
    expect(page.text).not.toContain('action="/admin/');
  });

  it('changed by two administrators at once are all kept, with a trail that fits', async () => {
    const words = ['ya', 'tidak', 'ya', 'tidak', 'ya', 'ya', 'tidak', 'ya'];
    const from = (await trail()).length;
    await Promise.all(words.map((word) => admin.post('/admin/setelan/tautan', { 'links.resolving': word })));
    const rows: { before: { value: boolean }; after: { value: boolean } }[] = (await trail()).slice(from);
    const chain = rows.map(({ before, after }) => [before.value, after.value]);
    expect(chain).toEqual(chain.map((_, index) => [index % 2 === 1, index % 2 === 0]));
    expect(await isOn()).toBe(rows.length % 2 === 1);
  });
});
