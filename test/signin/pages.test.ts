import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app';
import { journey, openChromium } from '../journeys/chromium';
import { codeFor, goodPassword, newcomer } from './people';

journey('in a real browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    test = await startApp();
    address = await test.listen();
    browser = await openChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });

  it('a scanned slip fills in the code, keeps it out of the address, and activates', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${address}/aktivasi#${code}`);
    expect([await page.inputValue('#code'), page.url()]).toEqual([code, `${address}/aktivasi`]);
    await page.fill('#number', person.number);
    await page.fill('#password', goodPassword);
    await page.fill('#repeat', goodPassword);
    await page.check('input[name=notice]');
    await page.click('text=Simpan dan masuk');
    expect(new URL(page.url()).pathname).toBe('/');
    expect(asked.filter((url) => url.includes(code) || url.includes(person.number))).toEqual([]);
    await page.context().close();
  });

  it('the code can be typed without scripts', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${address}/aktivasi`);
    await page.fill('#number', person.number);
    await page.fill('#code', code);
    await page.fill('#password', goodPassword);
    await page.fill('#repeat', goodPassword);
    await page.check('input[name=notice]');
    await page.click('text=Simpan dan masuk');
    expect(new URL(page.url()).pathname).toBe('/');
    await context.close();
  });

  it('every page, shown again with a refusal too, is accessible and fits 360 px', async () => {
    const reviewer = await test.world.staff({ role: 'reviewer' });
    const { cookies } = await test.as(reviewer);
    const page = await phonePage(cookies);
    for (const act of pages(page)) {
      await act();
      const tooWide = await page.evaluate(
        `[...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 200))`,
      );
      expect([page.url(), tooWide]).toEqual([page.url(), []]);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
      ).toEqual([]);
    }
    await page.context().close();
  }, 120_000);

  async function phonePage(cookies: Record<string, string>): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
    return context.newPage();
  }

  /** Steps that each leave a page to look at. */
  function pages(page: Page): (() => Promise<unknown>)[] {
    const send = async (button: string) => {
      await page.evaluate('for (const form of document.forms) form.noValidate = true');
      await page.click(button);
    };
    return [
      () => page.goto(`${address}/akun`),
      () => send('text=Ubah kata sandi >> nth=-1'),
      () => page.fill('#name', 'Rekap').then(() => send('text=Buat token')),
      () => page.goto(`${address}/pegawai/aktivasi`),
      () => page.fill('#number', 'THL-NIHIL').then(() => send('text=Buat kode')),
      async () => {
        const [{ id: unit }] = await test.db.query('SELECT id FROM unit ORDER BY id DESC LIMIT 1');
        const person = await newcomer(test, { unit: { id: unit, code: '' }, name: 'Sitti Kaligis' });
        await page.goto(`${address}/pegawai/aktivasi`);
        await page.fill('#number', person.number);
        await send('text=Buat kode');
      },
      () => page.goto(`${address}/pegawai/aktivasi`),
      () => page.goto(`${address}/aktivasi`).then(() => send('text=Simpan dan masuk')),
      async () => {
        await page.context().clearCookies();
        await page.goto(`${address}/masuk`);
        await send('main >> text=Masuk >> nth=-1');
      },
    ];
  }
});
