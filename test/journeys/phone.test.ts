import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';
import { journey, openChromium, openProfile } from './chromium';

const screen = { width: 360, height: 740 };
/** Links of posts made on 23 November 2026, 09.00 WITA and later. */
const links = ['DgEJlNTgAAF', 'DgEL3sTgAAF', 'DgEOKLTgAAF'].map((code) => `https://www.instagram.com/p/${code}/`);

journey('Gaung on a phone', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let root: TestUnit;

  beforeAll(async () => {
    test = await startApp();
    root = await test.world.unit({ code: 'PEMPROV', ranked: false });
    address = await test.listen();
    browser = await openChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });

  it('records what another app shares with one tap', async () => {
    const { page } = await phoneOf(await person('Pasar murah'));
    await page.goto(`${address}/sebaran/catat?text=${encodeURIComponent(`Lihat ini ${links[0]}`)}`);
    const button = page.getByRole('button', { name: 'Catat sebaran' });
    expect(await isOnScreen(page, '#utama button.btn-primary')).toBe(true);
    expect(await violations(page)).toEqual([]);
    await button.click();
    await page.waitForURL(/\/sebaran\/[0-9a-f-]{36}$/);
    expect(await page.textContent('main')).toContain('Sebaran tercatat.');
    expect(await page.textContent('main')).toContain('Pasar murah');
    await page.context().close();
  }, 120_000);

  it('keeps three shares without network through a killed browser, and sends each once', async () => {
    const staff = await person('Donor darah', 'Waspada banjir');
    const profile = mkdtempSync(join(tmpdir(), 'gaung-profile-'));
    let phone = await openProfile(profile, screen);
    await signIn(phone.context, staff);
    let page = phone.context.pages()[0] ?? (await phone.context.newPage());
    await page.goto(address);
    await workerReady(page);
    await phone.context.setOffline(true);
    await page.goto(`${address}/sebaran/catat`);
    expect(await page.textContent('h1')).toBe('Tidak ada jaringan');
    await logOffline(page, { text: links[1] });
    await logOffline(page, { text: links[2], picture: await screenshot() });
    await logOffline(page, { text: 'Disampaikan kepada warga pada rapat desa.', way: 'Tatap muka' });
    await page.getByText('Antrean di ponsel ini 3').waitFor();
    expect(await violations(page)).toEqual([]);
    await phone.kill();
    expect(await sharesOf(staff)).toHaveLength(0);
    phone = await openProfile(profile, screen);
    await signIn(phone.context, staff);
    page = await phone.context.newPage();
    await page.goto(address);
    await expectEventually(() => sharesOf(staff), 3);
    await page.goto(`${address}/sebaran`);
    expect(await page.locator('#antrean').isVisible()).toBe(false);
    const shares = await sharesOf(staff);
    expect(shares.map(({ channel }) => channel).sort()).toEqual(['face_to_face', 'instagram', 'instagram']);
    expect(await picturesOf(staff)).toEqual([{ size: expect.any(Number) as number }]);
    await phone.context.close();
    rmSync(profile, { recursive: true, force: true });
  }, 240_000);

  it('takes a pasted link where no app can share to it and nothing is sent in the background', async () => {
    const staff = await person('Imunisasi');
    const { page, context } = await phoneOf(staff, ['clipboard-read', 'clipboard-write']);
    await context.addInitScript('delete ServiceWorkerRegistration.prototype.sync');
    await page.goto(`${address}/sebaran/catat`);
    await page.evaluate("navigator.clipboard.writeText('https://www.facebook.com/reel/1234567890123456')");
    await page.getByRole('button', { name: 'Tempel' }).click();
    await page.getByText('✓ Reel Facebook').waitFor();
    expect(await page.locator('#materi option:checked').textContent()).toBe('Imunisasi');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Catat sebaran' }).click();
    await page.getByText('Antrean di ponsel ini 1').waitFor();
    await context.setOffline(false);
    await expectEventually(() => sharesOf(staff), 1);
    await context.close();
  }, 120_000);

  it('shows and sends a waiting share to nobody but its person', async () => {
    const [owner, other] = [await person('Vaksin'), await person('Vaksin')];
    const { page, context } = await phoneOf(owner);
    await page.goto(`${address}/sebaran/catat`);
    await context.setOffline(true);
    await page.locator('textarea').fill('https://www.facebook.com/reel/2234567890123456');
    await page.getByRole('button', { name: 'Catat sebaran' }).click();
    await page.getByText('Antrean di ponsel ini 1').waitFor();
    await signIn(context, other);
    await context.setOffline(false);
    await page.goto(`${address}/sebaran`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('#antrean').isVisible()).toBe(false);
    expect([await sharesOf(owner), await sharesOf(other)]).toEqual([[], []]);
    await signIn(context, owner);
    await page.goto(`${address}/sebaran`);
    await expectEventually(() => sharesOf(owner), 1);
    await context.close();
  }, 120_000);

  it('tells why a share was not taken and opens it again as it was', async () => {
    const [first, second] = [await person('Bazar'), await person('Bazar')];
    const link = 'https://www.facebook.com/reel/3234567890123456';
    const { page, context } = await phoneOf(second);
    await page.goto(`${address}/sebaran/catat`);
    await context.setOffline(true);
    await page.locator('textarea').fill(link);
    await page.getByRole('button', { name: 'Catat sebaran' }).click();
    await page.getByText('Antrean di ponsel ini 1').waitFor();
    const taken = { postId: first.posts[0]?.id, channel: 'facebook', text: link };
    await (await test.as(first)).api('PUT', '/shares/0190f3a0-0000-7000-8000-000000000009', taken);
    await context.setOffline(false);
    await page.getByText('Tautan ini sudah dicatat pegawai lain.').waitFor();
    await page.getByRole('link', { name: 'Buka di formulir' }).click();
    await until(page, `document.querySelector('textarea').value === '${link}'`);
    await page.locator('textarea').fill('https://www.facebook.com/reel/4234567890123456');
    await page.getByRole('button', { name: 'Catat sebaran' }).click();
    await page.waitForURL(/\/sebaran\/[0-9a-f-]{36}$/);
    expect(await page.locator('#antrean').isVisible()).toBe(false);
    expect(await sharesOf(second)).toHaveLength(1);
    await context.close();
  }, 120_000);

  it('lets no share at which the server fails keep back those behind it, and sends it once the server can', async () => {
    const staff = await person('Pawai', 'Kerja bakti');
    const { page, context } = await phoneOf(staff);
    await context.addInitScript('delete ServiceWorkerRegistration.prototype.sync');
    await page.goto(`${address}/sebaran/catat`);
    const failing = await page.locator('input[name=id]').inputValue();
    await context.setOffline(true);
    await logOffline(page, { text: 'https://www.facebook.com/reel/6234567890123456' });
    await logOffline(page, { text: 'https://www.facebook.com/reel/7234567890123456' });
    await page.getByText('Antrean di ponsel ini 2').waitFor();
    const json = 'application/problem+json; charset=utf-8';
    await page.route(`**/${failing}`, (route) => route.fulfill({ status: 500, contentType: json, body: '{}' }));
    await context.setOffline(false);
    await page.getByText('Antrean di ponsel ini 1').waitFor();
    expect(await sharesOf(staff)).toHaveLength(1);
    await page.getByRole('button', { name: 'Kirim sekarang' }).click();
    await page.getByText('Jaringan atau server belum siap.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.unroute(`**/${failing}`);
    await page.getByRole('button', { name: 'Kirim sekarang' }).click();
    await expectEventually(() => sharesOf(staff), 2);
    await context.close();
  }, 120_000);

  it('makes a screenshot small, blurs it outside the marked strip, and says so when it cannot read it', async () => {
    const staff = await person('Posyandu');
    const { page, context } = await phoneOf(staff);
    await page.goto(`${address}/sebaran/catat`);
    await choosePicture(page, Buffer.from('ftypheic, which this browser cannot read'));
    await page.getByText('Gambar ini tidak dapat dibaca di ponsel ini').waitFor();
    expect(await page.locator('#gambar').inputValue()).toBe('');
    await choosePicture(page, await screenshot());
    await page.getByText('Gambar siap dikirim').waitFor();
    expect(await violations(page)).toEqual([]);
    const before = await page.evaluate<number>(roughness);
    await page.getByLabel('Kaburkan bagian atas sampai').fill('50');
    await until(page, `(${roughness}) < ${before / 4}`);
    await page.getByLabel('Grup WhatsApp').check();
    await page.getByRole('button', { name: 'Catat sebaran' }).click();
    await page.waitForURL(/\/sebaran\/[0-9a-f-]{36}$/);
    const [picture] = await picturesOf(staff);
    expect(picture?.size).toBeLessThanOrEqual(300_000);
    await context.close();
  }, 120_000);

  it('says so when the phone is full, and keeps the form as it is', async () => {
    const { page, context } = await phoneOf(await person('Festival'));
    await context.addInitScript(
      "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    );
    await page.goto(`${address}/sebaran/catat`);
    await context.setOffline(true);
    await page.locator('textarea').fill('https://www.facebook.com/reel/6234567890123456');
    await page.getByRole('button', { name: 'Catat sebaran' }).click();
    await page.getByText('Penyimpanan ponsel penuh').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('https://www.facebook.com/reel/6234567890123456');
    expect(await page.locator('#materi option:checked').textContent()).toBe('Festival');
    await context.close();
  }, 120_000);

  it('offers a new version and keeps what was typed while it loads', async () => {
    const release = await behindNewVersion(address);
    const { page, context } = await phoneOf(await person('Pameran'));
    await signIn(context, await person('Pameran'), release.address);
    await page.goto(`${release.address}/sebaran/catat`);
    await workerReady(page);
    release.publish();
    await page.goto(`${release.address}/sebaran/catat`);
    await page.locator('textarea').fill('Disampaikan kepada pengunjung pameran.');
    await page.getByText('Versi baru tersedia.').waitFor();
    expect(await violations(page)).toEqual([]);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Muat ulang' }).click()]);
    expect(await page.locator('textarea').inputValue()).toBe('Disampaikan kepada pengunjung pameran.');
    expect(await page.getByText('Versi baru tersedia.').isVisible()).toBe(false);
    await context.close();
    await release.stop();
  }, 120_000);

  it('mends a returned share', async () => {
    const staff = await person('Beasiswa');
    const share = await test.world.share(staff, staff.posts[0] ?? { id: '' }, {
      state: 'returned',
      at: '2026-11-23 08:00',
    });
    const { page, context } = await phoneOf(staff);
    await page.goto(`${address}/sebaran/${share.id}`);
    await page.locator('textarea').fill('Disampaikan kepada mahasiswa di aula kampus.');
    await page.getByRole('button', { name: 'Kirim perbaikan' }).click();
    await page.getByText('Perbaikan terkirim.').waitFor();
    expect((await sharesOf(staff))[0]?.state).toBe('recorded');
    await context.close();
  }, 120_000);

  it('warns before signing out with shares that wait, and then forgets them', async () => {
    const staff = await person('Lomba');
    const { page, context } = await phoneOf(staff);
    await page.goto(`${address}/sebaran/catat`);
    await context.setOffline(true);
    await page.locator('textarea').fill('https://www.facebook.com/reel/5234567890123456');
    await page.getByRole('button', { name: 'Catat sebaran' }).click();
    await page.getByText('Antrean di ponsel ini 1').waitFor();
    await page.route('**/api/v1/**', (route) => route.abort());
    await context.setOffline(false);
    await page.locator('summary', { hasText: 'Menu' }).click();
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.getByText('Ada 1 sebaran di ponsel ini yang belum terkirim.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Batal' }).click();
    await page.locator('summary', { hasText: 'Menu' }).click();
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.getByRole('button', { name: 'Hapus dan keluar' }).click();
    await page.waitForURL(/\/masuk$/);
    await page.unroute('**/api/v1/**');
    await signIn(context, staff);
    await page.goto(`${address}/sebaran`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('#antrean').isVisible()).toBe(false);
    expect(await sharesOf(staff)).toEqual([]);
    await context.close();
  }, 120_000);

  /** Somebody of a unit of their own, for whom these items are open. */
  async function person(...titles: string[]): Promise<TestPerson & { posts: { id: string }[] }> {
    const unit = await test.world.unit({ parent: root });
    const posts = [];
    for (const title of titles) posts.push(await test.world.post({ unit: root, title, audience: [unit] }));
    return { ...(await test.world.staff({ unit })), posts };
  }

  function sharesOf({ id }: TestPerson): Promise<{ channel: string; state: string }[]> {
    return test.db.query('SELECT channel, state FROM share WHERE person_id = $1', [id]);
  }

  /** What was sent as evidence, in bytes. */
  function picturesOf({ id }: TestPerson): Promise<{ size: number }[]> {
    return test.db.query(
      `SELECT p.original_size AS size FROM share_evidence e JOIN share s ON s.id = e.share_id
       JOIN picture p ON p.id = e.picture_id WHERE s.person_id = $1`,
      [id],
    );
  }

  async function phoneOf(person: TestPerson, permissions: string[] = []) {
    const context = await browser.newContext({ viewport: screen, isMobile: true, hasTouch: true, permissions });
    await signIn(context, person);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return { page, context };
  }

  async function signIn(context: BrowserContext, person: TestPerson, url = address): Promise<void> {
    const { cookies } = await test.as(person);
    const year = 365 * 24 * 3600;
    const expires = Math.floor(Date.now() / 1000) + year;
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url, expires })));
  }
});

/** The same program at an address of its own, which hands out another worker once it is told to. */
async function behindNewVersion(address: string) {
  let version = '';
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, 'accept-encoding': 'identity' };
    asked.pipe(
      request(address + asked.url, { method: asked.method ?? 'GET', headers }, (given) => {
        const { 'content-length': _length, ...kept } = given.headers;
        answer.writeHead(given.statusCode ?? 500, kept);
        given.on('data', (part) => answer.write(part));
        given.on('end', () => answer.end(asked.url === '/sw.js' ? version : ''));
      }),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    publish: () => (version = '\n// 2'),
    stop: () => new Promise((done) => server.close(done)),
  };
}

async function logOffline(
  page: Page,
  given: { text: string | undefined; way?: string; picture?: Buffer },
): Promise<void> {
  await page.locator('textarea').fill(given.text ?? '');
  if (given.way) {
    await page.getByLabel(given.way).check();
    await page.locator('#materi').selectOption({ index: 1 });
  }
  if (given.picture) {
    await choosePicture(page, given.picture);
    await page.getByText('Gambar siap dikirim').waitFor();
  }
  await page.getByRole('button', { name: 'Catat sebaran' }).click();
  await page.getByText('Disimpan di ponsel ini.').waitFor();
}

/** How much neighbouring points differ in the upper quarter of the picture that will be sent. */
const roughness = `(() => {
  const canvas = document.querySelector('canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height >> 2);
  let sum = 0;
  for (let at = 4; at < data.length; at += 4) sum += Math.abs(data[at] - data[at - 4]);
  return sum / data.length;
})()`;

/** Noise, which no format makes small: the worst screenshot there is. */
function screenshot(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 540, height: 1100, channels: 3, background: '#fff', noise } })
    .png()
    .toBuffer();
}

function choosePicture(page: Page, buffer: Buffer): Promise<void> {
  return page.locator('#gambar').setInputFiles({ name: 'tangkapan.png', mimeType: 'image/png', buffer });
}

/** The worker rules this page and the phone has its items. */
async function workerReady(page: Page): Promise<void> {
  await until(page, 'Boolean(navigator.serviceWorker.controller)');
  await page.waitForLoadState('networkidle');
}

/** Playwright's own waiting wants `eval`, which the pages forbid. */
async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 80; tries++) {
    if (await page.evaluate(expression)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`never: ${expression}`);
}

async function violations(page: Page): Promise<string[]> {
  return (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

async function isOnScreen(page: Page, selector: string): Promise<boolean> {
  const box = await page.locator(selector).boundingBox();
  const dock = await page.locator('body > nav').boundingBox();
  return box !== null && dock !== null && box.y + box.height <= dock.y;
}

async function expectEventually(rows: () => Promise<unknown[]>, count: number): Promise<void> {
  for (let tries = 0; tries < 900 && (await rows()).length < count; tries++)
    await new Promise((go) => setTimeout(go, 100));
  expect(await rows()).toHaveLength(count);
}
