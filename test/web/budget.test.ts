import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson } from '../world';

const kB = 1000;
const brotli = { 'accept-encoding': 'br' };
/** As many open items as a busy month has, with captions of a usual length. */
const busy = 30;

describe('the pages that staff open daily, in bytes as they travel', () => {
  let test: TestApp;
  let browser: Browser;
  let person: TestPerson;
  let item: string;

  beforeAll(async () => {
    test = await startApp();
    const agency = await test.world.unit({ code: 'DINKES' });
    person = await test.world.staff({ unit: agency, name: 'Pegawai Dengan Nama Panjang Sekali' });
    for (let count = 0; count < busy; count++) {
      const post = await test.world.post({ title: `Pekan imunisasi kejar bagi balita, gelombang ${count}` });
      if (count % 2) await test.world.share(person, post, { channel: 'face_to_face' });
      item = post.id;
    }
    browser = await test.as(person);
  });
  afterAll(() => test.stop());

  it.each([
    ['Beranda', () => '/'],
    ['an item', () => `/bagikan/${item}`],
    ['Catat sebaran', () => '/sebaran/catat'],
    ['Riwayat', () => '/sebaran'],
    ['Nilai saya', () => '/nilai'],
  ])('%s: at most 50 kB for a new phone and 15 kB for one that has been here', async (_name, path) => {
    const page = await browser.get(path());
    const warm = (await browser.get(path(), brotli)).bytes.length;
    const files = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(
      ([, file]) => file ?? '',
    );
    const sizes = await Promise.all(files.map(async (file) => (await browser.get(file, brotli)).bytes.length));
    const cold = sizes.reduce((sum, size) => sum + size, warm);
    expect(page.status).toBe(200);
    expect(files.length).toBeGreaterThan(1);
    expect(warm).toBeLessThanOrEqual(15 * kB);
    expect(cold).toBeLessThanOrEqual(50 * kB);
  });

  it('ask nothing of anybody else', async () => {
    for (const path of ['/', `/bagikan/${item}`, '/sebaran/catat', '/nilai']) {
      const { text } = await browser.get(path);
      const loaded = [...text.matchAll(/<(?:script|link|img|video|source)[^>]*(?:src|href)="([^"]+)"/g)];
      expect(loaded.map(([, address]) => address).filter((address) => !/^\/(?!\/)/.test(address ?? ''))).toEqual([]);
    }
  });
});
