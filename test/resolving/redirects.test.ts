import { createServer, type Server } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { useSettings } from '../../src/kernel/config';
import { Redirects, securely } from '../../src/resolving/redirects.service';
import { publicAddress, Stub } from './stub';

const short = 'https://vt.tiktok.com/ZS92gyt7u/';
const bare = 'vt.tiktok.com/ZS92gyt7u/';
const target = 'https://www.tiktok.com/@warga/video/7206382937372134662';

describe('asking for a redirect', () => {
  const stub = new Stub();
  const redirects = new Redirects(stub.network, 2000);
  beforeAll(async () => {
    useSettings({ baseUrl: 'https://gaung.example.go.id' });
    await stub.start();
  });
  afterAll(() => stub.stop());
  beforeEach(() => stub.forget());

  it('reads where it leads, says who asks, and keeps no cookie', async () => {
    stub.says.set(bare, target);
    expect(await redirects.ask(short)).toEqual({ to: target });
    expect(await redirects.ask(short)).toEqual({ to: target });
    expect(stub.connected[0]).toEqual({ address: publicAddress, host: 'vt.tiktok.com' });
    for (const { headers } of stub.asked) {
      expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host', 'user-agent']);
      expect(headers['user-agent']).toBe('Gaung/1 (+https://gaung.example.go.id)');
    }
  });

  it('follows nothing by itself', async () => {
    stub.says.set(bare, 'https://vt.tiktok.com/ZSnext000/');
    await redirects.ask(short);
    expect(stub.addresses()).toEqual([bare]);
  });

  it.each([
    ['/@warga/video/7', 'https://vt.tiktok.com/@warga/video/7'],
    ['//evil.example/x', 'https://evil.example/x'],
    ['http://vt.tiktok.com/ZS92gyt7u/', 'http://vt.tiktok.com/ZS92gyt7u/'],
  ])('tells the target %s as it is meant', async (location, to) => {
    stub.says.set(bare, location);
    expect(await redirects.ask(short)).toEqual({ to });
  });

  it.each<[string, number, object]>([
    ['is no redirect', 200, { why: 'status 200', busy: false }],
    ['knows no such link', 404, { why: 'status 404', busy: false }],
    ['has enough', 429, { why: 'status 429', busy: true }],
    ['is ill', 503, { why: 'status 503', busy: true }],
    ['redirects nowhere', 302, { why: 'no target' }],
  ])('learns nothing from an answer that %s', async (_, status, redirect) => {
    stub.says.set(bare, status);
    expect(await redirects.ask(short)).toEqual(redirect);
  });

  it('takes nothing of a body of 10 MB', async () => {
    const closed = new Promise<number>((resolve) => {
      stub.says.set(bare, (request, response) => {
        response.writeHead(302, { location: target });
        response.on('close', () => resolve(request.socket.bytesWritten));
        const piece = Buffer.alloc(64 * 1024);
        const pour = (left: number): void => {
          if (left > 0 && !response.destroyed) response.write(piece, () => pour(left - 1));
          else response.end();
        };
        pour(160);
      });
    });
    expect(await redirects.ask(short)).toEqual({ to: target });
    expect(await closed).toBeLessThan(10 * 1024 * 1024);
  });

  it('waits for no server without end, nor for its name', async () => {
    const hasty = new Redirects(stub.network, 50);
    stub.says.set(bare, () => undefined);
    expect(await hasty.ask(short)).toEqual({ why: 'no answer', busy: true });
    const deaf = new Redirects({ ...stub.network, addressesOf: () => new Promise(() => undefined) }, 50);
    expect(await deaf.ask(short)).toEqual({ why: 'no answer', busy: true });
  });

  it.each([
    ['a connection cut off', (_: unknown, response: { destroy(): void }) => response.destroy()],
    [
      'headers without end',
      (_: unknown, response: { socket: { write(text: string): void; end(): void } | null }) => {
        response.socket?.write(`HTTP/1.1 302 Found\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`);
        response.socket?.end();
      },
    ],
  ])('learns nothing from %s', async (_, saying) => {
    stub.says.set(bare, saying as never);
    expect(await redirects.ask(short)).toEqual({ why: 'no connection', busy: true });
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['an inner network', ['10.1.2.3']],
    ['a cloud’s metadata', ['169.254.169.254']],
    ['this machine by IPv6', ['::1']],
    ['this machine in disguise', ['::ffff:127.0.0.1']],
    ['a public address and an inner one', [publicAddress, '192.168.0.1']],
    ['no address', []],
  ])('connects to nobody when the name leads to %s', async (_, addresses) => {
    stub.names.set('vt.tiktok.com', [addresses]);
    expect(await redirects.ask(short)).toEqual({ why: 'inner address' });
    expect(stub.connected).toEqual([]);
    expect(stub.asked).toEqual([]);
  });

  it('connects to the address that was checked, and checks anew each time', async () => {
    stub.says.set(bare, target);
    stub.names.set('vt.tiktok.com', [[publicAddress], ['127.0.0.1']]);
    expect(await redirects.ask(short)).toEqual({ to: target });
    expect(stub.lookedUp).toHaveLength(1);
    expect(await redirects.ask(short)).toEqual({ why: 'inner address' });
    expect(stub.connected).toEqual([{ address: publicAddress, host: 'vt.tiktok.com' }]);
  });
});

describe('the connection', () => {
  let server: Server;
  const heard: string[] = [];
  beforeAll(async () => {
    server = createServer({ key, cert }, (socket) => {
      socket.on('data', (bytes) => heard.push(bytes.toString()));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it('speaks to nobody whose certificate no authority vouches for', async () => {
    const { port } = server.address() as AddressInfo;
    const connect = (_: string, host: string) => securely(port)('127.0.0.1', host);
    const redirects = new Redirects({ addressesOf: async () => [publicAddress], connect }, 5000);
    expect(await redirects.ask(short)).toEqual({ why: 'no connection', busy: true });
    expect(heard).toEqual([]);
  });
});

// Made for this test alone; it opens nothing.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoj5REveQMU6k23xU
Js0U7ZRvef5DZfaFoeoEjD5xvmOhRANCAARN91JVDVHbt2qcygAA/9/D+mGdNuYg
FTswf7pmQqtFXNDWhYFK9FmwGVFWEIHk4+rGbzBZbFGpTeYMQ7V4Qb3C
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUb8gMAN7silu6s0xLN1UmKVyZCNwwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNdnQudGlrdG9rLmNvbTAgFw0yNjExMjUyMDI1NDRaGA8yMTI2
MTEwMTIwMjU0NFowGDEWMBQGA1UEAwwNdnQudGlrdG9rLmNvbTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABE33UlUNUdu3apzKAAD/38P6YZ025iAVOzB/umZCq0Vc
0NaFgUr0WbAZUVYQgeTj6sZvMFlsUalN5gxDtXhBvcKjbTBrMB0GA1UdDgQWBBQE
gx6tirbmu4YzzXnsYoTIBKXoZjAfBgNVHSMEGDAWgBQEgx6tirbmu4YzzXnsYoTI
BKXoZjAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDXZ0LnRpa3Rvay5jb20w
CgYIKoZIzj0EAwIDSAAwRQIgQoX7jFYvfXl+lal3eQ9p/8YsjrRad4cebM64VCL/
cr0CIQCSipdnAImdBp0/SHtzNYvMGs+4V49IhOBzXKRgjAs9BQ==
-----END CERTIFICATE-----`;
