import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson, TestPost, TestUnit } from '../world';

let test: TestApp;
let root: TestUnit;
let agency: TestUnit;
let post: TestPost;

beforeAll(async () => {
  test = await startApp();
  root = await test.world.unit({ name: 'Pemerintah Provinsi' });
  agency = await test.world.unit({ name: 'Dinas Kesehatan', parent: root });
  post = await test.world.post();
});
afterAll(() => test.stop());
beforeEach(async () => {
  for (const table of ['verdict', 'used_link', 'share', 'role_grant']) await test.db.query(`DELETE FROM ${table}`);
});

const reviewerOn = async (unit: TestUnit, role: 'reviewer' | 'head' = 'reviewer') => {
  const person = await test.world.staff({ unit, role });
  return { person, browser: await test.as(person) };
};
const shareOf = (person: TestPerson) => test.world.share(person, post);
const accept = async (browser: Browser, id: string) => {
  const answer = await browser.api('POST', `/shares/${id}/verdicts`, { verdict: 'accepted' });
  return [answer.status, answer.json<{ code?: string }>().code];
};
const listed = async (browser: Browser) =>
  (await browser.api('GET', '/shares?scope=review')).json<{ items: { id: string }[] }>().items.map(({ id }) => id);
const home = async (browser: Browser) => /(\d+\+?) sebaran menunggu/.exec((await browser.get('/')).words)?.[1] ?? '0';

describe('the share of somebody who reviews', () => {
  it.each(['reviewer', 'head'] as const)('is not for the colleagues of a %s but for the unit above', async (role) => {
    const { person } = await reviewerOn(agency, role);
    const { browser: peer } = await reviewerOn(agency, 'head');
    const { browser: above } = await reviewerOn(root);
    const { id } = await shareOf(person);
    expect(await accept(peer, id)).toEqual([403, 'decided-above']);
    const page = await peer.get(`/verifikasi/${id}`);
    expect(page.status).toBe(403);
    expect(page.words).toContain('diputuskan satu tingkat di atas unitnya');
    expect((await peer.post(`/verifikasi/${id}`, { verdict: 'accepted' })).status).toBe(403);
    expect([await listed(peer), await home(peer)]).toEqual([[], '0']);
    expect([await listed(above), await home(above)]).toEqual([[id], '1']);
    expect(await accept(above, id)).toEqual([201, undefined]);
  });

  it('is decided by another person on the same unit where none is above, never by the own person', async () => {
    const one = await reviewerOn(root);
    const other = await reviewerOn(root, 'head');
    const { id } = await shareOf(one.person);
    expect(await accept(one.browser, id)).toEqual([403, 'own-share']);
    expect((await one.browser.get(`/verifikasi/${id}`)).status).toBe(403);
    expect([await listed(one.browser), await listed(other.browser)]).toEqual([[], [id]]);
    expect(await accept(other.browser, id)).toEqual([201, undefined]);
  });

  it('is decided above every unit where the person holds a role', async () => {
    const office = await test.world.unit({ parent: agency });
    const person = await test.world.staff({ unit: office, role: 'reviewer' });
    await test.world.grant(person, 'reviewer', agency);
    const { browser: onAgency } = await reviewerOn(agency);
    const { browser: onRoot } = await reviewerOn(root);
    const { id } = await shareOf(person);
    expect(await accept(onAgency, id)).toEqual([403, 'decided-above']);
    expect(await accept(onRoot, id)).toEqual([201, undefined]);
  });

  it('is anybody’s in charge again once the role has ended, and so is that of an editor', async () => {
    const former = await reviewerOn(agency);
    await test.db.query(`UPDATE role_grant SET ends_on = '2026-11-22' WHERE person_id = $1`, [former.person.id]);
    const editor = await test.world.staff({ unit: agency, role: 'editor' });
    const { browser } = await reviewerOn(agency);
    const ids = [(await shareOf(former.person)).id, (await shareOf(editor)).id];
    expect((await listed(browser)).sort()).toEqual(ids.sort());
    for (const id of ids) expect(await accept(browser, id)).toEqual([201, undefined]);
  });

  it('stays with the unit above also when that reviewer narrows the list to the agency', async () => {
    const { person } = await reviewerOn(agency);
    const { browser: above } = await reviewerOn(root);
    const { id } = await shareOf(person);
    const page = await above.get(`/verifikasi?unit=${encodeURIComponent(agency.code)}`);
    expect(page.text).toContain(`/verifikasi/${id}`);
  });
});

describe('Beranda', () => {
  it('counts the same shares that the list shows: of former people on their days, on hold, not the own', async () => {
    const me = await reviewerOn(agency);
    const elsewhere = await test.world.unit({ parent: root });
    const moved = await test.world.staff({ unit: agency, until: '2026-11-15' });
    await test.world.member(moved, elsewhere, '2026-11-16');
    await test.world.share(moved, post, { at: '2026-11-14 09:00' });
    await test.world.share(moved, await test.world.post(), { at: '2026-11-17 09:00' });
    await test.world.share(await test.world.staff({ unit: agency }), post, { state: 'held' });
    await test.world.share(await test.world.staff({ unit: agency }), post, { state: 'accepted' });
    await shareOf(me.person);
    expect([await home(me.browser), (await listed(me.browser)).length]).toEqual(['2', 2]);
  });
});
