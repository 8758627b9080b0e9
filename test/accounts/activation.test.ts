import { startApp, type TestApp } from '../app';
import { activated, activationForm, codeFor, goodPassword, newcomer, sessionCount } from '../signin/people';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
beforeEach(async () => {
  test.clock.set('2026-11-23 10:00');
  await test.db.query('DELETE FROM attempt');
});
afterAll(() => test.stop());

const wrongCode = 'NIP, nomor THL, atau kode tidak sesuai.';
const activate = (number: string, code: string, change: Record<string, string> = {}) =>
  test.anybody().post('/aktivasi', activationForm(number, code, change));

describe('activation by a code', () => {
  it('makes an account, signs in, and the password works from then on', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    const browser = test.anybody();
    const answer = await browser.post('/aktivasi', activationForm(person.number, code));
    expect([answer.status, answer.headers['location']]).toEqual([303, '/']);
    expect((await browser.api('GET', '/me')).json()).toMatchObject({ id: person.id });
    const again = await test.anybody().post('/masuk', { number: person.number, password: goodPassword });
    expect(again.status).toBe(303);
  });

  it('reads a code as people copy it from paper', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)} ${code.slice(8)}`.replaceAll('0', 'o');
    expect((await activate(person.number, typed)).status).toBe(303);
  });

  it('stores the password as argon2id and neither password nor code as text', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    await activate(person.number, code);
    const [account] = await test.db.query('SELECT password_hash FROM account WHERE person_id = $1', [person.id]);
    expect(account.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [row] = await test.db.query('SELECT code_hash FROM one_time_code WHERE person_id = $1', [person.id]);
    expect([row.code_hash.length, row.code_hash.toString('latin1').includes(code)]).toEqual([32, false]);
  });

  it('works once', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    await activate(person.number, code);
    const again = await activate(person.number, code);
    expect([again.status, again.words]).toEqual([409, expect.stringContaining('Kode ini sudah dipakai.')]);
  });

  it('works once also when sent twice at the same moment', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    const answers = await Promise.all([activate(person.number, code), activate(person.number, code)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 409]);
  });

  it('holds 14 days', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    test.clock.set('2026-12-07 10:00');
    const late = await activate(person.number, code);
    expect([late.status, late.words]).toEqual([409, expect.stringContaining('tidak berlaku lagi')]);
    test.clock.set('2026-12-07 09:59');
    expect((await activate(person.number, code)).status).toBe(303);
  });

  it('ends when a newer code is made', async () => {
    const person = await newcomer(test);
    const first = await codeFor(test, person.number);
    const second = await codeFor(test, person.number);
    expect((await activate(person.number, first.code)).words).toContain('sudah diganti');
    expect((await activate(person.number, second.code)).status).toBe(303);
  });

  it('refuses a wrong code, an unknown number, the code of somebody else and a disabled account alike', async () => {
    const [person, other] = [await newcomer(test), await newcomer(test)];
    const { code } = await codeFor(test, person.number);
    const disabled = (await activated(test)).person;
    const reset = await codeFor(test, disabled.number);
    await test.db.query(`UPDATE account SET disabled_at = '2026-11-22' WHERE person_id = $1`, [disabled.id]);
    for (const [number, given] of [
      [person.number, '7K3Q9MXT2A'],
      ['THL-999999', code],
      [other.number, code],
      [disabled.number, reset.code],
    ] as const) {
      const answer = await activate(number, given);
      expect([answer.status, answer.words.includes(wrongCode)]).toEqual([422, true]);
    }
  });

  it('stops after five tries of one number in 15 minutes, even with the right code', async () => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    for (let tried = 0; tried < 5; tried += 1) await activate(person.number, '7K3Q9MXT2A');
    const sixth = await activate(person.number, code);
    expect([sixth.status, sixth.headers['retry-after']]).toEqual([429, '900']);
    expect(sixth.words).toContain('Terlalu banyak percobaan. Coba lagi dalam 15 menit.');
    test.clock.set('2026-11-23 10:15');
    expect((await activate(person.number, code)).status).toBe(303);
  });

  it.each([
    ['too short', { password: 'tiga-kata', repeat: 'tiga-kata' }, 'Kata sandi terdiri atas 12–128 karakter'],
    ['not the same twice', { repeat: `${goodPassword}!` }, 'Kedua kata sandi tidak sama.'],
    ['easy to guess', { password: 'password1234', repeat: 'password1234' }, 'mudah ditebak'],
    ['of the office', { password: 'Kominfo@2026', repeat: 'Kominfo@2026' }, 'memuat nama, nomor, unit, atau daerah'],
    ['without having read the notice', { notice: '' }, 'Baca pemberitahuan privasi'],
  ])('refuses a form %s, keeps what was typed, and the code still holds', async (_, change, sentence) => {
    const person = await newcomer(test);
    const { code } = await codeFor(test, person.number);
    const answer = await activate(person.number, code, change);
    expect([answer.status, answer.words]).toEqual([422, expect.stringContaining(sentence)]);
    expect(answer.text).toContain(`value="${code}"`);
    expect((await activate(person.number, code)).status).toBe(303);
  });

  it('takes no code from the address', async () => {
    const page = await test.anybody().get('/aktivasi?code=7K3Q9MXT2A&kode=7K3Q9MXT2A');
    expect([page.status, page.text.includes('value="7K3Q9MXT2A"')]).toEqual([200, false]);
  });
});

describe('a reset', () => {
  it('ends all sessions and personal tokens, and the old password', async () => {
    const { person, browser } = await activated(test);
    await browser.post('/akun/token', { name: 'rekap', days: '30' });
    const { code, purpose } = await codeFor(test, person.number);
    const password = 'awan-kopi-lemari-biola';
    await activate(person.number, code, { password, repeat: password });
    expect([purpose, (await browser.api('GET', '/me')).status, await sessionCount(test, person)]).toEqual([
      'reset',
      401,
      1,
    ]);
    expect(await test.db.query('SELECT 1 FROM api_token WHERE person_id = $1', [person.id])).toEqual([]);
    expect((await test.anybody().post('/masuk', { number: person.number, password: goodPassword })).status).toBe(422);
    expect((await test.anybody().post('/masuk', { number: person.number, password })).status).toBe(303);
  });

  it('holds 24 hours', async () => {
    const { person } = await activated(test);
    const { code } = await codeFor(test, person.number);
    test.clock.set('2026-11-24 10:00');
    expect((await activate(person.number, code)).words).toContain('tidak berlaku lagi');
  });

  it('leaves a trace of who made it and who used it', async () => {
    const { person } = await activated(test);
    const { code } = await codeFor(test, person.number);
    await activate(person.number, code);
    const trail = await test.db.query(
      'SELECT actor_id, verb, after FROM audit_entry WHERE subject_id = $1 ORDER BY id DESC LIMIT 2',
      [person.id],
    );
    expect(trail).toEqual([
      { actor_id: person.id, verb: 'self.change', after: { password: 'reset', noticeRead: true } },
      { actor_id: null, verb: 'account.invite', after: expect.objectContaining({ purpose: 'reset' }) },
    ]);
  });
});
