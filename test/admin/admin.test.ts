import { adminCommands } from '../../src/admin/admin.commands';
import type { Words } from '../../src/kernel/refusal';
import { SigninJobs } from '../../src/signin/signin.jobs';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestUnit } from '../world';

describe('administration', () => {
  let test: TestApp;
  let top: TestUnit;
  let admin: Browser;
  beforeAll(async () => {
    test = await startApp();
    top = await test.world.unit();
    admin = await test.as(await test.world.staff({ unit: top, role: 'admin' }));
  });
  afterAll(() => test.stop());

  const isActive = async () => (await test.db.query(`SELECT active FROM channel WHERE code = 'tiktok'`))[0].active;
  const trail = () => test.db.query(`SELECT before, after FROM audit_entry WHERE verb = 'channel.switch' ORDER BY id`);

  it('switches a channel off and on, each in the trail, a double click once', async () => {
    expect((await admin.submit('/admin/kanal/tiktok', { aktif: 'tidak' })).words).toContain('Kanal dimatikan.');
    await admin.post('/admin/kanal/tiktok', { aktif: 'tidak' });
    expect(await isActive()).toBe(false);
    expect((await admin.submit('/admin/kanal/tiktok', { aktif: 'ya' })).words).toContain('Kanal diaktifkan.');
    expect(await trail()).toEqual([
      { before: { active: true }, after: { active: false } },
      { before: { active: false }, after: { active: true } },
    ]);
  });

  it('takes neither a channel that is none nor a word that is none', async () => {
    expect((await admin.post('/admin/kanal/mig33', { aktif: 'ya' })).status).toBe(404);
    expect((await admin.post('/admin/kanal/tiktok', { aktif: 'mungkin' })).status).toBe(422);
    expect(await isActive()).toBe(true);
  });

  it('lets an administrator of one agency switch no channel of all', async () => {
    const agency = await test.world.unit({ parent: top });
    const below = await test.as(await test.world.staff({ unit: agency, role: 'admin' }));
    const page = await below.get('/admin');
    expect(page.words).toContain('hanya administrator unit teratas');
    expect(page.text).not.toContain('action="/admin/');
    expect((await below.post('/admin/kanal/tiktok', { aktif: 'tidak' })).status).toBe(403);
    expect(await isActive()).toBe(true);
  });

  describe('scheduled work that was given up', () => {
    const run = { job: 'signin.purge', period: '2026-11-22' };
    const ledger = () => test.db.query('SELECT state, attempts, result FROM job_run WHERE job = $1', [run.job]);
    beforeEach(async () => {
      await test.db.query('DELETE FROM job_run');
      await test.db.query(
        `INSERT INTO job_run (job, period, state, due_at, tried_at, attempts, result)
         VALUES ($1, $2, 'failed', '2026-11-22', '2026-11-23', 5, 'no room')`,
        [run.job, run.period],
      );
    });
    const again = (browser: Browser) => browser.submit('/admin/pekerjaan', { pekerjaan: run.job, periode: run.period });

    it('is tried again after the administrator’s button, which goes into the trail', async () => {
      expect((await admin.get('/admin')).words).toContain('Gagal Ulangi');
      const page = await again(admin);
      expect(page.words).toContain('Pekerjaan diulang');
      expect(page.words).not.toContain('Ulangi');
      await test.app.get(SigninJobs).purge();
      expect(await ledger()).toMatchObject([{ state: 'done', attempts: 1 }, { state: 'done' }]);
      expect(await test.db.query(`SELECT subject_id, before FROM audit_entry WHERE verb = 'job.retry'`)).toEqual([
        { subject_id: 'signin.purge 2026-11-22', before: { state: 'failed', attempts: 5, result: 'no room' } },
      ]);
    });

    it('is not tried again twice, nor by somebody of one agency, nor by an auditor', async () => {
      const agency = await test.world.unit({ parent: top });
      const below = await test.as(await test.world.staff({ unit: agency, role: 'admin' }));
      const auditor = await test.as(await test.world.staff({ unit: top, role: 'auditor' }));
      for (const other of [below, auditor]) expect((await other.get('/admin')).words).not.toContain('Ulangi');
      expect([(await again(below)).status, (await again(auditor)).status]).toEqual([403, 403]);
      expect(await ledger()).toEqual([{ state: 'failed', attempts: 5, result: 'no room' }]);
      await again(admin);
      expect((await again(admin)).status).toBe(409);
      expect((await admin.submit('/admin/pekerjaan', { pekerjaan: run.job, periode: '2026-01-01' })).status).toBe(404);
      expect((await admin.submit('/admin/pekerjaan', {})).status).toBe(404);
    });

    it('is tried again by the operator’s command', async () => {
      const [retry] = adminCommands.filter(({ word }) => word === 'jobs retry');
      const lines: string[] = [];
      const call = { options: {}, input: async function* () {}, w: ({ en }: Words) => en };
      await retry?.run({ ...call, app: test.app, args: [run.job, run.period], out: (line) => lines.push(line) });
      expect(lines).toEqual(['signin.purge 2026-11-22 will be tried again.']);
      expect(await ledger()).toEqual([{ state: 'due', attempts: 0, result: null }]);
    });
  });

  it('shows the auditor what was done, newest first, in parts and by kind, and changes nothing', async () => {
    const auditor = await test.as(await test.world.staff({ unit: top, role: 'auditor' }));
    await test.db.query(
      `INSERT INTO audit_entry (at, verb, subject, subject_id, after)
       SELECT '2026-11-20', 'uji', 'contoh', 'nomor-' || g, '{}' FROM generate_series(1, 60) g`,
    );
    const first = await auditor.get('/admin/jejak?hal=contoh');
    expect(first.words.match(/contoh nomor-/g)).toHaveLength(50);
    const more = /href="(\/admin\/jejak\?[^"]+)"/.exec(first.text)?.[1] ?? '';
    const second = await auditor.get(more.replaceAll('&amp;', '&'));
    expect(second.words.match(/contoh nomor-/g)).toHaveLength(10);
    expect((await auditor.get('/admin/jejak?hal=channel')).words).toContain(
      'Mengaktifkan atau mematikan kanal Kanal tiktok 23 November 2026 pukul 10.00 WITA · Pegawai',
    );
    expect((await auditor.get('/admin/jejak?hal=tidak-ada')).words).toContain('Tidak ada data yang cocok');
    expect((await auditor.post('/admin/kanal/tiktok', { aktif: 'tidak' })).status).toBe(403);
    expect((await admin.get('/admin/jejak')).status).toBe(403);
  });
});
