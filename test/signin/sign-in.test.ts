import { startApp, type TestApp } from '../app';
import { activated, activationForm, codeFor, goodPassword, newcomer, sessionCount } from './people';

const wrong = 'NIP, nomor THL, atau kata sandi tidak sesuai.';
const nip = '198609262015051001';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
  await activated(test, { number: nip, name: 'Budi Wowor' });
  await activated(test, { number: 'THL-000777', name: 'Sitti Lasut' });
});
beforeEach(() => test.db.query('DELETE FROM attempt'));
afterAll(() => test.stop());

describe('signing in', () => {
  it.each([
    ['a NIP', nip],
    ['a NIP with spaces, as printed', '19860926 201505 1 001'],
    ['a NIP with dots and hyphens', '19860926.201505-1-001'],
    ['a THL number', 'THL-000777'],
    ['a THL number in small letters', ' thl-000777 '],
  ])('works with %s and the password, and goes on to the page that was asked for', async (_, number) => {
    const browser = test.anybody();
    const answer = await browser.post('/masuk', { number, password: goodPassword, kembali: '/akun' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/akun']);
    expect((await browser.get('/akun')).status).toBe(200);
  });

  it('never leads to another site', async () => {
    for (const kembali of ['//evil.id', '/\\evil.id', 'https://evil.id', '/a\tb', 'javascript:alert(1)']) {
      const answer = await test.anybody().post('/masuk', { number: nip, password: goodPassword, kembali });
      expect(answer.headers['location']).toBe('/');
    }
  });

  it('says the same for an unknown number, a wrong password, an account not activated and a disabled one', async () => {
    const fresh = await newcomer(test);
    const disabled = await activated(test);
    await test.db.query(`UPDATE account SET disabled_at = '2026-11-22' WHERE person_id = $1`, [disabled.person.id]);
    for (const [number, password] of [
      ['199001012020121001', goodPassword],
      [nip, 'salah-sekali-ini-bukan'],
      [fresh.number, goodPassword],
      [disabled.person.number, goodPassword],
      ['x'.repeat(5000), goodPassword],
    ] as const) {
      const page = await test.anybody().post('/masuk', { number, password });
      const api = await test.anybody().api('POST', '/session', { number, password });
      expect([page.status, page.words.includes(wrong)]).toEqual([422, true]);
      expect([api.status, api.json()['detail'], api.json()['code']]).toEqual([401, wrong, 'wrong-credentials']);
      expect([page.headers['set-cookie'], api.headers['set-cookie']]).toEqual([undefined, undefined]);
    }
  });

  it('shows the form again with the number but not the password', async () => {
    const answer = await test.anybody().post('/masuk', { number: 'THL-000777', password: 'bukan-yang-benar' });
    expect(answer.text).toContain('value="THL-000777"');
    expect(answer.text).not.toContain('bukan-yang-benar');
  });

  it('asks for both fields, and takes neither from the address', async () => {
    const empty = await test.anybody().post('/masuk', { number: '', password: '' });
    expect([empty.status, empty.words]).toEqual([422, expect.stringContaining('Isi NIP atau nomor THL')]);
    const inQuery = await test.anybody().post(`/masuk?number=${nip}&password=${goodPassword}`, {});
    expect(inQuery.status).toBe(422);
    const strange = await test.anybody().api('POST', '/session', { number: { a: 1 }, password: ['x'] });
    expect(strange.status).toBe(422);
  });

  it('works for programs, with the token in the cookie only', async () => {
    const program = test.anybody();
    const answer = await program.api('POST', '/session', { number: 'THL-000777', password: goodPassword });
    expect([answer.status, Object.keys(answer.json())]).toEqual([201, ['personId', 'expiresAt']]);
    expect(String(answer.headers['set-cookie'])).toMatch(/gaung=.*Path=\/.*HttpOnly.*SameSite=Lax/);
    expect(answer.text).not.toContain(program.cookies['gaung']);
    expect((await program.api('GET', '/me')).json()).toMatchObject({ name: 'Sitti Lasut', roles: ['staff'] });
    expect((await program.api('DELETE', '/session')).status).toBe(204);
    expect((await program.api('GET', '/me')).status).toBe(401);
  });

  it('gives a new token each time and ends the one the browser had', async () => {
    const { browser, person } = await activated(test);
    const old = browser.cookies['gaung'];
    await browser.post('/masuk', { number: person.number, password: goodPassword });
    expect(browser.cookies['gaung']).not.toBe(old);
    expect(await sessionCount(test, person)).toBe(1);
  });

  it('sends somebody who is signed in on to the page', async () => {
    const { browser } = await activated(test);
    const answer = await browser.get('/masuk?kembali=/akun');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/akun']);
  });

  it.each([
    ['staff', undefined, 30 * 24],
    ['a reviewer', 'reviewer', 30 * 24],
    ['an evaluator', 'evaluator', 12],
    ['a publisher', 'publisher', 12],
    ['an administrator', 'admin', 12],
  ] as const)('lasts as long as fits %s', async (_, role, hours) => {
    const { person } = await activated(test, role ? { role } : {});
    const [row] = await test.db.query(
      'SELECT extract(epoch FROM expires_at - created_at)::integer / 3600 AS hours FROM session WHERE person_id = $1',
      [person.id],
    );
    expect(row.hours).toBe(hours);
  });

  it('ends by itself', async () => {
    const { browser } = await activated(test);
    test.clock.set('2026-12-23 09:59');
    expect((await browser.get('/akun')).status).toBe(200);
    test.clock.set('2026-12-23 10:01');
    const answer = await browser.get('/akun');
    expect(answer.headers['location']).toBe('/masuk?kembali=%2Fakun');
    test.clock.set('2026-11-23 10:00');
  });

  it('stops on the next request when the account is disabled', async () => {
    const { browser, person } = await activated(test);
    await test.db.query(`UPDATE account SET disabled_at = '2026-11-22' WHERE person_id = $1`, [person.id]);
    expect((await browser.api('GET', '/me')).status).toBe(401);
  });

  it('forgets a role on the next request', async () => {
    const { browser, person } = await activated(test, { role: 'reviewer' });
    expect((await browser.get('/pegawai/aktivasi')).status).toBe(200);
    await test.db.query('DELETE FROM role_grant WHERE person_id = $1', [person.id]);
    expect((await browser.get('/pegawai/aktivasi')).status).toBe(403);
  });

  it('writes that a session is in use at most once an hour', async () => {
    const { browser, person } = await activated(test);
    const seen = async () =>
      (await test.db.query('SELECT seen_at FROM session WHERE person_id = $1', [person.id]))[0].seen_at.toISOString();
    test.clock.set('2026-11-23 10:59');
    await browser.get('/akun');
    expect(await seen()).toBe('2026-11-23T02:00:00.000Z');
    test.clock.set('2026-11-23 11:30');
    await browser.get('/akun');
    expect(await seen()).toBe('2026-11-23T03:30:00.000Z');
    test.clock.set('2026-11-23 10:00');
  });
});

describe('signing out', () => {
  it('ends the session and clears what the browser kept', async () => {
    const { browser, person } = await activated(test);
    const token = browser.cookies['gaung'];
    const answer = await browser.post('/keluar', {});
    expect([answer.status, answer.headers['location']]).toEqual([303, '/masuk']);
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
    expect([browser.cookies['gaung'], await sessionCount(test, person)]).toEqual([undefined, 0]);
    browser.cookies['gaung'] = token ?? '';
    expect((await browser.api('GET', '/me')).status).toBe(401);
  });

  it('works after the session has ended, and as DELETE', async () => {
    expect((await test.anybody().submit('/keluar', {})).words).toContain('Anda sudah keluar.');
    const { browser, person } = await activated(test);
    expect((await browser.send('DELETE', '/keluar', {})).status).toBe(204);
    expect(await sessionCount(test, person)).toBe(0);
  });
});

describe('the language', () => {
  it('is chosen by anybody, for a year, and leads back to the page', async () => {
    const browser = test.anybody();
    const answer = await browser.post('/bahasa', { bahasa: 'en', kembali: '/masuk?kembali=/akun' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/masuk?kembali=/akun']);
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=31536000');
    expect((await browser.get('/masuk')).words).toContain('NIP or THL number');
    await browser.post('/bahasa', { bahasa: 'xx', kembali: '//evil.id' });
    expect((await browser.get('/masuk')).words).toContain('NIP atau nomor THL');
  });

  it('is English in refusals and on every page of the room', async () => {
    const browser = test.anybody();
    browser.cookies['bahasa'] = 'en';
    const refused = await browser.post('/masuk', { number: 'THL-1', password: 'whatever-it-is' });
    expect(refused.words).toContain('The NIP, THL number or password is not right.');
    expect((await browser.get('/aktivasi')).words).toContain('I have read this notice.');
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    const weak = await browser.post('/aktivasi', activationForm(person.number, code, { password: 'x', repeat: 'x' }));
    expect(weak.words).toContain('A password has 12–128 characters; you wrote 1.');
    const api = await browser.api('POST', '/session', { number: 'THL-1', password: 'x' }, { 'accept-language': 'en' });
    expect(api.json()['detail']).toBe('The NIP, THL number or password is not right.');
  });
});
