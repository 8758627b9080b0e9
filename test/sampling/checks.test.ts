import { closingCommands } from '../../src/closing/closing.commands';
import { ClosingService } from '../../src/closing/closing.service';
import { drawSample, seedOf } from '../../src/sampling/sampling.rules';
import { actorOf } from '../actors';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { runWord } from '../evaluation/words';
import type { TestPerson, TestUnit } from '../world';

let test: TestApp;
let health: TestUnit;
let top: TestUnit;
let school: TestUnit;
let evaluator: TestPerson;
let schoolEvaluator: TestPerson;
let second: TestPerson;
let healthReviewer: TestPerson;
let schoolHead: TestPerson;
let schoolReviewer: TestPerson;
let shares: { id: string; unit: TestUnit }[];

beforeAll(async () => {
  test = await startApp('2026-12-01 09:00');
  const { world } = test;
  top = await world.unit({ code: 'PEMPROV', ranked: false });
  health = await world.unit({ code: 'DINKES', parent: top });
  const clinic = await world.unit({ code: 'UPTD', parent: health, ranked: false });
  school = await world.unit({ code: 'DISDIK', parent: top });
  evaluator = await world.staff({ unit: top, role: 'evaluator' });
  schoolEvaluator = await world.staff({ unit: school, role: 'evaluator' });
  healthReviewer = await world.staff({ unit: clinic, role: 'reviewer', name: 'Budi Klinik' });
  schoolHead = await world.staff({ unit: school, role: 'head', name: 'Citra Sekolah' });
  await world.holiday('2026-12-25', 'Natal');
  shares = [];
  for (const unit of [clinic, clinic, school]) {
    const person = await world.staff({ unit });
    const { id } = await world.share(person, await world.post(), { at: '2026-11-10 09:00' });
    shares.push({ id, unit });
  }
  schoolReviewer = await world.staff({ unit: school, role: 'reviewer' });
  await test.db.query(
    `INSERT INTO verdict (share_id, verdict, reason, by_id, at) VALUES ($1, 'accepted', '', $2, '2026-11-12')`,
    [shares[0]?.id, schoolReviewer.id],
  );
});
afterAll(() => test.stop());

const announced = { publicNumber: '7421', source: 'Undian 10 Desember 2026' };
const closing = () => test.app.get(ClosingService);
const draw = async (body: object = announced, who = evaluator) => {
  const answer = await (await test.as(who)).api('POST', '/periods/2026-11/draw', body);
  return `${answer.status} ${answer.json<{ code?: string }>().code ?? ''}`.trim();
};
const ofOneAgency = async (path: string, body: object = {}) => {
  const answer = await (await test.as(schoolEvaluator)).api('POST', `/periods/2026-11/${path}`, body);
  return [answer.status, answer.json()['code']];
};
const close = async (who: TestPerson) => {
  const answer = await (await test.as(who)).api('POST', '/periods/2026-11/closure');
  return `${answer.status} ${answer.json<{ code?: string }>().code ?? ''}`.trim();
};
const month = '/evaluasi/2026-11/pemeriksaan';
const choose = async (...people: TestPerson[]) =>
  (await test.as(evaluator)).post(month, { pemeriksa: people.map(({ id }) => id) });
const settle = (browser: Browser, id: string, form: Record<string, string>) =>
  browser.post(`/pemeriksaan/2026-11/${id}`, form);

describe('the draw', () => {
  it('waits until the results are fixed', async () => {
    expect(await draw()).toBe('409 not-fixed');
    await (await test.as(evaluator)).api('POST', '/periods/2026-11/provisional');
    expect(await draw()).toBe('409 not-fixed');
    test.clock.set('2026-12-09 09:00');
    expect(await ofOneAgency('fix')).toEqual([403, 'top-unit']);
    await closing().fix(null, '2026-11');
    expect((await (await test.as(evaluator)).get(month)).status).toBe(404);
    expect(await close(evaluator)).toBe('409 not-drawn');
  });

  it.each([
    ['no number', { source: announced.source }, '422 invalid-input'],
    ['an empty number', { ...announced, publicNumber: ' ' }, '422 public-number-required'],
    ['a sentence as number', { ...announced, publicNumber: 'belum diumumkan' }, '422 public-number-required'],
    ['no source', { ...announced, source: '-' }, '422 source-required'],
  ])('is refused with %s', async (_, body, expected) => {
    expect(await draw(body)).toBe(expected);
  });

  it('shows a refused form as it was typed', async () => {
    const form = { nomor: '74 21', sumber: 'Undian <b>' };
    const page = await (await test.as(evaluator)).post('/evaluasi/2026-11/penutupan/pengundian', form);
    expect(page.status).toBe(422);
    expect(page.words).toContain('Tulis bilangan publik yang diumumkan setelah hasil ditetapkan');
    expect(page.text).toContain('value="74 21"');
    expect(page.text).toContain('value="Undian <b>"');
  });

  it('is the evaluator’s, once, and anybody can draw it again', async () => {
    expect((await draw(announced, schoolHead)).slice(0, 3)).toBe('403');
    expect(await ofOneAgency('draw', announced)).toEqual([403, 'top-unit']);
    const answers = await Promise.all([draw(), draw()]);
    expect(answers.toSorted()).toEqual(['200', '409 already-drawn']);
    const [{ shares: drawn, seed }] = await test.db.query('SELECT shares, seed FROM audit_sample');
    const [{ hash }] = await test.db.query('SELECT closing_hash AS hash FROM period_version');
    expect(seed).toBe(seedOf(hash, '7421'));
    expect(drawn).toEqual(
      drawSample(
        seed,
        shares.map(({ id }) => id),
        59,
      ),
    );
  });

  it.each([
    `UPDATE audit_sample SET public_number = '1'`,
    'DELETE FROM audit_sample',
    'TRUNCATE audit_sample',
    'DELETE FROM audit_check',
    'UPDATE audit_check SET position = position + 1',
  ])('is kept by the database from %s', async (change) => {
    await expect(test.db.query(change)).rejects.toMatchObject({ code: '23001' });
  });
});

describe('the checks', () => {
  it('are not for who has no account and could not look', async () => {
    const reviewer = await test.world.staff({ unit: school, role: 'reviewer', name: 'Dewi Tanpa Akun' });
    const listed = async () => (await (await test.as(evaluator)).get(month)).words;
    expect(await listed()).toContain('Dewi Tanpa Akun');
    await test.db.query('DELETE FROM account WHERE person_id = $1', [reviewer.id]);
    expect(await listed()).not.toContain('Dewi Tanpa Akun');
    expect((await choose(reviewer)).words).toContain('Pilih paling sedikit satu pemeriksa.');
  });

  it('are not for who has reviewed the share', async () => {
    const answer = await choose(healthReviewer, schoolReviewer);
    expect([answer.status, answer.words]).toEqual([422, expect.stringContaining('1 sebaran hanya dapat diperiksa')]);
  });

  it('are given to other agencies only', async () => {
    const ofSchool = await test.as(schoolEvaluator);
    expect((await ofSchool.post(month, { pemeriksa: [healthReviewer.id] })).status).toBe(403);
    const read = await ofSchool.get(month);
    expect(read.words).toContain('Para pemeriksa dipilih oleh evaluator pada unit teratas.');
    expect(read.text).not.toContain('name="pemeriksa"');
    expect((await choose()).words).toContain('Pilih paling sedikit satu pemeriksa.');
    const alone = await choose(healthReviewer);
    expect(alone.status).toBe(422);
    expect(alone.words).toContain('2 sebaran hanya dapat diperiksa oleh perangkat daerah lain dan bukan');
    expect((await choose(healthReviewer, schoolHead)).status).toBe(303);
    const rows = await test.db.query('SELECT share_id AS id, checker_id AS checker FROM audit_check');
    const byShare = new Map(rows.map(({ id, checker }: { id: string; checker: string }) => [id, checker]));
    const expected = shares.map(({ unit }) => (unit === school ? healthReviewer.id : schoolHead.id));
    expect(shares.map(({ id }) => byShare.get(id))).toEqual(expected);
  });

  it('show the item and its evidence, and neither person, unit, rank nor figures', async () => {
    const browser = await test.as(schoolHead);
    const list = await browser.get('/pemeriksaan');
    expect(list.words).toContain('2 dari 2 sebaran belum diperiksa.');
    const page = await browser.get(`/pemeriksaan/2026-11/${shares[0]?.id}`);
    expect(page.words).toContain('Disampaikan kepada warga di balai desa.');
    expect(page.words).toContain('Tatap muka');
    for (const hidden of ['DINKES', 'UPTD', 'peringkat', 'Pegawai Uji']) expect(page.words).not.toContain(hidden);
  });

  it('of others are not found, by page, picture or form', async () => {
    const browser = await test.as(healthReviewer);
    const foreign = `/pemeriksaan/2026-11/${shares[0]?.id}`;
    expect((await browser.get(foreign)).status).toBe(404);
    expect((await browser.get(`${foreign}/bukti`)).status).toBe(404);
    expect((await settle(browser, shares[0]?.id ?? '', { hasil: 'sah' })).status).toBe(404);
    expect((await browser.get('/pemeriksaan/2026-11/bukan-id')).status).toBe(404);
  });

  it('need a result, and a note where a share is invalid', async () => {
    const browser = await test.as(schoolHead);
    const [first = { id: '' }] = shares;
    expect((await settle(browser, first.id, {})).words).toContain('Pilih sah atau tidak sah.');
    const page = await settle(browser, first.id, { hasil: 'tidak', catatan: 'x' });
    expect(page.status).toBe(422);
    expect(page.words).toContain('Tulis mengapa sebaran ini tidak sah, 5 sampai 500 karakter.');
    expect(page.text).toMatch(/value="tidak" checked/);
  });

  it('are kept with who found what, and may be mended until the close', async () => {
    const browser = await test.as(schoolHead);
    const [first = { id: '' }, other = { id: '' }, third = { id: '' }] = shares;
    await settle(browser, first.id, { hasil: 'sah' });
    await settle(browser, first.id, { hasil: 'tidak', catatan: 'Keterangan tidak menyebut tempat.' });
    await settle(browser, other.id, { hasil: 'sah' });
    expect(await close(evaluator)).toBe('409 checks-open');
    await settle(await test.as(healthReviewer), third.id, { hasil: 'sah' });
    const { words } = await (await test.as(evaluator)).get(month);
    expect(words).toContain('Seluruh 3 sebaran yang dihitung diperiksa; 1 tidak sah (33,33%).');
    expect(words).toContain('Keterangan tidak menyebut tempat.');
    expect((await (await test.as(schoolEvaluator)).get(month)).words).toContain('Keterangan tidak menyebut tempat.');
    expect((await (await test.as(schoolHead)).get(month)).words).not.toContain('Keterangan tidak menyebut tempat.');
    const trail = await test.db.query(`SELECT count(*)::int AS acts FROM audit_entry WHERE verb = 'sample.check'`);
    expect(trail).toEqual([{ acts: 4 }]);
  });

  it('wait for a closing that is under way, so that none changes behind it', async () => {
    const closer = test.db.createQueryRunner();
    await closer.query(`SELECT pg_advisory_lock(hashtextextended('closing 2026-11', 0))`);
    const [, other = { id: '' }] = shares;
    const answer = settle(await test.as(schoolHead), other.id, { hasil: 'tidak', catatan: 'Terlambat berubah.' });
    const waits = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    while (!(await test.db.query<unknown[]>(waits)).length);
    const valid = async () => (await test.db.query('SELECT valid FROM audit_check WHERE share_id = $1', [other.id]))[0];
    expect(await valid()).toEqual({ valid: true });
    await closer.query('SELECT pg_advisory_unlock_all()');
    await closer.release();
    expect((await answer).status).toBe(303);
    expect(await valid()).toEqual({ valid: false });
    await settle(await test.as(schoolHead), other.id, { hasil: 'sah' });
  });

  it('are no longer found by who moved into the agency of the share', async () => {
    await test.db.query(`UPDATE membership SET ends_on = '2026-12-08' WHERE person_id = $1`, [schoolHead.id]);
    await test.world.member(schoolHead, health, '2026-12-09');
    expect((await (await test.as(schoolHead)).get(`/pemeriksaan/2026-11/${shares[0]?.id}`)).status).toBe(404);
  });
});

describe('the close', () => {
  it('is for a second evaluator of the province, where there is one', async () => {
    expect((await (await test.as(evaluator)).get('/evaluasi/2026-11/penutupan')).words).toContain(
      'Tutup November 2026',
    );
    await closing().reopen(null, '2026-11', 'Cuti bersama berubah.');
    const roles = [{ role: 'evaluator' as const, unitId: top.id, isTop: true }];
    await closing().fix(actorOf(evaluator.id, { roles }), '2026-11');
    await draw();
    await checkAll();
    expect((await (await test.as(evaluator)).get('/evaluasi/2026-11/penutupan')).words).toContain(
      'Tutup November 2026',
    );
    second = await test.world.staff({ unit: school, role: 'evaluator', roleUnit: top });
    expect(await close(evaluator)).toBe('409 second-person');
    expect((await (await test.as(evaluator)).get('/evaluasi/2026-11/penutupan')).words).toContain(
      'Penutupannya dilakukan evaluator lain.',
    );
    expect((await close(schoolHead)).slice(0, 3)).toBe('403');
    expect(await ofOneAgency('closure')).toEqual([403, 'top-unit']);
    expect(await ofOneAgency('reopening', { reason: 'Cuti bersama berubah.' })).toEqual([403, 'top-unit']);
  });

  it('ends the month, and a second click is told so', async () => {
    const browser = await test.as(second);
    expect((await browser.post('/evaluasi/2026-11/penutupan/tutup', {})).status).toBe(303);
    expect(await close(second)).toBe('409 already-closed');
    const [newest] = await test.db.query(
      'SELECT state, closed_by_id AS by FROM period_version ORDER BY version DESC LIMIT 1',
    );
    expect(newest).toEqual({ state: 'closed', by: second.id });
    await expect(test.db.query('UPDATE audit_check SET valid = NOT valid WHERE version = 2')).rejects.toMatchObject({
      code: '23001',
    });
  });

  it('is told on the command line with what is possible then', async () => {
    const lines = await runWord(test, closingCommands, { word: 'period show', args: ['2026-11'] });
    expect(lines[0]).toMatch(/^November 2026, versi 2 \(ditutup\)/);
    expect(lines).toContain('Membuka kembali dengan alasan: dapat dilakukan sekarang');
    expect(lines).toContain('Menutup bulan: Bulan ini sudah ditutup. Untuk mengubahnya, buka kembali dengan alasan.');
  });
});

/** The whole sample by two people of two agencies. */
async function checkAll(): Promise<void> {
  const other = await test.world.staff({ unit: school, role: 'reviewer' });
  await choose(healthReviewer, other);
  for (const { id, unit } of shares) {
    const answer = await settle(await test.as(unit === school ? healthReviewer : other), id, { hasil: 'sah' });
    expect(answer.status).toBe(303);
  }
}
