import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson, TestPost, TestUnit } from '../world';
import { marksOf } from './screen';

let test: TestApp;
let agency: TestUnit;
let post: TestPost;
let head: TestPerson;
let reviewer: Browser;

beforeAll(async () => {
  test = await startApp();
  agency = await test.world.unit();
  post = await test.world.post();
  head = await test.world.staff({ unit: agency, role: 'head' });
  reviewer = await test.as(head);
});
afterAll(() => test.stop());
beforeEach(async () => {
  for (const table of ['verdict', 'used_link', 'share']) await test.db.query(`DELETE FROM ${table}`);
  test.clock.set('2026-11-23 10:00');
});

const shareOf = async (name: string, given: { state?: string; hints?: string[]; unit?: TestUnit } = {}) => {
  const person = await test.world.staff({ unit: given.unit ?? agency, name });
  const share = await test.world.share(person, post, { state: given.state ?? 'recorded' });
  await test.db.query('UPDATE share SET hints = $2 WHERE id = $1', [share.id, given.hints ?? []]);
  return share.id;
};
const accept = (browser: Browser, mark: string[]) => browser.submit('/verifikasi/terima', { mark });
const states = async () =>
  (await test.db.query('SELECT state, count(*)::integer AS n FROM share GROUP BY state ORDER BY state')) as unknown;
const verdicts = () =>
  test.db.query('SELECT verdict, seconds, batch, by_id AS by FROM verdict ORDER BY id') as Promise<unknown[]>;

describe('shares accepted together', () => {
  it('are those ticked, each with the average time, and in the trail', async () => {
    const [first, second] = [await shareOf('Ani'), await shareOf('Budi')];
    await shareOf('Citra');
    const marks = marksOf(await reviewer.get('/verifikasi'));
    test.clock.set('2026-11-23 10:01');
    const page = await accept(reviewer, [marks[first] ?? '', marks[second] ?? '']);
    expect(page.words).toMatch(/Keluar 2 sebaran diterima\. .*Citra/);
    const row = { verdict: 'accepted', seconds: 30, batch: true, by: head.id };
    expect(await verdicts()).toEqual([row, row]);
    const trail = `SELECT count(*)::integer AS n FROM audit_entry WHERE verb = 'share.review' AND subject_id = ANY($1)`;
    expect(await test.db.query(trail, [[first, second]])).toEqual([{ n: 2 }]);
  });

  it('change nothing more when the form is sent twice, one after the other or at once', async () => {
    await shareOf('Ani');
    await shareOf('Budi');
    const marks = Object.values(marksOf(await reviewer.get('/verifikasi')));
    test.clock.set('2026-11-23 10:01');
    const answers = await Promise.all([1, 2, 3].map(() => reviewer.post('/verifikasi/terima', { mark: marks })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const again = await accept(reviewer, marks);
    expect(again.words).toContain('0 sebaran diterima. 2 sudah Anda putuskan sebelumnya.');
    expect(await verdicts()).toHaveLength(2);
  });

  it('are refused when they cannot have been read, and stay ticked with their time running', async () => {
    await shareOf('Ani');
    await shareOf('Budi');
    const marks = Object.values(marksOf(await reviewer.get('/verifikasi')));
    test.clock.set('2026-11-23 10:00:03');
    const hasty = await accept(reviewer, marks);
    expect(hasty.status).toBe(429);
    expect(hasty.words).toContain('2 sebaran perlu dibaca sedikitnya 4 detik.');
    expect(hasty.text.match(/type="checkbox"[^>]* checked[^>]*name="mark"|name="mark"[^>]* checked/g)).toHaveLength(2);
    expect(Object.values(marksOf(hasty)).sort()).toEqual(marks.sort());
    test.clock.set('2026-11-23 10:00:04');
    expect((await accept(reviewer, marks)).words).toContain('2 sebaran diterima.');
  });

  it('are counted from the last verdict when two lists are open at once', async () => {
    await shareOf('Ani');
    await shareOf('Budi');
    const [one = '', other = ''] = Object.values(marksOf(await reviewer.get('/verifikasi')));
    test.clock.set('2026-11-23 10:00:30');
    expect((await accept(reviewer, [one])).status).toBe(200);
    test.clock.set('2026-11-23 10:00:31');
    expect((await accept(reviewer, [other])).status).toBe(429);
  });

  it('leave out what others decided meanwhile, what was taken back and what was marked, and say whose', async () => {
    const ids = [await shareOf('Ani'), await shareOf('Budi'), await shareOf('Citra'), await shareOf('Dewi')];
    const marks = Object.values(marksOf(await reviewer.get('/verifikasi')));
    const second = await test.as(await test.world.staff({ unit: agency, role: 'reviewer' }));
    await second.api('POST', `/shares/${ids[0]}/verdicts`, { verdict: 'rejected', reason: 'Bukan materi ini' });
    await test.db.query(`UPDATE share SET state = 'withdrawn' WHERE id = $1`, [ids[1]]);
    await test.db.query(`UPDATE share SET hints = '{burst}' WHERE id = $1`, [ids[2]]);
    test.clock.set('2026-11-23 10:01');
    const { words } = await accept(reviewer, marks);
    expect(words).toContain('1 sebaran diterima. Sudah diputuskan verifikator lain atau dibatalkan:');
    expect(words).toMatch(/dibatalkan: (Ani, Budi|Budi, Ani)\. Perlu diperiksa satu per satu: Citra\./);
    expect(await states()).toEqual(['accepted', 'recorded', 'rejected', 'withdrawn'].map((state) => ({ state, n: 1 })));
  });

  it('and a single verdict at once: one decides, whatever is sent by the other', async () => {
    const id = await shareOf('Ani');
    const second = await test.as(await test.world.staff({ unit: agency, role: 'reviewer' }));
    const marks = Object.values(marksOf(await reviewer.get('/verifikasi')));
    test.clock.set('2026-11-23 10:01');
    const reason = 'Bukan materi ini';
    const [together, single] = await Promise.all([
      accept(reviewer, marks),
      second.api('POST', `/shares/${id}/verdicts`, { verdict: 'rejected', reason }),
    ]);
    expect(await verdicts()).toHaveLength(1);
    const isSingle = single.status === 201;
    expect(together.words).toContain(isSingle ? 'atau dibatalkan: Ani.' : '1 sebaran diterima.');
    expect(isSingle || single.status === 409).toBe(true);
  });

  it('cannot be shares on hold, with a mark or proven by a picture alone: they have nothing to tick', async () => {
    const ids = [await shareOf('Ani', { state: 'held' }), await shareOf('Budi', { hints: ['burst'] })];
    ids.push(await shareOf('Citra'));
    await test.db.query('UPDATE share SET statement = NULL WHERE id = $1', [ids[2]]);
    const page = await reviewer.get('/verifikasi');
    expect(marksOf(page)).toEqual({});
    const single: string[] = [];
    for (const id of ids) single.push(...Object.values(marksOf(await reviewer.get(`/verifikasi/${id}`))));
    test.clock.set('2026-11-23 10:01');
    const forced = await accept(reviewer, single);
    expect(forced.words).toContain('0 sebaran diterima. Perlu diperiksa satu per satu:');
    expect(await verdicts()).toEqual([]);
  });

  it('are believed only with the marks that this reviewer’s page gave', async () => {
    const id = await shareOf('Ani');
    const second = await test.as(await test.world.staff({ unit: agency, role: 'reviewer' }));
    const [mark = ''] = Object.values(marksOf(await second.get('/verifikasi')));
    test.clock.set('2026-11-23 10:01');
    const older = mark.replace(/~[0-9a-z]+~/, '~0~');
    for (const forged of [[], [id], [mark], [older], [`${id}~0~`], ['x'.repeat(10_000)]]) {
      const answer = await accept(reviewer, forged);
      expect([answer.status, answer.words.includes('Belum ada sebaran yang dicentang')]).toEqual([422, true]);
    }
    expect(await states()).toEqual([{ state: 'recorded', n: 1 }]);
  });

  it('stop at the edge of the units when the role is gone', async () => {
    const other = await test.world.unit();
    const id = await shareOf('Ani', { unit: other });
    const guest = await test.world.staff({ unit: agency, role: 'reviewer', roleUnit: other });
    await test.world.grant(guest, 'reviewer', agency);
    const browser = await test.as(guest);
    const marks = marksOf(await browser.get('/verifikasi'));
    await test.db.query('UPDATE role_grant SET ends_on = $3 WHERE person_id = $1 AND unit_id = $2', [
      ...[guest.id, other.id, '2026-11-22'],
    ]);
    test.clock.set('2026-11-23 10:01');
    expect((await accept(browser, [marks[id] ?? ''])).status).toBe(404);
    expect(await verdicts()).toEqual([]);
  });
});
