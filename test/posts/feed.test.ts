import { startApp, type TestApp } from '../app';
import { wita } from '../fakes';

let gaung: TestApp;

beforeAll(async () => {
  gaung = await startApp();
});
afterAll(() => gaung.stop());

interface Feed {
  version: string;
  title: string;
  home_page_url: string;
  feed_url: string;
  items: Record<string, unknown>[];
}

const feed = async (headers: Record<string, string> = {}) => gaung.anybody().get('/api/v1/posts/feed.json', headers);

describe('the public feed', () => {
  it('is a JSON Feed 1.1 with absolute addresses also while it is empty', async () => {
    const answer = await feed();
    expect(answer.headers['content-type']).toBe('application/feed+json; charset=utf-8');
    expect(answer.json<Feed>()).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'http://localhost:3000/',
      feed_url: 'http://localhost:3000/api/v1/posts/feed.json',
      items: [],
    });
  });

  it('holds published posts only, the newest first, each leading to a public page', async () => {
    const unit = await gaung.world.unit({ code: 'DINKES', name: 'Dinas Kesehatan' });
    for (const state of ['draft', 'submitted', 'returned', 'withdrawn']) await gaung.world.post({ unit, state });
    await gaung.world.post({ unit, code: 'LAMA 1/2026', title: 'Posyandu', from: '2026-11-02 00:00' });
    await gaung.world.post({ unit, code: 'BARU', title: 'Imunisasi', from: '2026-11-20 00:00' });
    await gaung.world.post({ unit, code: 'BESOK', from: '2026-11-24 00:00' });
    const { items } = (await feed()).json<Feed>();
    expect(items.map(({ title }) => title)).toEqual(['Imunisasi', 'Posyandu']);
    expect(items[1]).toMatchObject({
      url: 'http://localhost:3000/p/LAMA%201%2F2026',
      external_url: 'https://sulutprov.go.id/berita/uji',
      content_text: 'Narasi uji.',
      date_published: wita('2026-11-02 00:00').toISOString(),
      authors: [{ name: 'Dinas Kesehatan' }],
      tags: ['Program uji'],
    });
    for (const { url } of items) {
      const page = await gaung.anybody().get(String(url).replace('http://localhost:3000', ''));
      expect([page.status, page.words]).toEqual([200, expect.stringContaining('Narasi uji.')]);
    }
  });

  it('is not sent again to who has it, until a post changes', async () => {
    const first = await feed();
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    const etag = String(first.headers['etag']);
    expect((await feed({ 'if-none-match': etag })).status).toBe(304);
    await gaung.world.post({ title: 'Materi berikutnya' });
    const third = await feed({ 'if-none-match': etag });
    expect([third.status, third.text]).toEqual([200, expect.stringContaining('Materi berikutnya')]);
  });

  it('holds at most 50 posts', async () => {
    for (let count = 0; count < 55; count += 1) await gaung.world.post();
    expect((await feed()).json<Feed>().items).toHaveLength(50);
  });
});

describe('the public page', () => {
  it.each(['draft', 'submitted', 'returned', 'withdrawn'])('of a %s post is not found', async (state) => {
    const { code } = await gaung.world.post({ state });
    expect((await gaung.anybody().get(`/p/${code}`)).status).toBe(404);
  });

  it('of a post published tomorrow is found tomorrow', async () => {
    const { code } = await gaung.world.post({ from: '2026-11-24 08:00' });
    expect((await gaung.anybody().get(`/p/${code}`)).status).toBe(404);
    gaung.clock.set('2026-11-24 08:00');
    expect((await gaung.anybody().get(`/p/${code}`)).status).toBe(200);
  });

  it('does not link to a source that is no web address', async () => {
    const { id, code } = await gaung.world.post();
    await gaung.db.query(`UPDATE post SET source_url = 'javascript:alert(1)' WHERE id = $1`, [id]);
    const page = await gaung.anybody().get(`/p/${code}`);
    expect(page.text).not.toContain('href="javascript:');
    expect(page.words).toContain('javascript:alert(1)');
  });
});
