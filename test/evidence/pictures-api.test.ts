import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { FilesJobs } from '../../src/files/files.jobs';
import { mostBytes } from '../../src/files/picture.rules';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import { containerOf, jpeg, pngOf, screenshot } from '../files/sample-pictures';

let test: TestApp;
let picture: Buffer;
let other: Buffer;

beforeAll(async () => {
  test = await startApp();
  [picture, other] = [await jpeg('warga.satu', 3), await jpeg('warga.dua', 5)];
});
afterAll(() => test.stop());
beforeEach(() => test.clock.set('2026-11-23 10:00'));

const somebody = async (): Promise<Browser> => test.as(await test.world.staff());
const put = (browser: Browser, bytes: Buffer, { id = randomUUID() as string, type = 'image/jpeg' } = {}) =>
  browser.send('PUT', `/api/v1/pictures/${id}`, { headers: { 'content-type': type }, payload: bytes });
const patch = (browser: Browser, id: string, part: { offset: number; length: number; bytes: Buffer }) =>
  browser.send('PATCH', `/api/v1/pictures/${id}`, {
    headers: {
      ...(part.bytes.length ? { 'content-type': 'image/jpeg' } : {}),
      ...{ 'upload-offset': String(part.offset), 'upload-length': String(part.length) },
    },
    ...(part.bytes.length ? { payload: part.bytes } : {}),
  });
const head = (browser: Browser, id: string) => browser.send('HEAD', `/api/v1/pictures/${id}`, {});
const code = (answer: Answer) => answer.json<{ code: string }>().code;
const place = ({ headers }: Answer) => [headers['upload-offset'], headers['upload-length']];
const rows = async (id: string) =>
  (
    await test.db.query(
      `SELECT (SELECT count(*)::int FROM picture WHERE id = $1) AS pictures,
         (SELECT count(*)::int FROM picture_upload WHERE id = $1) AS uploads,
         (SELECT count(*)::int FROM picture_part WHERE upload_id = $1) AS parts`,
      [id],
    )
  )[0];
const whole = { pictures: 1, uploads: 0, parts: 0 };

describe('PUT /api/v1/pictures/{id}', () => {
  it('keeps a picture once, remade, however often it is sent, also all at once', async () => {
    const browser = await somebody();
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => put(browser, picture, { id })));
    expect(answers.map(({ status }) => status).filter((status) => status > 201)).toEqual([]);
    const again = await put(browser, picture, { id: id.toUpperCase() });
    const expected = { id, offset: picture.length, length: picture.length, complete: true };
    expect([again.status, again.json()]).toEqual([200, expected]);
    expect(await rows(id)).toEqual(whole);
    const [file] = await test.db.query(
      `SELECT type, size, encode(substring(bytes FROM 9 FOR 4), 'escape') AS format FROM stored_file f
       JOIN picture p ON p.file_hash = f.hash WHERE p.id = $1`,
      [id],
    );
    expect([file.type, file.format, file.size < picture.length * 2]).toEqual(['image/webp', 'WEBP', true]);
  });

  it('refuses an id that is used with another picture, or by somebody else with the same one', async () => {
    const browser = await somebody();
    const id = randomUUID();
    await put(browser, picture, { id });
    const answers = [await put(browser, other, { id }), await put(await somebody(), picture, { id })];
    expect(answers.map((answer) => [answer.status, code(answer)])).toEqual(Array(2).fill([409, 'picture-id-reused']));
    expect((await head(await somebody(), id)).status).toBe(404);
  });

  it.each([
    ['nothing', 422, 'picture-empty', () => Buffer.alloc(0)],
    ['text', 422, 'picture-kind', () => Buffer.from('bukan gambar')],
    ['HTML', 422, 'picture-kind', () => Buffer.from('<html><script>alert(1)</script></html>')],
    ['SVG', 422, 'picture-kind', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HEIC', 422, 'picture-heic', () => containerOf('heic')],
    ['a cut picture', 422, 'picture-damaged', () => picture.subarray(0, picture.length / 2)],
    ['225 megapixels', 422, 'picture-too-many-pixels', () => pngOf(15_000, 15_000)],
    [
      '8 MB and one byte',
      413,
      'picture-too-large',
      () => Buffer.concat([picture, Buffer.alloc(mostBytes)], mostBytes + 1),
    ],
  ])('refuses %s with a sentence and keeps nothing', async (_, status, expected, bytes) => {
    const id = randomUUID();
    const answer = await put(await somebody(), bytes(), { id });
    expect([answer.status, code(answer)]).toEqual([status, expected]);
    expect(answer.json<{ detail: string }>().detail).toMatch(/^\p{Lu}.{20,}\.$/u);
    expect(await rows(id)).toEqual({ pictures: 0, uploads: 0, parts: 0 });
  });

  it('takes a picture of exactly 8 MB', async () => {
    const full = Buffer.concat([picture, Buffer.alloc(mostBytes)], mostBytes);
    expect((await put(await somebody(), full)).status).toBe(201);
  });

  it('keeps what a phone has shrunk while photographs are still arriving, and then keeps them too', async () => {
    const photograph = Buffer.concat([picture, Buffer.alloc(mostBytes)], mostBytes);
    const headers = { 'content-type': 'image/jpeg', 'content-length': String(mostBytes) };
    const bodies = Array.from({ length: 8 }, () => new PassThrough());
    // Which four come first is not told: each asks the database who sends it.
    const read: PassThrough[] = [];
    const reading = new Promise<void>((resolve) => {
      for (const body of bodies) body.once('drain', () => read.push(body) === 4 && resolve());
    });
    const browser = await somebody();
    const photographs = bodies.map((body) => {
      body.write(photograph.subarray(0, 500_000));
      return browser.send('PUT', `/api/v1/pictures/${randomUUID()}`, { headers, payload: body });
    });
    await reading;
    expect((await put(await somebody(), picture)).status).toBe(201);
    for (const body of bodies) body.end(photograph.subarray(500_000));
    expect((await Promise.all(photographs)).map(({ status }) => status)).toEqual(Array(8).fill(201));
  });

  it('has place again for photographs when forms that waited with one went away', async () => {
    const browser = await somebody();
    const { port, hostname } = new URL(await test.listen());
    const cookie = Object.entries(browser.cookies).map(([name, value]) => `${name}=${value}`);
    const begin = async (type: string, body: Buffer) => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      const head = `PUT /api/v1/pictures/${randomUUID()} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nSec-Fetch-Site: same-origin\r\nCookie: ${cookie.join('; ')}`;
      socket.write(`${head}\r\nContent-Type: ${type}\r\nContent-Length: ${mostBytes}\r\n\r\n`);
      return { socket, sent: new Promise((resolve) => socket.write(body, resolve)) };
    };
    const photographs = await Promise.all(
      Array.from({ length: 4 }, () => begin('image/jpeg', Buffer.alloc(7_900_000))),
    );
    await Promise.all(photographs.map(({ sent }) => sent));
    const file = '--a\r\nContent-Disposition: form-data; name="berkas"; filename="a.jpg"\r\n\r\n';
    const forms = await Promise.all(
      Array.from({ length: 4 }, () => begin('multipart/form-data; boundary=a', Buffer.from(file))),
    );
    // What happened on the other connections the server has seen when it answers one that came after it.
    const isSeen = async () => expect((await fetch(`http://${hostname}:${port}/masuk`)).status).toBe(200);
    for (const requests of [forms, photographs]) {
      await isSeen();
      for (const { socket } of requests) socket.destroy();
    }
    expect((await put(browser, Buffer.concat([picture, Buffer.alloc(2_000_000)]))).status).toBe(201);
  });

  it('goes by what a picture is, not by what it is called, and takes only types of pictures', async () => {
    const browser = await somebody();
    expect((await put(browser, picture, { type: 'image/png' })).status).toBe(201);
    for (const type of ['text/html', 'application/json', 'application/octet-stream', 'video/mp4']) {
      const answer = await put(browser, picture, { type });
      expect([type, [400, 415].includes(answer.status)]).toEqual([type, true]);
    }
    expect((await browser.send('PUT', `/api/v1/pictures/${randomUUID()}`, {})).status).toBe(415);
  });

  it('opens no other route to bodies that are pictures', async () => {
    const browser = await somebody();
    for (const path of [`/api/v1/shares/${randomUUID()}`, '/api/v1/links/inspection', '/sebaran/catat']) {
      const headers = { 'content-type': 'image/png' };
      const answer = await browser.send(path.includes('shares') ? 'PUT' : 'POST', path, { headers, payload: picture });
      expect([path, answer.status]).toEqual([path, 415]);
    }
  });

  it('is for people who are signed in, under ids that are UUIDs', async () => {
    expect((await put(test.anybody(), picture)).status).toBe(401);
    expect(code(await put(await somebody(), picture, { id: 'gambar-1' }))).toBe('invalid-id');
  });

  it('lets nobody have more than 100 pictures a day looked at, and forgets that at midnight', async () => {
    const browser = await somebody();
    const wrong = Buffer.from('bukan gambar');
    for (let turn = 0; turn < 100; turn += 1) await put(browser, wrong);
    const answer = await put(browser, picture);
    expect([answer.status, Number(answer.headers['retry-after'])]).toEqual([429, 14 * 3600]);
    test.clock.set('2026-11-24 00:00');
    expect((await put(browser, picture)).status).toBe(201);
  });
});

describe('a picture in parts', () => {
  const size = 20_000;
  const partAt = (offset: number) => ({
    offset,
    length: picture.length,
    bytes: picture.subarray(offset, offset + size),
  });

  it('grows part by part, tells how far it has come, and ends as the same picture', async () => {
    const browser = await somebody();
    const id = randomUUID();
    expect((await head(browser, id)).status).toBe(404);
    for (let offset = 0; offset < picture.length; offset += size) {
      const answer = await patch(browser, id, partAt(offset));
      const reached = Math.min(offset + size, picture.length);
      expect([answer.status, ...place(answer)]).toEqual([200, String(reached), String(picture.length)]);
      expect(answer.json<{ complete: boolean }>().complete).toBe(reached === picture.length);
      expect(place(await head(browser, id))).toEqual([String(reached), String(picture.length)]);
    }
    expect(await rows(id)).toEqual(whole);
    expect((await put(browser, picture, { id })).status).toBe(200);
  });

  it('survives parts that come twice, at once, late and out of order', async () => {
    const browser = await somebody();
    const id = randomUUID();
    const early = await patch(browser, id, partAt(size));
    expect([early.status, code(early), ...place(early)]).toEqual([409, 'wrong-offset', '0', String(picture.length)]);
    for (let offset = 0; offset < picture.length; offset += size) {
      const answers = await Promise.all([1, 2, 3].map(() => patch(browser, id, partAt(offset))));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect((await patch(browser, id, partAt(0))).status).toBe(200);
    }
    expect(await rows(id)).toEqual(whole);
    const kept = await test.db.query('SELECT encode(original_hash, $2) AS hash FROM picture WHERE id = $1', [
      id,
      'hex',
    ]);
    const { sha256 } = require('../../src/kernel/random') as typeof import('../../src/kernel/random');
    expect(kept[0].hash).toBe(sha256(picture).toString('hex'));
  });

  it('refuses other content in the place of what has come, another length, and somebody else', async () => {
    const browser = await somebody();
    const id = randomUUID();
    await patch(browser, id, partAt(0));
    const forged = await patch(browser, id, { ...partAt(0), bytes: other.subarray(0, size) });
    expect([forged.status, code(forged), place(forged)[0]]).toEqual([409, 'wrong-offset', String(size)]);
    expect(code(await patch(browser, id, { ...partAt(size), length: 999_999 }))).toBe('picture-id-reused');
    const stranger = await somebody();
    expect(code(await patch(stranger, id, partAt(size)))).toBe('picture-id-reused');
    expect((await head(stranger, id)).status).toBe(404);
    expect(place(await head(browser, id))).toEqual([String(size), String(picture.length)]);
  });

  it('forgets what proves to be no picture, so that the id can be used again', async () => {
    const browser = await somebody();
    const id = randomUUID();
    const wrong = Buffer.alloc(30_000, 'bukan gambar ');
    await patch(browser, id, { offset: 0, length: wrong.length, bytes: wrong.subarray(0, size) });
    const last = await patch(browser, id, { offset: size, length: wrong.length, bytes: wrong.subarray(size) });
    expect([last.status, code(last)]).toEqual([422, 'picture-kind']);
    expect((await head(browser, id)).status).toBe(404);
    expect((await put(browser, picture, { id })).status).toBe(201);
  });

  it.each([
    ['a negative place', '-1', '100'],
    ['a place behind the end', '101', '100'],
    ['no length', '0', ''],
    ['a number of another script', '١', '100'],
    ['a number with an exponent', '0', '1e3'],
  ])('needs two whole numbers, not %s', async (_, offset, length) => {
    const browser = await somebody();
    const headers = { 'content-type': 'image/jpeg', 'upload-offset': offset, 'upload-length': length };
    const answer = await browser.send('PATCH', `/api/v1/pictures/${randomUUID()}`, { headers, payload: picture });
    expect([answer.status, code(answer)]).toEqual([422, 'upload-headers']);
  });

  it('is refused at once when it says that it will be too large', async () => {
    const answer = await patch(await somebody(), randomUUID(), { ...partAt(0), length: 13_000_000 });
    expect([answer.status, answer.json<{ detail: string }>().detail]).toEqual([
      413,
      'Ukuran berkas 12,4 MB. Batasnya 8 MB.',
    ]);
  });

  it('keeps no more than five unfinished pictures of a person', async () => {
    const browser = await somebody();
    const ids = Array.from({ length: 6 }, () => randomUUID());
    for (const [minute, id] of ids.entries()) {
      test.clock.set(`2026-11-23 11:0${minute}`);
      await patch(browser, id, partAt(0));
    }
    const found = await Promise.all(ids.map(async (id) => (await head(browser, id)).status));
    expect(found).toEqual([404, 200, 200, 200, 200, 200]);
  });

  it('is forgotten when it is not finished within a day, as is a picture that nothing came to stand on in 30', async () => {
    const browser = await somebody();
    const [unfinished, unused] = [randomUUID(), randomUUID()];
    await patch(browser, unfinished, partAt(0));
    await put(browser, await screenshot('tak.terpakai').png().toBuffer(), { id: unused });
    const jobs = test.app.get(FilesJobs);
    const run = async (moment: string) => {
      test.clock.set(moment);
      await jobs.forgetAt(test.clock.now());
      return [(await rows(unfinished)).uploads, (await rows(unused)).pictures];
    };
    expect(await run('2026-11-24 01:00')).toEqual([1, 1]);
    expect(await run('2026-11-25 01:00')).toEqual([0, 1]);
    expect(await run('2026-12-25 01:00')).toEqual([0, 0]);
    const [{ files }] = await test.db.query(
      'SELECT count(*)::int AS files FROM stored_file f WHERE NOT EXISTS (SELECT 1 FROM picture p WHERE p.file_hash = f.hash)',
    );
    expect(files).toBe(0);
  });
});
