import { AxeBuilder } from '@axe-core/playwright';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app';
import type { TestPost } from '../world';
import { journey, openChromium } from './chromium';

/** What the phone would be asked to hand over; a real share sheet opens only on phones. */
const shareSheet = `
  window.handed = [];
  navigator.canShare = () => true;
  navigator.share = async ({ text, files = [] }) => {
    window.handed.push({ text, files: files.map(({ name, type }) => name + ' ' + type) });
  };`;

journey('sharing an item out', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let post: TestPost;

  beforeAll(async () => {
    test = await startApp();
    address = await test.listen();
    browser = await openChromium();
    post = await test.world.post({ code: 'IMUNISASI' });
    const { MediaService } = require('../../src/media/media.service') as typeof import('../../src/media/media.service');
    const picture = (background: string) =>
      sharp({ create: { width: 800, height: 500, channels: 3, background } })
        .png()
        .toBuffer();
    await test.app.get(MediaService).importPictures(post.id, [
      { bytes: await picture('#0b5d8a'), alt: 'Balita diimunisasi di Puskesmas' },
      { bytes: await picture('#7a1f3d'), alt: 'Jadwal imunisasi' },
    ]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });

  const open = async (javaScriptEnabled: boolean): Promise<Page> => {
    const { cookies } = await test.as(await test.world.staff());
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
    const page = await context.newPage();
    await page.addInitScript(shareSheet);
    await page.goto(`${address}/bagikan/${post.id}`);
    return page;
  };
  const source = 'https://sulutprov.go.id/berita/uji';

  it('hands own words, the own disclosure, the address and the chosen picture to the phone, and sends none of it', async () => {
    const page = await open(true);
    const sent: string[] = [];
    page.on('request', (request) => {
      sent.push(`${request.method()} ${decodeURIComponent(request.url())} ${request.postData() ?? ''}`);
    });
    await page.getByLabel('Kata-kata Anda').fill('Ayo ke Puskesmas.');
    await page.locator('#keterangan').fill('Saya perawat.');
    await page.getByRole('button', { name: 'Bagikan', exact: true }).click();
    await page.waitForFunction('window.handed.length');
    const whole = `Ayo ke Puskesmas.\n\nSaya perawat.\n${source}`;
    expect(await page.evaluate('window.handed')).toEqual([{ text: whole, files: ['IMUNISASI-1.jpg image/jpeg'] }]);
    const link = await page.getByRole('link', { name: 'Bagikan ke WhatsApp' }).getAttribute('href');
    expect(link).toBe(`https://wa.me/?text=${encodeURIComponent(whole)}`);
    expect(sent).toContainEqual(expect.stringContaining('/media/'));
    expect(sent.filter((one) => /^(?!GET )|Puskesmas|perawat/.test(one))).toEqual([]);
  }, 120_000);

  it('remembers the disclosure on the phone, also that it is not wanted, but not the words', async () => {
    const page = await open(true);
    await page.getByLabel('Kata-kata Anda').fill('Kata saya sendiri.');
    await page.locator('#keterangan').fill('Saya guru.');
    await page.getByLabel(/Sertakan keterangan/).uncheck();
    await page.goto(`${address}/bagikan/${post.id}`);
    expect(await page.locator('#keterangan').inputValue()).toBe('Saya guru.');
    expect(await page.getByLabel(/Sertakan keterangan/).isChecked()).toBe(false);
    expect(await page.getByLabel('Kata-kata Anda').inputValue()).toMatch(/^Takarir/);
    const link = await page.getByRole('link', { name: 'Bagikan ke X' }).getAttribute('href');
    expect(decodeURIComponent(link ?? '')).toMatch(/text=Takarir (satu|dua)\.\nhttps/);
  }, 120_000);

  it('is accessible at 360 px', async () => {
    const page = await open(true);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true);
  }, 120_000);

  it('works without a script: words to copy, pictures to save, links to follow, and no button that would do nothing', async () => {
    const page = await open(false);
    expect(await page.getByLabel('Kata-kata Anda').inputValue()).toMatch(/^Takarir/);
    expect(await page.getByRole('link', { name: /^Simpan gambar/ }).count()).toBe(2);
    expect(await page.getByRole('link', { name: 'Bagikan ke WhatsApp' }).isVisible()).toBe(true);
    const idle = page.locator('main button, main [data-share-choice]');
    for (const button of await idle.all()) expect(await button.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Tatap muka' }).click();
    expect(await page.getByLabel('Tatap muka').isChecked()).toBe(true);
  }, 120_000);
});
