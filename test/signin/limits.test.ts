import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startApp, type TestApp } from '../app';
import { Browser } from '../browser';
import { FakeClock } from '../fakes';
import { activated, goodPassword } from './people';

let test: TestApp;
let second: NestFastifyApplication;
beforeAll(async () => {
  test = await startApp();
  second = await anotherServer(test.clock.now().toISOString());
});
beforeEach(async () => {
  test.clock.set('2026-11-23 10:00');
  await test.db.query('DELETE FROM attempt');
});
afterAll(async () => {
  await second.close();
  await test.stop();
});

/** The program once more, with everything loaded anew, on the same database. */
async function anotherServer(moment: string): Promise<NestFastifyApplication> {
  let app: NestFastifyApplication | undefined;
  await jest.isolateModulesAsync(async () => {
    const { Test } = require('@nestjs/testing') as typeof import('@nestjs/testing');
    const { AppModule } = require('../../src/app.module') as typeof import('../../src/app.module');
    const { Clock } = require('../../src/kernel/clock') as typeof import('../../src/kernel/clock');
    const { newAdapter, setUp } = require('../../src/app.setup') as typeof import('../../src/app.setup');
    const { config, useSettings } = require('../../src/kernel/config') as typeof import('../../src/kernel/config');
    useSettings({ sessionSecret: config().sessionSecret });
    const building = Test.createTestingModule({ imports: [AppModule] });
    const built = await building.overrideProvider(Clock).useValue(new FakeClock(moment)).compile();
    app = built.createNestApplication<NestFastifyApplication>(newAdapter(), { logger: ['error', 'fatal'] });
    await setUp(app);
  });
  if (!app) throw new Error('the second server did not start');
  return app;
}

const guess = (number: string, password = 'bukan-kata-sandinya', app = test.app) =>
  new Browser(app, {}).api('POST', '/session', { number, password });

describe('limits of sign-in', () => {
  it('let ten tries of one number from one address through, counted over two servers', async () => {
    const { person } = await activated(test);
    const statuses: number[] = [];
    for (let tried = 0; tried < 12; tried += 1)
      statuses.push((await guess(person.number, undefined, tried % 2 ? second : test.app)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const right = await guess(person.number, goodPassword, second);
    expect([right.status, right.headers['retry-after'], right.json()['detail']]).toEqual([
      429,
      '900',
      'Terlalu banyak percobaan. Coba lagi dalam 15 menit.',
    ]);
    test.clock.set('2026-11-23 10:15');
    expect((await guess(person.number, goodPassword)).status).toBe(201);
  });

  it('hold when all tries come at once', async () => {
    const { person } = await activated(test);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => guess(person.number, undefined, at % 2 ? second : test.app)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  });

  it('say so on the page, with the number kept', async () => {
    const { person } = await activated(test);
    for (let tried = 0; tried < 10; tried += 1) await guess(person.number);
    const answer = await test.anybody().post('/masuk', { number: person.number, password: goodPassword });
    expect([answer.status, answer.headers['retry-after'], answer.words]).toEqual([
      429,
      '900',
      expect.stringContaining('Terlalu banyak percobaan. Coba lagi dalam 15 menit.'),
    ]);
    expect(answer.text).toContain(`value="${person.number}"`);
  });

  it('do not touch a colleague at the same address', async () => {
    const [one, other] = [await activated(test), await activated(test)];
    for (let tried = 0; tried < 11; tried += 1) await guess(one.person.number);
    expect((await guess(other.person.number, goodPassword)).status).toBe(201);
  });

  it('start anew after a success', async () => {
    const { person } = await activated(test);
    for (let round = 0; round < 3; round += 1) {
      for (let tried = 0; tried < 9; tried += 1) expect((await guess(person.number)).status).toBe(401);
      expect((await guess(person.number, goodPassword)).status).toBe(201);
    }
  });

  it('stop one number after 50 tries a day, until midnight in WITA', async () => {
    const { person } = await activated(test);
    for (const time of ['10:00', '10:15', '10:30', '10:45', '11:00', '11:15']) {
      test.clock.set(`2026-11-23 ${time}`);
      for (let tried = 0; tried < 10; tried += 1) await guess(person.number);
    }
    test.clock.set('2026-11-23 23:59');
    const late = await guess(person.number, goodPassword);
    expect([late.status, late.headers['retry-after'], late.json()['detail']]).toEqual([
      429,
      '60',
      'Terlalu banyak percobaan. Coba lagi besok.',
    ]);
    test.clock.set('2026-11-24 00:00');
    expect((await guess(person.number, goodPassword)).status).toBe(201);
  });

  it('keep hashes only, no number and no address', async () => {
    const { person } = await activated(test, { number: '199003032015032001' });
    await guess(person.number);
    const keys: { key: string }[] = await test.db.query('SELECT key FROM attempt');
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter(({ key }) => !/^[a-z-]+:[0-9a-f]{32}$/.test(key))).toEqual([]);
  });

  it('are deleted two days later, once a day, by the ledger and the command line', async () => {
    const { signinCommands } =
      require('../../src/signin/signin.commands') as typeof import('../../src/signin/signin.commands');
    const command = signinCommands.find(({ word }) => word === 'jobs purge-signin');
    const run = async (at: string) => {
      const printed: string[] = [];
      const call = { app: test.app, args: [], options: { at }, out: (line: string) => printed.push(line) };
      await command?.run({ ...call, input: async function* () {}, w: ({ id }) => id });
      return printed;
    };
    await guess('THL-000001');
    expect(await run('2026-11-24T03:00')).toEqual(['2026-11-24']);
    expect(await test.db.query('SELECT 1 FROM attempt LIMIT 1')).toHaveLength(1);
    expect([await run('2026-11-26T03:00'), await run('2026-11-26T04:00')]).toEqual([['2026-11-26'], []]);
    expect(await test.db.query('SELECT 1 FROM attempt')).toEqual([]);
    await expect(run('kemarin')).rejects.toThrow('tidak terbaca');
  });
});
