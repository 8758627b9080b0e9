import type { Role } from '../../src/access/roles.rules';
import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';

let test: TestApp;
let root: TestUnit;
let unit: TestUnit;

beforeAll(async () => {
  test = await startApp();
  root = await test.world.unit();
  unit = await test.world.unit({ name: 'Dinas Kesehatan', parent: root });
});
afterAll(() => test.stop());

const verdict = async (
  by: TestPerson,
  given: { verdict?: string; at: string; seconds?: number | null; batch?: boolean },
) => {
  const share = await test.world.share(await test.world.staff({ unit }), await test.world.post());
  await test.db.query(
    'INSERT INTO verdict (share_id, verdict, by_id, at, seconds, batch) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      ...[share.id, given.verdict ?? 'accepted', by.id, `${given.at}+08:00`],
      ...[given.seconds ?? null, given.batch ?? false],
    ],
  );
};
const as = async (role: Role, on = root) =>
  test.as(await test.world.staff({ unit, ...(role === 'staff' ? {} : { role, roleUnit: on }) }));

describe('the pace of review', () => {
  it('is each reviewer’s number of verdicts, share accepted, median time and share of batches in a month of WITA', async () => {
    const quick = await test.world.staff({ unit, role: 'reviewer', name: 'Verifikator Cepat' });
    const silent = await test.world.staff({ unit, role: 'reviewer', name: 'Verifikator Program' });
    for (const seconds of [2, 3, 40]) await verdict(quick, { at: '2026-11-20 09:00', seconds, batch: seconds < 40 });
    await verdict(quick, { at: '2026-11-01 00:00', verdict: 'rejected' });
    await verdict(quick, { at: '2026-10-31 23:59:59', seconds: 500 });
    await verdict(silent, { at: '2026-11-20 09:00' });
    const evaluator = await as('evaluator');
    const november = await evaluator.get('/verifikasi/tempo');
    expect(november.words).toContain('Verifikator Cepat Dinas Kesehatan 4 75,0% 3 detik 50,0%');
    expect(november.words).toContain('Verifikator Program Dinas Kesehatan 1 100,0% – 0,0%');
    const october = await evaluator.get('/verifikasi/tempo?bulan=2026-10');
    expect(october.words).toContain('Putusan Oktober 2026');
    expect(october.words).toContain('Verifikator Cepat Dinas Kesehatan 1 100,0% 500 detik 0,0%');
    expect((await evaluator.get('/verifikasi/tempo?bulan=2025-01')).words).toContain(
      'Belum ada putusan pada bulan ini.',
    );
    evaluator.cookies['bahasa'] = 'en';
    expect((await evaluator.get('/verifikasi/tempo')).words).toContain('4 75.0% 3 seconds 50.0%');
  });

  it('shows an evaluator of one agency its own reviewers only', async () => {
    const [own, other] = [await test.world.unit({ parent: root }), await test.world.unit({ parent: root })];
    for (const [at, name] of [
      [own, 'Verifikator Sendiri'],
      [other, 'Verifikator Tetangga'],
    ] as const) {
      await verdict(await test.world.staff({ unit: at, role: 'reviewer', name }), { at: '2026-11-20 09:00' });
    }
    const page = await (await as('evaluator', own)).get('/verifikasi/tempo');
    expect([page.words.includes('Verifikator Sendiri'), page.words.includes('Verifikator Tetangga')]).toEqual([
      true,
      false,
    ]);
  });

  it.each(['evaluator', 'auditor'] as const)('is %s’s to read, and linked in the menu', async (role) => {
    const browser = await as(role);
    expect((await browser.get('/verifikasi/tempo')).status).toBe(200);
    expect((await browser.get('/')).text).toContain('href="/verifikasi/tempo"');
  });

  it.each(['staff', 'reviewer', 'head', 'editor', 'publisher', 'agent', 'admin'] as const)(
    'is nothing for %s, not even as a link',
    async (role) => {
      const browser = await as(role);
      expect((await browser.get('/verifikasi/tempo')).status).toBe(403);
      expect((await browser.get('/')).text).not.toContain('/verifikasi/tempo');
    },
  );

  it('takes what is no month for this month', async () => {
    const browser = await as('auditor');
    for (const month of ['2026-13', 'x', '<b>'])
      expect((await browser.get(`/verifikasi/tempo?bulan=${month}`)).words).toContain('November 2026');
  });
});
