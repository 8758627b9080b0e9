import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';
import { journey, openChromium } from './chromium';

/** The main job as people do it, with a phone's screen and without JavaScript. */
journey('from an official post to a month’s figures, without JavaScript', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let root: TestUnit;
  let agency: TestUnit;

  beforeAll(async () => {
    test = await startApp();
    root = await test.world.unit({ code: 'PEMPROV', ranked: false });
    agency = await test.world.unit({ code: 'DINKES', parent: root });
    address = await test.listen();
    browser = await openChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });

  it('is drafted by an editor, published by another person, shared, verified and counted', async () => {
    const editor = await open(await test.world.staff({ unit: agency, role: 'editor' }), '/materi/baru');
    await write(editor);
    const publisher = await open(await test.world.staff({ unit: root, role: 'publisher' }), '/materi');
    await publish(publisher);
    const staff = await test.world.staff({ unit: agency, name: 'Pegawai Penyebar' });
    const phone = await open(staff, '/');
    await share(phone);
    const reviewer = await open(await test.world.staff({ unit: agency, role: 'reviewer' }), '/verifikasi');
    await reviewer.getByRole('link', { name: 'Pegawai Penyebar' }).click();
    await reviewer.getByRole('button', { name: 'Terima', exact: true }).click();
    await phone.goto(`${address}/sebaran`);
    expect(await phone.textContent('main')).toContain('Diterima');
    await phone.goto(`${address}/nilai`);
    expect(await phone.textContent('main')).toContain('Pekan imunisasi bagi balita');
    const evaluator = await open(await test.world.staff({ unit: root, role: 'evaluator' }), '/evaluasi/2026-11');
    await evaluator.locator('main button', { hasText: 'Hitung hasil sementara' }).click();
    expect(await evaluator.textContent('main')).toContain('sudah dihitung');
    await evaluator.goto(`${address}/partisipasi?unit=DINKES&bulan=2026-11`);
    expect(await evaluator.textContent('main')).toContain('Pegawai Penyebar');
  }, 120_000);

  async function open(person: TestPerson, path: string): Promise<Page> {
    const { cookies } = await test.as(person);
    const context: BrowserContext = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    });
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(address + path);
    return page;
  }

  async function write(page: Page): Promise<void> {
    await page.getByLabel('Judul').fill('Pekan imunisasi bagi balita');
    await page.getByLabel('Program').fill('Kesehatan');
    await page.getByLabel('Narasi').fill('Puskesmas membuka layanan imunisasi kejar tanpa biaya.');
    await page.getByLabel('Alamat sumber').fill('https://sulutprov.go.id/berita/imunisasi');
    await page.getByLabel('Takarir 1').fill('Ayo lengkapi imunisasi balita Anda.');
    await page.getByLabel('Takarir 2').fill('Imunisasi kejar tanpa biaya di Puskesmas.');
    await page.getByLabel(/Mulai disebarkan/).fill('2026-11-23T00:00');
    await page.getByLabel(/Disebarkan sebelum/).fill('2026-12-01T00:00');
    await page.locator('main button', { hasText: 'Simpan draf' }).click();
    await page.locator('main button', { hasText: 'Ajukan' }).click();
    expect(await page.textContent('main')).toContain('Diajukan');
  }

  async function publish(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Pekan imunisasi bagi balita' }).click();
    for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
    await page.locator('main button', { hasText: 'Terbitkan' }).click();
    expect(await page.textContent('main')).toContain('Terbit');
  }

  async function share(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Catat sebaran' }).first().click();
    await page.locator('textarea[name=isi]').fill('Disampaikan kepada ibu-ibu pada pertemuan posyandu.');
    await page.getByLabel('Tatap muka').check();
    await page.locator('main button.btn-primary').click();
    expect(await page.textContent('main')).toContain('Sebaran tercatat');
  }
});
