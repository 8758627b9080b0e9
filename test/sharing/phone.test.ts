import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';

const reel = 'https://www.instagram.com/reel/DgEJlNTgAAF/';

describe('the installed app', () => {
  let test: TestApp;
  let agency: TestUnit;
  let staff: TestPerson;

  beforeAll(async () => {
    test = await startApp();
    agency = await test.world.unit({ code: 'DINKES' });
    staff = await test.world.staff({ unit: agency });
  });
  afterAll(() => test.stop());

  it('takes links from other apps and has icons that exist, in both languages', async () => {
    for (const [path, log] of [
      ['/manifest.webmanifest', 'Catat sebaran'],
      ['/manifest.webmanifest?bahasa=en', 'Log a share'],
    ]) {
      const answer = await test.anybody().get(path ?? '');
      expect(answer.headers['content-type']).toBe('application/manifest+json; charset=utf-8');
      const manifest = answer.json<{ icons: { src: string }[]; share_target: object; shortcuts: { name: string }[] }>();
      expect(manifest.share_target).toEqual({
        ...{ action: '/sebaran/catat', method: 'GET' },
        params: { title: 'title', text: 'text', url: 'url' },
      });
      expect(manifest.shortcuts[0]?.name).toBe(log);
      for (const { src } of manifest.icons) expect((await test.anybody().get(src)).status).toBe(200);
    }
  });

  it('keeps for times without network only files and pages that are nobody’s', async () => {
    const worker = await test.anybody().get('/sw.js');
    const [, list = '[]'] = /^self\.gaungFiles=(.*);$/m.exec(worker.text) ?? [];
    const kept = (JSON.parse(list) as { url: string }[]).map(({ url }) => url);
    expect(kept.filter((url) => !url.startsWith('/assets/'))).toEqual(['/luring/id', '/luring/en']);
    for (const url of kept) {
      const mine = await (await test.as(staff)).get(url);
      expect(mine.status).toBe(200);
      expect(mine.text).toBe((await test.anybody().get(url)).text);
      expect(mine.text).not.toContain(staff.id);
    }
  });

  it('has a page without network in each language and no other', async () => {
    expect((await test.anybody().get('/luring/id')).words).toContain('Tidak ada jaringan');
    expect((await test.anybody().get('/luring/en')).words).toContain('No network');
    expect((await test.anybody().get('/luring/de')).status).toBe(404);
  });

  it('is given the open items with the channels on which they are logged, and the channels', async () => {
    const person = await test.world.staff({ unit: agency });
    const post = await test.world.post({ unit: agency, title: 'Donor darah' });
    await test.world.share(person, post, { channel: 'instagram', key: 'DbQGs9HMcOA' });
    const kept = (await (await test.as(person)).get('/sebaran/luring')).json<{
      items: { id: string; title: string; doneOn: string[] }[];
      channels: { code: string }[];
    }>();
    expect(kept.items.find(({ id }) => id === post.id)).toMatchObject({ title: 'Donor darah', doneOn: ['instagram'] });
    expect(kept.channels.map(({ code }) => code)).toContain('face_to_face');
    expect((await test.anybody().get('/sebaran/luring')).status).toBe(303);
  });

  it('opens the form from another app with the link read and the newest unlogged item chosen', async () => {
    const unit = await test.world.unit({ code: 'UPTD' });
    const person = await test.world.staff({ unit });
    const newest = await test.world.post({ unit, title: 'Pasar murah', from: '2026-11-22' });
    const browser = await test.as(person);
    const page = await browser.get(`/sebaran/catat?text=${encodeURIComponent(`Lihat ini ${reel}`)}&title=Instagram`);
    expect(page.words).toContain('✓ Reel Instagram');
    expect(page.text).not.toMatch(/data-proposed hidden/);
    expect(page.text).toContain(`<option value="${newest.id}" selected>`);
    expect(page.text).toContain(`Lihat ini ${reel}</textarea>`);
  });

  it('proposes nothing where the person comes from an item, or where nothing can be read', async () => {
    const other = await test.world.post({ unit: agency, title: 'Lama' });
    await test.world.post({ unit: agency, title: 'Baru' });
    const browser = await test.as(await test.world.staff({ unit: agency }));
    const chosen = await browser.get(`/sebaran/catat?materi=${other.id}&text=${encodeURIComponent(reel)}`);
    expect(chosen.text).toContain(`<option value="${other.id}" selected>`);
    expect(chosen.text).toMatch(/data-proposed hidden/);
    const unread = await browser.get('/sebaran/catat?text=halo');
    expect(unread.text).toMatch(/data-proposed hidden/);
  });

  it('comes back to the shared link after signing in', async () => {
    const answer = await test.anybody().get(`/sebaran/catat?text=${encodeURIComponent(reel)}`);
    expect(answer.status).toBe(303);
    const way = new URL(String(answer.headers['location']), 'http://gaung');
    expect(way.searchParams.get('kembali')).toBe(`/sebaran/catat?text=${encodeURIComponent(reel)}`);
  });

  it('has a share of one person not taken while somebody else is signed in on the phone', async () => {
    const [owner, other] = [await test.world.staff({ unit: agency }), await test.world.staff({ unit: agency })];
    const post = await test.world.post({ unit: agency });
    const body = { postId: post.id, channel: 'face_to_face', statement: 'Disampaikan pada apel pagi di halaman.' };
    const path = '/shares/0190f3a0-0000-7000-8000-000000000001';
    const refused = await (await test.as(other)).api('PUT', path, body, { 'gaung-person': owner.id });
    expect([refused.status, refused.json()['code']]).toEqual([401, 'sign-in-required']);
    const taken = await (await test.as(owner)).api('PUT', path, body, { 'gaung-person': owner.id });
    expect(taken.status).toBe(201);
  });
});
