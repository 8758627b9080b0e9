import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Role } from '../../src/access/roles.rules';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import { revealingJpeg } from '../files/sample-pictures';
import type { TestPerson, TestPost, TestUnit } from '../world';
import { video } from './sample-video';

let test: TestApp;
let root: TestUnit;
let unit: TestUnit;
let person: TestPerson;
let editor: Browser;
let publisher: Browser;
beforeAll(async () => {
  test = await startApp();
  root = await test.world.unit({ code: 'PEMPROV', ranked: false });
  unit = await test.world.unit({ code: 'DINKES', parent: root });
  person = await test.world.staff({ unit, role: 'editor' });
  editor = await test.as(person);
  publisher = await test.as(await test.world.staff({ unit: root, role: 'publisher' }));
});
afterAll(() => test.stop());

const draft = (state = 'draft'): Promise<TestPost> => test.world.post({ unit, state, author: person });
const alt = 'Perawat memberi imunisasi kepada seorang balita.';
let shade = 0;
const picture = (width = 900, height = 600): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: (shade += 7) % 256, g: 90, b: 120 } } })
    .png()
    .toBuffer();
const addPicture = async (browser: Browser, post: TestPost, bytes?: Buffer, words = alt): Promise<Answer> =>
  browser.upload(
    `/materi/${post.id}/media`,
    { alt: words },
    { field: 'picture', name: 'a.png', bytes: bytes ?? (await picture()) },
  );
const addVideo = (browser: Browser, post: TestPost, bytes = video()): Promise<Answer> =>
  browser.upload(`/materi/${post.id}/media/video`, { alt }, { field: 'berkas', name: 'a.mp4', bytes });
const tiedTo = (field: string) =>
  new RegExp(`id="${field}"[^>]* aria-describedby="${field}-petunjuk ${field}-salah" aria-invalid="true"`);
const mediaOf = async (post: TestPost): Promise<{ id: string; kind: string; alt: string }[]> =>
  test.db.query('SELECT id, kind, alt FROM post_media WHERE post_id = $1 ORDER BY position', [post.id]);
const publish = (post: TestPost) =>
  test.db.query(`UPDATE post SET state = 'published', published_at = share_from WHERE id = $1`, [post.id]);

describe('the pictures of a post', () => {
  it('are uploaded by its writers with words for those who cannot see them, and counted as a change of the post', async () => {
    const post = await draft();
    expect((await editor.get(`/materi/${post.id}`)).text).toContain(`href="/materi/${post.id}/media"`);
    expect((await editor.get(`/materi/${post.id}/media`)).words).toContain('Belum ada gambar atau video.');
    expect((await addPicture(editor, post)).status).toBe(303);
    const page = await editor.get(`/materi/${post.id}/media`);
    expect(page.words).toContain('Gambar tersimpan.');
    expect(page.text).toContain(`alt="${alt}"`);
    const steps = await test.db.query('SELECT kind FROM post_event WHERE post_id = $1', [post.id]);
    expect(steps).toEqual([{ kind: 'changed' }]);
    const [entry] = await test.db.query('SELECT verb, after FROM audit_entry WHERE subject_id = $1', [post.id]);
    expect(entry).toMatchObject({ verb: 'post.draft', after: { medium: { kind: 'picture', alt } } });
  });

  it('are shown to the publisher with their words before the decision, who may not publish after having changed them', async () => {
    const hand = await test.world.staff({ unit: root, role: 'publisher' });
    const post = await draft();
    await addPicture(await test.as(hand), post);
    await test.db.query(`UPDATE post SET state = 'submitted' WHERE id = $1`, [post.id]);
    const page = await publisher.get(`/materi/${post.id}`);
    expect(page.words).toContain(`Teks alternatif: ${alt}`);
    expect(page.words).toContain('Terbitkan');
    expect((await (await test.as(hand)).get(`/materi/${post.id}`)).words).toContain('Mintalah penerbit lain');
  });

  it('are kept without place and camera, as JPEG to hand on and as a small WebP for pages', async () => {
    const post = await draft();
    await addPicture(editor, post, await revealingJpeg());
    const [{ id } = { id: '' }] = await mediaOf(post);
    const shared = await editor.get(`/media/${id}/gambar.jpg`);
    const small = await editor.get(`/media/${id}/kecil.webp`);
    expect(await sharp(shared.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1600 });
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'webp', width: 480 });
    for (const { bytes } of [shared, small]) expect(bytes.toString('latin1')).not.toMatch(/Rahasia|Exif|script/);
  });

  it('are served as what they are, kept by the browser alone', async () => {
    const post = await draft();
    await addPicture(editor, post);
    const [{ id } = { id: '' }] = await mediaOf(post);
    const { headers } = await editor.get(`/media/${id}/gambar.jpg`);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
    const again = await editor.get(`/media/${id}/gambar.jpg`, { 'if-none-match': String(headers['etag']) });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it('are put into order, described anew and removed', async () => {
    const post = await draft();
    for (const words of ['Gambar pertama', 'Gambar kedua']) await addPicture(editor, post, undefined, words);
    const [, second] = await mediaOf(post);
    const act = (tindakan: string, more = {}) =>
      editor.post(`/materi/${post.id}/media/${second?.id}`, { tindakan, alt: '', ...more });
    expect((await act('naik')).status).toBe(303);
    expect((await mediaOf(post)).map((one) => one.alt)).toEqual(['Gambar kedua', 'Gambar pertama']);
    expect((await act('simpan', { alt: '  Gambar\nkedua, diperbaiki ' })).status).toBe(303);
    expect((await mediaOf(post)).map((one) => one.alt)).toEqual(['Gambar kedua, diperbaiki', 'Gambar pertama']);
    expect((await act('hapus')).status).toBe(303);
    expect((await mediaOf(post)).map((one) => one.alt)).toEqual(['Gambar pertama']);
    expect((await editor.get(`/media/${second?.id}/gambar.jpg`)).status).toBe(404);
    expect((await act('hapus')).status).toBe(404);
  });

  it('take their bytes with them when no other post uses them', async () => {
    const bytes = await picture();
    const [one, other] = [await draft(), await draft()];
    for (const post of [one, other]) await addPicture(editor, post, bytes);
    const files = async () =>
      (
        await test.db.query(
          `SELECT count(*)::int AS count FROM stored_file f WHERE EXISTS
             (SELECT FROM audit_entry a WHERE a.subject_id = $1 AND a.after->'medium'->>'sha256' = encode(f.hash, 'hex'))`,
          [one.id],
        )
      )[0].count;
    for (const [post, left] of [
      [one, 1],
      [other, 0],
    ] as const) {
      const [medium] = await mediaOf(post);
      await editor.post(`/materi/${post.id}/media/${medium?.id}`, { tindakan: 'hapus' });
      expect(await files()).toBe(left);
    }
  });

  it('are ten at most, each once', async () => {
    const post = await draft();
    const bytes = await picture(60, 40);
    await addPicture(editor, post, bytes);
    expect((await addPicture(editor, post, bytes)).words).toContain('Berkas ini sudah ada pada materi ini.');
    for (let count = 1; count < 10; count += 1) await addPicture(editor, post, await picture(60, 40));
    const full = await addPicture(editor, post, await picture(60, 40));
    expect([full.status, full.words]).toEqual([409, expect.stringContaining('sudah memiliki 10 gambar')]);
    expect(await mediaOf(post)).toHaveLength(10);
  });

  it.each([
    ['no text', async () => picture(), '', 'Tulis teks alternatif'],
    ['a page', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), alt, 'bukan gambar'],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), alt, 'bukan gambar'],
    ['nothing', async () => Buffer.alloc(0), alt, 'Belum ada gambar yang dipilih'],
    ['more than any file', async () => Buffer.alloc(32 * 1024 * 1024, 1), alt, 'lebih dari 8 MB'],
    ['more than 8 MB', async () => Buffer.alloc(8 * 1024 * 1024 + 1, 1), alt, 'Batasnya 8 MB'],
    ['half a picture', async () => (await picture(600, 600)).subarray(0, 300), alt, 'rusak atau terpotong'],
  ])('are refused with a sentence and the text typed, when it is %s', async (_, bytes, words, said) => {
    const post = await draft();
    const answer = await addPicture(editor, post, await bytes(), words);
    expect([413, 422]).toContain(answer.status);
    expect(answer.words).toContain(said);
    expect(answer.text).toMatch(new RegExp(`id="alt-gambar"[^>]*>${words}</textarea>`));
    expect(await mediaOf(post)).toEqual([]);
  });

  it('are refused at the field of their own form', async () => {
    const { text } = await addPicture(editor, await draft(), Buffer.alloc(0));
    expect(text).toMatch(tiedTo('picture'));
    expect(text).not.toMatch(tiedTo('berkas'));
  });

  it.each(['submitted', 'published', 'withdrawn'])('stay as they are in a %s post', async (state) => {
    const post = await draft();
    await addPicture(editor, post);
    const before = await mediaOf(post);
    await test.db.query(`UPDATE post SET state = $2, published_at = share_from WHERE id = $1`, [post.id, state]);
    expect((await addPicture(editor, post)).status).toBe(409);
    expect((await addVideo(editor, post)).status).toBe(409);
    const act = (tindakan: string) => editor.post(`/materi/${post.id}/media/${before[0]?.id}`, { tindakan, alt });
    for (const tindakan of ['hapus', 'naik', 'simpan']) expect((await act(tindakan)).status).toBe(409);
    expect((await editor.get(`/materi/${post.id}/media`)).status).toBe(409);
    expect(await mediaOf(post)).toEqual(before);
  });

  it('are not changed by somebody who has not seen the newest state', async () => {
    const post = await draft();
    const changedAt = '2026-11-22T00:00:00.000Z';
    const file = { field: 'picture', name: 'a.png', bytes: await picture() };
    const answer = await editor.upload(`/materi/${post.id}/media`, { alt, changedAt }, file);
    expect([answer.status, answer.words]).toEqual([409, expect.stringContaining('baru saja diubah')]);
  });

  it.each<[string, Role | undefined]>([
    ['staff', undefined],
    ['a reviewer', 'reviewer'],
    ['a head', 'head'],
    ['an editor of another agency', 'editor'],
    ['an auditor', 'auditor'],
    ['an administrator', 'admin'],
  ])('of a draft are neither seen nor changed by %s', async (_, role) => {
    const post = await draft();
    await addPicture(editor, post);
    const [{ id } = { id: '' }] = await mediaOf(post);
    const other = await test.world.unit({ parent: root });
    const browser = await test.as(await test.world.staff({ unit: other, ...(role ? { role } : {}) }));
    expect((await browser.get(`/media/${id}/gambar.jpg`)).status).toBe(404);
    expect([403, 404]).toContain((await addPicture(browser, post)).status);
    expect([403, 404]).toContain((await browser.post(`/materi/${post.id}/media/${id}`, { tindakan: 'hapus' })).status);
    expect(await mediaOf(post)).toHaveLength(1);
  });
});

describe('the video of a post', () => {
  it('is one, and is played from any place', async () => {
    const post = await draft();
    const film = video({ film: 1_300_000 });
    expect((await addVideo(editor, post, film)).status).toBe(303);
    expect((await addVideo(editor, post, video({ film: 10 }))).words).toContain('sudah memiliki video');
    const [{ id } = { id: '' }] = await mediaOf(post);
    const path = `/media/${id}/video.mp4`;
    const whole = await editor.get(path);
    expect(whole.headers).toMatchObject({
      ...{ 'content-type': 'video/mp4', 'accept-ranges': 'bytes', 'content-length': String(film.length) },
    });
    expect(whole.bytes.subarray(-1000).equals(film.subarray(-1000))).toBe(true);
    const part = await editor.get(path, { range: 'bytes=600000-1199999' });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 600000-1199999/${film.length}`]);
    expect(part.bytes.equals(whole.bytes.subarray(600_000, 1_200_000))).toBe(true);
    const beyond = await editor.get(path, { range: `bytes=${film.length}-` });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${film.length}`]);
    const stale = await editor.get(path, { range: 'bytes=0-9', 'if-range': '"lain"' });
    expect([stale.status, stale.bytes.length]).toEqual([200, film.length]);
  });

  it('is refused with a sentence when it is none', async () => {
    const post = await draft();
    const answer = await addVideo(editor, post, video({ brand: 'qt  ' }));
    expect([answer.status, answer.words]).toEqual([422, expect.stringContaining('berformat MOV')]);
    expect(answer.text).toMatch(tiedTo('berkas'));
    expect(answer.text).not.toMatch(tiedTo('picture'));
    expect(answer.text).toMatch(new RegExp(`id="alt-video"[^>]*>${alt}</textarea>`));
  });
});

describe('a published post with media', () => {
  let post: TestPost;
  let ids: string[];
  beforeAll(async () => {
    post = await draft();
    await addPicture(editor, post);
    await addVideo(editor, post);
    await publish(post);
    ids = (await mediaOf(post)).map(({ id }) => id);
  });

  it('shows them to anybody on its public page and in the feed', async () => {
    const anybody = test.anybody();
    const page = await anybody.get(`/p/${post.code}`);
    expect(page.text).toContain(`src="/media/${ids[0]}/kecil.webp"`);
    expect((await anybody.get(`/media/${ids[0]}/kecil.webp`)).status).toBe(200);
    const { items } = (await anybody.get('/api/v1/posts/feed.json')).json<{ items: Record<string, unknown>[] }>();
    expect(items.find(({ url }) => String(url).endsWith(post.code))?.['attachments']).toEqual([
      expect.objectContaining({
        mime_type: 'image/jpeg',
        title: alt,
        url: expect.stringContaining(`${ids[0]}/gambar.jpg`),
      }),
      expect.objectContaining({ mime_type: 'video/mp4', url: expect.stringContaining(`${ids[1]}/video.mp4`) }),
    ]);
  });

  it('offers staff to save them, with lazy previews and names to file them under', async () => {
    const browser = await test.as(await test.world.staff({ unit }));
    const page = await browser.get(`/bagikan/${post.id}`);
    expect(page.text).toMatch(new RegExp(`<img[^>]*src="/media/${ids[0]}/kecil.webp"[^>]*loading="lazy"`));
    expect(page.text).toMatch(new RegExp(`href="/media/${ids[0]}/gambar.jpg"[^>]*download="${post.code}-1.jpg"`));
    expect(page.text).toMatch(new RegExp(`href="/media/${ids[1]}/video.mp4"[^>]*download="${post.code}-2.mp4"`));
    expect(page.text).toMatch(/<video[^>]*preload="none"/);
    expect(page.words).toContain('Simpan gambar (0,1 MB)');
  });

  it('takes them off the item, the public page and the public addresses when it is withdrawn', async () => {
    await test.db.query(`UPDATE post SET state = 'withdrawn' WHERE id = $1`, [post.id]);
    const browser = await test.as(await test.world.staff({ unit }));
    expect((await browser.get(`/bagikan/${post.id}`)).text).not.toContain('/media/');
    expect((await test.anybody().get(`/media/${ids[0]}/gambar.jpg`)).status).toBe(404);
  });
});

it('an address of nothing is not found', async () => {
  const post = await draft();
  await addPicture(editor, post);
  const [{ id } = { id: '' }] = await mediaOf(post);
  for (const path of [
    `${randomUUID()}/gambar.jpg`,
    'x/gambar.jpg',
    `${id}/video.mp4`,
    `${id}/toString`,
    `${id}/kecil.jpg`,
  ])
    expect([path, (await editor.get(`/media/${path}`)).status]).toEqual([path, 404]);
});
