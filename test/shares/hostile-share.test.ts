import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import type { TestPost, TestUnit } from '../world';

const spoken = 'Disampaikan pada apel Senin di halaman kantor.';

let test: TestApp;
let unit: TestUnit;
let post: TestPost;
let seed = 0;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
  post = await test.world.post();
});
afterAll(() => test.stop());

const somebody = async (): Promise<Browser> => test.as(await test.world.staff({ unit }));
const xLink = () => `https://x.com/warga/status/${1991000000000000000n + BigInt(++seed)}`;
const said = { channel: 'face_to_face', statement: spoken };
const put = (browser: Browser, body: object, id: string = randomUUID()) =>
  browser.api('PUT', `/shares/${id}`, { postId: post.id, ...body });
const code = (answer: Answer) => answer.json<{ code: string }>().code;
const detail = (answer: Answer) => answer.json<{ detail: string }>().detail;
const countShares = async (): Promise<number> =>
  (await test.db.query('SELECT count(*)::int AS shares FROM share'))[0].shares;
const raw = (browser: Browser, payload: string, type = 'application/json') =>
  browser.send('PUT', `/api/v1/shares/${randomUUID()}`, { headers: { 'content-type': type }, payload });

describe('a hostile report of a share', () => {
  it.each([
    ['the next day', '2026-11-24T10:00:00+08:00', 'shared-in-future'],
    ['six minutes ahead', '2026-11-23T10:06:00+08:00', 'shared-in-future'],
    ['an hour ahead, dressed by its offset', '2026-11-23T04:00:00+01:00', 'shared-in-future'],
    ['another century', '1926-11-23T10:00:00+08:00', 'shared-too-early'],
    ['a year with six digits', '+275760-09-13T00:00:00Z', 'shared-at-unreadable'],
    ['no day of the calendar', '2026-02-30T10:00:00+08:00', 'shared-at-unreadable'],
    ['an offset that is none', '2026-11-23T10:00:00+99:00', 'shared-at-unreadable'],
    ['milliseconds since 1970', '1795399200000', 'shared-at-unreadable'],
    ['a sentence', 'kemarin sore', 'shared-at-unreadable'],
    ['a megabyte', '2'.repeat(1_000_000), 'shared-at-unreadable'],
  ])('with a forged moment, %s, is refused with a sentence and writes nothing', async (_, sharedAt, reason) => {
    const browser = await somebody();
    const before = await countShares();
    const answer = await put(browser, { ...said, sharedAt });
    expect([answer.status, code(answer)]).toEqual([422, reason]);
    expect(detail(answer)).toMatch(/^[A-Z].+\.$/);
    expect(await countShares()).toBe(before);
  });

  it('of another month, long ago, or before its item is recorded without counting, and says why', async () => {
    const browser = await somebody();
    for (const [channel, sharedAt] of [
      ['face_to_face', '2020-01-01T00:00:00+08:00'],
      ['notice_board', '2026-10-31T23:59:59+08:00'],
    ]) {
      const answer = await put(browser, { channel, statement: spoken, sharedAt });
      expect(answer.status).toBe(201);
      expect(answer.json()).toMatchObject({ counts: false, explanation: expect.stringMatching(/\.$/) });
    }
  });

  it.each([
    ['a megabyte of letters', { channel: 'x', text: 'a'.repeat(1_000_000) }, 422],
    ['20,001 characters', { ...said, statement: 'a'.repeat(20_001) }, 422],
    ['501 characters of a statement', { ...said, statement: 'a'.repeat(501) }, 422],
    ['three megabytes', { channel: 'x', text: 'a'.repeat(3_000_000) }, 413],
    ['a link behind a megabyte', { channel: 'x', text: `${' '.repeat(1_000_000)}${xLink()}` }, 422],
    ['invisible signs alone', { ...said, statement: '\u200b'.repeat(50) }, 422],
    ['spaces alone', { ...said, statement: '\u00a0\u3000 '.repeat(20) }, 422],
    ['two links of two posts', { channel: 'x', text: `${xLink()} ${xLink()}` }, 422],
    ['a look-alike host', { channel: 'x', text: 'https://x.com.gaung.id/warga/status/1991000000000000001' }, 422],
    ['a Cyrillic host', { channel: 'x', text: 'https://х.com/warga/status/1991000000000000001' }, 422],
    [
      'a host behind a user name',
      { channel: 'x', text: 'https://x.com@evil.id/warga/status/1991000000000000001' },
      422,
    ],
    ['a script as address', { channel: 'x', text: 'javascript:alert(1)//x.com/a/status/1991000000000000001' }, 422],
    ['a number as text', { channel: 'x', text: 7 }, 422],
    ['a list as text', { channel: 'x', text: [xLink()] }, 422],
    ['an object as statement', { ...said, statement: { toString: 'x' } }, 422],
    ['the state it wants', { ...said, state: 'accepted' }, 422],
    ['somebody else as sender', { ...said, personId: randomUUID() }, 422],
    ['a moment of receipt', { ...said, receivedAt: '2026-11-01T00:00:00Z' }, 422],
    ['the hints it wants', { ...said, hints: [] }, 422],
    ['a channel named like a part of the language', { ...said, channel: 'constructor' }, 422],
    ['a NUL', { ...said, statement: `${spoken}\0` }, 400],
    ['half a character', { ...said, statement: `${spoken}\ud800` }, 400],
    ['an item that is none', { ...said, postId: randomUUID() }, 404],
    ['an item that is no id', { ...said, postId: "' OR 1=1 --" }, 422],
  ])('with %s is refused with a sentence and writes nothing', async (_, body, status) => {
    const browser = await somebody();
    const before = await countShares();
    const answer = await put(browser, body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(detail(answer)).toMatch(/^[A-Z].+\.$/);
    expect(detail(answer).length).toBeLessThan(600);
    expect(await countShares()).toBe(before);
  });

  it.each([
    ['no JSON', '{"postId":', 400],
    ['nothing', '', 400],
    ['null', 'null', 422],
    ['a list', '[]', 422],
    ['a text', '"x"', 422],
    ['a number', '7', 422],
    ['nesting without end', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 400],
    ['a name that means something to JavaScript', '{"__proto__":{"x":1}}', 400],
  ])('that is %s is refused, and no bug', async (_, payload, status) => {
    const answer = await raw(await somebody(), payload);
    expect([answer.status, detail(answer)]).toEqual([status, expect.stringMatching(/^[A-Z].+\.$/)]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'image/png'])(
    'sent as %s, as another site could, is refused',
    async (type) => {
      const answer = await raw(await somebody(), JSON.stringify({ postId: post.id, ...said }), type);
      expect([400, 415, 422]).toContain(answer.status);
    },
  );

  it('keeps emoji, marks and other writing directions as they were typed', async () => {
    const browser = await somebody();
    for (const [channel, statement] of [
      ['face_to_face', 'Warga 👨‍👩‍👧‍👦 di balai desa 🏳️‍🌈 mendengar.'],
      ['notice_board', 'Papan مرحبا بكم di kantor, e\u0301 dan é.'],
    ])
      expect((await put(browser, { channel, statement })).json()).toMatchObject({ statement });
  });

  it('finds the link in what other apps put around it', async () => {
    const browser = await somebody();
    const link = xLink();
    const text = `Lihat ini 👇\r\n\r\n${link}?s=20&t=abc\u200b\n\nDibagikan lewat X`;
    expect((await put(browser, { channel: 'x', text })).json()).toMatchObject({
      link: expect.stringContaining('x.com'),
    });
    expect(code(await put(await somebody(), { channel: 'x', text: link }))).toBe('link-already-logged');
  });
});

describe('what reaches a share at the same moment', () => {
  const atOnce = (...asked: Promise<Answer>[]) => Promise.all(asked);
  const statuses = (answers: Answer[]) => answers.map(({ status }) => status);
  const returned = async (person: { id: string }) =>
    test.world.share(person, post, {
      state: 'returned',
      channel: 'x',
      key: String(1992000000000000000n + BigInt(++seed)),
    });

  it('mending and taking back: one of them, the other told so, and no link left behind', async () => {
    for (let round = 0; round < 12; round++) {
      const person = await test.world.staff({ unit });
      const browser = await test.as(person);
      const { id } = await returned(person);
      const [mended, withdrawn] = await atOnce(
        browser.api('POST', `/shares/${id}/repairs`, { text: xLink() }),
        browser.api('DELETE', `/shares/${id}`),
      );
      expect([200, 409]).toContain(mended.status);
      expect(withdrawn.status).toBe(200);
      const links = await test.db.query('SELECT key FROM used_link WHERE share_id = $1', [id]);
      expect(links).toEqual([]);
    }
  });

  it('two copies of one repair: both hear that it is mended, and it is in the trail once', async () => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    const { id } = await returned(person);
    const repair = () => browser.api('POST', `/shares/${id}/repairs`, { text: repaired });
    const repaired = xLink();
    expect(statuses(await atOnce(repair(), repair(), repair()))).toEqual([200, 200, 200]);
    expect((await repair()).status).toBe(200);
    const trail = await test.db.query('SELECT after FROM audit_entry WHERE subject_id = $1', [id]);
    expect(trail).toEqual([{ after: { state: 'recorded' } }]);
    const other = await browser.api('POST', `/shares/${id}/repairs`, { text: xLink() });
    expect([other.status, code(other)]).toEqual([409, 'not-returned']);
  });

  it('taking back and logging the same again: never refused for a reason that is not so', async () => {
    for (let round = 0; round < 12; round++) {
      const browser = await somebody();
      const id = randomUUID();
      await put(browser, said, id);
      const [, again] = await atOnce(browser.api('DELETE', `/shares/${id}`), put(browser, said));
      expect([201, 'already-logged']).toContain(again.status === 201 ? 201 : code(again));
      const [link, own] = [{ channel: 'x', text: xLink() }, randomUUID()];
      await put(browser, link, own);
      const [, linked] = await atOnce(browser.api('DELETE', `/shares/${own}`), put(browser, link));
      expect(linked.text).not.toContain('pegawai lain');
    }
  });

  it('the end of the session: recorded or refused as a whole, and the copy of a later session is the same share', async () => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    const id = randomUUID();
    const [logged] = await atOnce(put(browser, said, id), browser.api('DELETE', '/session'));
    expect([201, 401]).toContain(logged.status);
    expect((await put(browser, said, id)).status).toBe(401);
    const again = await put(await test.as(person), said, id);
    expect(again.status).toBe(logged.status === 201 ? 200 : 201);
  });

  it('the withdrawal of the item: what was shared before counts, what is shared later is refused', async () => {
    const item = await test.world.post();
    const browser = await somebody();
    test.clock.set('2026-11-23 10:00');
    const later = { ...said, postId: item.id, sharedAt: '2026-11-23T10:00:01+08:00' };
    const earlier = { ...later, channel: 'notice_board', sharedAt: '2026-11-23T09:59:00+08:00' };
    await test.db.query(`UPDATE post SET state = 'withdrawn', changed_at = '2026-11-23T10:00:00+08:00' WHERE id = $1`, [
      item.id,
    ]);
    const answers = await atOnce(put(browser, later), put(browser, earlier));
    expect(answers.map((answer) => [answer.status, answer.status === 201 || code(answer)])).toEqual([
      [409, 'post-withdrawn'],
      [201, true],
    ]);
  });

  it('the end of a membership: who leaves today logs today, and is recorded without counting afterwards', async () => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    await test.db.query(`UPDATE membership SET ends_on = '2026-11-22' WHERE person_id = $1`, [person.id]);
    const yesterday = await put(browser, { ...said, sharedAt: '2026-11-22T12:00:00+08:00' });
    const today = await put(browser, { ...said, channel: 'notice_board' });
    expect([yesterday.json()['counts'], today.json()['reason']]).toEqual([true, 'no_membership']);
  });
});
