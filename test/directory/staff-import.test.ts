import iconv from 'iconv-lite';
import { startApp, type TestApp } from '../app';
import type { DirectoryService } from '../../src/directory/directory.service';
import { toXlsx } from '../../src/papers/xlsx-writer';

let world: TestApp;
let directory: DirectoryService;

beforeAll(async () => {
  world = await startApp();
  const { DirectoryService: Service } = require('../../src/directory/directory.service');
  directory = world.app.get(Service);
});
beforeEach(async () => {
  await world.db.query('TRUNCATE unit, person CASCADE');
  const top = await world.world.unit({ code: 'PROV', name: 'Provinsi' });
  for (const code of ['A', 'B', 'C']) await world.world.unit({ code, parent: top });
});
afterAll(() => world.stop());

const columns =
  'nama;gelar_depan;gelar_belakang;status;nip;nomor_thl;telepon;email;kode_unit;jabatan;mulai;selesai;peran'.split(';');
type Cells = Partial<Record<string, string>>;
const valid: Cells = { nama: 'Pegawai Uji', status: 'THL', kode_unit: 'A', mulai: '2024-01-01' };
const line = (cells: Cells) => columns.map((column) => cells[column] ?? '').join(';');
/** Rows with valid defaults; the first one is row 2 of the file. */
const csv = (...rows: Cells[]) => ({
  name: 'pegawai.csv',
  bytes: Buffer.from([columns.join(';'), ...rows.map((row) => line({ ...valid, ...row }))].join('\n')),
});
const thl = (n: number) => `THL-${String(n).padStart(4, '0')}`;
const save = { dryRun: false };
const nip = '198609262015051001';
const placements = () =>
  world.db.query(
    `SELECT p.name, u.code, m.employment_type AS type, m.starts_on::text AS "from", m.ends_on::text AS until
     FROM membership m JOIN person p ON p.id = m.person_id JOIN unit u ON u.id = m.unit_id ORDER BY p.name, m.starts_on`,
  );
const people = async () => (await world.db.query('SELECT count(*)::int AS n FROM person'))[0].n as number;

describe('the import of staff', () => {
  it('adds people with numbers, placements, contacts and roles; the same file again changes nothing', async () => {
    const file = csv(
      {
        ...{
          nama: 'Maria Lasut',
          gelar_depan: 'Dr.',
          gelar_belakang: 'M.Si.',
          status: 'PNS',
          nip: '19860926 201505 1 001',
        },
        ...{ telepon: '0812-3456-7890', email: 'Maria@Contoh.go.id', jabatan: 'Analis', peran: 'reviewer, editor' },
      },
      { nama: 'Budi', nomor_thl: 'thl-0002', telepon: '81234567891', kode_unit: 'b' },
    );
    const trial = await directory.importStaff(null, file, { dryRun: true });
    expect(await people()).toBe(0);
    expect(await directory.importStaff(null, file, save)).toEqual(trial);
    expect(trial).toMatchObject({ rows: 2, added: 2, changed: 0, unchanged: 0, problems: [] });
    expect(await directory.importStaff(null, file, save)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    const [maria] = await world.db.query(
      `SELECT p.*, n.number, n.kind FROM person p JOIN person_number n ON n.person_id = p.id WHERE p.name = 'Maria Lasut'`,
    );
    expect(maria).toMatchObject({
      ...{ number: nip, kind: 'nip', phone: '+6281234567890', email: 'maria@contoh.go.id', title_before: 'Dr.' },
    });
    expect((await directory.personOfNumber('thl-0002'))?.phone).toBe('+6281234567891');
    const roles = await world.db.query('SELECT role, starts_on::text AS day FROM role_grant ORDER BY role');
    expect(roles).toEqual([
      { role: 'editor', day: '2024-01-01' },
      { role: 'reviewer', day: '2024-01-01' },
    ]);
    const trail = await world.db.query(
      `SELECT verb FROM audit_entry WHERE subject IN ('membership', 'person') ORDER BY id`,
    );
    expect(trail.map(({ verb }: { verb: string }) => verb)).toEqual(['role.grant', 'role.grant', 'directory.import']);
  });

  it('takes rows with the same number for one person, also a THL who became PPPK', async () => {
    const report = await directory.importStaff(
      null,
      csv(
        { nama: 'Rina', nomor_thl: thl(1), mulai: '2022-01-01', selesai: '2024-12-31' },
        { nama: 'RINA', nomor_thl: thl(1), nip: '200012312024211001', status: 'PPPK', mulai: '2025-01-01' },
        {
          nama: 'Rina',
          nip: '200012312024211001',
          status: 'PPPK',
          kode_unit: 'B',
          mulai: '2021-01-01',
          selesai: '2021-12-31',
        },
      ),
      save,
    );
    expect(report).toMatchObject({ added: 3, problems: [] });
    expect(await people()).toBe(1);
    expect(await placements()).toEqual([
      { name: 'RINA', code: 'B', type: 'PPPK', from: '2021-01-01', until: '2021-12-31' },
      { name: 'RINA', code: 'A', type: 'THL', from: '2022-01-01', until: '2024-12-31' },
      { name: 'RINA', code: 'A', type: 'PPPK', from: '2025-01-01', until: null },
    ]);
  });

  it('changes the end, position and contacts of what is there, and keeps what the file leaves empty', async () => {
    await directory.importStaff(null, csv({ nomor_thl: thl(1), telepon: '08123456789', jabatan: 'Staf' }), save);
    const file = csv({ nomor_thl: thl(1), selesai: '2026-06-30' });
    expect(await directory.importStaff(null, file, save)).toMatchObject({ added: 0, changed: 1 });
    expect(await placements()).toMatchObject([{ code: 'A', until: '2026-06-30' }]);
    const [row] = await world.db.query(
      'SELECT p.phone, m.position FROM person p JOIN membership m ON m.person_id = p.id',
    );
    expect(row).toEqual({ phone: '+628123456789', position: 'Staf' });
  });

  it('ends a recorded open placement the day before a later one of the file, with a note', async () => {
    await directory.importStaff(null, csv({ nomor_thl: thl(1) }), save);
    const move = csv({ nomor_thl: thl(1), kode_unit: 'B', mulai: '2026-06-01' });
    const report = await directory.importStaff(null, move, save);
    expect(report).toMatchObject({ added: 1, problems: [] });
    expect(report.notes.map(({ id }) => id)).toEqual(['Baris 2: penempatan di A diakhiri 2026-05-31.']);
    expect(await placements()).toMatchObject([
      { code: 'A', until: '2026-05-31' },
      { code: 'B', from: '2026-06-01', until: null },
    ]);
    expect(await directory.importStaff(null, move, save)).toMatchObject({ unchanged: 1 });
    const back = await directory.importStaff(null, csv({ nomor_thl: thl(1) }), save);
    expect(back.problems[0]?.words.id).toContain('bertumpang tindih');
  });

  it('starts an unsaid membership with the unit, else on 1 January 2000, and finds it again', async () => {
    await world.db.query(`UPDATE unit SET valid_from = '2019-03-01' WHERE code = 'A'`);
    const file = csv({ nomor_thl: thl(1), mulai: '' }, { nomor_thl: thl(2), mulai: '', kode_unit: 'B' });
    await directory.importStaff(null, file, save);
    expect((await placements()).map(({ from }: { from: string }) => from).sort()).toEqual(['2000-01-01', '2019-03-01']);
    await world.db.query(`UPDATE unit SET valid_from = '2010-03-01' WHERE code = 'A'`);
    expect(await directory.importStaff(null, file, save)).toMatchObject({ unchanged: 2 });
  });

  it('names each of fifty different mistakes and saves nothing', async () => {
    await directory.importStaff(
      null,
      csv({ nomor_thl: 'ADA-1', mulai: '2020-01-01', selesai: '2020-12-31' }, { nama: 'Lain', nomor_thl: 'ADA-2' }),
      save,
    );
    await world.db.query(`UPDATE unit SET valid_until = '2023-12-31' WHERE code = 'C'`);
    const file = csv(...mistakes.map(([cells], index) => ({ nomor_thl: `${thl(index)}`, ...cells })));
    const report = await directory.importStaff(null, file, save);
    expect(mistakes.filter(([, column]) => column)).toHaveLength(50);
    expect(report.problems.map(({ row, column }) => [row, column])).toEqual(
      mistakes.flatMap(([, column], index) => (column ? [[index + 2, column]] : [])),
    );
    expect(new Set(report.problems.map(({ words }) => words.id)).size).toBeGreaterThanOrEqual(30);
    expect(await people()).toBe(2);
  });

  it('says in full how to mend the commonest mistakes', async () => {
    const report = await directory.importStaff(
      null,
      csv(
        { nip: '19860926201505100' },
        { nip: '1.98609E+17' },
        { nomor_thl: thl(1) },
        { nomor_thl: thl(1), kode_unit: 'B', mulai: '2025-01-01' },
      ),
      save,
    );
    expect(report.problems.map(({ words }) => words.id)).toEqual([
      'NIP harus 18 angka. Anda memasukkan 17 angka.',
      expect.stringContaining('Ubah kolom itu menjadi Teks di Excel'),
      'Penempatan di A (baris 4) belum diakhiri, padahal baris ini mulai 1 Januari 2025. Isi kolom selesai pada baris 4, misalnya 2024-12-31.',
    ]);
  });

  it('reads windows-1252, commas, any order of columns, and notes an unknown one', async () => {
    const text = 'Kode_Unit,Status,Nomor_THL,Nama,Golongan\r\nA,thl,X-1,Désirée Mongdong,II/a\r\n';
    const report = await directory.importStaff(null, { name: 'x', bytes: iconv.encode(text, 'windows-1252') }, save);
    expect(report).toMatchObject({ added: 1, problems: [] });
    expect(report.notes[0]?.id).toContain('Golongan');
    expect((await directory.personOfNumber('x-1'))?.name).toBe('Désirée Mongdong');
  });

  it('reads the first sheet of an XLSX', async () => {
    const keys = ['nama', 'status', 'nip', 'kode_unit'];
    const bytes = await toXlsx([
      {
        title: 'Pegawai',
        columns: keys.map((key) => ({ key, title: key, kind: 'text' as const })),
        rows: [{ nama: 'Maria Lasut', status: 'PNS', nip, kode_unit: 'A' }],
      },
    ]);
    expect(await directory.importStaff(null, { name: 'p.xlsx', bytes }, save)).toMatchObject({
      added: 1,
      problems: [],
    });
    expect((await directory.personOfNumber(nip))?.name).toBe('Maria Lasut');
  });

  it('answers over HTTP with the counts, or with a problem document that lists every mistake', async () => {
    const prov = await directory.unitByCode('PROV');
    const admin = await world.as(await world.world.staff({ unit: prov!, role: 'admin' }));
    const good = { field: 'file', ...csv({ nomor_thl: thl(1) }) };
    expect((await admin.upload('/api/v1/staff/imports', {}, good)).json()).toMatchObject({ added: 1, notes: [] });
    const bad = { field: 'file', ...csv({ nip: '123' }, { kode_unit: 'Z', nomor_thl: thl(3) }) };
    const refused = await admin.upload('/api/v1/staff/imports', {}, bad);
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({
      code: 'import-refused',
      errors: [{ field: '2.nip' }, { field: '3.kode_unit' }],
    });
    const staff = await world.as(await world.world.staff());
    expect((await staff.upload('/api/v1/staff/imports', {}, good)).status).toBe(403);
  });

  it('lets an administrator of a sub-unit import its own people only, and no role for oneself', async () => {
    const [a, b] = [(await directory.unitByCode('A'))!, (await directory.unitByCode('B'))!];
    const me = await world.world.staff({ unit: a, role: 'admin', number: 'SAYA', name: 'Saya' });
    await world.world.staff({ unit: b, number: 'ORANG-B', name: 'Orang Lain' });
    const bytes = csv(
      { nomor_thl: thl(1) },
      { nomor_thl: thl(2), kode_unit: 'B' },
      { nama: 'Orang Lain', nomor_thl: 'ORANG-B' },
      { nama: 'Saya', nomor_thl: 'SAYA', mulai: '2020-01-01', peran: 'evaluator' },
    ).bytes;
    const answer = await (await world.as(me)).upload('/api/v1/staff/imports', {}, { field: 'file', name: 'x', bytes });
    expect(answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual([
      ...['3.kode_unit', '4.kode_unit', '5.peran'],
    ]);
  });

  it('keeps roles that reach beyond an agency for the administrator of a top unit', async () => {
    const top = (await directory.unitByCode('PROV'))!;
    const agency = await world.world.unit({ parent: top });
    const me = await world.as(await world.world.staff({ unit: agency, role: 'admin' }));
    const rows = ['head', 'publisher', 'auditor'].map((peran, index) => ({
      ...{ nama: `Orang ${'ABC'[index]}`, nomor_thl: `JAUH-${index}`, kode_unit: agency.code, peran },
    }));
    const file = { field: 'file', name: 'x', bytes: csv(...rows).bytes };
    const refused = await me.upload('/api/v1/staff/imports', {}, file);
    expect(refused.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual([
      ...['3.peran', '4.peran'],
    ]);
    const above = await world.as(await world.world.staff({ unit: top, role: 'admin' }));
    expect((await above.upload('/api/v1/staff/imports', {}, file)).json()).toMatchObject({ added: 3 });
  });

  it('does not grant again a role that somebody ended', async () => {
    const file = csv({ nomor_thl: thl(1), peran: 'head' });
    await directory.importStaff(null, file, save);
    await world.db.query(`UPDATE role_grant SET ends_on = '2025-01-01'`);
    expect(await directory.importStaff(null, file, save)).toMatchObject({ unchanged: 1 });
    expect(await world.db.query('SELECT ends_on::text AS day FROM role_grant')).toEqual([{ day: '2025-01-01' }]);
  });
});

/** One row each, and the column that is to be named; '' prepares the ground for a later row. */
const mistakes: [Cells, string][] = [
  [{ nama: '' }, 'nama'],
  [{ nama: 'A'.repeat(121) }, 'nama'],
  [{ nama: 'Pegawai 007' }, 'nama'],
  [{ nama: '- Pegawai' }, 'nama'],
  [{ gelar_depan: 'D'.repeat(61) }, 'gelar_depan'],
  [{ gelar_belakang: 'S'.repeat(81) }, 'gelar_belakang'],
  [{ status: '' }, 'status'],
  [{ status: 'Honorer' }, 'status'],
  [{ nomor_thl: '' }, 'nip'],
  [{ nip: '1986092620150510011' }, 'nip'],
  [{ nip: '19860926' }, 'nip'],
  [{ nip: '1.98609E+17' }, 'nip'],
  [{ nip: '19860926201505100A' }, 'nip'],
  [{ nip: '198613262015051001' }, 'nip'],
  [{ nip: '198609262015131001' }, 'nip'],
  [{ nip: '198609262015053001' }, 'nip'],
  [{ nip: '198609262015051000' }, 'nip'],
  [{ nip: '990012312024211001' }, 'nip'],
  [{ nip: '198602302015051001' }, 'nip'],
  [{ nip: '193909262015051001' }, 'nip'],
  [{ nomor_thl: '7171012609860001' }, 'nomor_thl'],
  [{ nomor_thl: 'T'.repeat(41) }, 'nomor_thl'],
  [{ nomor_thl: 'THL#1' }, 'nomor_thl'],
  [{ nomor_thl: '1,23457E+15' }, 'nomor_thl'],
  [{ telepon: 'tidak ada' }, 'telepon'],
  [{ telepon: '08123' }, 'telepon'],
  [{ telepon: '081234567890123456' }, 'telepon'],
  [{ telepon: '6.28123E+12' }, 'telepon'],
  [{ telepon: '0812345678 / 0813456789' }, 'telepon'],
  [{ email: 'pegawai' }, 'email'],
  [{ email: 'a b@contoh.go.id' }, 'email'],
  [{ email: 'a@b@contoh.go.id' }, 'email'],
  [{ email: 'pegawai@contoh' }, 'email'],
  [{ email: `${'a'.repeat(250)}@contoh.go.id` }, 'email'],
  [{ kode_unit: '' }, 'kode_unit'],
  [{ kode_unit: 'TIADA' }, 'kode_unit'],
  [{ kode_unit: 'U'.repeat(41) }, 'kode_unit'],
  [{ kode_unit: 'C', mulai: '2024-02-01' }, 'kode_unit'],
  [{ jabatan: 'J'.repeat(201) }, 'jabatan'],
  [{ mulai: '1 Januari 2024' }, 'mulai'],
  [{ mulai: '2024-02-30' }, 'mulai'],
  [{ selesai: '31/06/2025' }, 'selesai'],
  [{ selesai: '2023-12-31' }, 'selesai'],
  [{ peran: 'bos' }, 'peran'],
  [{ peran: 'reviewer superadmin' }, 'peran'],
  [{ nama: 'Nama Satu', nomor_thl: 'SAMA-1', selesai: '2024-12-31' }, ''],
  [{ nama: 'Nama Dua', nomor_thl: 'SAMA-1', mulai: '2025-01-01' }, 'nama'],
  [{ nomor_thl: 'SAMA-1', nama: 'Nama Satu', mulai: '2024-06-01', selesai: '2024-07-01' }, 'mulai'],
  [{ nomor_thl: 'BUKA-1' }, ''],
  [{ nomor_thl: 'BUKA-1', kode_unit: 'B', mulai: '2025-01-01' }, 'mulai'],
  [{ nomor_thl: 'ADA-1', mulai: '2020-06-01' }, 'mulai'],
  [{ nama: 'Lain', nomor_thl: 'ADA-2', kode_unit: 'B', mulai: '2024-01-01' }, 'mulai'],
];
