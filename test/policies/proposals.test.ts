import { randomUUID } from 'node:crypto';
import { typedPolicy } from '../../src/policies/policy-fields.rules';
import { defaultPolicy, policyWith } from '../../src/policies/policy.rules';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser, Form } from '../browser';
import type { TestPerson, TestUnit } from '../world';

describe('a change of the juknis', () => {
  let test: TestApp;
  let top: TestUnit;
  let first: TestPerson;
  let proposer: Browser;
  let second: Browser;
  let staff: Browser;
  beforeAll(async () => {
    test = await startApp();
    top = await test.world.unit();
    first = await test.world.staff({ unit: top, role: 'evaluator', name: 'Evaluator Satu' });
    proposer = await test.as(first);
    second = await test.as(await test.world.staff({ unit: top, role: 'evaluator', name: 'Evaluator Dua' }));
    staff = await test.as(await test.world.staff({ unit: top }));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.clock.set('2026-11-23 10:00');
    await test.db.query('DELETE FROM policy_proposal');
    await test.db.query('DELETE FROM policy WHERE version > 1');
    await test.db.query('UPDATE policy SET valid_until = NULL');
  });

  const form = (given: Form = {}): Form => ({
    ...{ id: randomUUID(), bulan: '2026-12', alasan: '', dilihat: '' },
    ...{ ...typedPolicy(policyWith({ monthlyPosts: 10 })), ...given },
  });
  const seen = (answer: Answer) =>
    (/name="dilihat" value="([^"]*)"/.exec(answer.text)?.[1] ?? '').replace(/&#34;/g, '"').replace(/&amp;/g, '&');
  /** Checks and proposes, as the two buttons do. */
  async function propose(given: Form = {}): Promise<string> {
    const sent = form(given);
    const checked = await proposer.post('/juknis/usulan', sent);
    expect(checked.status).toBe(200);
    const answer = await proposer.post('/juknis/usulan', { ...sent, dilihat: seen(checked) });
    expect(answer.status).toBe(303);
    return String(answer.headers['location']);
  }
  const versions = () =>
    test.db.query(
      `SELECT valid_from::text AS "from", valid_until::text AS until, monthly_posts AS posts FROM policy ORDER BY version`,
    );
  const waiting = () => test.db.query('SELECT decision FROM policy_proposal');

  it('is proposed once its load was seen, and holds from its month once a second evaluator confirms it', async () => {
    const sent = form();
    const checked = await proposer.post('/juknis/usulan', sent);
    expect(checked.words).toContain('Menit per pegawai 10 sebulan');
    expect(checked.words).toContain('Materi sebulan 8 10');
    expect(await waiting()).toEqual([]);
    const address = await propose();
    expect((await second.get('/juknis/usulan')).words).toContain('Desember 2026 Evaluator Satu Menunggu');
    expect((await second.submit(`${address}/penetapan`, {})).words).toContain('Juknis ditetapkan.');
    expect(await versions()).toEqual([
      { from: '2000-01-01', until: '2026-12-01', posts: 8 },
      { from: '2026-12-01', until: null, posts: 10 },
    ]);
    const page = (await staff.get('/juknis')).words;
    expect(page).toContain('8 materi × 21 hari tersedia ÷ 21 hari kerja = 8 materi');
    expect(page).toContain('Mulai Desember 2026');
    test.clock.set('2026-12-01 00:00');
    expect((await staff.get('/juknis')).words).toContain('10 materi × 23 hari tersedia ÷ 23 hari kerja = 10 materi');
    const trail = await test.db.query(`SELECT verb FROM audit_entry WHERE subject = 'policy_proposal' ORDER BY id`);
    expect(trail).toEqual([{ verb: 'policy.propose' }, { verb: 'policy.confirm' }]);
  });

  it('is not confirmed by who proposed it, and by the second once however often they click', async () => {
    const address = await propose();
    const own = await proposer.post(`${address}/penetapan`, {});
    expect(own.status).toBe(409);
    expect(own.words).toContain('Usulan ditetapkan oleh evaluator lain');
    const clicks = await Promise.all([
      second.post(`${address}/penetapan`, {}),
      second.post(`${address}/penetapan`, {}),
    ]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    expect(await versions()).toHaveLength(2);
  });

  it('is proposed once by two clicks on the same form, and only one at a time', async () => {
    const sent = form();
    const ready = { ...sent, dilihat: seen(await proposer.post('/juknis/usulan', sent)) };
    const clicks = await Promise.all([proposer.post('/juknis/usulan', ready), proposer.post('/juknis/usulan', ready)]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    expect(await waiting()).toHaveLength(1);
    const other = await proposer.post('/juknis/usulan', { ...ready, id: randomUUID() });
    expect(other.status).toBe(409);
    expect(other.words).toContain('Masih ada usulan yang menunggu keputusan');
  });

  it('is refused by a second evaluator with a reason', async () => {
    const address = await propose();
    expect((await second.post(`${address}/penolakan`, { alasan: 'ya' })).status).toBe(422);
    const refused = await second.submit(`${address}/penolakan`, { alasan: 'Beban terlalu berat.' });
    expect(refused.words).toContain('Alasan penolakan: Beban terlalu berat.');
    expect((await second.post(`${address}/penetapan`, {})).status).toBe(409);
    expect(await versions()).toHaveLength(1);
  });

  it.each([
    ['no post a month', { monthlyPosts: '0' }, 'Tulis bilangan bulat 1 sampai 300.'],
    ['a billion posts', { monthlyPosts: '1e9' }, 'Tulis bilangan bulat 1 sampai 300.'],
    ['half a post', { monthlyPosts: '2,5' }, 'Tulis bilangan bulat 1 sampai 300.'],
    ['levels that rise', { 'threshold.aktif': '40' }, 'Harus lebih rendah daripada tingkat di atasnya.'],
    ['a level without a name', { 'name.aktif.id': ' ' }, 'Isian ini tidak boleh kosong.'],
    ['a time that is none', { provisionalTime: '25:00' }, 'Tulis pukul seperti 00:30.'],
    ['the month that runs', { bulan: '2026-11' }, 'Bulan ini sudah dimulai'],
    ['a month too far ahead', { bulan: '2062-12' }, 'Pilih bulan paling lambat November 2027.'],
    ['a month that is none', { bulan: 'Desember' }, 'Tulis bulan seperti 2026-12.'],
    ['a heavy load without a reason', { monthlyPosts: '90' }, 'melebihi 60 menit'],
  ])('with %s is shown again as typed', async (_, given: Form, sentence) => {
    const answer = await proposer.post('/juknis/usulan', form(given));
    expect(answer.status).toBe(422);
    expect(answer.words).toContain(sentence);
    expect(answer.text).toContain(`value="${String(Object.values(given)[0])}"`);
    expect(await waiting()).toEqual([]);
  });

  it('shows its load anew when the values were changed after they were seen', async () => {
    const sent = form();
    const dilihat = seen(await proposer.post('/juknis/usulan', sent));
    const changed = await proposer.post('/juknis/usulan', { ...sent, dilihat, monthlyPosts: '20' });
    expect(changed.status).toBe(200);
    expect(changed.words).toContain('Menit per pegawai 20 sebulan');
    expect(await waiting()).toEqual([]);
  });

  it('cannot be confirmed once its month has begun, nor follow a version from the same month', async () => {
    const late = await propose();
    test.clock.set('2026-12-01 00:00');
    expect((await second.post(`${late}/penetapan`, {})).status).toBe(422);
    test.clock.set('2026-11-30 23:59');
    await second.post(`${late}/penetapan`, {});
    const sent = form();
    const ready = { ...sent, dilihat: seen(await proposer.post('/juknis/usulan', sent)) };
    expect((await proposer.post('/juknis/usulan', ready)).status).toBe(409);
    const later = await propose({ bulan: '2027-01', monthlyPosts: '9' });
    await second.post(`${later}/penetapan`, {});
    expect((await versions()).map(({ from, until }: { from: string; until: string }) => [from, until])).toEqual([
      ['2000-01-01', '2026-12-01'],
      ['2026-12-01', '2027-01-01'],
      ['2027-01-01', null],
    ]);
  });

  it('is the matter of evaluators of the whole province', async () => {
    const below = await test.world.unit({ parent: top });
    const small = await test.as(await test.world.staff({ unit: below, role: 'evaluator' }));
    expect((await small.post('/juknis/usulan', form())).status).toBe(403);
    expect((await small.get('/juknis/usulan/baru')).words).toContain('menyangkut seluruh provinsi');
    const list = await small.get('/juknis/usulan');
    expect(list.words).toContain('Juknis diusulkan dan ditetapkan oleh evaluator pada unit teratas.');
    expect(list.text).not.toContain('/juknis/usulan/baru');
    const waiting = await propose(form());
    const read = await small.get(waiting);
    expect(read.words).toContain('ditetapkan atau ditolak oleh evaluator pada unit teratas.');
    expect(read.text).not.toContain(`action="${waiting}`);
    await second.post(`${waiting}/penolakan`, { alasan: 'Hanya untuk dibaca.' });
    expect((await staff.get('/juknis/usulan')).status).toBe(403);
    expect((await staff.post('/juknis/usulan', form())).status).toBe(403);
    expect((await second.get(`/juknis/usulan/${randomUUID()}`)).status).toBe(404);
    expect((await second.get('/juknis/usulan/satu')).status).toBe(404);
  });

  it('of the words of a level is what staff read', async () => {
    const labelWords = { ...defaultPolicy.labelWords, sangat_aktif: { id: 'Pelopor', en: 'Pioneer' } };
    const address = await propose(typedPolicy(policyWith({ labelWords })));
    await second.post(`${address}/penetapan`, {});
    test.clock.set('2026-12-02 08:00');
    expect((await staff.get('/juknis')).words).toContain('Capaian 100% ke atas: Pelopor');
  });
});
