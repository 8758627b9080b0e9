import { startTrial, type Trial } from './trial';

describe('over https', () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial('https://gaung.example.go.id');
  });
  afterAll(() => trial.stop());

  it('the browser is told to stay with https for a year', async () => {
    for (const path of ['/uji', '/tidak-ada', '/api/v1/uji', '/uji/saya']) {
      const { headers } = await trial.anybody().get(path);
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    }
  });

  it('cookies are ours alone', async () => {
    const server = trial.app.getHttpAdapter().getInstance();
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    const set = [
      (await server.inject({ method: 'POST', url: '/uji/isian', headers, payload: 'name=a' })).headers['set-cookie'],
    ].flat();
    for (const cookie of set)
      expect(cookie).toMatch(/^__Host-\w+=[^;]+; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(set).toHaveLength(1);
    const person = await trial.world.staff();
    const browser = await trial.as(person);
    expect((await browser.get('/uji/saya')).status).toBe(200);
    const plain = trial.anybody({ gaung: browser.cookies['__Host-gaung'] ?? '' });
    expect((await plain.get('/uji/saya')).status).toBe(303);
  });

  it.each([
    ['a proxy of the own network', '10.0.0.7', '198.51.100.9'],
    ['a proxy on this machine', '127.0.0.1', '198.51.100.9'],
    ['a stranger', '203.0.113.5', '203.0.113.5'],
  ])('%s says who asks, as far as it is believed', async (_who, remoteAddress, ip) => {
    const server = trial.app.getHttpAdapter().getInstance();
    const headers = { 'x-forwarded-for': '198.51.100.9' };
    const answer = await server.inject({ url: '/api/v1/uji/dari', remoteAddress, headers });
    expect(answer.json()).toMatchObject({ ip });
  });

  it('the origin of the public address is ours, whatever host the proxy asks for', async () => {
    const post = async (origin: string) => {
      const headers = { host: '10.0.0.2:3000', origin, cookie: 'bahasa=id' };
      const inject = { method: 'POST' as const, url: '/uji/saya', headers };
      return (await trial.app.getHttpAdapter().getInstance().inject(inject)).statusCode;
    };
    expect(await post('https://gaung.example.go.id')).toBe(401);
    expect(await post('https://gaung.example.go.id.evil.example')).toBe(403);
  });
});
