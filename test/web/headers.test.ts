import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startTrial, type Trial } from './trial';

const everywhere = ['/uji', '/api/v1/uji', '/tidak-ada', '/api/v1/tidak-ada', '/uji/salah/x', '/uji/saya', '/%zz'];

describe('every answer', () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial();
    trial.app.useLogger(false);
  });
  afterAll(() => trial.stop());
  const get = (path: string, headers: Record<string, string> = {}) => trial.anybody().get(path, headers);
  const assets = async () =>
    [...(await get('/uji')).text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');

  it('lets the browser run and load nothing but our own files', async () => {
    for (const path of [...everywhere, ...(await assets()), '/assets/none.js']) {
      const policy = String((await get(path)).headers['content-security-policy']);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"])
        expect(policy).toContain(rule);
      for (const rule of ["object-src 'none'", "base-uri 'none'", "form-action 'self'"]) expect(policy).toContain(rule);
    }
  });

  it('says what it is, is not guessed at, and tells other sites nothing', async () => {
    for (const path of [...everywhere.filter((one) => one !== '/uji/saya'), ...(await assets())]) {
      const { headers } = await get(path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['content-type']).toMatch(/charset=utf-8$|^image\/png$/);
      expect(headers['x-powered-by'] ?? headers['server']).toBeUndefined();
    }
  });

  it('asks for no process of its own, whose start would double the work of a first page on a phone', async () => {
    for (const path of everywhere) expect((await get(path)).headers['cross-origin-opener-policy']).toBeUndefined();
  });

  it('is not kept by anybody, except files whose name changes with their content', async () => {
    for (const path of everywhere) expect((await get(path)).headers['cache-control']).toBe('no-store');
    for (const path of await assets()) {
      expect((await get(path)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(path).toMatch(/^\/assets\/[0-9a-f]{12}-[\w-]+\.(css|js|svg|png)$/);
    }
    expect((await get('/assets/none.js')).headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['identity', undefined],
    ['', undefined],
  ])('files come compressed as asked: %s', async (asked, encoding) => {
    for (const path of (await assets()).filter((one) => !one.endsWith('.png'))) {
      const plain = await get(path);
      const { headers, bytes } = await get(path, { 'accept-encoding': asked });
      expect([headers['content-encoding'], headers['vary']]).toEqual([encoding, 'Accept-Encoding']);
      const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''] ?? ((same: Buffer) => same);
      expect(unpack(bytes).equals(plain.bytes)).toBe(true);
    }
  });

  it('pages and calls come compressed when they are worth it', async () => {
    for (const path of ['/uji', '/api/v1/uji']) {
      const { headers } = await get(path, { 'accept-encoding': 'gzip, br' });
      expect([headers['content-encoding'], headers['vary']]).toEqual(['br', 'accept-encoding']);
      expect((await get(path)).headers['content-encoding']).toBeUndefined();
    }
  });

  it('to HEAD is the same without a body', async () => {
    const server = trial.app.getHttpAdapter().getInstance();
    for (const url of ['/uji', '/api/v1/uji', ...(await assets())]) {
      const head = await server.inject({ method: 'HEAD', url });
      const got = await server.inject({ method: 'GET', url });
      expect([head.statusCode, head.body]).toEqual([got.statusCode, '']);
      expect(head.headers['content-type']).toBe(got.headers['content-type']);
    }
  });

  it('to a reader without https promises no https', async () => {
    expect((await get('/uji')).headers['strict-transport-security']).toBeUndefined();
  });

  it('has no inline script or style in it', async () => {
    const { text } = await get('/uji');
    expect(text).not.toMatch(/<style|style=|<script(?! src="\/assets\/)|\son\w+=/);
  });

  it('believes nobody who says to ask for another', async () => {
    const server = trial.app.getHttpAdapter().getInstance();
    const forged = {
      'x-forwarded-for': '198.51.100.9',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'ftp',
    };
    for (const ip of ['10.0.0.7', '127.0.0.1', '203.0.113.5']) {
      const headers = { host: 'localhost:3000', ...forged };
      const answer = await server.inject({ url: '/api/v1/uji/dari', remoteAddress: ip, headers });
      expect(answer.json()).toEqual({ ip, protocol: 'http', hostname: 'localhost' });
    }
  });
});
