import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';
import { journey, openChromium } from './chromium';

/** A reviewer's work as it is done: at a desk by the keyboard, on a phone by the thumb. */
journey('shares under review', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let agency: TestUnit;
  let reviewer: TestPerson;

  beforeAll(async () => {
    test = await startApp();
    agency = await test.world.unit({ code: 'DINKES' });
    reviewer = await test.world.staff({ unit: agency, role: 'reviewer' });
    address = await test.listen();
    browser = await openChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });
  beforeEach(async () => {
    for (const table of ['verdict', 'used_link', 'share']) await test.db.query(`DELETE FROM ${table}`);
    test.clock.set('2026-11-23 10:00');
  });

  it('are twenty, decided one after the other with one key each, returned and rejected with two or three more', async () => {
    const names = await shares(20);
    const page = await open({ width: 1280, height: 800 });
    await page.keyboard.press('j');
    await press(page, 'Enter');
    for (const [turn, name] of names.entries()) {
      await page.getByRole('main').getByText(name, { exact: true }).waitFor();
      if (turn === 4) await decide(page, ['k', 'ArrowDown', 'Enter']);
      else if (turn === 9) await decide(page, ['x', 'Space', 'Tab'], 'Tidak terkait. tkx', ['Tab', 'Enter']);
      else await decide(page, ['t']);
    }
    await page.getByText('Tidak ada sebaran yang menunggu.').waitFor();
    expect(await verdicts()).toEqual([
      { verdict: 'accepted', reason: '', n: 18 },
      { verdict: 'rejected', reason: 'Yang dibagikan bukan materi ini. Tidak terkait. tkx', n: 1 },
      {
        verdict: 'returned',
        reason: 'Tautan mengarah ke unggahan lain. Kirim tautan unggahan yang memuat materi ini.',
        n: 1,
      },
    ]);
  }, 180_000);

  it('are walked through without deciding, and the keys sleep in a field, after Escape not, and when switched off', async () => {
    const [first = '', second = ''] = await shares(2);
    const page = await open({ width: 1280, height: 800 });
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: first }).click()]);
    await press(page, 'j');
    await shown(page, second);
    await press(page, 'p');
    await shown(page, first);
    await page.keyboard.press('k');
    await page.getByLabel('Dengan kata Anda sendiri').first().fill('t');
    await page.keyboard.type('tjx');
    expect(await page.getByLabel('Dengan kata Anda sendiri').first().inputValue()).toBe('ttjx');
    await page.keyboard.press('Escape');
    await press(page, 'j');
    await shown(page, second);
    await page.getByLabel(/Pintasan papan ketik/).uncheck();
    await page.reload();
    expect(await page.getByLabel(/Pintasan papan ketik/).isChecked()).toBe(false);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    await page.keyboard.press('t');
    await page.reload();
    expect(sent).not.toContain('POST');
    expect(await verdicts()).toEqual([]);
  }, 120_000);

  it('are accepted together from the list once they can have been read', async () => {
    await shares(20);
    const page = await open({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Centang semua' }).click();
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Terima yang dicentang' }).click()]);
    expect(await page.textContent('main')).toContain('perlu dibaca sedikitnya 40 detik');
    test.clock.set('2026-11-23 10:00:40');
    await page.getByRole('button', { name: 'Terima yang dicentang' }).click();
    await page.getByText('20 sebaran diterima.').waitFor();
    expect(await verdicts()).toEqual([{ verdict: 'accepted', reason: '', n: 20 }]);
  }, 120_000);

  it('are decided by the thumb at 360 px without a script', async () => {
    const [first = '', second = ''] = await shares(2);
    const page = await open({ width: 360, height: 740, javaScriptEnabled: false });
    await page.getByRole('link', { name: first }).click();
    const accept = page.getByRole('button', { name: 'Terima', exact: true });
    const box = await accept.boundingBox();
    expect([box !== null && box.y > 370 && box.y + box.height <= 740, (box?.height ?? 0) >= 48]).toEqual([true, true]);
    await accept.click();
    await shown(page, second);
    expect(await page.textContent('main')).toContain(`Sebaran ${first} diterima.`);
    await page.getByRole('link', { name: 'Tolak', exact: true }).click();
    await page.getByLabel('Yang dibagikan bukan materi ini.').check();
    await page.getByRole('button', { name: 'Tolak', exact: true }).click();
    await page.getByText('Tidak ada sebaran yang menunggu.').waitFor();
    expect((await verdicts()).map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
  }, 120_000);

  async function shares(count: number): Promise<string[]> {
    const post = await test.world.post();
    const names: string[] = [];
    for (let turn = 0; turn < count; turn += 1) {
      const name = `Pegawai Antre ${String(turn).padStart(2, '0')}`;
      const at = `2026-11-22 09:${String(turn).padStart(2, '0')}`;
      await test.world.share(await test.world.staff({ unit: agency, name }), post, { at });
      names.push(name);
    }
    return names;
  }

  async function open(given: { width: number; height: number; javaScriptEnabled?: boolean }): Promise<Page> {
    const { width, height, javaScriptEnabled = true } = given;
    const { cookies } = await test.as(reviewer);
    const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled });
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${address}/verifikasi`);
    return page;
  }

  const shown = (page: Page, name: string) => page.getByRole('main').getByText(name, { exact: true }).waitFor();

  async function press(page: Page, key: string): Promise<void> {
    await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
  }

  /** Keys in their order; the last one sends. */
  async function decide(page: Page, keys: string[], typed = '', more: string[] = []): Promise<void> {
    const last = (more.length ? more : keys).at(-1) ?? '';
    for (const key of more.length ? keys : keys.slice(0, -1)) await page.keyboard.press(key);
    if (typed) await page.keyboard.type(typed);
    for (const key of more.slice(0, -1)) await page.keyboard.press(key);
    await press(page, last);
  }

  function verdicts(): Promise<{ verdict: string; reason: string; n: number }[]> {
    return test.db.query(
      'SELECT verdict, reason, count(*)::integer AS n FROM verdict GROUP BY verdict, reason ORDER BY verdict',
    );
  }
});
