import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';
import { journey, openChromium } from './chromium';

/** Set to a folder to get pictures of the pages at 360 and 1280 px. */
const pictures = process.env['GAUNG_PICTURES'];

journey('the end of a month', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let health: TestUnit;
  let evaluator: TestPerson;
  let second: TestPerson;
  let checker: TestPerson;

  beforeAll(async () => {
    test = await startApp('2026-12-01 09:00');
    const { world } = test;
    const top = await world.unit({ code: 'PEMPROV', ranked: false });
    health = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: top });
    const school = await world.unit({ code: 'DISDIK', name: 'Dinas Pendidikan Daerah', parent: top });
    evaluator = await world.staff({ unit: top, role: 'evaluator', name: 'Evaluator Pertama' });
    second = await world.staff({ unit: top, role: 'evaluator', name: 'Evaluator Kedua' });
    checker = await world.staff({ unit: school, role: 'reviewer', name: 'Citra Pemeriksa' });
    await world.holiday('2026-12-25', 'Natal');
    for (let index = 0; index < 2; index += 1) {
      const person = await world.staff({ unit: health });
      await world.share(person, await world.post({ title: `Materi ${index + 1}` }), { at: '2026-11-10 09:00' });
    }
    address = await test.listen();
    browser = await openChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });

  async function pageOf(person: TestPerson): Promise<Page> {
    const { cookies } = await test.as(person);
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
    return context.newPage();
  }

  async function look(page: Page, name: string): Promise<void> {
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1')).toBe(false);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    }
  }

  it('goes from provisional results to the close by two evaluators and a checker, and is reopened', async () => {
    const main = await pageOf(evaluator);
    await main.goto(`${address}/evaluasi/2026-11`);
    await main.getByRole('button', { name: /Hitung/ }).click();
    test.clock.set('2026-12-09 09:00');
    await main.goto(`${address}/evaluasi/2026-11/penutupan`);
    await look(main, '1-tetapkan');
    await main.getByRole('button', { name: 'Tetapkan hasil November 2026' }).click();
    await main.getByLabel('Bilangan publik').fill('7421');
    await main.getByLabel('Sumber').fill('Undian 10 Desember 2026');
    await look(main, '2-undi');
    await main.getByRole('button', { name: 'Undi sampel' }).click();
    await main.getByRole('link', { name: 'Pengundian, pemeriksa, dan hasilnya' }).click();
    await main.getByLabel(/Citra Pemeriksa/).check();
    await look(main, '3-pemeriksa');
    await main.getByRole('button', { name: 'Bagikan kepada pemeriksa' }).click();

    const checks = await pageOf(checker);
    for (const result of ['Sah: materi ini memang disebarkan seperti dicatat', 'Tidak sah']) {
      await checks.goto(`${address}/pemeriksaan`);
      await look(checks, '4-daftar');
      await checks
        .getByRole('row', { name: /Belum diperiksa/ })
        .first()
        .getByRole('link')
        .click();
      await checks.getByLabel(result, { exact: true }).check();
      await checks.getByLabel('Catatan').fill('Keterangan diperiksa bersama unit.');
      await look(checks, '5-sebaran');
      await checks.getByRole('button', { name: 'Simpan hasil' }).click();
    }

    await main.goto(`${address}/evaluasi/2026-11/penutupan`);
    expect(await main.textContent('main')).toContain('Penutupannya dilakukan evaluator lain.');
    const other = await pageOf(second);
    await other.goto(`${address}/evaluasi/2026-11/penutupan`);
    expect(await other.textContent('main')).toContain('Seluruh 2 sebaran yang dihitung diperiksa; 1 tidak sah');
    await look(other, '6-tutup');
    await other.getByRole('button', { name: 'Tutup November 2026' }).click();
    expect(await other.textContent('main')).toContain('November 2026 sudah ditutup.');
    await other.getByLabel('Alasan').fill('Cuti bersama berubah menurut keputusan baru.');
    await look(other, '7-buka');
    await other.getByRole('button', { name: 'Buka kembali periode' }).click();
    expect(await other.textContent('main')).toContain('Ditutup, digantikan');
    await look(other, '8-versi');
  }, 240_000);
});
