import { SharesService } from '../../src/shares/shares.service';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import type { TestPerson, TestPost, TestUnit } from '../world';

let test: TestApp;
let agency: TestUnit;
let office: TestUnit;
let elsewhere: TestUnit;
let post: TestPost;
let head: TestPerson;
let reviewer: Browser;

beforeAll(async () => {
  test = await startApp();
  agency = await test.world.unit({ name: 'Dinas Kesehatan' });
  office = await test.world.unit({ name: 'UPTD Puskesmas', parent: agency });
  elsewhere = await test.world.unit({ name: 'Dinas Sosial' });
  post = await test.world.post({ title: 'Vaksinasi gratis' });
  head = await test.world.staff({ unit: agency, role: 'head' });
  reviewer = await test.as(head);
});
afterAll(() => test.stop());
beforeEach(async () => {
  for (const table of ['verdict', 'used_link', 'share']) await test.db.query(`DELETE FROM ${table}`);
});

const shareOf = async (unit: TestUnit, given: Parameters<typeof test.world.share>[2] = {}, name?: string) => {
  const person = await test.world.staff({ unit, ...(name ? { name } : {}) });
  return { person, ...(await test.world.share(person, post, given)) };
};
const decide = (browser: Browser, id: string, verdict: string, reason?: string) =>
  browser.api('POST', `/shares/${id}/verdicts`, { verdict, reason });
const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status).sort((a, b) => a - b);
const code = (answer: Answer) => answer.json<{ code: string }>().code;
const stateOf = async (id: string) => (await test.db.query('SELECT state FROM share WHERE id = $1', [id]))[0].state;
const verdictsOf = (id: string) =>
  test.db.query('SELECT verdict, reason, by_id AS by FROM verdict WHERE share_id = $1 ORDER BY id', [id]);

describe('a reviewer', () => {
  it('accepts a share of a sub-unit; verdict and trail say who and when', async () => {
    const { id, person } = await shareOf(office);
    const answer = await decide(reviewer, id, 'accepted');
    expect([answer.status, answer.json()]).toEqual([201, { id, state: 'accepted' }]);
    expect(await verdictsOf(id)).toEqual([{ verdict: 'accepted', reason: '', by: head.id }]);
    const [record] = await test.db.query(
      `SELECT actor_id AS actor, verb, after FROM audit_entry WHERE subject = 'share' AND subject_id = $1`,
      [id],
    );
    expect(record).toEqual({ actor: head.id, verb: 'share.review', after: { to: 'accepted', reason: '' } });
    expect((await (await test.as(person)).get(`/sebaran/${id}`)).words).toContain('Diterima Dihitung');
  });

  it.each(['returned', 'rejected'])('needs a reason for "%s", which the person reads', async (verdict) => {
    const { id, person } = await shareOf(office);
    for (const reason of [undefined, '', ' abcd ', 'a'.repeat(501)]) {
      const answer = await decide(reviewer, id, verdict, reason);
      expect([answer.status, code(answer)]).toEqual([422, 'reason-required']);
    }
    expect((await decide(reviewer, id, verdict, 'Tautan bukan unggahan Anda')).status).toBe(201);
    const shown = (await (await test.as(person)).api('GET', `/shares/${id}`)).json<{ explanation: string }>();
    expect(shown.explanation).toContain(': Tautan bukan unggahan Anda.');
  });

  it('never decides on the own share, and does not see it in the queue', async () => {
    const { id } = await test.world.share(head, post);
    const answer = await decide(reviewer, id, 'accepted');
    expect([answer.status, code(answer)]).toEqual([403, 'own-share']);
    expect((await reviewer.get('/verifikasi')).words).toContain('Tidak ada sebaran yang menunggu.');
    const above = await test.as(await test.world.staff({ role: 'reviewer', roleUnit: agency }));
    expect((await decide(above, id, 'accepted')).status).toBe(201);
  });

  it('finds no share of another agency, whatever it is asked', async () => {
    const { id } = await shareOf(elsewhere);
    expect((await decide(reviewer, id, 'accepted')).status).toBe(404);
    expect((await reviewer.post(`/verifikasi/${id}`, { verdict: 'accepted' })).status).toBe(404);
    expect((await reviewer.api('GET', '/shares?scope=review')).json()).toEqual({ items: [], next: null });
    expect(await stateOf(id)).toBe('recorded');
  });

  it('decides on what was shared while the person was in the unit, and on what today’s people shared', async () => {
    const moved = await test.world.staff({ unit: office, until: '2026-11-15' });
    await test.world.member(moved, elsewhere, '2026-11-16');
    const before = await test.world.share(moved, post, { at: '2026-11-15 23:59' });
    const after = await test.world.share(moved, await test.world.post(), { at: '2026-11-16 00:00' });
    const newcomer = await test.world.staff({ unit: elsewhere, until: '2026-11-20' });
    await test.world.member(newcomer, office, '2026-11-21');
    const earlier = await test.world.share(newcomer, post, { at: '2026-11-10 09:00' });
    const statuses = [];
    for (const { id } of [before, after, earlier]) statuses.push((await decide(reviewer, id, 'accepted')).status);
    expect(statuses).toEqual([201, 404, 201]);
  });

  it('cannot decide twice, nor on what was taken back', async () => {
    const { id } = await shareOf(office);
    await decide(reviewer, id, 'accepted');
    const again = await decide(reviewer, id, 'rejected', 'Berubah pikiran');
    expect([again.status, code(again)]).toEqual([409, 'already-decided']);
    expect(again.json<{ detail: string }>().detail).toMatch(/^Sebaran ini sudah diputuskan atau dibatalkan\./);
    const gone = await shareOf(office, { state: 'withdrawn' });
    expect(code(await decide(reviewer, gone.id, 'accepted'))).toBe('already-decided');
    expect(await stateOf(id)).toBe('accepted');
  });

  it('is one of two at once: one decides, the other is told', async () => {
    const second = await test.as(await test.world.staff({ unit: agency, role: 'reviewer' }));
    const { id } = await shareOf(office);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        decide(turn % 2 ? second : reviewer, id, turn % 2 ? 'rejected' : 'accepted', 'Bukan akun pegawai'),
      ),
    );
    expect(statusesOf(answers)).toEqual([201, ...Array(9).fill(409)]);
    expect(await verdictsOf(id)).toHaveLength(1);
    const winner = answers.find(({ status }) => status === 201)?.json<{ state: string }>().state;
    expect(await stateOf(id)).toBe(winner);
  });

  it('loses to a person who takes the share back first, or wins; never both', async () => {
    const { id, person } = await shareOf(office);
    const owner = await test.as(person);
    const [verdict, withdrawal] = await Promise.all([
      decide(reviewer, id, 'accepted'),
      owner.api('DELETE', `/shares/${id}`),
    ]);
    const expected = verdict.status === 201 ? ['accepted', 409, 1] : ['withdrawn', 200, 0];
    expect([await stateOf(id), withdrawal.status, (await verdictsOf(id)).length]).toEqual(expected);
  });

  it('sees a mended share wait again', async () => {
    const { id, person } = await shareOf(office);
    await decide(reviewer, id, 'returned', 'Tulis kepada siapa');
    const body = { statement: 'Kepada warga Malalayang di balai.' };
    await (await test.as(person)).api('POST', `/shares/${id}/repairs`, body);
    expect((await reviewer.get('/verifikasi')).words).toContain(body.statement);
    expect((await decide(reviewer, id, 'accepted')).status).toBe(201);
    expect((await verdictsOf(id)).map(({ verdict }: { verdict: string }) => verdict)).toEqual(['returned', 'accepted']);
  });

  it('is refused an unknown verdict', async () => {
    const { id } = await shareOf(office);
    const answer = await decide(reviewer, id, 'withdrawn');
    expect([answer.status, code(answer)]).toEqual([422, 'invalid-input']);
  });
});

describe('the right to review', () => {
  it.each(['staff', 'editor', 'publisher', 'evaluator', 'auditor', 'agent', 'admin'] as const)(
    'is not %s’s',
    async (role) => {
      const { id } = await shareOf(office);
      const person = await test.world.staff({ unit: agency, ...(role === 'staff' ? {} : { role }) });
      const browser = await test.as(person);
      const answers = [
        await decide(browser, id, 'accepted'),
        await browser.get('/verifikasi'),
        await browser.get(`/verifikasi/${id}`),
        await browser.post('/verifikasi/terima', { mark: id }),
        await browser.post(`/verifikasi/${id}`, { verdict: 'accepted' }),
        await browser.api('GET', '/shares?scope=review'),
      ];
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(403));
      expect(await stateOf(id)).toBe('recorded');
    },
  );
});

describe('Verifikasi', () => {
  it('shows what waits, oldest first, with person, unit, item and evidence, and what the machine noticed', async () => {
    await shareOf(office, { at: '2026-11-22 09:00' }, 'Budi Kedua');
    const { id } = await shareOf(
      office,
      { at: '2026-11-21 09:00', channel: 'x', key: '1349794411333394432' },
      'Ani Pertama',
    );
    const marked = `UPDATE share SET link_posted_at = '2021-01-14T19:04:00Z', hints = '{older_than_item}' WHERE id = $1`;
    await test.db.query(marked, [id]);
    await shareOf(office, { state: 'accepted' }, 'Citra Sudah');
    const page = await reviewer.get('/verifikasi');
    expect(page.words.indexOf('Ani Pertama')).toBeLessThan(page.words.indexOf('Budi Kedua'));
    expect(page.words).not.toContain('Citra Sudah');
    expect(page.words).toContain('X: Vaksinasi gratis');
    expect(page.words).toContain('Unggahan dibuat 15 Januari 2021 pukul 03.04 WITA, sebelum masa sebar');
    expect(page.text).toContain('rel="noopener noreferrer nofollow"');
  });

  it('decides by its buttons without a script and stays with the filter', async () => {
    const { id } = await shareOf(office, {}, 'Dewi Tombol');
    const done = await reviewer.post(`/verifikasi/${id}?kanal=face_to_face`, { verdict: 'accepted' });
    expect([done.status, done.headers['location']]).toEqual([303, '/verifikasi?kanal=face_to_face']);
    const next = await reviewer.get('/verifikasi?kanal=face_to_face');
    expect(next.words).toContain('Sebaran Dewi Tombol diterima.');
    expect(next.words).toContain('Tidak ada data yang cocok dengan saringan.');
  });

  it('keeps what was typed when the reason is too short, and tells when somebody else was quicker', async () => {
    const { id } = await shareOf(office);
    const short = await reviewer.post(`/verifikasi/${id}`, { verdict: 'returned', reason: '<b>!' });
    expect(short.status).toBe(422);
    expect(short.words).toContain('Pilih alasan atau tulis sendiri, 5–500 karakter');
    expect(short.text).toContain('&lt;b>!</textarea>');
    await decide(reviewer, id, 'accepted');
    const late = await reviewer.post(`/verifikasi/${id}`, { verdict: 'rejected', reason: 'Bukan pegawai' });
    expect(late.status).toBe(409);
    expect(late.words).toContain('sudah diputuskan atau dibatalkan');
  });

  it('narrows by unit, channel and words, and hides hostile names as text', async () => {
    await shareOf(office, { channel: 'notice_board' }, '"><img src=x onerror=alert(1)>');
    await shareOf(agency, { channel: 'face_to_face' }, "Eko 100% O'Brien");
    const shown = async (query: string) => (await reviewer.get(`/verifikasi?${query}`)).words;
    expect((await reviewer.get('/verifikasi')).text).not.toMatch(/(">|<strong>)<img src=x/);
    expect(await shown(`unit=${encodeURIComponent(office.code)}`)).not.toContain('Eko');
    expect(await shown(`unit=${encodeURIComponent(elsewhere.code)}`)).toContain('Tidak ada data yang cocok');
    expect(await shown('kanal=face_to_face')).not.toContain('onerror');
    expect(await shown(`cari=${encodeURIComponent("100% o'b")}`)).toContain('Eko');
    expect(await shown('cari=VAKSINASI')).toContain('Eko');
    expect(await shown('cari=_____')).toContain('Tidak ada data yang cocok');
  });

  it('narrows the list of programs by the code of a unit, which may hold any sign', async () => {
    const annex = await test.world.unit({ code: 'UPTD/3.ç-&', parent: agency });
    const { id } = await shareOf(annex);
    await shareOf(office);
    const listed = async (unit: string) =>
      (await reviewer.api('GET', `/shares?scope=review&unit=${encodeURIComponent(unit)}`))
        .json<{ items: { id: string }[] }>()
        .items.map((item) => item.id);
    expect(await listed(annex.code)).toEqual([id]);
    expect(await listed(elsewhere.code)).toEqual([]);
    expect(await listed(agency.code)).toHaveLength(2);
  });

  it('answers a decision sent without anything, and an address that is none', async () => {
    const { id } = await shareOf(office);
    expect((await reviewer.send('POST', `/verifikasi/${id}`, {})).status).toBe(422);
    expect((await reviewer.post('/verifikasi/1', { verdict: 'accepted' })).status).toBe(404);
    expect(await stateOf(id)).toBe('recorded');
  });

  it('comes in parts that join without gap or repetition', async () => {
    const ids: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) ids.push((await shareOf(office, { at: '2026-11-20 09:00' })).id);
    const seen: string[] = [];
    let after = '';
    do {
      const path = `/shares?scope=review&limit=2&after=${encodeURIComponent(after)}`;
      const part = (await reviewer.api('GET', path)).json<{ items: { id: string }[]; next: string | null }>();
      seen.push(...part.items.map(({ id }) => id));
      after = part.next ?? '';
    } while (after);
    expect(seen).toEqual([...ids].sort());
  });
});

describe('what rooms above may set', () => {
  it('moves only from an expected state, with the verdict in the same transaction', async () => {
    const { id } = await shareOf(office, { state: 'rejected' });
    const shares = test.app.get(SharesService);
    const decision = {
      shareId: id,
      to: 'accepted' as const,
      reason: 'Sanggahan diterima',
      byId: null,
      at: test.clock.now(),
    };
    expect(await test.db.transaction((em) => shares.setState(em, decision))).toBe(false);
    expect(await test.db.transaction((em) => shares.setState(em, { ...decision, from: ['rejected'] }))).toBe(true);
    expect([await stateOf(id), await verdictsOf(id)]).toEqual([
      'accepted',
      [{ verdict: 'accepted', reason: 'Sanggahan diterima', by: null }],
    ]);
  });
});
