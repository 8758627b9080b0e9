import { startApp, type TestApp } from '../app';

describe('Beranda', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  it('leads somebody who has not signed in to the sign-in page and back', async () => {
    const answer = await test.anybody().get('/');
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/masuk?kembali=%2F');
  });

  it('shows what to share now, apart from what is shared already, and the own standing', async () => {
    const unit = await test.world.unit();
    const person = await test.world.staff({ unit });
    const done = await test.world.post({ title: 'Sudah saya bagikan' });
    await test.world.post({ title: 'Masih terbuka', until: '2026-12-13' });
    await test.world.post({ title: 'Bukan untuk unit saya', audience: [await test.world.unit()] });
    await test.world.post({ title: 'Sudah lewat', from: '2026-10-01', until: '2026-10-20' });
    await test.world.share(person, done, { at: '2026-11-20 09:00' });
    const { words } = await (await test.as(person)).get('/');
    const [before, after] = words.split('Sudah dibagikan');
    expect(before).toContain('1 dari 8 materi');
    expect(before).toContain('Masih terbuka Sampai 12 Desember 2026 Bagikan');
    expect(after).toContain('Sudah saya bagikan');
    expect(words).not.toContain('Bukan untuk unit saya');
    expect(words).not.toContain('Sudah lewat');
  });

  it('tells a reviewer what waits below the own unit, own shares left out', async () => {
    const unit = await test.world.unit();
    const reviewer = await test.world.staff({ unit, role: 'reviewer' });
    const post = await test.world.post();
    await test.world.share(await test.world.staff({ unit }), post);
    await test.world.share(reviewer, post);
    expect((await (await test.as(reviewer)).get('/')).words).toContain('1 sebaran menunggu verifikasi');
  });

  it('tells a publisher of posts that somebody else wrote, and leads to them', async () => {
    const publisher = await test.world.staff({ role: 'publisher' });
    const author = await test.world.staff();
    await test.world.post({ state: 'submitted', author });
    const touched = await test.world.post({ state: 'submitted', author });
    await test.db.query(`INSERT INTO post_event (post_id, kind, by_id, at) VALUES ($1, 'changed', $2, '2026-11-22')`, [
      ...[touched.id, publisher.id],
    ]);
    const page = await (await test.as(publisher)).get('/');
    expect(page.words).toContain('1 materi menunggu persetujuan');
    expect(page.text).toContain('href="/materi?keadaan=diajukan"');
  });

  it('speaks English when asked', async () => {
    const browser = await test.as(await test.world.staff());
    browser.cookies['bahasa'] = 'en';
    expect((await browser.get('/')).words).toContain('Share now');
  });

  it('says so to a person without a unit, instead of a target of nothing', async () => {
    const person = await test.world.staff({ until: '2026-09-30' });
    expect((await (await test.as(person)).get('/')).words).toContain('Anda belum tercatat pada unit kerja bulan ini');
  });
});
