import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { activated, goodPassword, sessionCount } from '../signin/people';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
beforeEach(async () => {
  test.clock.set('2026-11-23 10:00');
  await test.db.query('DELETE FROM attempt');
});
afterAll(() => test.stop());

const newPassword = 'awan-kopi-lemari-biola';
const changeForm = (change: Record<string, string> = {}) => ({
  ...{ current: goodPassword, password: newPassword, repeat: newPassword },
  ...change,
});

async function secondDevice(number: string): Promise<Browser> {
  const browser = test.anybody();
  await browser.send('POST', '/masuk', {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    },
    payload: new URLSearchParams({ number, password: goodPassword }).toString(),
  });
  return browser;
}

describe('the page of the own account', () => {
  it('shows name, masked number, unit and devices', async () => {
    const unit = await test.world.unit({ name: 'Dinas Pertanian Daerah' });
    const { person, browser } = await activated(test, { number: '199003032015032001', name: 'Maria Lasut', unit });
    await secondDevice(person.number);
    const { words, text } = await browser.get('/akun');
    expect(words).toContain('Maria Lasut');
    expect(words).toContain('•••••••• 201503 • 001');
    expect(words).toContain('Dinas Pertanian Daerah');
    expect(words).toContain('Chrome, Android');
    expect(words).toContain('Perangkat ini');
    expect(text).not.toContain(person.number);
  });

  it('signs out of all devices, this one too', async () => {
    const { person, browser } = await activated(test);
    const other = await secondDevice(person.number);
    const answer = await browser.submit('/akun/keluar-semua', {});
    expect(answer.words).toContain('Semua perangkat sudah keluar.');
    expect([(await other.api('GET', '/me')).status, await sessionCount(test, person)]).toEqual([401, 0]);
  });
});

describe('changing the password', () => {
  it('ends the other sessions and gives this browser a new token', async () => {
    const { person, browser } = await activated(test);
    const other = await secondDevice(person.number);
    const token = browser.cookies['gaung'];
    const answer = await browser.submit('/akun/kata-sandi', changeForm());
    expect(answer.words).toContain('Kata sandi diubah.');
    expect(browser.cookies['gaung']).not.toBe(token);
    expect([(await other.api('GET', '/me')).status, await sessionCount(test, person)]).toEqual([401, 1]);
    expect((await test.anybody().post('/masuk', { number: person.number, password: newPassword })).status).toBe(303);
    expect((await test.anybody().post('/masuk', { number: person.number, password: goodPassword })).status).toBe(422);
  });

  it.each([
    ['without the current one', { current: 'bukan-yang-sekarang' }, 'Kata sandi saat ini tidak sesuai.'],
    ['to a weak one', { password: 'sulut2026sulut', repeat: 'sulut2026' }, 'Kedua kata sandi tidak sama.'],
    ['to a short one', { password: 'pendek', repeat: 'pendek' }, '12–128 karakter'],
    ['to the same one', { password: goodPassword, repeat: goodPassword }, 'sama dengan yang sekarang'],
  ])('is refused %s', async (_, change, sentence) => {
    const { browser } = await activated(test);
    const answer = await browser.post('/akun/kata-sandi', changeForm(change));
    expect([answer.status, answer.words]).toEqual([422, expect.stringContaining(sentence)]);
    expect((await browser.api('GET', '/me')).status).toBe(200);
  });

  it('cannot be used to guess the current one', async () => {
    const { browser } = await activated(test);
    for (let tried = 0; tried < 10; tried += 1) await browser.post('/akun/kata-sandi', changeForm({ current: 'x' }));
    const answer = await browser.post('/akun/kata-sandi', changeForm());
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '900']);
  });
});

describe('personal tokens', () => {
  it('are shown once, act for their owner, and end when revoked', async () => {
    const { person, browser } = await activated(test);
    const made = await browser.post('/akun/token', { name: 'Rekap bulanan', days: '90' });
    const token = /gng_[\w-]{43}/.exec(made.text)?.[0] ?? '';
    expect((await browser.get('/akun')).text).not.toContain(token);
    const ask = () => test.anybody().api('GET', '/me', undefined, { authorization: `Bearer ${token}` });
    expect((await ask()).json()).toMatchObject({ id: person.id });
    const [, id] = /akun\/token\/([0-9a-f-]{36})\/pencabutan/.exec((await browser.get('/akun')).text) ?? [];
    expect((await browser.submit(`/akun/token/${id}/pencabutan`, {})).words).toContain('Token dicabut.');
    expect((await ask()).status).toBe(401);
  });

  it('end after their time, at most 365 days', async () => {
    const { browser } = await activated(test);
    expect((await browser.post('/akun/token', { name: 'lama', days: '366' })).words).toContain('1–365 hari');
    const made = await browser.post('/akun/token', { name: 'lama', days: '365' });
    const authorization = `Bearer ${/gng_[\w-]{43}/.exec(made.text)?.[0]}`;
    test.clock.set('2027-11-23 09:59');
    expect((await test.anybody().api('GET', '/me', undefined, { authorization })).status).toBe(200);
    test.clock.set('2027-11-23 10:00');
    expect((await test.anybody().api('GET', '/me', undefined, { authorization })).status).toBe(401);
  });

  it('of somebody else are not found', async () => {
    const [one, other] = [await activated(test), await activated(test)];
    await one.browser.post('/akun/token', { name: 'milik sendiri', days: '30' });
    const [row] = await test.db.query('SELECT id FROM api_token WHERE person_id = $1', [one.person.id]);
    expect((await other.browser.post(`/akun/token/${row.id}/pencabutan`, {})).status).toBe(404);
    expect((await other.browser.post('/akun/token/bukan-id/pencabutan', {})).status).toBe(404);
  });

  it('make no tokens and change no password', async () => {
    const { browser } = await activated(test);
    const made = await browser.post('/akun/token', { name: 'bocor', days: '30' });
    const headers = {
      authorization: `Bearer ${/gng_[\w-]{43}/.exec(made.text)?.[0]}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    for (const [path, form] of [
      ['/akun/token', { name: 'lagi', days: '30' }],
      ['/akun/kata-sandi', changeForm()],
    ] as const) {
      const payload = new URLSearchParams(form).toString();
      const answer = await test.anybody().send('POST', path, { headers, payload });
      expect([answer.status, answer.words]).toEqual([403, expect.stringContaining('lewat peramban')]);
    }
  });
});
