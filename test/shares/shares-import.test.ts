import { Readable } from 'node:stream';
import { SharesService } from '../../src/shares/shares.service';
import { sharesCommands } from '../../src/shares/shares.commands';
import type { ImportReport } from '../../src/papers/import-report';
import { startApp, type TestApp } from '../app';
import { linkOnX, wita } from '../fakes';
import type { TestPerson, TestPost, TestUnit } from '../world';

let test: TestApp;
let budi: TestPerson;
let posts: TestPost[];
let unit: TestUnit;
/** Rows of the audit trail before the test; they cannot be removed. */
let records: number;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
  await test.world.staff({ unit, number: '198609262015051001' });
  budi = await test.world.staff({ unit, number: 'THL-000042' });
  posts = [await test.world.post({ code: 'M-1' }), await test.world.post({ code: 'M-2', state: 'draft' })];
});
afterAll(() => test.stop());
beforeEach(async () => {
  for (const table of ['verdict', 'used_link', 'share']) await test.db.query(`DELETE FROM ${table}`);
  records = await count('audit_entry');
});

const header = 'id,nomor,kode_materi,kanal,tautan,keterangan,waktu_sebar,waktu_terima,status';
const file = (...rows: string[]) => ({ name: 'sebaran.csv', bytes: Buffer.from([header, ...rows].join('\n')) });
const run = (rows: string[], options = { dryRun: false }): Promise<ImportReport> =>
  test.app.get(SharesService).importFile(null, file(...rows), options);
const refused = async (rows: string[]) =>
  (await run(rows)).problems.map(({ row, column, words }) => `${row}.${column}: ${words.id}`);
const stored = () =>
  test.db.query(
    `SELECT n.number, p.code, s.channel, s.link_key AS key, s.statement, s.state, s.business_date::text AS day,
       to_char(s.received_at AT TIME ZONE 'Asia/Makassar', 'YYYY-MM-DD HH24:MI') AS received
     FROM share s JOIN person_number n ON n.person_id = s.person_id JOIN post p ON p.id = s.post_id
     ORDER BY n.number, p.code, s.channel`,
  );
const count = async (table: string) => (await test.db.query(`SELECT count(*)::int AS n FROM ${table}`))[0].n;

const link = 'https://x.com/ani/status/1990000000000000001';
const channels = ['face_to_face', 'notice_board', 'office_account', 'public_answer', 'hoax_report', 'whatsapp_group'];
const good = [
  `,198609262015051001,M-1,x,${link},,2026-11-20T08:00,,`,
  `,"19860926 201505 1 001",M-1,Tatap muka,,Disampaikan pada apel,20/11/2026 09:00,,accepted`,
  `0190f3a0-0000-7000-8000-000000000001,thl-000042,M-2,tiktok,https://vm.tiktok.com/ZS92gyt7u/,,2025-01-31T23:59+08:00,2026-02-01T00:00,returned`,
];

describe('an import of shares', () => {
  it('records every row whose person, item and channel exist, whenever it was shared or received', async () => {
    expect(await run(good)).toMatchObject({ rows: 3, added: 3, unchanged: 0, problems: [] });
    const common = { key: null, statement: null };
    expect(await stored()).toEqual([
      {
        ...{ ...common, number: '198609262015051001', code: 'M-1', channel: 'face_to_face', state: 'accepted' },
        ...{ statement: 'Disampaikan pada apel', day: '2026-11-20', received: '2026-11-20 09:00' },
      },
      {
        ...{ ...common, number: '198609262015051001', code: 'M-1', channel: 'x', state: 'recorded' },
        ...{ key: 'x:1990000000000000001', day: '2026-11-20', received: '2026-11-20 08:00' },
      },
      {
        ...{ ...common, number: 'THL-000042', code: 'M-2', channel: 'tiktok', state: 'returned' },
        ...{ key: 'tiktok:share:ZS92gyt7u', day: '2025-01-31', received: '2026-02-01 00:00' },
      },
    ]);
    const verdicts = await test.db.query('SELECT verdict, by_id FROM verdict ORDER BY id');
    expect(verdicts).toEqual([
      { verdict: 'accepted', by_id: null },
      { verdict: 'returned', by_id: null },
    ]);
    expect([await count('used_link'), await count('audit_entry')]).toEqual([2, records + 1]);
  });

  it('marks what a link tells by itself, and nothing that only a person could do', async () => {
    const [early, late] = [linkOnX(wita('2026-10-31 23:00'), 1), linkOnX(wita('2026-11-20 07:59'), 2)];
    await run([
      `,198609262015051001,M-1,x,${early},,2026-11-01T00:00,,`,
      `,THL-000042,M-1,x,${late},,2026-11-20T08:00,,`,
      ',THL-000042,M-1,tiktok,https://vm.tiktok.com/ZS92gyt7u/,,2026-11-20T08:00,,',
      ...channels.map((channel) => `,THL-000042,M-2,${channel},,Disampaikan pada apel,2026-11-20T08:00,,`),
    ]);
    const marked = await test.db.query(`SELECT channel, hints FROM share WHERE hints <> '{}' ORDER BY channel`);
    expect(marked).toEqual([
      { channel: 'tiktok', hints: ['short_link'] },
      { channel: 'x', hints: ['older_than_item'] },
    ]);
  });

  it('takes an alias on several rows, and beside the main key of another', async () => {
    const photo = (id: string) => `https://www.facebook.com/photo/?fbid=${id}&set=pcb.998877665544332`;
    const rows = [
      `,198609262015051001,M-1,facebook,${photo('102233445566778')},,2026-11-20T08:00,,`,
      `,THL-000042,M-1,facebook,${photo('102233445566779')},,2026-11-20T08:00,,`,
      ',THL-000042,M-2,facebook,https://www.facebook.com/media/set/?set=pcb.998877665544332,,2026-11-20T08:00,,',
    ];
    expect(await run(rows)).toMatchObject({ added: 3, problems: [] });
    const aliases = await test.db.query(
      'SELECT alias, count(*)::int AS n FROM used_link GROUP BY alias ORDER BY alias',
    );
    expect(aliases).toEqual([
      { alias: false, n: 3 },
      { alias: true, n: 2 },
    ]);
  });

  it('changes nothing when repeated, also after a share was decided or taken back, and adds what is new', async () => {
    await run(good);
    await test.db.query(`UPDATE share SET state = 'accepted' WHERE channel = 'x'`);
    await test.db.query(`UPDATE share SET state = 'withdrawn' WHERE channel = 'tiktok'`);
    const before = await stored();
    expect(await run(good)).toMatchObject({ added: 0, unchanged: 3, problems: [] });
    expect(await stored()).toEqual(before);
    expect([await count('verdict'), await count('audit_entry')]).toEqual([2, records + 1]);
    const more = [...good, ',THL-000042,M-1,notice_board,,Ditempel,2026-11-21T08:00,,'];
    expect(await run(more)).toMatchObject({ added: 1, unchanged: 3 });
  });

  it('only tries when asked to try', async () => {
    expect(await run(good, { dryRun: true })).toMatchObject({ rows: 3, added: 3, problems: [] });
    const trial = await run([...good, ',0,M-1,x,,,,,'], { dryRun: true });
    expect(trial.added).toBe(0);
    expect(trial.problems.map(({ row, column }) => `${row} ${column}`)).toEqual(['5 waktu_sebar', '5 tautan']);
    expect(await count('share')).toBe(0);
  });

  it('says what is wrong in each row, and then writes nothing at all', async () => {
    await test.world.share(budi, posts[0] as TestPost, { channel: 'notice_board', at: '2026-11-19 08:00' });
    await test.world.share(budi, posts[0] as TestPost, { channel: 'x', key: '1990000000000000777' });
    const rows = [
      good[0] as string,
      ',THL-999999,M-1,face_to_face,,Disampaikan,2026-11-20T08:00,,',
      ',THL-000042,M-9,face_to_face,,Disampaikan,2026-11-20T08:00,,',
      ',THL-000042,M-1,friendster,,Disampaikan,2026-11-20T08:00,,',
      ',THL-000042,M-1,instagram,https://www.instagram.com/akun/,,2026-11-20T08:00,,',
      `,THL-000042,M-1,facebook,${link},,2026-11-20T08:00,,`,
      ',THL-000042,M-1,facebook,,,2026-11-20T08:00,,',
      ',THL-000042,M-1,face_to_face,,,2026-11-20T08:00,,',
      ',THL-000042,M-1,face_to_face,,Disampaikan,kemarin,,',
      ',THL-000042,M-1,face_to_face,,Disampaikan,2026-11-20T08:00,,diterima',
      'satu,THL-000042,M-1,face_to_face,,Disampaikan,2026-11-20T08:00,,',
      ',1.98609E+17,M-1,face_to_face,,Disampaikan,2026-11-20T08:00,,',
      good[0] as string,
      `,THL-000042,M-2,x,${link}?s=20,,2026-11-20T08:00,,`,
      '0190f3a0-0000-7000-8000-000000000002,198609262015051001,M-1,x,https://x.com/a/status/1990000000000000002,,2026-11-20T08:00,,',
      ',THL-000042,M-1,notice_board,,Ditempel,2026-11-20T08:00,,',
      ',198609262015051001,M-2,x,https://x.com/b/status/1990000000000000777,,2026-11-20T08:00,,',
    ];
    const said = await refused(rows);
    expect(said.map((line) => line.split(': ')[0])).toEqual([
      ...['3.nomor', '4.kode_materi', '5.kanal', '6.tautan', '7.tautan', '8.tautan', '9.keterangan', '10.waktu_sebar'],
      ...['11.status', '12.id', '13.nomor', '14.id', '15.tautan', '16.kanal', '17.kanal', '18.tautan'],
    ]);
    expect(said[0]).toBe('3.nomor: Nomor THL-999999 tidak terdaftar. Periksa nomornya, atau impor pegawainya dahulu.');
    expect(said[3]).toContain('bukan ke unggahan');
    expect(said[4]).toContain('Tautan ini dari X, sedangkan kanal yang dipilih Facebook');
    expect(said[11]).toContain('Sama dengan baris 2');
    expect(said[12]).toContain('sudah ada pada baris 2');
    expect(said[14]).toContain('(2026-11-19)');
    expect([await count('share'), await count('audit_entry')]).toEqual([2, records]);
  });

  it('refuses an id that another share has', async () => {
    const { id } = await test.world.share(budi, posts[0] as TestPost, { channel: 'notice_board' });
    expect(await refused([`${id},198609262015051001,M-1,face_to_face,,Disampaikan,2026-11-20T08:00,,`])).toEqual([
      '2.id: Id ini sudah dipakai sebaran lain. Kosongkan kolom id atau gunakan id baru.',
    ]);
  });

  it('shows the first 5,000 mistakes of a file that is wrong throughout', async () => {
    const rows = Array.from({ length: 6000 }, (_, index) => `,THL-${index},M-1,face_to_face,,Apel,2026-11-20T08:00,,`);
    const report = await run(rows, { dryRun: true });
    expect(report.problems).toHaveLength(5000);
    expect(report.notes.at(-1)?.id).toBe('Hanya 5000 kesalahan pertama ditampilkan.');
  });

  it('brings ten thousand rows with links in several parts', async () => {
    await test.db.query(
      `INSERT INTO post (id, code, title, program, unit_id, narrative, source_url, share_from, share_until, state, published_at, changed_at)
       SELECT gen_random_uuid(), 'S-' || g, 'Judul', 'Program', unit_id, 'Narasi', source_url, share_from, share_until, state, published_at, changed_at
       FROM post p, generate_series(1, 6000) g WHERE p.code = 'M-1'`,
    );
    const rows = Array.from({ length: 12_000 }, (_, index) => {
      const id = 1_990_000_000_100_000_000n + BigInt(index);
      const number = index % 2 ? 'THL-000042' : '198609262015051001';
      return `,${number},S-${(index >> 1) + 1},x,https://x.com/a/status/${id},,2026-11-20T08:00,,`;
    });
    expect(await run(rows)).toMatchObject({ rows: 12_000, added: 12_000 });
    expect([await count('share'), await count('used_link')]).toEqual([12_000, 12_000]);
  });
});

describe('the ways in', () => {
  it('are open over HTTP to the evaluator only, with the report as the answer', async () => {
    const evaluator = await test.as(await test.world.staff({ unit, role: 'evaluator' }));
    const upload = (query = '') =>
      evaluator.upload(`/api/v1/shares/imports${query}`, {}, { field: 'file', ...file(...good) });
    expect((await upload('?dryRun=true')).json()).toMatchObject({ rows: 3, added: 3 });
    expect(await count('share')).toBe(0);
    const done = await upload();
    expect([done.status, done.json<{ added: number }>().added]).toEqual([200, 3]);
    expect(
      await test.db.query(`SELECT actor_id IS NOT NULL AS named FROM audit_entry ORDER BY id DESC LIMIT 1`),
    ).toEqual([{ named: true }]);
    for (const role of ['admin', 'head', 'publisher', 'auditor'] as const) {
      const browser = await test.as(await test.world.staff({ role }));
      const answer = await browser.upload('/api/v1/shares/imports', {}, { field: 'file', ...file(...good) });
      expect([role, answer.status]).toEqual([role, 403]);
    }
  });

  it('know, for an evaluator of one agency, only the people who worked there on the day', async () => {
    const [agency, other] = [await test.world.unit(), await test.world.unit()];
    const moved = await test.world.staff({ unit: agency, from: '2026-01-01', until: '2026-11-15' });
    await test.world.member(moved, other, '2026-11-16');
    const rows = ['2026-11-15', '2026-11-16'].map(
      (day, index) => `,${moved.number},M-${index + 1},face_to_face,,Apel pagi,${day}T08:00,,`,
    );
    const evaluator = await test.as(await test.world.staff({ unit: agency, role: 'evaluator' }));
    const answer = await evaluator.upload('/api/v1/shares/imports', {}, { field: 'file', ...file(...rows) });
    expect(answer.json<{ errors: object[] }>().errors).toMatchObject([{ field: '3.nomor' }]);
    const above = await evaluator.upload('/api/v1/shares/imports', {}, { field: 'file', ...file(rows[0] ?? '') });
    expect(above.json()).toMatchObject({ added: 1 });
  });

  it('answer 422 with a problem per row over HTTP', async () => {
    const evaluator = await test.as(await test.world.staff({ role: 'evaluator' }));
    const wrong = file(',THL-9,M-1,face_to_face,,Apel,2026-11-20T08:00,,');
    const answer = await evaluator.upload('/api/v1/shares/imports', {}, { field: 'file', ...wrong });
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([422, 'import-refused']);
    expect(answer.json<{ errors: object[] }>().errors).toMatchObject([{ field: '2.nomor' }]);
  });

  it('are one word on the command line', async () => {
    expect(sharesCommands.map(({ word, options }) => [word, Object.keys(options ?? {})])).toEqual([
      ['shares import', ['dry-run']],
    ]);
    const command = sharesCommands[0];
    const call = { app: test.app, args: ['/tidak/ada.csv'], options: {}, out: () => undefined, w: () => '' };
    await expect(command?.run({ ...call, input: () => Readable.from([]) })).rejects.toMatchObject({ kind: 'invalid' });
  });
});
