import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPost } from '../world';

let test: TestApp;
let post: TestPost;
beforeAll(async () => {
  test = await startApp();
  post = await test.world.post({ title: 'Vaksinasi gratis di Manado' });
});
afterAll(() => test.stop());

const newcomer = async (): Promise<Browser> => test.as(await test.world.staff({ isNew: true }));
const nextIn = (text: string) => /name="lanjut" value="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');

describe('the guide to sharing', () => {
  it.each([
    ['an item', () => `/bagikan/${post.id}`, 'Narasi uji.'],
    ['Catat', () => `/sebaran/catat?materi=${post.id}&text=Lihat%20%26%20dengar`, 'Lihat & dengar'],
  ])('comes once before %s, which then stands where it was asked for', async (_, path, shown) => {
    const browser = await newcomer();
    const guide = await browser.get(path());
    expect([guide.status, guide.words]).toEqual([200, expect.stringContaining('Sumber jelas, isi benar')]);
    expect(guide.words).not.toContain(shown);
    const item = await browser.submit('/panduan', { lanjut: nextIn(guide.text) ?? '' });
    expect(item.words).toContain(shown);
    expect((await browser.get(path())).words).toContain(shown);
  });

  it('is always open in the menu, and asks nothing of who has read it', async () => {
    const browser = await test.as(await test.world.staff());
    expect((await browser.get('/')).text).toContain('href="/panduan"');
    const guide = await browser.get('/panduan');
    expect(guide.words).toContain('SE MenPANRB 137/2018');
    expect(guide.words).not.toContain('Saya mengerti');
  });

  it('does not stand between a phone and a share that is on its way', async () => {
    const answer = await (
      await newcomer()
    ).api('PUT', `/shares/${randomUUID()}`, {
      postId: post.id,
      channel: 'face_to_face',
      statement: 'Disampaikan pada apel Senin di halaman kantor.',
    });
    expect(answer.status).toBe(201);
  });

  it('hides no item that is not there, and leads nowhere else', async () => {
    const browser = await newcomer();
    expect((await browser.get(`/bagikan/${randomUUID()}`)).status).toBe(404);
    const answer = await browser.post('/panduan', { lanjut: 'https://example.org/' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/']);
  });

  it('can be read and confirmed twice', async () => {
    const person = await test.world.staff({ isNew: true });
    const browser = await test.as(person);
    await browser.post('/panduan', {});
    test.clock.set('2026-11-24 10:00');
    expect((await browser.post('/panduan', {})).status).toBe(303);
    const rows = await test.db.query('SELECT at FROM guide_reading WHERE person_id = $1', [person.id]);
    expect(rows).toEqual([{ at: new Date('2026-11-23T10:00:00+08:00') }]);
  });
});
