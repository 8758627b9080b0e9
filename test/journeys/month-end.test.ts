import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page, Request } from 'playwright-core';
import { ReportWork } from '../../src/issuance/report-work.service';
import { sha256 } from '../../src/kernel/random';
import { startApp, type TestApp } from '../app';
import type { TestPerson } from '../world';
import { journey, openChromium } from './chromium';

/** Set to a folder to get pictures of the pages at 360 and 1280 px. */
const pictures = process.env['GAUNG_PICTURES'];
const month = '2026-11';
const sentence = 'Itu akun saya sendiri, seperti tertulis pada profilnya.';
const valid = 'Sah: materi ini memang disebarkan seperti dicatat';

/** Each step goes on where the one before has left the month. */
journey('the end of a month', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let checkPage: string;
  let issued: Buffer;
  let staff: Page;
  let evaluator: Page;
  let second: Page;
  let checker: Page;
  let auditor: Page;
  let visitor: Page;
  let folder: string;

  beforeAll(async () => {
    test = await startApp('2026-12-01 09:00');
    const { world } = test;
    const top = await world.unit({ code: 'PEMPROV', name: 'Pemerintah Provinsi', ranked: false });
    const health = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: top });
    const school = await world.unit({ code: 'DISDIK', name: 'Dinas Pendidikan Daerah', parent: top });
    const [maria, colleague] = [
      await world.staff({ unit: health, name: 'Maria Lasut' }),
      await world.staff({ unit: health }),
    ];
    const reviewer = await world.staff({ unit: health, role: 'reviewer' });
    await world.holiday('2026-12-25', 'Natal');
    await world.share(colleague, await world.post({ title: 'Pekan imunisasi' }), { at: '2026-11-10 09:00' });
    const post = await world.post({ title: 'Donor darah' });
    const share = await world.share(maria, post, { at: '2026-11-11 09:00', state: 'rejected' });
    await test.db.query(
      `INSERT INTO verdict (share_id, verdict, reason, by_id, at)
       VALUES ($1, 'rejected', 'Bukan akun Anda.', $2, '2026-11-12')`,
      [share.id, reviewer.id],
    );
    address = await test.listen();
    browser = await openChromium();
    folder = mkdtempSync(join(tmpdir(), 'gaung-drop-'));
    staff = await pageOf(maria);
    evaluator = await pageOf(await world.staff({ unit: top, role: 'evaluator', name: 'Evaluator Pertama' }));
    second = await pageOf(await world.staff({ unit: top, role: 'evaluator', name: 'Evaluator Kedua' }));
    checker = await pageOf(await world.staff({ unit: school, role: 'head', name: 'Citra Pemeriksa' }));
    auditor = await pageOf(await world.staff({ unit: top, role: 'auditor' }));
    visitor = await pageOf(null);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
    rmSync(folder, { recursive: true });
  });

  /** A phone on which this person is signed in, or nobody. */
  async function pageOf(person: TestPerson | null): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
    const cookies = person ? (await test.as(person)).cookies : {};
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
    return context.newPage();
  }

  const open = (page: Page, path: string) => page.goto(address + path);
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
  const wordsOf = async (page: Page) => (await page.innerText('main')).replace(/\s+/g, ' ');
  const closing = (page: Page) => open(page, `/evaluasi/${month}/penutupan`);

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

  async function results(): Promise<string> {
    await open(evaluator, `/evaluasi/${month}`);
    return wordsOf(evaluator);
  }

  it('begins with provisional results, in which a rejected share does not count', async () => {
    await open(evaluator, `/evaluasi/${month}`);
    await press(evaluator, /Hitung/);
    expect(await results()).toContain(' 1 dari ');
    await open(staff, `/nilai?bulan=${month}`);
    expect(await wordsOf(staff)).toContain('Dihitung 0 materi');
    expect(await wordsOf(staff)).toContain('Bukan akun Anda.');
  }, 120_000);

  it('lets the person appeal from the very row, and is not fixed while the appeal waits', async () => {
    test.clock.set('2026-12-04 09:00');
    await open(staff, `/nilai?bulan=${month}`);
    await follow(staff, 'Ajukan sanggahan');
    await look(staff, '1-sanggah');
    await staff.getByLabel('Alasan Anda').fill(sentence);
    await press(staff, 'Ajukan sanggahan');
    expect(await wordsOf(staff)).toContain('akan dijawab paling lambat 9 Desember 2026');
    test.clock.set('2026-12-09 08:00');
    await closing(evaluator);
    expect(await wordsOf(evaluator)).toContain('Masih ada 1 sanggahan yang belum diputuskan.');
    expect(await evaluator.getByRole('button', { name: /Tetapkan hasil/ }).count()).toBe(0);
  }, 120_000);

  it('changes the figure when the appeal is won, and the person reads why', async () => {
    await open(evaluator, '/sanggahan/masuk');
    await look(evaluator, '2-sanggahan-masuk');
    await follow(evaluator, 'Maria Lasut');
    expect(await wordsOf(evaluator)).toContain(sentence);
    await evaluator.getByLabel('Alasan yang dibaca pegawai').fill('Akunnya memang milik pegawai.');
    await look(evaluator, '3-putusan');
    await press(evaluator, 'Kabulkan');
    await open(staff, '/sanggahan');
    expect(await wordsOf(staff)).toContain('Akunnya memang milik pegawai.');
    await open(staff, `/nilai?bulan=${month}`);
    expect(await wordsOf(staff)).toContain('Dihitung 1 materi');
  }, 120_000);

  it('is fixed after the appeals, and its sample drawn with a public number', async () => {
    await closing(evaluator);
    await look(evaluator, '4-tetapkan');
    await press(evaluator, 'Tetapkan hasil November 2026');
    expect(await results()).toContain(' 2 dari ');
    await closing(evaluator);
    await evaluator.getByLabel('Bilangan publik').fill('7421');
    await evaluator.getByLabel('Sumber').fill('Undian 10 Desember 2026');
    await press(evaluator, 'Undi sampel');
    await follow(evaluator, 'Pengundian, pemeriksa, dan hasilnya');
    await evaluator.getByLabel(/Citra Pemeriksa/).check();
    await look(evaluator, '5-pemeriksa');
    await press(evaluator, 'Bagikan kepada pemeriksa');
  }, 120_000);

  it('is checked by a head of another agency', async () => {
    for (const result of [valid, 'Tidak sah']) {
      await open(checker, '/pemeriksaan');
      const row = checker.getByRole('row', { name: /Belum diperiksa/ }).first();
      await row.getByRole('link').click();
      await checker.getByLabel(result, { exact: true }).check();
      await checker.getByLabel('Catatan').fill('Keterangan diperiksa bersama unit.');
      await look(checker, '6-sebaran');
      await press(checker, 'Simpan hasil');
    }
    await open(checker, '/pemeriksaan');
    expect(await wordsOf(checker)).toContain('0 dari 2 sebaran belum diperiksa.');
  }, 120_000);

  it('is closed by the second evaluator', async () => {
    await closing(evaluator);
    expect(await wordsOf(evaluator)).toContain('Penutupannya dilakukan evaluator lain.');
    await closing(second);
    expect(await wordsOf(second)).toContain('Seluruh 2 sebaran yang dihitung diperiksa; 1 tidak sah');
    await look(second, '7-tutup');
    await press(second, 'Tutup November 2026');
    expect(await wordsOf(second)).toContain('November 2026 sudah ditutup.');
  }, 120_000);

  it('is issued as a report, whose file and code the auditor takes from its page', async () => {
    await open(evaluator, `/laporan/${month}`);
    await evaluator.getByLabel('Nomor').fill('000.9/123/XII/2026');
    await press(evaluator, 'Simpan isi laporan');
    await press(evaluator, 'Terbitkan laporan');
    await test.app.get(ReportWork).workOff();
    await open(auditor, `/laporan/${month}`);
    await look(auditor, '8-berkas');
    expect(await auditor.getByRole('button', { name: /Terbitkan|Unggah/ }).count()).toBe(0);
    const pdf = auditor.getByRole('link', { name: 'Laporan (PDF)' });
    const [file] = await Promise.all([auditor.waitForEvent('download'), pdf.click()]);
    issued = await bytesOf(file.createReadStream());
    const row = auditor.getByRole('row').filter({ has: pdf });
    checkPage = (await row.locator('a[href^="/periksa/"]').getAttribute('href')) ?? '';
  }, 120_000);

  it('shows anybody on the check page what was issued, and tells a changed file apart', async () => {
    await open(visitor, checkPage);
    const words = await wordsOf(visitor);
    expect(words).toContain('adalah kode berkas yang diterbitkan melalui Gaung.');
    expect(words).toContain('2 pegawai aktif');
    await give(issued);
    expect(await wordsOf(visitor)).toContain('Berkas Anda sama persis dengan berkas yang diterbitkan.');
    await give(Buffer.concat([issued, Buffer.from(' ')]));
    expect(await wordsOf(visitor)).toContain('Berkas Anda berbeda dari berkas yang diterbitkan dengan kode ini.');
    await look(visitor, '9-berbeda');
  }, 120_000);

  it('is known by its file dropped on the check page, which is not sent, and another file is not', async () => {
    const changed = Buffer.concat([issued, Buffer.from(' ')]);
    expect(await saidOf(issued, '/periksa')).toContain('Berkas Anda sama persis dengan berkas yang diterbitkan.');
    expect(await saidOf(changed, '/periksa')).toContain('Tidak ada laporan terbitan Gaung yang cocok.');
    expect(await saidOf(issued, checkPage)).toContain('Berkas Anda sama persis dengan berkas yang diterbitkan.');
    expect(await saidOf(changed, checkPage)).toContain('Berkas Anda berbeda dari berkas yang diterbitkan');
  }, 120_000);

  it('is reopened with a reason, and the check page then says so', async () => {
    await closing(second);
    await second.getByLabel('Alasan').fill('Cuti bersama berubah menurut keputusan baru.');
    await press(second, 'Buka kembali periode');
    expect(await wordsOf(second)).toContain('Ditutup, digantikan');
    await look(second, '10-versi');
    await open(visitor, checkPage);
    expect(await wordsOf(visitor)).toContain('Bulan ini dibuka kembali; versi 2 sedang disiapkan.');
    await closing(evaluator);
    await press(evaluator, 'Tetapkan hasil November 2026');
    await open(visitor, checkPage);
    expect(await wordsOf(visitor)).toContain('Versi pada berkas ini sudah digantikan oleh versi 2.');
  }, 120_000);

  /** Chooses a file on the check page and waits for what it says of it. */
  async function give(bytes: Buffer): Promise<void> {
    await visitor.setInputFiles('#berkas', { name: 'laporan.pdf', mimeType: 'application/pdf', buffer: bytes });
    await sendsOnlyHash(bytes, () => visitor.getByRole('button', { name: 'Periksa berkas' }).click());
  }

  /** Waits for the answer to an act on the check page, which sends a file's hash and not the file. */
  async function sendsOnlyHash(bytes: Buffer, act: () => Promise<unknown>): Promise<void> {
    const isAsked = (request: Request) => request.method() === 'POST';
    const [asked] = await Promise.all([
      visitor.waitForRequest(isAsked),
      visitor.waitForEvent('domcontentloaded'),
      act(),
    ]);
    expect(asked.postData()).toBe(`sidik=${sha256(bytes).toString('hex')}`);
  }

  /** Drops a file on the heading of a page, as from the desk, and reads what is said of it. */
  async function saidOf(bytes: Buffer, path: string): Promise<string> {
    await open(visitor, path);
    const file = join(folder, 'laporan.pdf');
    writeFileSync(file, bytes);
    const { x, y } = (await visitor.getByRole('heading', { level: 1 }).boundingBox()) ?? { x: 0, y: 0 };
    const hand = await visitor.context().newCDPSession(visitor);
    await sendsOnlyHash(bytes, async () => {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        const data = { items: [], files: [file], dragOperationsMask: 1 };
        await hand.send('Input.dispatchDragEvent', { type, x: x + 1, y: y + 1, data });
      }
    });
    return wordsOf(visitor);
  }
});

async function bytesOf(stream: Promise<NodeJS.ReadableStream>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
