import { roles } from '../../src/access/roles.rules';
import { RetentionJobs } from '../../src/admin/retention.jobs';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { jpeg } from '../files/sample-pictures';
import type { TestPerson, TestUnit } from '../world';

let test: TestApp;
let agency: TestUnit;
let office: TestUnit;
let owner: TestPerson;
let ownerBrowser: Browser;
let share: { id: string };

beforeAll(async () => {
  test = await startApp();
  agency = await test.world.unit();
  office = await test.world.unit({ parent: agency });
  owner = await test.world.staff({ unit: office });
  ownerBrowser = await test.as(owner);
  share = await test.world.share(owner, await test.world.post(), { at: '2026-11-23 09:00' });
  for (const account of ['pertama', 'kedua']) {
    const headers = { 'content-type': 'image/jpeg' };
    const payload = await jpeg(account, account.length);
    await ownerBrowser.send('PUT', `/api/v1/shares/${share.id}/evidence`, { headers, payload });
  }
});
afterAll(() => test.stop());

const addresses = () => [`/sebaran/${share.id}/bukti`, `/verifikasi/${share.id}/bukti`];
const statuses = async (browser: Browser) => {
  const found = [];
  for (const address of addresses()) found.push((await browser.get(address)).status);
  return found;
};
const looksOf = async ({ id }: TestPerson): Promise<string[]> => {
  const rows: { shareId: string }[] = await test.db.query(
    `SELECT subject_id AS "shareId" FROM audit_entry WHERE verb = 'evidence.look' AND actor_id = $1`,
    [id],
  );
  return rows.map(({ shareId }) => shareId);
};

it('shows the picture to its owner as bytes that no browser runs, the last one first, without an entry in the trail', async () => {
  const answer = await ownerBrowser.get(`/sebaran/${share.id}/bukti`);
  expect(answer.status).toBe(200);
  expect(answer.bytes.subarray(8, 12).toString()).toBe('WEBP');
  expect(answer.headers).toMatchObject({
    'content-type': 'image/webp',
    'content-disposition': 'inline; filename="bukti.webp"',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  const numbered = await Promise.all(
    ['1', '2', '3', '0', 'x', '1.5'].map((nomor) => ownerBrowser.get(`/sebaran/${share.id}/bukti?nomor=${nomor}`)),
  );
  expect(numbered.map(({ status }) => status)).toEqual([200, 200, 404, 404, 404, 404]);
  expect(numbered[1]?.bytes.equals(answer.bytes)).toBe(true);
  expect(numbered[0]?.bytes.equals(answer.bytes)).toBe(false);
  expect(await looksOf(owner)).toEqual([]);
});

describe.each(roles)('a person with the role %s', (role) => {
  const mayReview = role === 'reviewer' || role === 'head';
  // Everybody is staff; it is no role that is granted.
  const granted = role === 'staff' ? {} : { role };

  it('sees it only to judge it, and every look is in the trail', async () => {
    const person = await test.world.staff({ unit: agency, ...granted });
    const answers = await statuses(await test.as(person));
    expect(answers).toEqual([404, mayReview ? 200 : 403]);
    expect(await looksOf(person)).toEqual(mayReview ? [share.id] : []);
  });

  it('does not see it from another agency', async () => {
    const person = await test.world.staff(granted);
    expect(await statuses(await test.as(person))).toEqual([404, mayReview ? 404 : 403]);
  });

  it('sees it no more when the role is gone', async () => {
    const person = await test.world.staff({ unit: agency, ...granted });
    const browser = await test.as(person);
    await statuses(browser);
    await test.db.query('DELETE FROM role_grant WHERE person_id = $1', [person.id]);
    expect(await statuses(browser)).toEqual([404, 403]);
  });
});

it('is not shown to somebody who is not signed in, nor under any other address', async () => {
  const nobody = test.anybody();
  for (const address of addresses()) {
    const { status, headers } = await nobody.get(address);
    expect([status, String(headers['location'])]).toEqual([303, expect.stringMatching(/^\/masuk/)]);
  }
  const [{ id, hash }] = await test.db.query(
    `SELECT id, encode(file_hash, 'hex') AS hash FROM picture WHERE owner_id = $1 LIMIT 1`,
    [owner.id],
  );
  const reviewer = await test.as(await test.world.staff({ unit: agency, role: 'reviewer' }));
  const guesses = [
    `/api/v1/pictures/${id}`,
    `/files/${hash}`,
    `/pictures/${id}`,
    `/bukti/${id}`,
    `/assets/${hash}.webp`,
  ];
  for (const address of guesses) expect([address, (await reviewer.get(address)).status]).toEqual([address, 404]);
});

it('is erased with its file 90 days after its month was closed, and what is left says how many and of which days', async () => {
  const eraseAt = async (moment: string) => {
    test.clock.set(moment);
    return test.app.get(RetentionJobs).erasePicturesAt(test.clock.now());
  };
  const close = (version: number, state: string) =>
    test.db.query(
      `INSERT INTO period_version (month, version, state, policy_version, cutoff, closed_at)
       SELECT '2026-11', $1, $2, min(version), '2026-12-10T00:00:00+08:00', '2026-12-10T00:00:00+08:00' FROM policy`,
      [version, state],
    );
  await close(1, 'closed');
  await close(2, 'provisional');
  expect(await eraseAt('2027-03-20 01:00')).toEqual([]);
  await close(3, 'closed');
  expect(await eraseAt('2027-03-10 00:00')).toEqual([]);
  expect(await eraseAt('2027-03-10 00:01')).toEqual(['2026-11 v3']);
  expect(await eraseAt('2027-03-11 00:01')).toEqual([]);
  const left = await test.db.query(
    `SELECT (SELECT count(*)::int FROM picture) AS pictures, (SELECT count(*)::int FROM stored_file) AS files,
       (SELECT count(*)::int FROM share_evidence) AS evidence, (SELECT count(*)::int FROM share) AS shares`,
  );
  expect(left).toEqual([{ pictures: 0, files: 0, evidence: 0, shares: 1 }]);
  const entries = await test.db.query(`SELECT actor_id, after FROM audit_entry WHERE verb = 'evidence.erase'`);
  expect(entries).toEqual([{ actor_id: null, after: { pictures: 2, from: '2026-11-01', until: '2026-11-30' } }]);
  expect((await ownerBrowser.get(`/sebaran/${share.id}/bukti`)).status).toBe(404);
  expect((await ownerBrowser.get(`/sebaran/${share.id}`)).status).toBe(200);
});
