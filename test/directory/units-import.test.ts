import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp, type TestApp } from '../app';
import type { DirectoryService } from '../../src/directory/directory.service';

let world: TestApp;
let directory: DirectoryService;

beforeAll(async () => {
  world = await startApp();
  const { DirectoryService: Service } = require('../../src/directory/directory.service');
  directory = world.app.get(Service);
});
beforeEach(() => world.db.query('TRUNCATE unit CASCADE'));
afterAll(() => world.stop());

const csv = (...lines: string[]) => ({ name: 'unit.csv', bytes: Buffer.from(lines.join('\n')) });
const header = 'kode;nama;nama_pendek;jenis;kode_induk;peringkat;pekan;mulai;selesai';
const save = { dryRun: false };
const tree = async () => (await directory.allUnits()).map(({ code, depth }) => `${'-'.repeat(depth)}${code}`);

describe('the import of units', () => {
  it("takes the province's own list with its English titles, and the same list again changes nothing", async () => {
    const file = {
      name: 'opd-sulut.csv',
      bytes: readFileSync(join(__dirname, '../../src/demo/opd-sulut.csv')),
    };
    const trial = await directory.importUnits(null, file, { dryRun: true });
    expect(await tree()).toEqual([]);
    const report = await directory.importUnits(null, file, save);
    expect(report).toEqual(trial);
    expect(report).toMatchObject({ rows: 61, added: 61, problems: [] });
    expect(await directory.importUnits(null, file, save)).toMatchObject({ added: 0, changed: 0, unchanged: 61 });
    const school = await directory.unitByCode('SMAN3-TONDANO');
    expect(school).toMatchObject({ name: 'SMA Negeri 3 Tondano', kind: 'sekolah', ranked: false, week: 5 });
    expect(school?.path).toHaveLength(4);
    expect((await tree())[0]).toBe('PEMPROV');
  });

  it('finds parents that stand later in the file or are there already', async () => {
    await directory.importUnits(null, csv('kode,nama', 'PROV,Provinsi'), save);
    const file = csv(header, 'B;Bidang B;;;A;;;;', 'A;Dinas A;;dinas;PROV;ya;6;2020-01-01;', 'C;Seksi C;;;B;;;;');
    expect(await directory.importUnits(null, file, save)).toMatchObject({ added: 3, problems: [] });
    expect(await tree()).toEqual(['PROV', '-A', '--B', '---C']);
    expect(await directory.unitByCode('A')).toMatchObject({ ranked: true, week: 6, validFrom: '2020-01-01' });
  });

  it('moves a unit with all below it, and keeps what the file does not say', async () => {
    await directory.importUnits(null, csv(header, 'P;P;;;;;;;', 'A;A;;;P;ya;6;;', 'B;B;;;P;;;;', 'C;C;;;A;;;;'), save);
    const report = await directory.importUnits(null, csv('kode,nama,kode_induk', 'A,Dinas A,B'), save);
    expect(report).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await tree()).toEqual(['P', '-B', '--A', '---C']);
    expect(await directory.unitByCode('A')).toMatchObject({ name: 'Dinas A', ranked: true, week: 6 });
  });

  it('names every mistake and writes nothing', async () => {
    await directory.importUnits(null, csv(header, 'P;P;;;;;;;', 'Q;Q;;;P;;;;'), save);
    const report = await directory.importUnits(
      null,
      csv(
        header,
        'A;Dinas A;;;P;;;;',
        'a;Dinas A lagi;;;P;;;;',
        'B;;;;P;;;;',
        'C;C;;;TIADA;;;;',
        'D;D;;;E;;;;',
        'E;E;;;D;;;;',
        'F;F;;;F;;;;',
        'G;G;;;P;mungkin;;;',
        'H;H;;;P;;8;;',
        'I;I;;;P;;;2026-05-01;2026-04-30',
        'J;J;;;P;;;kemarin;',
        'K L;K;;;P;;;;',
        'P;P;;;Q;;;;',
      ),
      save,
    );
    expect(report.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      ...['3 kode', '4 nama', '5 kode_induk', '6 kode_induk', '7 kode_induk', '8 kode_induk', '9 peringkat'],
      ...['10 pekan', '11 selesai', '12 mulai', '13 kode', '14 kode_induk'],
    ]);
    expect(await tree()).toEqual(['P', '-Q']);
  });

  it('says which titles are missing', async () => {
    await expect(directory.importUnits(null, csv('kode,pekan', 'A,5'), save)).rejects.toThrow(
      'Kolom wajib belum ada: nama',
    );
  });

  it('is for administrators of a top unit', async () => {
    const top = await world.world.unit({ code: 'TOP' });
    const dinas = await world.world.unit({ code: 'DINAS', parent: top });
    const file = { field: 'file', name: 'u.csv', bytes: csv('kode,nama,kode_induk', 'X,Unit X,DINAS').bytes };
    const below = await world.as(await world.world.staff({ unit: dinas, role: 'admin' }));
    const refused = await below.upload('/api/v1/units/imports', {}, file);
    expect([refused.status, refused.json()['code']]).toEqual([403, 'top-unit']);
    const admin = await world.as(await world.world.staff({ unit: top, role: 'admin' }));
    expect((await admin.upload('/api/v1/units/imports', {}, file)).json()).toMatchObject({ added: 1 });
    const { items } = (await admin.api('GET', '/units')).json<{ items: { code: string; parentCode: string }[] }>();
    expect(items.find(({ code }) => code === 'X')?.parentCode).toBe('DINAS');
    const [entry] = await world.db.query(
      `SELECT verb, subject, subject_id, after FROM audit_entry ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({
      verb: 'unit.import',
      subject: 'unit',
      subject_id: 'u.csv',
      after: { rows: 1, added: 1, changed: 0, unchanged: 0 },
    });
  });
});
