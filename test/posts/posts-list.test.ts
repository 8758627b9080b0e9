import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestUnit } from '../world';

let gaung: TestApp;
let agency: TestUnit;
let editor: Browser;

beforeAll(async () => {
  gaung = await startApp();
  agency = await gaung.world.unit({ code: 'DINKES' });
  editor = await gaung.as(await gaung.world.staff({ unit: agency, role: 'editor' }));
});
afterAll(() => gaung.stop());

describe('the list of posts', () => {
  it('says for every state that there is none, and what to do', async () => {
    for (const filter of [
      '',
      '?keadaan=draf',
      '?keadaan=diajukan',
      '?keadaan=dikembalikan',
      '?keadaan=terbit',
      '?keadaan=berakhir',
    ])
      expect((await editor.get(`/materi${filter}`)).words).toMatch(/(Belum ada|Tidak ada) /);
  });

  it('is divided by state, and a published post whose window is over has ended', async () => {
    const make = (title: string, state: string, until = '2026-12-01 00:00') =>
      gaung.world.post({ unit: agency, title, state, until });
    await make('Materi draf', 'draft');
    await make('Materi terbit', 'published');
    await make('Materi selesai', 'published', '2026-11-23 10:00');
    await make('Materi diajukan', 'submitted');
    const found = async (filter: string) =>
      [
        ...(await editor.get(`/materi?keadaan=${filter}`)).text.matchAll(
          />(Materi (?:draf|terbit|selesai|diajukan))</g,
        ),
      ].map((one) => one[1]);
    expect(await found('draf')).toEqual(['Materi draf']);
    expect(await found('terbit')).toEqual(['Materi terbit']);
    expect(await found('berakhir')).toEqual(['Materi selesai']);
    expect(await found('diajukan')).toEqual(['Materi diajukan']);
    expect(await found('lainnya')).toHaveLength(4);
  });

  it('is shown in parts, each post once, although many were changed at the same moment', async () => {
    for (let count = 0; count < 60; count += 1)
      await gaung.world.post({ unit: agency, title: `Seri ${count}.`, state: 'returned' });
    const seen: string[] = [];
    let path: string | undefined = '/materi?keadaan=dikembalikan';
    while (path) {
      const { text } = await editor.get(path);
      seen.push(...[...text.matchAll(/>(Seri \d+\.)</g)].map((one) => one[1] ?? ''));
      path = /href="(\/materi\?[^"]*setelah=[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(new Set(seen).size).toBe(60);
    expect(seen).toHaveLength(60);
  });

  it('refuses a damaged place to go on from', async () => {
    expect((await editor.get('/materi?setelah=rusak')).status).toBe(422);
    expect((await editor.get('/materi?setelah=a&setelah=b')).status).toBe(400);
  });

  it('reads in English too', async () => {
    editor.cookies['bahasa'] = 'en';
    expect((await editor.get('/materi')).words).toContain('Draft a post');
    delete editor.cookies['bahasa'];
  });
});
