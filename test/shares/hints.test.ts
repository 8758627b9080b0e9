import { randomUUID } from 'node:crypto';
import { type HintCode, hintCodes } from '../../src/shares/hint.rules';
import { SharesService } from '../../src/shares/shares.service';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { linkOnX, wita } from '../fakes';
import type { TestPost, TestUnit } from '../world';

const spoken = 'Disampaikan pada apel Senin di halaman kantor.';

interface Logged {
  id: string;
  status: number;
  state: string;
  counts: boolean;
  hints: string[];
}

let test: TestApp;
let unit: TestUnit;
let post: TestPost;
let seed = 0;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
  post = await test.world.post({ from: '2026-11-22 08:00' });
  await official(post, [
    'https://www.tiktok.com/@pemprovsulut/video/7567206382937372134',
    'https://www.facebook.com/pemprovsulut/posts/998877665544332',
  ]);
});
afterAll(() => test.stop());
beforeEach(() => test.clock.set('2026-11-23 10:00'));

const official = (item: TestPost, links: string[]) =>
  test.db.query('UPDATE post SET official_links = $2 WHERE id = $1', [item.id, links]);
const somebody = async (): Promise<Browser> => test.as(await test.world.staff({ unit }));
const madeAt = (moment: string) => linkOnX(wita(moment), ++seed);
const hintsOf = async (id: string): Promise<string[]> =>
  (await test.db.query('SELECT hints FROM share WHERE id = $1', [id]))[0]?.hints ?? [];

async function log(browser: Browser, body: object): Promise<Logged> {
  const id = randomUUID();
  const answer = await browser.api('PUT', `/shares/${id}`, { postId: post.id, ...body });
  const { state, counts } = answer.json<{ state: string; counts: boolean }>();
  return { id, status: answer.status, state, counts, hints: await hintsOf(id) };
}
const spokenOf = async (browser: Browser, given: object = {}) => {
  const item = await test.world.post();
  return log(browser, { postId: item.id, channel: 'face_to_face', statement: spoken, ...given });
};

describe('a share as it comes in', () => {
  it('is not marked when nothing is odd about it', async () => {
    const { hints } = await log(await somebody(), { channel: 'x', text: madeAt('2026-11-23 09:58') });
    expect(hints).toEqual([]);
    expect((await spokenOf(await somebody())).hints).toEqual([]);
  });

  const facebookPost = (account: string, id: string) => `https://www.facebook.com/${account}/posts/${id}`;
  it.each<[HintCode, () => object]>([
    ['older_than_item', () => ({ channel: 'x', text: madeAt('2026-11-22 07:44'), sharedAt: '2026-11-22T08:00' })],
    ['made_after_logging', () => ({ channel: 'x', text: madeAt('2026-11-23 10:06') })],
    ['not_when_stated', () => ({ channel: 'x', text: madeAt('2026-11-22 08:59'), sharedAt: '2026-11-23T09:00' })],
    ['short_link', () => ({ channel: 'tiktok', text: 'https://vm.tiktok.com/ZS92gyt7u/' })],
    ['weak_link', () => ({ channel: 'facebook', text: facebookPost('warga', `pfbid0${'2'.repeat(63)}l`) })],
    ['official_handle', () => ({ channel: 'facebook', text: facebookPost('PemprovSulut', '123456789012345') })],
  ])('is marked %s by its cause and is recorded and counts like any other', async (code, body) => {
    expect(await log(await somebody(), body())).toMatchObject({
      status: 201,
      state: 'recorded',
      counts: true,
      hints: [code],
    });
  });

  it('is marked when it precedes every official publication, but not when one of them tells no moment', async () => {
    const [dated, undated] = [await test.world.post(), await test.world.post()];
    const source = madeAt('2026-11-23 09:30').replace('warga', 'i/web');
    await official(dated, [source]);
    await official(undated, [source, facebookPost('pemprovsulut', '998877665544333')]);
    const early = (item: TestPost) => ({ postId: item.id, channel: 'x', text: madeAt('2026-11-23 09:10') });
    const browser = await somebody();
    expect((await log(browser, early(dated))).hints).toEqual(['before_source']);
    expect((await log(browser, early(undated))).hints).toEqual([]);
  });
});

describe('aliases of a link', () => {
  const reel = (id: string, code: string) =>
    `https://www.facebook.com/reel/${id}?rdid=a&share_url=https%3A%2F%2Fwww.facebook.com%2Fshare%2Fr%2F${code}%2F`;

  it('mark the share that meets them, whichever came first, and block nobody', async () => {
    const [ani, budi, citra] = [await somebody(), await somebody(), await somebody()];
    const first = await log(ani, { channel: 'facebook', text: reel('1195289147628387', '1AbCdEfGhI') });
    const second = await log(budi, { channel: 'facebook', text: 'https://www.facebook.com/share/r/1AbCdEfGhI/' });
    const third = await log(citra, { channel: 'facebook', text: reel('1195289147628399', '1AbCdEfGhI') });
    expect([first.status, first.hints]).toEqual([201, []]);
    expect([second.status, second.counts, second.hints]).toEqual([201, true, ['short_link', 'link_seen']]);
    expect([third.status, third.counts, third.hints]).toEqual([201, true, ['link_seen']]);
  });

  it('forged onto an own link do not take the link of a colleague', async () => {
    const [forger, colleague] = [await somebody(), await somebody()];
    const photo = 'https://www.facebook.com/photo/?fbid=102233445566778&set=pcb.998877665544399';
    await log(forger, { channel: 'facebook', text: photo });
    const own = await log(colleague, { channel: 'facebook', text: facebookSet('998877665544399') });
    expect(own).toMatchObject({ status: 201, state: 'recorded', counts: true, hints: ['link_seen'] });
  });

  const facebookSet = (id: string) => `https://www.facebook.com/media/set/?set=pcb.${id}`;
});

describe('shares that come in heaps', () => {
  it('are a burst from the sixth within two minutes', async () => {
    const browser = await somebody();
    const seen: string[][] = [];
    for (const second of [0, 20, 40, 60, 80, 119]) {
      test.clock.set(new Date(wita('2026-11-03 10:00').getTime() + second * 1000).toISOString());
      seen.push((await spokenOf(browser)).hints);
    }
    expect(seen).toEqual([[], [], [], [], [], ['burst']]);
  });

  it('are none when they take longer, or when others send them', async () => {
    const browser = await somebody();
    for (const second of [0, 30, 60, 90, 120]) {
      test.clock.set(new Date(wita('2026-11-03 10:00').getTime() + second * 1000).toISOString());
      await spokenOf(browser);
    }
    test.clock.set(new Date(wita('2026-11-03 10:02').getTime() + 1000).toISOString());
    expect((await spokenOf(browser)).hints).toEqual([]);
    expect((await spokenOf(await somebody())).hints).toEqual([]);
  });

  const crowd = async (days: string[]) => {
    const browser = await somebody();
    let last: Logged | undefined;
    for (const day of days) {
      test.clock.set(day);
      last = await spokenOf(browser);
    }
    return last?.hints;
  };
  const spread = ['2026-11-02 09:00', '2026-11-04 09:00', '2026-11-09 09:00'];
  const daily = (hours: number[]) => hours.map((hour) => `2026-11-20 ${String(hour).padStart(2, '0')}:00`);

  it('cram a month when most of at least eight arrive within a day', async () => {
    expect(await crowd([...spread, ...daily([8, 9, 10, 11, 12])])).toEqual(['crammed_month']);
  });

  it('do not cram it with seven, with half of them before, or in its first week', async () => {
    expect(await crowd([...spread, ...daily([8, 9, 10, 11])])).toEqual([]);
    expect(await crowd([...spread, '2026-11-10 09:00', ...daily([8, 9, 10, 11])])).toEqual([]);
    const firstWeek = [8, 9, 10, 11, 12, 13, 14, 15].map((hour) => `2026-11-07 ${String(hour).padStart(2, '0')}:00`);
    expect(await crowd(firstWeek)).toEqual([]);
  });
});

describe('a hint by itself', () => {
  it.each(hintCodes)('%s changes neither the state of a share nor whether it counts', async (code) => {
    const person = await test.world.staff({ unit });
    const browser = await test.as(person);
    for (const state of ['recorded', 'accepted', 'held']) {
      const { id } = await test.world.share(person, await test.world.post(), { state });
      const before = (await browser.api('GET', `/shares/${id}`)).json();
      await test.db.transaction((em) => test.app.get(SharesService).addHints(em, id, [code]));
      expect((await browser.api('GET', `/shares/${id}`)).json()).toEqual(before);
      expect(await hintsOf(id)).toEqual([code]);
    }
  });

  it('is added once, however often it is noticed', async () => {
    const { id } = await test.world.share(await test.world.staff({ unit }), post);
    for (const codes of [['same_picture'], ['similar_picture', 'same_picture'], []] as HintCode[][]) {
      await test.db.transaction((em) => test.app.get(SharesService).addHints(em, id, codes));
    }
    expect((await hintsOf(id)).sort()).toEqual(['same_picture', 'similar_picture']);
  });
});

describe('a mended share', () => {
  it('has the hints of its new link and keeps those of its pictures and of how it came in', async () => {
    const person = await test.world.staff({ unit });
    const { id } = await test.world.share(person, post, {
      state: 'returned',
      key: '1990000000000003001',
      channel: 'x',
    });
    await test.db.query(`UPDATE share SET hints = '{older_than_item,burst,same_picture}' WHERE id = $1`, [id]);
    const text = madeAt('2026-11-23 10:08');
    const answer = await (await test.as(person)).api('POST', `/shares/${id}/repairs`, { text });
    expect([answer.status, await hintsOf(id)]).toEqual([200, ['burst', 'same_picture', 'made_after_logging']]);
  });
});
