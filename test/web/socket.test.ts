import { connect, type AddressInfo } from 'node:net';
import { startTrial, type Trial } from './trial';

/** What no client library sends, over a bare socket. */
describe('on the wire', () => {
  let trial: Trial;
  let port: number;
  beforeAll(async () => {
    trial = await startTrial();
    await trial.app.listen(0, '127.0.0.1');
    port = (trial.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => trial.stop());

  /** Sends the text and returns the status of every answer until the server closes the connection. */
  const say = (text: string) =>
    new Promise<number[]>((resolve, reject) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
      socket.on('data', (bytes) => (heard += bytes.toString('latin1')));
      socket.on('close', () => resolve([...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((found) => Number(found[1]))));
      socket.on('error', (error: NodeJS.ErrnoException) => error.code !== 'ECONNRESET' && reject(error));
    });
  const host = 'Host: localhost:3000\r\n';
  const last = `GET /uji HTTP/1.1\r\n${host}Connection: close\r\n\r\n`;

  it('answers one request after another', async () => {
    expect(await say(`GET /uji HTTP/1.1\r\n${host}\r\n${last}`)).toEqual([200, 200]);
  });

  it.each([
    ['two lengths', `POST /uji/isian HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nname=a`],
    [
      'a length and chunks',
      `POST /uji/isian HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'an unknown encoding',
      `POST /uji/isian HTTP/1.1\r\n${host}Transfer-Encoding: x, chunked\r\nContent-Length: 1\r\n\r\n0`,
    ],
    ['a header over two lines', `GET /uji HTTP/1.1\r\n${host}X-A: 1\r\n 2: 3\r\n\r\n`],
    ['NUL in a header', `GET /uji HTTP/1.1\r\n${host}X-A: a\0b\r\n\r\n`],
    ['bare line ends', `GET /uji HTTP/1.1\n${host}\n\n`],
    ['no host', 'GET /uji HTTP/1.1\r\n\r\n'],
    ['a space in the address', `GET /uji /uji HTTP/1.1\r\n${host}\r\n`],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ])('%s is refused, and what follows in it is not answered', async (_what, text) => {
    const statuses = await say(text + last);
    expect(statuses.length).toBeLessThanOrEqual(1);
    expect(statuses.every((status) => status === 400)).toBe(true);
    expect(await say(last)).toEqual([200]);
  });

  it('headers of 64 KB are refused', async () => {
    for (const name of ['Cookie', 'X-A', 'Authorization']) {
      expect(await say(`GET /uji HTTP/1.1\r\n${host}${name}: ${'x'.repeat(65_536)}\r\n\r\n`)).toEqual([431]);
    }
    expect(await say(`GET /${'x'.repeat(65_536)} HTTP/1.1\r\n${host}\r\n`)).toEqual([431]);
    expect(await say(last)).toEqual([200]);
  });

  it('TRACE gives nothing back', async () => {
    const [status] = await say(`TRACE /uji HTTP/1.1\r\n${host}Cookie: a=b\r\nConnection: close\r\n\r\n`);
    expect([400, 403, 404, 405]).toContain(status);
  });

  it('a page for an old client without a host is not taken for our own', async () => {
    const old = 'POST /uji/saya HTTP/1.0\r\nOrigin: null\r\nCookie: a=b\r\nContent-Length: 0\r\n\r\n';
    expect(await say(old)).toEqual([403]);
  });
});
