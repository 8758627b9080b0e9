import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPost, TestUnit } from '../world';

const spoken = 'Disampaikan pada apel Senin di halaman kantor.';
const xLink = 'https://x.com/warga/status/1990000000000000001';

let test: TestApp;
let unit: TestUnit;
let post: TestPost;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
  post = await test.world.post({ from: '2026-11-20 08:00' });
});
afterAll(() => test.stop());

const somebody = async (): Promise<Browser> => test.as(await test.world.staff({ unit }));
const byApi = async (browser: Browser, body: object) => {
  const answer = await browser.api('PUT', `/shares/${randomUUID()}`, { postId: post.id, ...body });
  return {
    status: answer.status,
    ...answer.json<{ code: string; detail: string; counts: boolean; explanation: string }>(),
  };
};
const byPage = (browser: Browser, typed: object) =>
  browser.post('/sebaran/catat', { id: randomUUID(), materi: post.id, kanal: '', waktu: '', ...typed });
const shares = async () => (await test.db.query('SELECT count(*)::int AS n FROM share'))[0].n as number;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe('what is pasted', () => {
  it.each([
    [
      'two links',
      `${xLink}\nhttps://youtu.be/cBvYw8_A0vQ`,
      'Ada lebih dari satu unggahan dalam teks ini. Kirim satu per satu.',
    ],
    ['a host that looks alike', 'https://instagrarn.com/p/DQabcdEfGhI/', 'Tautan tidak dikenali.'],
    [
      'a host before a foreign one',
      'https://x.com.evil.example/warga/status/1990000000000000001',
      'Tautan tidak dikenali.',
    ],
    ['a user name before a host', 'https://x.com@evil.example/warga/status/1990000000000000001', 'tidak aman'],
    ['emoji alone', '🎉🙏👍🏽', 'Tidak ada tautan dalam teks ini.'],
    [
      'a link with a line break inside',
      'https://www.instagram.com/p/DQab\ncdEfGhI/',
      'Tautan ini terpotong atau salah ketik.',
    ],
    ['a link broken after its host', 'https://www.insta\ngram.com/p/DQabcdEfGhI/', 'Tautan tidak dikenali.'],
    ['a script', 'javascript:alert(1)//https://x.com/a/status/1', 'Ini bukan tautan laman.'],
    ['markup and control characters', '<script>alert(1)</script>\u0007\u202e"', 'Tidak ada tautan dalam teks ini.'],
    ['5,000 characters', 'a'.repeat(5000), 'Teks atau tautan ini terlalu panjang.'],
    ['a megabyte', 'sudah '.repeat(170_000), 'Teks terlalu panjang; paling banyak 20.000 karakter.'],
  ])('%s: refused with a sentence by page and API, typed text kept, nothing written', async (_, text, sentence) => {
    const [browser, before] = [await somebody(), await shares()];
    const answer = await byApi(browser, { channel: 'x', text });
    expect([answer.status, answer.detail]).toEqual([422, expect.stringContaining(sentence)]);
    const page = await byPage(browser, { isi: text });
    expect([page.status, page.words.includes(sentence)]).toEqual([422, true]);
    expect(page.text.includes(`${escaped(text.trimEnd()).split('\u0007')[0]}`)).toBe(true);
    expect(await shares()).toBe(before);
  });

  it('a link among emoji and words is read', async () => {
    const { status } = await byApi(await somebody(), { channel: 'x', text: `🎉Sudah ya kak🙏 ${xLink}🎉` });
    expect(status).toBe(201);
  });

  it('more than the server takes at once is refused with a sentence, too', async () => {
    const [browser, text] = [await somebody(), 'x'.repeat(2_200_000)];
    const answer = await byApi(browser, { channel: 'x', text });
    expect([answer.status, answer.detail]).toEqual([413, expect.stringContaining('Batasnya 2 MB')]);
    const page = await byPage(browser, { isi: text });
    expect([page.status, page.words]).toEqual([413, expect.stringContaining('tidak disimpan. Batasnya 2 MB')]);
    expect(page.words).toContain('Coba tombol kembali pada peramban');
  });
});

describe('a moment that the phone made up', () => {
  it.each([
    [
      'in the future',
      '2026-11-23T10:06',
      'Waktu sebar lebih lambat dari sekarang (23 November 2026 pukul 10.00 WITA).',
    ],
    ['before there was a programme', '1999-01-01T00:00', 'Waktu sebar tidak boleh sebelum tahun 2020.'],
    ['that is none', '2026-13-45T99:99', 'Waktu sebar tidak terbaca.'],
  ])('%s is refused, and the form keeps it', async (_, moment, sentence) => {
    const browser = await somebody();
    const answer = await byApi(browser, { channel: 'face_to_face', statement: spoken, sharedAt: moment });
    expect([answer.status, answer.detail]).toEqual([422, expect.stringContaining(sentence)]);
    const page = await byPage(browser, { isi: spoken, kanal: 'face_to_face', waktu: moment });
    expect([page.status, page.words.includes(sentence)]).toEqual([422, true]);
    expect(page.text).toMatch(new RegExp(`name="waktu"[^>]*value="${moment}"`));
    expect(page.text).toContain(`>${spoken}</textarea>`);
  });

  it.each([
    ['before the item', '2026-11-20T07:59', 'di luar masa sebar materi'],
    ['in another month', '2026-10-31T23:00', 'di luar masa sebar materi'],
  ])('%s is recorded as it was stated and does not count, which is said at once', async (_, moment, sentence) => {
    const body = { channel: 'face_to_face', statement: spoken, sharedAt: moment };
    const answer = await byApi(await somebody(), body);
    expect([answer.status, answer.counts, answer.explanation]).toEqual([201, false, expect.stringContaining(sentence)]);
    const sent = await (
      await somebody()
    ).submit('/sebaran/catat', {
      ...{ id: randomUUID(), materi: post.id, isi: spoken, kanal: 'face_to_face', waktu: moment },
    });
    expect(sent.words).toContain('Sebaran tercatat, tetapi tidak dihitung.');
    expect(sent.words).toContain(sentence);
  });
});

it('a form sent again with other content under the same id is told so, keeps what was typed and gets a new id', async () => {
  const browser = await somebody();
  const typed = { id: randomUUID(), materi: post.id, isi: spoken, kanal: 'face_to_face', waktu: '' };
  await browser.post('/sebaran/catat', typed);
  const again = await browser.post('/sebaran/catat', { ...typed, isi: `${spoken} Lagi.` });
  expect([again.status, again.words.includes('Nomor catatan ini sudah dipakai untuk sebaran lain.')]).toEqual([
    409,
    true,
  ]);
  expect(again.text).toContain(`>${spoken} Lagi.</textarea>`);
  expect(again.text).not.toContain(typed.id);
});
