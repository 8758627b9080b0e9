import type { Role } from '../../src/access/roles.rules';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPost, TestUnit } from '../world';

let gaung: TestApp;
let agency: TestUnit;
let elsewhere: TestUnit;
const posts: Record<string, TestPost> = {};

beforeAll(async () => {
  gaung = await startApp();
  const province = await gaung.world.unit({ code: 'PEMPROV' });
  agency = await gaung.world.unit({ code: 'DINKES', parent: province });
  elsewhere = await gaung.world.unit({ code: 'DISPORA', parent: province });
  const author = await gaung.world.staff({ unit: agency });
  for (const state of ['draft', 'submitted', 'returned', 'published'])
    posts[state] = await gaung.world.post({ unit: agency, state, author, title: `Materi ${state}` });
});
afterAll(() => gaung.stop());

const yes = { sourceClear: true, contentTrue: true, noHoaxOrHate: true, noPersonalDataOrPolitics: true };
const calls: [string, (as: Browser) => Promise<{ status: number }>][] = [
  ['sees the list', (as) => as.get('/materi')],
  ['sees the form', (as) => as.get('/materi/baru')],
  ['sees a draft', (as) => as.get(`/materi/${posts['draft']?.id}`)],
  ['sees a submitted post', (as) => as.get(`/materi/${posts['submitted']?.id}`)],
  ['sees a published post', (as) => as.get(`/materi/${posts['published']?.id}`)],
  ['drafts', (as) => as.api('POST', '/posts', {})],
  ['submits', (as) => as.api('POST', `/posts/${posts['draft']?.id}/submission`)],
  ['returns', (as) => as.api('POST', `/posts/${posts['published']?.id}/return`, { reason: 'Keliru sekali.' })],
  ['publishes', (as) => as.api('POST', `/posts/${posts['published']?.id}/publication`, yes)],
  ['imports', (as) => as.api('POST', '/posts/imports', {})],
];

// 200 seen or done, 403 not for this role, 404 out of sight, 409 wrong state, 422 allowed but incomplete.
const expected: [Role, number[]][] = [
  ['staff', [403, 403, 404, 404, 200, 403, 403, 403, 403, 403]],
  ['reviewer', [403, 403, 404, 404, 200, 403, 403, 403, 403, 403]],
  ['head', [403, 403, 404, 404, 200, 403, 403, 403, 403, 403]],
  ['editor', [200, 200, 200, 200, 200, 422, 422, 403, 403, 403]],
  ['publisher', [200, 200, 200, 200, 200, 422, 422, 409, 409, 422]],
  ['evaluator', [403, 403, 404, 404, 200, 403, 403, 403, 403, 403]],
  ['auditor', [403, 403, 200, 200, 200, 403, 403, 403, 403, 403]],
  ['agent', [403, 403, 404, 404, 200, 403, 403, 403, 403, 403]],
  ['admin', [403, 403, 404, 404, 200, 403, 403, 403, 403, 403]],
];

describe('with posts of the own unit', () => {
  beforeAll(async () => {
    // Nothing happens to it, so that every role meets the same draft: it lacks a caption.
    await gaung.db.query(`UPDATE post SET captions = '{satu}' WHERE id = $1`, [posts['draft']?.id]);
  });

  it.each(expected)('a %s is answered as the job says', async (role, statuses) => {
    const person = await gaung.world.staff({ unit: agency, ...(role === 'staff' ? {} : { role }) });
    const browser = await gaung.as(person);
    const answers: [string, number][] = [];
    for (const [name, call] of calls) answers.push([name, (await call(browser)).status]);
    expect(answers).toEqual(calls.map(([name], index) => [name, statuses[index]]));
  });

  it('nobody in particular is sent to sign in, and programs get 401', async () => {
    const answer = await gaung.anybody().get(`/materi/${posts['published']?.id}`);
    expect([answer.status, String(answer.headers['location'])]).toEqual([303, expect.stringContaining('/masuk')]);
    expect((await gaung.anybody().api('GET', `/posts/${posts['published']?.id}`)).status).toBe(401);
  });
});

describe('with posts of another unit', () => {
  it('an editor sees only what is published', async () => {
    const browser = await gaung.as(await gaung.world.staff({ unit: elsewhere, role: 'editor' }));
    const statuses = [];
    for (const state of ['draft', 'submitted', 'returned', 'published'])
      statuses.push((await browser.get(`/materi/${posts[state]?.id}`)).status);
    expect(statuses).toEqual([404, 404, 404, 200]);
    expect((await browser.get('/materi')).words).not.toContain('Materi submitted');
  });

  it('a publisher sees everything that was ever submitted, but no draft', async () => {
    const browser = await gaung.as(await gaung.world.staff({ unit: elsewhere, role: 'publisher' }));
    const statuses = [];
    for (const state of ['draft', 'submitted', 'returned', 'published'])
      statuses.push((await browser.get(`/materi/${posts[state]?.id}`)).status);
    expect(statuses).toEqual([404, 200, 200, 200]);
    expect((await browser.api('POST', `/posts/${posts['returned']?.id}/submission`)).status).toBe(403);
  });
});

describe('an address that is none', () => {
  it.each(['/materi/1', '/materi/00000000-0000-4000-8000-000000000000', "/materi/'; --"])(
    '%s is not found',
    async (path) => {
      const browser = await gaung.as(await gaung.world.staff({ unit: agency, role: 'publisher' }));
      expect((await browser.get(encodeURI(path))).status).toBe(404);
    },
  );
});
