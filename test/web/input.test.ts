import { Logger } from '@nestjs/common';
import { startTrial, type Trial } from './trial';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

describe('what is sent', () => {
  let trial: Trial;
  const bugs: unknown[] = [];
  beforeAll(async () => {
    trial = await startTrial();
    Logger.overrideLogger({ log: () => 0, warn: () => 0, error: (...said: unknown[]) => bugs.push(said) });
  });
  afterAll(async () => {
    await trial.stop();
    Logger.overrideLogger(['error']);
  });

  const send = async (path: string, headers: Record<string, string>, payload: string | Buffer) =>
    (await trial.anybody().send('POST', path, { headers, payload })).status;
  const get = async (path: string) => (await trial.anybody().get(path)).status;

  it('a form and a JSON body are read', async () => {
    expect(await send('/uji/isian', form, 'name=Maria+Wowor')).toBe(303);
    expect(await send('/api/v1/uji', json, '{"name":"Maria Wowor"}')).toBe(201);
    expect(await send('/api/v1/uji', { 'content-type': 'application/json; charset=utf-8' }, '{"name":"é"}')).toBe(201);
  });

  it('is stored as it was typed: decoded once', async () => {
    for (const typed of ['%252e%252e%252f', '<b>&amp;</b>', '%3Cb%3E', '“👍🏽”', '0', ' a ', '${7*7}']) {
      const answer = await trial.anybody().api('POST', '/uji', { name: typed });
      expect(answer.json()).toEqual({ name: typed, polluted: null });
      const page = await trial.anybody().submit('/uji/isian', { name: typed });
      expect(page.words).toContain(`Halo ${typed.trim()}`);
    }
  });

  it.each(['{', '{"name":', '"text"x', 'null null', '{"a":1,}', '\u0000', '{"name":"\u0001"}', '\ufeff'])(
    'JSON that cannot be read is refused: %j',
    async (body) => expect(await send('/api/v1/uji', json, body)).toBe(400),
  );

  it.each(['', 'null', '[]', '"text"', '1', '[{"name":"a"}]', '{}'])(
    'JSON that is no object with the fields asked for is refused: %j',
    async (body) => expect([400, 422]).toContain(await send('/api/v1/uji', json, body)),
  );

  it.each(['text/plain', 'text/plain;charset=utf-8', 'application/x-www-form-urlencoded', 'text/html', 'x', ''])(
    'a call takes no "%s"',
    async (type) => {
      for (const path of ['/api/v1/uji', '/api/v1/uji/kosong']) {
        expect(await send(path, type ? { 'content-type': type } : {}, '{"name":"a"}')).toBe(415);
      }
    },
  );

  it.each(['application/json', 'text/plain', 'application/xml'])('a form of a page takes no "%s"', async (type) =>
    expect(await send('/uji/isian', { 'content-type': type }, '{"name":"a"}')).toBe(415),
  );

  it('a call without a body needs no type', async () => {
    expect((await trial.anybody().api('POST', '/uji/kosong')).status).toBe(201);
  });

  it('is refused when too large', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024);
    expect(await send('/uji/isian', form, `name=${large}`)).toBe(413);
    expect(await send('/api/v1/uji', json, JSON.stringify({ name: large }))).toBe(413);
    expect(await send('/uji/isian', { ...form, 'content-length': '99999999' }, 'name=a')).toBe(413);
  });

  describe.each([
    ['NUL', '\\u0000', '%00'],
    ['half a character', '\\ud800', '%ED%A0%80'],
  ])('%s', (what, escaped, encoded) => {
    it('in JSON is refused, as value, as name and deep inside', async () => {
      for (const body of [`{"name":"a${escaped}"}`, `{"${escaped}":1}`, `{"name":[{"x":["${escaped}"]}]}`]) {
        expect(await send('/api/v1/uji', json, body)).toBe(400);
      }
    });

    it('in a form, a query or an address never breaks anything', async () => {
      const answers = [
        await send('/uji/isian', form, `name=a${encoded}`),
        await send('/uji/isian', form, `${encoded}=1&name=a`),
        await get(`/api/v1/uji?x=${encoded}`),
        await get(`/uji/orang/${encoded}`),
        await get(`/api/v1/uji/orang/a${encoded}`),
        await get(`/tidak-ada${encoded}`),
      ];
      // A half character in percent signs is no UTF-8: it arrives as the sign for unreadable or as it was typed.
      expect(answers).toEqual(what === 'NUL' ? [400, 400, 400, 404, 404, 404] : answers);
      expect(Math.max(...answers)).toBeLessThan(500);
    });
  });

  it.each([
    '{"__proto__":{"polluted":1},"name":"a"}',
    '{"name":"a","constructor":{"prototype":{"polluted":1}}}',
    '{"name":{"__proto__":{"polluted":1}}}',
    '{"\\u005f_proto__":{"polluted":1},"name":"a"}',
  ])('names that mean something to JavaScript are refused: %s', async (body) => {
    expect(await send('/api/v1/uji', json, body)).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    '__proto__=1&name=a',
    '__proto__=1&__proto__=2&name=a',
    'constructor=1&name=a',
    '__proto__[polluted]=1&name=a',
  ])('forms cannot reach the prototype either: %s', async (body) => {
    expect([400, 422]).toContain(await send('/uji/isian', form, body));
    expect([200, 400]).toContain(await get(`/api/v1/uji?${body}`));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('nesting without end is refused', async () => {
    const depth = 200_000;
    const deep = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(await send('/api/v1/uji', json, deep)).toBe(400);
  });

  it('an address that says one thing twice is refused, and so is a form', async () => {
    expect(await get('/api/v1/uji?unit=1&unit=2')).toBe(400);
    expect(await send('/uji/isian', form, 'name=a&name=b')).toBe(422);
  });

  it.each([
    ['/%', 404],
    ['/%zz', 404],
    ['/%c0%ae%c0%ae/', 404],
    ['/uji/%2e%2e/%2e%2e/etc/passwd', 404],
    ['/assets/..%2f..%2fpackage.json', 404],
    ['/assets/%252e%252e%252fpackage.json', 404],
    ['/assets/../package.json', 404],
    ['/.git/config', 404],
    ['/.env', 404],
    ['/package.json', 404],
    ['/metrics', 404],
    ['/assets/', 404],
    ['//evil.example/uji', 404],
    ['/uji?%zz=%', 200],
    ['/uji;a=b', 404],
    ['/UJI', 404],
    ['/uji/', 200],
    [`/${'x'.repeat(12_000)}`, 404],
    [`/uji/orang/${'x'.repeat(12_000)}`, 404],
    [`/uji?x=${'x'.repeat(12_000)}`, 200],
  ])('the address %.40s is answered with %i', async (path, status) => {
    const answer = await trial.anybody().get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-security-policy']).toBeDefined();
  });

  it('none of it was a bug', () => {
    expect(bugs).toEqual([]);
  });

  it('an undecodable address of the API is a problem document', async () => {
    const answer = await trial.anybody().get('/api/v1/%zz');
    expect([answer.status, answer.json()['code']]).toEqual([404, 'not-found']);
  });

  it.each(['TRACE', 'PATCH', 'PROPFIND', 'OPTIONS'])('%s is not answered', async (method) => {
    const inject = { method: method as 'OPTIONS', url: '/uji', headers: { 'sec-fetch-site': 'same-origin' } };
    const { statusCode } = await trial.app.getHttpAdapter().getInstance().inject(inject);
    expect(statusCode).toBe(404);
  });
});
