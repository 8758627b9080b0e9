import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import type { TestPost, TestUnit } from '../world';

const shortLink = 'https://vm.tiktok.com/ZS92gyt7u/';
const spoken = 'Disampaikan pada apel Senin di halaman kantor.';

interface Shown {
  id: string;
  state: string;
  counts: boolean;
  reason: string | null;
  explanation: string | null;
  link: string | null;
  sharedAt: string;
  businessDate: string;
}

let test: TestApp;
let unit: TestUnit;
let post: TestPost;
let seed = 0;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
  post = await test.world.post({ officialKeys: ['instagram:BqvsDleB3lV'] });
});
afterAll(() => test.stop());
beforeEach(() => test.clock.set('2026-11-23 10:00'));

const somebody = async (): Promise<Browser> => test.as(await test.world.staff({ unit }));
const xLink = () => `https://x.com/warga/status/${1990000000000000000n + BigInt(++seed)}`;
const put = (browser: Browser, body: object, id: string = randomUUID()) =>
  browser.api('PUT', `/shares/${id}`, { postId: post.id, ...body });
const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status).sort((a, b) => a - b);
const code = (answer: Answer) => answer.json<{ code: string }>().code;
const detail = (answer: Answer) => answer.json<{ detail: string }>().detail;
const shown = (answer: Answer) => answer.json<Shown>();
const rowsOf = (id: string) =>
  test.db.query(
    `SELECT (SELECT count(*)::int FROM share WHERE id = $1) AS shares,
       (SELECT count(*)::int FROM used_link WHERE share_id = $1) AS links,
       (SELECT count(*)::int FROM audit_entry WHERE subject = 'share' AND subject_id = $1::text) AS records`,
    [id],
  );

describe('PUT /api/v1/shares/{id}', () => {
  it('answers 201 with the share, what it stands on, and that it counts', async () => {
    const browser = await somebody();
    const id = '0190F3A0-0000-7000-8000-000000000001';
    const answer = await put(browser, { channel: 'tiktok', text: `Sudah ya ${shortLink}` }, id);
    expect(answer.status).toBe(201);
    expect(answer.json()).toEqual({
      id: id.toLowerCase(),
      postId: post.id,
      postCode: post.code,
      channel: 'tiktok',
      link: shortLink,
      statement: null,
      sharedAt: '2026-11-23T02:00:00.000Z',
      receivedAt: '2026-11-23T02:00:00.000Z',
      businessDate: '2026-11-23',
      state: 'recorded',
      counts: true,
      reason: null,
      explanation: null,
    });
    expect(await rowsOf(id)).toEqual([{ shares: 1, links: 1, records: 1 }]);
  });

  it('answers 200 with the same representation when the same is sent again later, with or without the moment', async () => {
    const browser = await somebody();
    for (const body of [
      { channel: 'x', text: xLink(), sharedAt: '2026-11-22T20:00:00+08:00' },
      { channel: 'face_to_face', statement: spoken },
    ]) {
      const id = randomUUID();
      test.clock.set('2026-11-23 10:00');
      const first = await put(browser, body, id);
      test.clock.set('2026-11-23 10:07');
      const second = await put(browser, body, id);
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(second.json()).toEqual(first.json());
    }
  });

  it('stores one share when 50 copies arrive at once, and all of them hear the same', async () => {
    const browser = await somebody();
    const id = randomUUID();
    const body = { channel: 'x', text: xLink() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => put(browser, body, id)));
    expect(statusesOf(answers)).toEqual([...Array(49).fill(200), 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await rowsOf(id)).toEqual([{ shares: 1, links: 1, records: 1 }]);
  });

  it('is harmless to repeat even after the channel was switched off', async () => {
    const browser = await somebody();
    const id = randomUUID();
    const body = { channel: 'office_account', statement: spoken };
    await put(browser, body, id);
    await test.db.query(`UPDATE channel SET active = false WHERE code = 'office_account'`);
    const again = await put(browser, body, id);
    const fresh = await put(await somebody(), body);
    await test.db.query(`UPDATE channel SET active = true WHERE code = 'office_account'`);
    expect([again.status, fresh.status, code(fresh)]).toEqual([200, 422, 'channel-inactive']);
  });

  it.each([
    ['another channel', { channel: 'notice_board', statement: spoken }],
    ['another sentence', { channel: 'face_to_face', statement: `${spoken} Lagi.` }],
    ['another moment', { channel: 'face_to_face', statement: spoken, sharedAt: '2026-11-23T09:00' }],
    ['a link instead', { channel: 'x', text: 'https://x.com/a/status/1990000000000000777' }],
  ])('refuses an id that is used, with %s, as share-id-reused', async (_, body) => {
    const browser = await somebody();
    const id = randomUUID();
    await put(browser, { channel: 'face_to_face', statement: spoken }, id);
    const answer = await put(browser, body, id);
    expect([answer.status, code(answer)]).toEqual([409, 'share-id-reused']);
  });

  it("tells nothing of somebody else's share, even when its content is the same", async () => {
    const id = randomUUID();
    const body = { channel: 'face_to_face', statement: spoken };
    await put(await somebody(), body, id);
    const other = await somebody();
    const answer = await put(other, body, id);
    expect([answer.status, code(answer)]).toEqual([409, 'share-id-reused']);
    expect(answer.text).not.toContain(spoken);
    expect((await other.api('GET', `/shares/${id}`)).status).toBe(404);
    expect((await other.api('DELETE', `/shares/${id}`)).status).toBe(404);
  });

  it('gives a link to one person only, in every spelling and when both are as quick', async () => {
    const [ani, budi] = [await somebody(), await somebody()];
    const link = xLink();
    const answers = await Promise.all([
      put(ani, { channel: 'x', text: link }),
      put(budi, { channel: 'x', text: `${link.replace('https://x.com', 'http://mobile.twitter.com')}?s=20` }),
    ]);
    expect(statusesOf(answers)).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409) as Answer;
    expect(code(refused)).toBe('link-already-logged');
    expect(detail(refused)).toMatch(/^Tautan ini sudah dicatat pegawai lain\./);
  });

  it('says when the same person logged a link before', async () => {
    const browser = await somebody();
    const other = await test.world.post();
    const link = xLink();
    test.clock.set('2026-11-12 09:14');
    await put(browser, { channel: 'x', text: link });
    test.clock.set('2026-11-23 10:00');
    const answers = [
      await put(browser, { channel: 'x', text: link, postId: other.id }),
      await put(browser, { channel: 'x', text: link }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(answers.map(code)).toEqual(['link-already-logged', 'link-already-logged']);
    expect(answers.map(detail)).toEqual(
      Array(2).fill('Tautan ini sudah Anda catat pada 12 November 2026 pukul 09.14 WITA.'),
    );
  });

  it('takes one share a person, item and channel, and says when it was', async () => {
    const browser = await somebody();
    await put(browser, { channel: 'x', text: xLink() });
    const again = await put(browser, { channel: 'x', text: xLink() });
    expect([again.status, code(again)]).toEqual([409, 'already-logged']);
    expect(detail(again)).toContain('23 November 2026 pukul 10.00 WITA');
    expect((await put(browser, { channel: 'face_to_face', statement: spoken })).status).toBe(201);
  });

  it('takes every channel that is switched on', async () => {
    const browser = await somebody();
    const links: Record<string, string> = {
      facebook: 'https://www.facebook.com/dinas/posts/123456789012345',
      instagram: 'https://www.instagram.com/p/C6q-XdvsU5v/',
      tiktok: 'https://www.tiktok.com/@warga/video/7206382937372134662',
      youtube: 'https://youtu.be/cBvYw8_A0vQ',
      x: xLink(),
      threads: 'https://www.threads.net/@warga/post/C6q-XdvsU5v',
      linkedin: 'https://www.linkedin.com/feed/update/urn:li:activity:7295762520814874625/',
    };
    const channels: { code: string }[] = await test.db.query('SELECT code FROM channel ORDER BY position');
    const answers = await Promise.all(
      channels.map((channel) => {
        const text = links[channel.code];
        return put(browser, { channel: channel.code, ...(text ? { text } : { statement: spoken }) });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(channels.map(() => 201));
    expect(answers.map(shown).every(({ counts }) => counts)).toBe(true);
    expect(channels).toHaveLength(16);
  });

  const bad: [string, object, number, string][] = [
    ['a profile', { channel: 'instagram', text: 'https://www.instagram.com/pemprovsulut/' }, 422, 'link-profile'],
    ['no link', { channel: 'instagram', text: 'sudah saya bagikan' }, 422, 'link-no-link'],
    ['another network', { channel: 'facebook', text: shortLink }, 422, 'link-of-other-channel'],
    ['a link on a channel without', { channel: 'face_to_face', text: shortLink }, 422, 'channel-without-link'],
    ['a sentence on a channel with links', { channel: 'x', statement: spoken }, 422, 'link-required'],
    ['a sentence of 9 characters', { channel: 'face_to_face', statement: ' sembilan9 ' }, 422, 'statement-length'],
    ['a sentence of 501', { channel: 'face_to_face', statement: 'a'.repeat(501) }, 422, 'statement-length'],
    ['nothing', { channel: 'x' }, 422, 'evidence-missing'],
    ['blanks', { channel: 'x', text: ' \n ' }, 422, 'evidence-missing'],
    ['both', { channel: 'x', text: shortLink, statement: spoken }, 422, 'evidence-twice'],
    ['an unknown channel', { channel: 'friendster', statement: spoken }, 422, 'unknown-channel'],
    [
      'the official link',
      { channel: 'instagram', text: 'https://instagram.com/reel/BqvsDleB3lV/' },
      422,
      'official-link',
    ],
    [
      'the future',
      { channel: 'face_to_face', statement: spoken, sharedAt: '2026-11-23T10:05:01' },
      422,
      'shared-in-future',
    ],
    [
      'the last decade',
      { channel: 'face_to_face', statement: spoken, sharedAt: '2019-12-31T23:59' },
      422,
      'shared-too-early',
    ],
    ['no moment', { channel: 'face_to_face', statement: spoken, sharedAt: 'kemarin' }, 422, 'shared-at-unreadable'],
    ['an unknown field', { channel: 'face_to_face', statement: spoken, state: 'accepted' }, 422, 'invalid-input'],
    ['a list as text', { channel: 'x', text: [shortLink] }, 422, 'invalid-input'],
    ['no item', { channel: 'x', text: shortLink, postId: undefined }, 422, 'invalid-input'],
    ['an item nobody has', { channel: 'face_to_face', statement: spoken, postId: randomUUID() }, 404, 'not-found'],
  ];
  it.each(bad)('refuses %s with a sentence', async (_, body, status, wanted) => {
    const answer = await put(await somebody(), body);
    expect([answer.status, code(answer)]).toEqual([status, wanted]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(detail(answer)).toMatch(/\.$/);
  });

  it('says which channel a link is of', async () => {
    const answer = await put(await somebody(), { channel: 'facebook', text: shortLink });
    expect(detail(answer)).toBe(
      'Tautan ini dari TikTok, sedangkan kanal yang dipilih Facebook. Pilih kanal TikTok atau tempel tautan Facebook.',
    );
  });

  it('refuses an id that is no UUID and a draft item, and answers in English when asked', async () => {
    const browser = await somebody();
    const draft = await test.world.post({ state: 'draft' });
    const body = { channel: 'face_to_face', statement: spoken };
    expect(code(await put(browser, body, 'satu'))).toBe('invalid-id');
    expect((await put(browser, { ...body, postId: draft.id })).status).toBe(404);
    const english = await browser.api('PUT', '/shares/satu', { postId: post.id, ...body }, { 'accept-language': 'en' });
    expect(detail(english)).toMatch(/^The id of a share must be a UUID/);
  });

  it('wants somebody who is signed in', async () => {
    const answer = await put(test.anybody(), { channel: 'face_to_face', statement: spoken });
    expect([answer.status, code(answer)]).toEqual([401, 'sign-in-required']);
  });

  it('keeps hostile text as text', async () => {
    const browser = await somebody();
    const hostile = `<script>alert(1)</script> '); DROP TABLE share; -- \u0007\u202e &amp;`;
    const id = randomUUID();
    const answer = await put(browser, { channel: 'notice_board', statement: hostile }, id);
    expect(answer.status).toBe(201);
    const page = await browser.get(`/sebaran/${id}`);
    expect(page.text).not.toContain('<script>alert');
    expect(page.words).toContain(`<script>alert(1)</script> '); DROP TABLE share; -- &amp;`);
  });
});

describe('a share that is logged', () => {
  const at = async (browser: Browser, sharedAt: string, body: object = {}) =>
    shown(await put(browser, { channel: 'face_to_face', statement: spoken, sharedAt, ...body }));

  it('belongs to the WITA day on which it was shared, on both sides of midnight', async () => {
    const [ani, budi] = [await somebody(), await somebody()];
    test.clock.set('2026-12-01 00:10');
    const before = await at(ani, '2026-11-30T15:59:59.999Z');
    const after = await at(budi, '2026-11-30T16:00:00.000Z');
    expect([before.businessDate, before.counts]).toEqual(['2026-11-30', true]);
    expect([after.businessDate, after.counts, after.reason]).toEqual(['2026-12-01', false, 'outside_window']);
    expect(after.explanation).toContain('1 Desember 2026 pukul 00.00 WITA di luar masa sebar');
  });

  it('counts when it arrives exactly 48 hours later, and not a millisecond after that', async () => {
    const [ani, budi] = [await somebody(), await somebody()];
    test.clock.set('2026-11-23T10:00:00.000+08:00');
    expect((await at(ani, '2026-11-21T10:00:00.000+08:00')).counts).toBe(true);
    const late = await at(budi, '2026-11-21T09:59:59.999+08:00');
    expect([late.counts, late.reason, late.state]).toEqual([false, 'received_late', 'recorded']);
    expect(late.explanation).toContain('lebih dari 48 jam setelah dibagikan');
  });

  it('is recorded and does not count outside the audience, or for somebody without a unit that day', async () => {
    const elsewhere = await test.world.post({ audience: [await test.world.unit()] });
    const foreign = await at(await somebody(), '2026-11-23T09:00', { postId: elsewhere.id });
    expect([foreign.counts, foreign.reason]).toEqual([false, 'outside_audience']);
    const newcomer = await test.as(await test.world.staff({ unit, from: '2026-11-23' }));
    const early = await at(newcomer, '2026-11-22T20:00');
    expect([early.counts, early.reason]).toEqual([false, 'no_membership']);
  });

  it('waits for its reviewer where the policy of the month wants acceptance', async () => {
    await test.db.query(`UPDATE policy SET acceptance = 'review'`);
    const waiting = await at(await somebody(), '2026-11-23T09:00');
    await test.db.query(`UPDATE policy SET acceptance = 'audit'`);
    expect([waiting.counts, waiting.reason]).toEqual([false, 'not_accepted']);
  });

  it('is taken of a withdrawn item only when it was shared before the withdrawal', async () => {
    const wrong = await test.world.post();
    await test.db.query(`UPDATE post SET state = 'withdrawn', changed_at = '2026-11-23T09:00+08:00' WHERE id = $1`, [
      wrong.id,
    ]);
    expect((await at(await somebody(), '2026-11-23T08:59', { postId: wrong.id })).counts).toBe(true);
    const body = { channel: 'face_to_face', statement: spoken, sharedAt: '2026-11-23T09:00', postId: wrong.id };
    const after = await put(await somebody(), body);
    expect([after.status, code(after)]).toEqual([409, 'post-withdrawn']);
  });
});

describe('taking a share back', () => {
  it('frees its link and its place, and repeating it changes nothing', async () => {
    const [ani, budi] = [await somebody(), await somebody()];
    const [id, link] = [randomUUID(), xLink()];
    await put(ani, { channel: 'x', text: link }, id);
    const first = await ani.api('DELETE', `/shares/${id}`);
    const second = await ani.api('DELETE', `/shares/${id}`);
    expect([first.status, shown(first).state, shown(first).reason]).toEqual([200, 'withdrawn', 'state_withdrawn']);
    expect(second.json()).toEqual(first.json());
    expect((await put(budi, { channel: 'x', text: link })).status).toBe(201);
    expect((await put(ani, { channel: 'x', text: xLink() })).status).toBe(201);
  });

  it.each(['accepted', 'rejected'])('is refused once the share is %s', async (state) => {
    const person = await test.world.staff({ unit });
    const { id } = await test.world.share(person, post, { state });
    const answer = await (await test.as(person)).api('DELETE', `/shares/${id}`);
    expect([answer.status, code(answer)]).toEqual([409, 'not-withdrawable']);
  });
});

describe('mending a returned share', () => {
  it('puts it back to recorded with new evidence and the same moment, frees the old link, and is recorded', async () => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    const [old, fresh] = [String(1990000000000001001n), xLink()];
    const { id } = await test.world.share(person, post, {
      state: 'returned',
      key: old,
      channel: 'x',
      at: '2026-11-20 09:00',
    });
    const answer = await browser.api('POST', `/shares/${id}/repairs`, { text: fresh });
    expect(answer.status).toBe(200);
    expect(shown(answer)).toMatchObject({ state: 'recorded', counts: true, sharedAt: '2026-11-20T01:00:00.000Z' });
    expect((await put(await somebody(), { channel: 'x', text: `https://x.com/a/status/${old}` })).status).toBe(201);
    const trail = await test.db.query(
      `SELECT before->>'state' AS before, after->>'state' AS after FROM audit_entry WHERE subject_id = $1`,
      [id],
    );
    expect(trail).toEqual([{ before: 'returned', after: 'recorded' }]);
  });

  it('refuses a share that is not returned, the link of somebody else, and the wrong kind of evidence', async () => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    const taken = xLink();
    await put(await somebody(), { channel: 'x', text: taken });
    const recorded = await test.world.share(person, post, { channel: 'notice_board' });
    const returned = await test.world.share(person, post, {
      state: 'returned',
      key: '1990000000000001002',
      channel: 'x',
    });
    const mend = (id: string, body: object) => browser.api('POST', `/shares/${id}/repairs`, body);
    expect(code(await mend(recorded.id, { statement: spoken }))).toBe('not-returned');
    expect(code(await mend(returned.id, { text: taken }))).toBe('link-already-logged');
    expect(code(await mend(returned.id, { statement: spoken }))).toBe('link-required');
    expect(code(await mend(returned.id, { text: shortLink }))).toBe('link-of-other-channel');
    expect(shown(await browser.api('GET', `/shares/${returned.id}`)).state).toBe('returned');
  });
});

describe('the lists for a phone', () => {
  it('show the open items of the own audience with the own share per channel, as they are at each moment', async () => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    const mine = await test.world.post({ audience: [unit], title: 'Khusus unit ini' });
    const foreign = await test.world.post({ audience: [await test.world.unit()] });
    const over = await test.world.post({ until: '2026-11-23 10:00' });
    const { id } = await test.world.share(person, mine);
    const list = async () =>
      (await browser.api('GET', '/posts?state=open')).json<{
        items: { id: string; title: string; shares: object[] }[];
      }>();
    const { items } = await list();
    const ids = items.map((item) => item.id);
    expect(ids).toContain(mine.id);
    expect(ids).not.toContain(foreign.id);
    expect(ids).not.toContain(over.id);
    expect(items.find((item) => item.id === mine.id)).toMatchObject({
      title: 'Khusus unit ini',
      shares: [{ id, channel: 'face_to_face', state: 'recorded', counts: true, reason: null }],
    });
    await test.db.query(`UPDATE post SET title = 'Judul baru' WHERE id = $1`, [mine.id]);
    expect((await list()).items.find((item) => item.id === mine.id)?.title).toBe('Judul baru');
  });

  it('come in parts of open items when asked, those published at one moment in the order of their ids', async () => {
    const agency = await test.world.unit();
    const browser = await test.as(await test.world.staff({ unit: agency }));
    for (const from of ['2026-11-22', '2026-11-23', '2026-11-23']) await test.world.post({ audience: [agency], from });
    type Part = { items: { id: string }[]; next: string | null };
    const part = async (query: string) => (await browser.api('GET', `/posts?state=open${query}`)).json<Part>();
    const whole = await part('');
    expect(whole.next).toBeNull();
    const seen: string[] = [];
    let next: string | null = '';
    for (; next !== null; next = (await part(`&limit=1&after=${encodeURIComponent(next)}`)).next)
      seen.push(...(await part(`&limit=1&after=${encodeURIComponent(next)}`)).items.map(({ id }) => id));
    expect(seen).toEqual(whole.items.map(({ id }) => id));
    for (const query of ['limit=0', 'limit=101', 'limit=1e1', 'after=x', 'state=closed'])
      expect((await browser.api('GET', `/posts?${query}`)).status).toBe(422);
  });

  it('page through the own shares, newest first, without gap or repetition', async () => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    const logged: string[] = [];
    for (const day of ['03', '10', '10', '10', '17']) {
      logged.push((await test.world.share(person, await test.world.post(), { at: `2026-11-${day} 08:00` })).id);
    }
    const october = await test.world.share(person, post, { at: '2026-10-31 23:59', state: 'returned' });
    const seen: string[] = [];
    let after = '';
    do {
      const part = (await browser.api('GET', `/shares?limit=2&after=${encodeURIComponent(after)}`)).json<{
        items: { id: string }[];
        next: string | null;
      }>();
      seen.push(...part.items.map(({ id }) => id));
      after = part.next ?? '';
    } while (after);
    expect(seen).toHaveLength(6);
    expect([...seen].sort()).toEqual([...logged, october.id].sort());
    expect([seen[0], seen[5]]).toEqual([logged[4], october.id]);
    const idsOf = async (query: string) =>
      (await browser.api('GET', `/shares?${query}`)).json<{ items: { id: string }[] }>().items.map(({ id }) => id);
    expect(await idsOf('month=2026-10')).toEqual([october.id]);
    expect(await idsOf('state=returned')).toEqual([october.id]);
    expect((await browser.api('GET', '/shares?after=x')).status).toBe(422);
    expect((await browser.api('GET', '/shares?limit=0')).status).toBe(422);
  });

  it('say what a pasted text is', async () => {
    const browser = await somebody();
    const inspect = async (text: unknown) => browser.api('POST', '/links/inspection', { text });
    expect((await inspect(shortLink)).json()).toMatchObject({
      expect: 'resolve',
      platform: 'tiktok',
      canonical_key: 'tiktok:share:ZS92gyt7u',
    });
    expect((await inspect('https://www.instagram.com/pemprovsulut/')).json()).toMatchObject({
      expect: 'reject',
      kind: 'profile',
      sentence: 'Tautan mengarah ke beranda akun, bukan ke unggahan. Buka unggahannya, lalu salin tautannya.',
    });
    expect((await inspect(7)).status).toBe(422);
  });
});
