import { startTrial, type Trial } from './trial';

const ours = 'http://localhost:3000';
const cookie = { cookie: 'bahasa=id' };

/** What a browser or a program says about where a request comes from, and whether it may change something. */
const cases: [string, Record<string, string>, boolean][] = [
  ['own page', { 'sec-fetch-site': 'same-origin', ...cookie }, true],
  ['typed address or app', { 'sec-fetch-site': 'none', ...cookie }, true],
  ['another site', { 'sec-fetch-site': 'cross-site', ...cookie }, false],
  ['a sister site', { 'sec-fetch-site': 'same-site', ...cookie }, false],
  ['another site that forges the origin', { 'sec-fetch-site': 'cross-site', origin: ours, ...cookie }, false],
  ['old browser, own page', { origin: ours, ...cookie }, true],
  ['old browser, another site', { origin: 'https://evil.example', ...cookie }, false],
  ['old browser, sandboxed page', { origin: 'null', ...cookie }, false],
  ['old browser that says nothing', cookie, false],
  ['a program with no cookie', {}, true],
  ['a program with a token', { authorization: 'Bearer gng_unknown-but-well-formed' }, true],
  ['another site without a cookie', { 'sec-fetch-site': 'cross-site' }, false],
  ['an origin that only begins like ours', { origin: `${ours}.evil.example`, ...cookie }, false],
  ['an origin with our name as user', { origin: 'http://localhost:3000@evil.example', ...cookie }, false],
  ['another port', { origin: 'http://localhost:4000', ...cookie }, false],
  ['an empty word', { 'sec-fetch-site': '', ...cookie }, false],
  ['two words', { 'sec-fetch-site': 'same-origin, cross-site', ...cookie }, false],
];

describe('a request that changes something', () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial();
  });
  afterAll(() => trial.stop());

  const inject = (method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE', url: string, headers: Record<string, string>) =>
    trial.app
      .getHttpAdapter()
      .getInstance()
      .inject({ method, url, headers: { host: 'localhost:3000', ...headers } });

  it.each(cases)('from %s: %j', async (_who, headers, allowed) => {
    const page = await inject('POST', '/uji/saya', headers);
    const put = await inject('PUT', '/api/v1/uji/1', headers);
    const remove = await inject('DELETE', '/api/v1/uji', headers);
    expect([page, put, remove].map(({ statusCode }) => statusCode)).toEqual(
      allowed ? [401, 401, 401] : [403, 403, 403],
    );
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(put.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(put.json().code).toBe(allowed ? 'sign-in-required' : 'other-site');
  });

  it.each(cases)('reading is open to all: %s', async (_who, headers) => {
    expect((await inject('GET', '/uji', headers)).statusCode).toBe(200);
    expect((await inject('HEAD', '/uji', headers)).statusCode).toBe(200);
  });

  it('is refused for addresses that do not exist, too', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', ...cookie };
    expect((await inject('POST', '/tidak-ada', headers)).statusCode).toBe(403);
  });

  it('gets no permission to be read by another site', async () => {
    for (const origin of ['https://evil.example', 'null', ours]) {
      const { headers } = await inject('GET', '/api/v1/uji', { origin });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});
