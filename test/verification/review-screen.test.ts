import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson, TestPost, TestUnit } from '../world';
import { jpeg } from '../files/sample-pictures';
import { marksOf } from './screen';

let test: TestApp;
let agency: TestUnit;
let post: TestPost;
let reviewer: Browser;

beforeAll(async () => {
  test = await startApp();
  agency = await test.world.unit({ name: 'Dinas Kesehatan' });
  post = await test.world.post({ title: 'Vaksinasi gratis' });
  reviewer = await test.as(await test.world.staff({ unit: agency, role: 'reviewer', name: 'Verifikator Satu' }));
});
afterAll(() => test.stop());
beforeEach(async () => {
  for (const table of ['share_evidence', 'verdict', 'used_link', 'share']) await test.db.query(`DELETE FROM ${table}`);
  test.clock.set('2026-11-23 10:00');
});

type Given = Parameters<typeof test.world.share>[2] & { hints?: string[]; person?: TestPerson; post?: TestPost };
const shareOf = async (name: string, { hints = [], person, post: item, ...given }: Given = {}) => {
  const owner = person ?? (await test.world.staff({ unit: agency, name }));
  const { id } = await test.world.share(owner, item ?? post, given);
  await test.db.query('UPDATE share SET hints = $2 WHERE id = $1', [id, hints]);
  return { id, owner };
};
const verdictOf = async (id: string) =>
  (await test.db.query('SELECT verdict, reason, seconds, batch FROM verdict WHERE share_id = $1', [id]))[0];

describe('the list of Verifikasi', () => {
  it('has shares on hold first, then those with a mark, then the others, each oldest first, in parts that join', async () => {
    const expected: string[] = [];
    for (const [state, hints] of [
      ['held', []],
      ['recorded', ['burst']],
      ['recorded', []],
    ] as const) {
      for (const at of ['2026-11-20 09:00', '2026-11-21 09:00'])
        expected.push((await shareOf('Urut', { state, hints: [...hints], at })).id);
    }
    const seen: string[] = [];
    let after = '';
    do {
      const path = `/shares?scope=review&limit=1&after=${encodeURIComponent(after)}`;
      const part = (await reviewer.api('GET', path)).json<{ items: { id: string }[]; next: string | null }>();
      seen.push(...part.items.map(({ id }) => id));
      after = part.next ?? '';
    } while (after);
    expect(seen).toEqual(expected);
    const { text } = await reviewer.get('/verifikasi');
    const places = expected.map((id) => text.indexOf(`/verifikasi/${id}`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('refuses a place that is cut off, and one of another list', async () => {
    for (const place of [
      '2',
      '3~2026-11-23T02:00:00.000Z~x',
      '2026-11-23T02:00:00.000Z~6a1c1d6c-93f4-4f4d-9d8e-0a1b2c3d4e5f',
    ])
      expect((await reviewer.api('GET', `/shares?scope=review&after=${encodeURIComponent(place)}`)).status).toBe(422);
  });

  it('narrows to a state and to what has a mark, and counts', async () => {
    await shareOf('Ani Tertahan', { state: 'held' });
    await shareOf('Budi Bertanda', { hints: ['burst'] });
    await shareOf('Citra Biasa');
    await shareOf('Dewi Keduanya', { state: 'held', hints: ['burst'] });
    const page = (query: string) => reviewer.get(`/verifikasi?${query}`);
    const names = async (query: string) => {
      const { words } = await page(query);
      return ['Ani Tertahan', 'Budi Bertanda', 'Citra Biasa', 'Dewi Keduanya'].filter((name) => words.includes(name));
    };
    expect(await names('keadaan=ditahan')).toEqual(['Ani Tertahan', 'Dewi Keduanya']);
    expect(await names('keadaan=menunggu')).toEqual(['Budi Bertanda', 'Citra Biasa']);
    expect(await names('bertanda=ya')).toEqual(['Budi Bertanda', 'Dewi Keduanya']);
    expect(await names('keadaan=ditahan&bertanda=ya')).toEqual(['Dewi Keduanya']);
    expect(await names('keadaan=semua&bertanda=1')).toHaveLength(4);
    expect((await page('')).words).toContain('4 menunggu keputusan · 2 di antaranya ditahan · 2 bertanda');
    expect((await page('cari=dewi')).words).toContain('1 menunggu keputusan · 1 di antaranya ditahan · 1 bertanda');
  });

  it('gives programs the marks as codes and as sentences of their language', async () => {
    await shareOf('Ani', { hints: ['short_link'] });
    const listed = async (language: string) =>
      (await reviewer.api('GET', '/shares?scope=review', undefined, { 'accept-language': language })).json<{
        items: { hints: string[]; noticed: string[] }[];
      }>().items[0];
    expect(await listed('id')).toMatchObject({
      hints: ['short_link'],
      noticed: ['Tautan pendek; buka untuk melihat unggahannya.'],
    });
    expect((await listed('en'))?.noticed).toEqual(['A short link; open it to see the post.']);
  });
});

describe('the screen of one share', () => {
  it('shows who, what, when, the evidence, each mark, and the person’s other shares of the item', async () => {
    const { id, owner } = await shareOf('Ani Pertama', {
      channel: 'x',
      key: '1349794411333394432',
      hints: ['short_link', 'burst'],
    });
    const other = await shareOf('', { person: owner, state: 'accepted', at: '2026-11-22 08:00' });
    await shareOf('', { person: owner, channel: 'notice_board', state: 'withdrawn' });
    await shareOf('', { person: owner, post: await test.world.post({ title: 'Materi lain' }) });
    const page = await reviewer.get(`/verifikasi/${id}`);
    for (const said of [
      'Ani Pertama',
      'Dinas Kesehatan',
      'X: Vaksinasi gratis',
      'Dibagikan 23 November 2026 pukul 09.00 WITA',
      'Tautan pendek; buka',
      'Lebih dari 5 sebaran pegawai ini diterima dalam 2 menit',
      'Tatap muka · 22 November 2026 pukul 08.00 WITA · Diterima',
    ])
      expect(page.words).toContain(said);
    expect(page.text).toContain(`href="/verifikasi/${other.id}"`);
    expect(page.words).not.toContain('Papan pengumuman');
    expect(page.text).toMatch(
      /<a href="https:\/\/x\.com\/i\/web\/status\/1349794411333394432" target="_blank" rel="noopener noreferrer nofollow"/,
    );
  });

  it('shows the pictures that prove it, each look in the trail, and says in the list that there is one to see', async () => {
    const { id, owner } = await shareOf('Ani', { channel: 'whatsapp_status' });
    const sent = await (
      await test.as(owner)
    ).send('PUT', `/api/v1/shares/${id}/evidence`, {
      headers: { 'content-type': 'image/jpeg' },
      payload: await jpeg('ani', 3),
    });
    expect(sent.status).toBeLessThan(300);
    await test.db.query('UPDATE share SET statement = NULL WHERE id = $1', [id]);
    const [, source = ''] =
      /<img[^>]* src="(\/verifikasi[^"]+)"/.exec((await reviewer.get(`/verifikasi/${id}`)).text) ?? [];
    const picture = await reviewer.get(source);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/webp']);
    const looks = `SELECT count(*)::integer AS n FROM audit_entry WHERE verb = 'evidence.look' AND subject_id = $1`;
    expect(await test.db.query(looks, [id])).toEqual([{ n: 1 }]);
    const list = await reviewer.get('/verifikasi');
    expect(list.words).toContain('Bukti berupa tangkapan layar.');
    expect(marksOf(list)).toEqual({});
  });

  it('goes to the next share of the same list and says above it what was decided; at the end back to the list', async () => {
    const filter = '?kanal=face_to_face&bertanda=ya';
    const first = await shareOf('Ani', { at: '2026-11-20 09:00', hints: ['burst'] });
    await shareOf('Budi Tanpa Tanda', { at: '2026-11-21 09:00' });
    await shareOf('Citra Kanal Lain', { at: '2026-11-21 09:00', hints: ['burst'], channel: 'notice_board' });
    const last = await shareOf('Dewi', { at: '2026-11-22 09:00', hints: ['burst'] });
    const sent = await reviewer.post(`/verifikasi/${first.id}${filter}`, { verdict: 'accepted' });
    expect([sent.status, sent.headers['location']]).toEqual([303, `/verifikasi/${last.id}${filter}`]);
    const next = await reviewer.get(String(sent.headers['location']));
    expect(next.words).toMatch(/Sebaran Ani diterima\. .*Periksa sebaran .*Dewi/);
    const done = await reviewer.post(`/verifikasi/${last.id}${filter}`, { verdict: 'accepted' });
    expect(done.headers['location']).toBe(`/verifikasi${filter}`);
  });

  it('leads to the share before and the one after, also from one that somebody decided on meanwhile', async () => {
    const ids: string[] = [];
    for (const day of ['20', '21', '22']) ids.push((await shareOf('Urut', { at: `2026-11-${day} 09:00` })).id);
    await test.db.query(`UPDATE share SET state = 'accepted' WHERE id = $1`, [ids[1]]);
    const { text } = await reviewer.get(`/verifikasi/${ids[1]}?keadaan=menunggu`);
    expect(text).toContain(`href="/verifikasi/${ids[0]}?keadaan=menunggu" data-key="p"`);
    expect(text).toContain(`href="/verifikasi/${ids[2]}?keadaan=menunggu" data-key="j"`);
    expect((await reviewer.get(`/verifikasi/${ids[0]}`)).text).not.toContain('data-key="p"');
  });

  it('decides on a share on hold', async () => {
    const { id } = await shareOf('Ani', { state: 'held' });
    expect((await reviewer.get(`/verifikasi/${id}`)).words).toContain('Ani Ditahan');
    expect((await reviewer.post(`/verifikasi/${id}`, { verdict: 'accepted' })).status).toBe(303);
    expect((await verdictOf(id)).verdict).toBe('accepted');
  });

  it('keeps the time since it was opened, through a refused attempt as well; without its mark it is not known', async () => {
    const { id } = await shareOf('Ani');
    const mark = marksOf(await reviewer.get(`/verifikasi/${id}`))[id] ?? '';
    test.clock.set('2026-11-23 10:00:20');
    const refused = await reviewer.post(`/verifikasi/${id}`, { mark, verdict: 'returned' });
    expect([refused.status, marksOf(refused)[id]]).toEqual([422, mark]);
    test.clock.set('2026-11-23 10:00:45');
    await reviewer.post(`/verifikasi/${id}`, { mark, verdict: 'returned', reasonCode: 'picture_wanted' });
    expect(await verdictOf(id)).toEqual({
      verdict: 'returned',
      reason: 'Bukti belum cukup. Sertakan tangkapan layar unggahan Anda.',
      seconds: 45,
      batch: false,
    });
    const other = await shareOf('Budi');
    await reviewer.post(`/verifikasi/${other.id}`, { mark, verdict: 'accepted' });
    expect((await verdictOf(other.id)).seconds).toBeNull();
  });

  it('takes no time from programs', async () => {
    const { id } = await shareOf('Ani');
    const timed = await reviewer.api('POST', `/shares/${id}/verdicts`, { verdict: 'accepted', seconds: 99 });
    expect(timed.status).toBe(422);
    const reasonCode = 'not_own';
    expect((await reviewer.api('POST', `/shares/${id}/verdicts`, { verdict: 'rejected', reasonCode })).status).toBe(
      201,
    );
    expect(await verdictOf(id)).toMatchObject({ reason: 'Unggahan ini bukan unggahan Anda.', seconds: null });
  });

  it('comes back as typed when the reason will not do, the chosen one ticked', async () => {
    const { id } = await shareOf('Ani');
    const long = { verdict: 'rejected', reasonCode: 'not_own', reason: 'a'.repeat(499) };
    const page = await reviewer.post(`/verifikasi/${id}`, long);
    expect(page.status).toBe(422);
    expect(page.text).toMatch(/value="not_own"[^>]* checked/);
    expect(page.text).toContain(`${'a'.repeat(499)}</textarea>`);
    const foreign = await reviewer.post(`/verifikasi/${id}`, { verdict: 'rejected', reasonCode: 'picture_wanted' });
    expect(foreign.words).toContain('Alasan itu tidak ada dalam daftar.');
  });

  it('tells who was quicker, and what for', async () => {
    const { id } = await shareOf('Ani');
    const second = await test.as(await test.world.staff({ unit: agency, role: 'reviewer', name: 'Verifikator Dua' }));
    await second.post(`/verifikasi/${id}`, { verdict: 'rejected', reason: 'Bukan materi ini.' });
    const late = await reviewer.post(`/verifikasi/${id}`, { verdict: 'accepted' });
    expect(late.status).toBe(409);
    expect(late.words).toContain('Keputusan Ditolak · Verifikator Dua Bukan materi ini.');
  });

  it('speaks English throughout', async () => {
    const { id } = await shareOf('Ani', { hints: ['burst'] });
    const browser = await test.as(await test.world.staff({ unit: agency, role: 'head' }));
    browser.cookies['bahasa'] = 'en';
    const page = await browser.get(`/verifikasi/${id}`);
    expect(page.words).toContain('Look at a share');
    expect(page.words).toContain('until 28 November 2026. Reason, read by the person The link cannot be opened.');
    expect((await browser.get('/verifikasi')).words).toContain(
      '1 wait for a decision · 0 of them on hold · 1 with a mark',
    );
  });

  it('is not found for an address that is none', async () => {
    expect((await reviewer.get('/verifikasi/1')).status).toBe(404);
    expect((await reviewer.get('/verifikasi/6a1c1d6c-93f4-4f4d-9d8e-0a1b2c3d4e5f')).status).toBe(404);
  });
});
