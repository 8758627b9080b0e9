import { randomUUID } from 'node:crypto';
import { closingCommands } from '../../src/closing/closing.commands';
import { ClosingService } from '../../src/closing/closing.service';
import { verifyMonth } from '../../src/closing/verifying.rules';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { SharesService } from '../../src/shares/shares.service';
import { startApp, type TestApp } from '../app';
import { runWord } from '../evaluation/words';
import { jpeg } from '../files/sample-pictures';
import { wita } from '../fakes';
import type { TestPerson } from '../world';

let test: TestApp;
let evaluator: TestPerson;
let head: TestPerson;
let ani: TestPerson;
let reviewer: TestPerson;
let shares: string[];
let rejected: string;
let returned: string;
let posts: string[];

beforeAll(async () => {
  test = await startApp('2026-12-01 09:00');
  const { world } = test;
  const agency = await world.unit({ code: 'DINKES' });
  evaluator = await world.staff({ unit: agency, number: 'THL-8', role: 'evaluator' });
  head = await world.staff({ unit: agency, number: 'THL-9', role: 'head' });
  reviewer = await world.staff({ unit: agency, number: 'THL-7', role: 'reviewer' });
  ani = await world.staff({ unit: agency, number: 'THL-1', name: 'Ani Contoh' });
  const [first, second] = [await world.post({ code: 'M-1' }), await world.post({ code: 'M-2' })];
  posts = [first.id, second.id];
  const counting = [await world.share(ani, first, { at: '2026-11-10 09:00' }), await world.share(head, first)];
  rejected = (await world.share(ani, second, { at: '2026-11-11 09:00', state: 'rejected' })).id;
  returned = (await world.share(ani, await world.post(), { at: '2026-11-28 09:00', state: 'returned' })).id;
  shares = counting.map(({ id }) => id);
});
afterAll(() => test.stop());

const api = async (who: TestPerson, path: string, body?: object) =>
  (await test.as(who)).api('POST', `/periods/2026-11/${path}`, body);
const codeOf = async (who: TestPerson, path: string, body?: object) => {
  const answer = await api(who, path, body);
  return `${answer.status} ${answer.json<{ code?: string }>().code ?? ''}`.trim();
};
const page = async (who = evaluator) => (await test.as(who)).get('/evaluasi/2026-11/penutupan');
const report = async (who: TestPerson) => (await test.as(who)).get('/api/v1/periods/2026-11/report.json');
const evaluation = () => test.app.get(EvaluationService);

describe('fixing a month', () => {
  it('waits for results, the end of the appeals and the calendar, and names what is missing', async () => {
    expect(await codeOf(evaluator, 'fix')).toBe('409 not-published');
    await api(evaluator, 'provisional');
    expect(await test.db.query('SELECT * FROM period')).toEqual([
      { month: '2026-11', appeals_from: wita('2026-12-02'), appeals_until: wita('2026-12-09') },
    ]);
    test.clock.set('2026-12-08 23:59');
    expect(await codeOf(evaluator, 'fix')).toBe('409 appeals-open');
    const { words } = await page();
    expect(words).toContain('Masa sanggahan berlangsung sampai 9 Desember 2026 pukul 00.00 WITA.');
    expect(words).toContain('Kalender 2026 belum ditetapkan.');
    expect(words).not.toContain('Tetapkan hasil November 2026');
    test.clock.set('2026-12-09 00:00');
    expect(await codeOf(evaluator, 'fix')).toBe('409 calendar-not-approved');
    await test.world.holiday('2026-12-25', 'Natal');
  });

  it('does not prolong the appeals when the results are computed again', async () => {
    await api(evaluator, 'provisional');
    const [period] = await test.db.query('SELECT appeals_until AS until FROM period');
    expect(period).toEqual({ until: wita('2026-12-09') });
  });

  it('waits for every appeal to be decided', async () => {
    test.clock.set('2026-12-08 10:00');
    const appeal = { kind: 'share', subject: rejected, text: 'Itu akun saya sendiri.' };
    const { id } = (await (await test.as(ani)).api('POST', '/appeals', appeal)).json();
    test.clock.set('2026-12-09 00:00');
    expect(await codeOf(evaluator, 'fix')).toBe('409 appeals-undecided');
    const undecided = 'Masih ada 1 sanggahan yang belum diputuskan. Putuskan terlebih dahulu.';
    expect((await page()).words).toContain(undecided);
    const screen = await (await test.as(evaluator)).post('/evaluasi/2026-11/penutupan/penetapan', {});
    expect([screen.status, screen.words]).toEqual([409, expect.stringContaining(undecided)]);
    const decision = { decision: 'refused', reason: 'Nama akunnya lain.' };
    await (await test.as(evaluator)).api('POST', `/appeals/${String(id)}/verdicts`, decision);
    expect((await page()).words).not.toContain(undecided);
  });

  it('is the evaluator’s alone', async () => {
    expect((await api(head, 'fix')).status).toBe(403);
    expect((await api(ani, 'reopening', { reason: 'Cuti bersama berubah.' })).status).toBe(403);
    expect((await (await test.as(head)).post('/evaluasi/2026-11/penutupan/penetapan', {})).status).toBe(403);
    expect((await page(head)).words).not.toContain('Tetapkan hasil November 2026');
    expect((await page(ani)).status).toBe(403);
  });

  it('shows an evaluator of one agency where the month stands, but no step', async () => {
    const part = await test.world.unit({ parent: await test.world.unit() });
    const ofOneAgency = await test.world.staff({ unit: part, role: 'evaluator' });
    expect((await (await test.as(ofOneAgency)).get('/evaluasi/2026-11')).words).not.toContain('Hitung ulang');
    expect(await codeOf(ofOneAgency, 'provisional')).toBe('403 top-unit');
    const { words } = await page(ofOneAgency);
    expect(words).toContain('Langkah-langkah ini diambil oleh evaluator pada unit teratas.');
    expect(words).not.toContain('Tetapkan hasil November 2026');
    expect((await page()).words).toContain('Tetapkan hasil November 2026');
  });

  it('tells the consequences, freezes the results and is harmless when asked twice at once', async () => {
    expect((await page()).words).toContain('Sebaran bulan ini tidak dapat lagi dicatat, diubah, atau diputuskan.');
    const browser = await test.as(evaluator);
    const send = () => browser.post('/evaluasi/2026-11/penutupan/penetapan', {});
    const statuses = (await Promise.all([send(), send()])).map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([303, 409]);
    const [version, ...others] = await evaluation().versions('2026-11');
    expect(others).toEqual([]);
    expect(version).toMatchObject({
      version: 1,
      state: 'fixed',
      previousHash: '0'.repeat(64),
      fixedById: evaluator.id,
    });
    expect((await page()).words).toContain(version?.closingHash);
    const counted = await test.db.query('SELECT share_id AS id FROM counted_share ORDER BY share_id');
    expect(counted.map(({ id }: { id: string }) => id)).toEqual(shares.toSorted());
    expect(await codeOf(evaluator, 'provisional')).toBe('409 period-closed');
  });

  it('leaves one line in the audit trail', async () => {
    const rows = await test.db.query(
      `SELECT actor_id AS who, subject_id AS what FROM audit_entry WHERE verb = 'period.fix'`,
    );
    expect(rows).toEqual([{ who: evaluator.id, what: '2026-11/1' }]);
  });
});

describe('a share of a fixed month', () => {
  const sentence = 'Periode ini sudah ditutup. Perubahan hanya melalui sanggahan.';
  const late = () => ({ postId: posts[1], channel: 'notice_board', statement, sharedAt: '2026-11-30T20:00:00+08:00' });
  const statement = 'Ditempel di papan pengumuman kantor lurah.';

  it('is not logged any more, by screen or by API, and the form comes back as it was typed', async () => {
    const browser = await test.as(ani);
    const answer = await browser.api('PUT', `/shares/${randomUUID()}`, late());
    expect([answer.status, answer.json()['code'], answer.json()['detail']]).toEqual([409, 'period-closed', sentence]);
    const form = { id: randomUUID(), materi: posts[1] ?? '', kanal: 'notice_board', isi: statement };
    const screen = await browser.post('/sebaran/catat', { ...form, waktu: '2026-11-30T20:00' });
    expect(screen.status).toBe(409);
    expect(screen.words).toContain(sentence);
    expect(screen.text).toContain(statement);
  });

  it('is not mended, and what was typed comes back', async () => {
    const browser = await test.as(ani);
    const answer = await browser.api('POST', `/shares/${returned}/repairs`, { statement });
    expect([answer.status, answer.json()['code'], answer.json()['detail']]).toEqual([409, 'period-closed', sentence]);
    const screen = await browser.post(`/sebaran/${returned}/perbaikan`, { isi: statement });
    expect([screen.status, screen.words]).toEqual([409, expect.stringContaining(sentence)]);
    expect(screen.text).toContain(statement);
  });

  it('gets no picture', async () => {
    const picture = { field: 'gambar', name: 'layar.jpg', bytes: await jpeg('warga.satu', 7) };
    const screen = await (await test.as(ani)).upload(`/sebaran/${returned}/bukti`, {}, picture);
    expect([screen.status, screen.words]).toEqual([409, expect.stringContaining(sentence)]);
    expect(await test.db.query('SELECT FROM share_evidence')).toEqual([]);
  });

  it('is neither taken back nor decided', async () => {
    const [own = ''] = shares;
    const browser = await test.as(ani);
    expect((await browser.post(`/sebaran/${own}/pembatalan`, {})).status).toBe(409);
    const verdict = { verdict: 'rejected', reason: 'Tautan tidak dapat dibuka.' };
    const answer = await (await test.as(reviewer)).api('POST', `/shares/${own}/verdicts`, verdict);
    expect([answer.status, answer.json()['code']]).toEqual([409, 'period-closed']);
    const state = await test.db.query('SELECT state FROM share WHERE id = $1', [own]);
    expect(state).toEqual([{ state: 'recorded' }]);
  });

  it('is named row by row in a file that would bring one', async () => {
    const columns = 'nomor;kode_materi;kanal;keterangan;waktu_sebar\n';
    const row = `THL-1;M-2;notice_board;${statement};2026-11-30 20:00\n`;
    const upload = { name: 'sebaran.csv', bytes: Buffer.from(columns + row) };
    const found = await test.app.get(SharesService).importFile(null, upload, { dryRun: true });
    expect(found.problems).toMatchObject([{ row: 2, column: 'waktu_sebar' }]);
  });

  it.each([
    `UPDATE share SET state = 'rejected'`,
    `UPDATE share SET business_date = '2026-12-01'`,
    'DELETE FROM share',
    'TRUNCATE share CASCADE',
    `INSERT INTO share (id, person_id, post_id, channel, statement, shared_at, received_at, business_date)
       SELECT gen_random_uuid(), person_id, post_id, 'public_answer', statement, shared_at, received_at, business_date
       FROM share LIMIT 1`,
    `INSERT INTO verdict (share_id, verdict, reason, at) SELECT id, 'rejected', 'x', received_at FROM share LIMIT 1`,
  ])('is kept by the database from %s', async (change) => {
    await expect(test.db.query(change)).rejects.toMatchObject({ code: '23001' });
  });

  it('does not hinder one of the next month', async () => {
    const december = await test.world.post({ from: '2026-12-01 00:00', until: '2027-01-01 00:00' });
    await expect(test.world.share(ani, december, { at: '2026-12-08 09:00' })).resolves.toBeDefined();
    await expect(test.db.query(`DELETE FROM share WHERE post_id = $1`, [december.id])).resolves.toBeDefined();
  });
});

describe('a fixed month', () => {
  it.each([
    `UPDATE period_version SET state = 'provisional'`,
    `UPDATE period_version SET closing_hash = repeat('a', 64)`,
    'DELETE FROM period_version',
    'TRUNCATE period_version CASCADE',
    'UPDATE person_result SET counted = counted + 1',
    'DELETE FROM person_result',
    'TRUNCATE person_result',
    `INSERT INTO person_result SELECT month, version, gen_random_uuid(), number, name, unit_id, working_days,
       available_days, target, counted, achievement, exempt FROM person_result LIMIT 1`,
    'UPDATE unit_result SET met = met + 1',
    'DELETE FROM unit_result',
    'UPDATE counted_share SET version = 2',
    'DELETE FROM counted_share',
    'TRUNCATE counted_share',
  ])('refuses %s', async (statement) => {
    await expect(test.db.query(statement)).rejects.toMatchObject({ code: '23001' });
  });

  it('cannot get a row of another month', async () => {
    await evaluation().evaluate(null, '2026-10');
    await expect(
      test.db.query(`UPDATE unit_result SET month = '2026-11', unit_id = -1 WHERE month = '2026-10'`),
    ).rejects.toBeDefined();
    await expect(
      test.db.query(
        `UPDATE person_result SET month = '2026-11', person_id = gen_random_uuid() WHERE month = '2026-10'`,
      ),
    ).rejects.toMatchObject({ code: '23001' });
  });

  it('is exported by the evaluator so that anybody can check it, and names a row that was changed', async () => {
    const { bytes, text } = await report(evaluator);
    expect(verifyMonth(bytes)).toEqual([]);
    const forged = Buffer.from(text.replace('"counted": 1', '"counted": 2'));
    expect(verifyMonth(forged)).toEqual([{ kind: 'changed', what: expect.stringMatching(/^person THL-\d$/) }]);
    expect((await report(head)).json()).not.toHaveProperty('verification');
  });

  it('keeps its export after the rows behind it changed', async () => {
    const { text } = await report(evaluator);
    await test.db.query(`UPDATE person SET name = 'Nama Baru'`);
    await test.db.query('UPDATE policy SET monthly_posts = 4, label_thresholds = $1', [[1, 0.9, 0.8]]);
    expect((await report(evaluator)).text).toBe(text);
  });
});

describe('reopening a month', () => {
  it('needs a reason and shows what was typed again', async () => {
    expect(await codeOf(evaluator, 'reopening', { reason: 'salah' })).toBe('422 reason-required');
    expect((await api(evaluator, 'reopening', {})).json()).toMatchObject({ status: 422, detail: 'Tulis alasannya.' });
    const answer = await (
      await test.as(evaluator)
    ).post('/evaluasi/2026-11/penutupan/pembukaan', { alasan: 'salah <b>' });
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Tulis alasan pembukaan kembali, 10 sampai 500 karakter.');
    expect(answer.words).toContain('salah <b>');
  });

  it('computes the next version and leaves the fixed one readable', async () => {
    const before = await evaluation().result('2026-11', 1);
    const answer = await api(evaluator, 'reopening', { reason: 'Cuti bersama berubah.' });
    expect(answer.json()).toMatchObject({ version: 2, state: 'provisional', reason: 'Cuti bersama berubah.' });
    expect(await codeOf(evaluator, 'reopening', { reason: 'Cuti bersama berubah.' })).toBe('409 not-fixed');
    expect(await evaluation().result('2026-11', 1)).toEqual(before);
    const { words } = await page();
    expect(words).toContain('Ditetapkan, digantikan');
    expect(words).toContain('Cuti bersama berubah.');
  });

  it('waits for an earlier month that was computed and never fixed', async () => {
    await test.world.share(ani, await test.world.post({ from: '2026-10-01 00:00' }), { at: '2026-10-12 09:00' });
    await evaluation().evaluate(null, '2026-10');
    expect(await codeOf(evaluator, 'fix')).toBe('409 previous-not-fixed');
    expect((await page()).words).toContain('Hasil Oktober 2026 belum ditetapkan. Tetapkan bulan itu terlebih dahulu');
    await test.db.query(`DELETE FROM period_version WHERE month = '2026-10'`);
  });

  it('waits for an earlier month whose items nobody shared, as that one is fixed too', async () => {
    await test.world.post({ from: '2026-10-01 00:00', until: '2026-10-31 00:00' });
    await test.db.query(`DELETE FROM share WHERE business_date < '2026-11-01'`);
    await evaluation().evaluate(null, '2026-10');
    expect(await codeOf(evaluator, 'fix')).toBe('409 previous-not-fixed');
    await test.db.query(`DELETE FROM period_version WHERE month = '2026-10'`);
  });

  it('does not wait for a month that was computed by mistake, before there were items, which opens no appeals', async () => {
    await evaluation().evaluate(null, '2020-01');
    expect((await page()).words).not.toContain('Hasil Januari 2020 belum ditetapkan.');
    expect(await test.db.query(`SELECT FROM period WHERE month = '2020-01'`)).toEqual([]);
    const mistaken = await (await test.as(evaluator)).get('/evaluasi/2020-01/penutupan');
    expect(mistaken.words).toContain(
      'Pada bulan ini tidak ada materi yang dapat disebarkan, sehingga tidak ada masa sanggahan',
    );
  });

  it('keeps no hold of a month that is busy for too long', async () => {
    const busy = test.db.createQueryRunner();
    const lock = (name: string) => busy.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS free', [name]);
    await lock('closing 2026-11');
    expect(await cancelled(test.app.get(ClosingService).fix(null, '2026-11'))).toMatchObject({ code: '57014' });
    expect(await lock('evaluation 2026-11')).toEqual([{ free: true }]);
    await busy.query('SELECT pg_advisory_unlock_all()');
    await busy.release();
  });

  it('keeps its reason when computed again, and is fixed as a version of its own', async () => {
    await api(evaluator, 'provisional');
    const [line] = await runWord(test, closingCommands, { word: 'period fix', args: ['2026-11'] });
    expect(line).toMatch(/^November 2026 versi 2 ditetapkan\. Sidik penutupan: [0-9a-f]{64}$/);
    const [newest, first] = await evaluation().versions('2026-11');
    expect(newest).toMatchObject({ version: 2, state: 'fixed', reason: 'Cuti bersama berubah.', fixedById: null });
    expect(newest?.closingHash).not.toBe(first?.closingHash);
    expect(verifyMonth((await report(evaluator)).bytes)).toEqual([]);
  });

  it('lets the next month, of whose items nobody shared one, chain to the newest fixed version', async () => {
    await test.world.holiday('2027-01-01', 'Tahun Baru');
    await test.world.post({ from: '2026-12-01 00:00', until: '2026-12-31 00:00' });
    test.clock.set('2027-01-04 09:00');
    await evaluation().evaluate(null, '2026-12');
    test.clock.set('2027-01-12 09:00');
    await evaluation().evaluate(null, '2026-10');
    await runWord(test, closingCommands, { word: 'period fix', args: ['2026-12'] });
    const [newest] = await evaluation().versions('2026-11');
    expect((await evaluation().version('2026-12'))?.previousHash).toBe(newest?.closingHash);
  });
});

/** What an act fails with when its waiting for a lock is cancelled, as the limit of a statement would. */
async function cancelled(act: Promise<unknown>): Promise<unknown> {
  let outcome: unknown;
  const ended = act.then(
    () => (outcome = 'done'),
    (error: unknown) => (outcome = error),
  );
  while (outcome === undefined) {
    await test.db.query(
      `SELECT pg_cancel_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
  }
  return ended;
}
