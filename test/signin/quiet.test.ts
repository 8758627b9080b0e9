import { Logger } from '@nestjs/common';
import { startApp, type TestApp } from '../app';
import { activated, codeFor, goodPassword, newcomer } from './people';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.stop());

it('a log of signing in names people by id and unknown numbers by a keyed hash, and holds nothing personal', async () => {
  const lines: string[] = [];
  const note = (...said: unknown[]) => lines.push(said.join(' '));
  Logger.overrideLogger({ log: note, warn: note, error: note, debug: note, verbose: note, fatal: note });
  const number = '198609262015051001';
  const { person, browser } = await activated(test, { number, name: 'Budi Wowor' });
  await test.anybody().post('/masuk', { number, password: goodPassword });
  await test.anybody().post('/masuk', { number, password: 'salah-sekali-ini' });
  const fresh = await newcomer(test);
  const { code } = await codeFor(test, fresh.number);
  await test.anybody().post('/aktivasi', { number: fresh.number, code: 'AAAAAAAAAA', password: 'x', repeat: 'x' });
  const text = lines.join('\n');
  expect(text).toContain(`signed in: person ${person.id}`);
  expect(text).toMatch(/refused: number [0-9a-f]{32}, address [0-9a-f]{32}/);
  const personal = [number, 'Budi Wowor', goodPassword, 'salah-sekali', code, fresh.number, '127.0.0.1'];
  expect(personal.filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).not.toContain(browser.cookies['gaung']);
});

it('no page of the room puts a number, code or token into an address', async () => {
  const { person, browser } = await activated(test, { number: '199003032015032001', role: 'reviewer' });
  for (const path of ['/masuk', '/aktivasi', '/akun', '/pegawai/aktivasi']) {
    const { text } = await browser.get(path);
    const addresses = [...text.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(addresses.filter((address) => address.includes(person.number) || /gng_/.test(address))).toEqual([]);
  }
});

it('every form of the room is sent in its body', async () => {
  const { browser } = await activated(test, { role: 'reviewer' });
  for (const page of [test.anybody().get('/masuk'), test.anybody().get('/aktivasi'), browser.get('/akun')]) {
    const { text } = await page;
    expect([...text.matchAll(/<form method="([a-z]+)"/g)].map(([, method]) => method)).not.toContain('get');
  }
});
