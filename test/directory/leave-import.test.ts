import { startApp, type TestApp } from '../app';
import type { DirectoryService } from '../../src/directory/directory.service';
import type { TestPerson, TestUnit } from '../world';

let world: TestApp;
let directory: DirectoryService;
let [own, other]: TestUnit[] = [];
let maria: TestPerson;

beforeAll(async () => {
  world = await startApp();
  const { DirectoryService: Service } = require('../../src/directory/directory.service');
  directory = world.app.get(Service);
});
beforeEach(async () => {
  await world.db.query('TRUNCATE unit, person CASCADE');
  [own, other] = [await world.world.unit({ code: 'A' }), await world.world.unit({ code: 'B' })];
  maria = await world.world.staff({ unit: own, number: '198609262015051001' });
});
afterAll(() => world.stop());

const csv = (...rows: string[]) => ({
  name: 'cuti.csv',
  bytes: Buffer.from(['nomor,mulai,selesai,jenis', ...rows].join('\n')),
});
const save = { dryRun: false };
const kept = () =>
  world.db.query(
    'SELECT starts_on::text AS "from", ends_on::text AS until, kind FROM leave ORDER BY starts_on, ends_on',
  );

describe('the import of leave', () => {
  it('adds leave by number, also overlapping leave, and the same file again changes nothing', async () => {
    const file = csv(
      '19860926 201505 1 001,2026-11-03,2026-11-28,CUTI TAHUNAN',
      '198609262015051001,10/11/2026,12/11/2026,',
      '198609262015051001,10/11/2026,12/11/2026,',
    );
    expect(await directory.importLeave(null, file, { dryRun: true })).toMatchObject({ added: 2, unchanged: 1 });
    expect(await kept()).toEqual([]);
    expect(await directory.importLeave(null, file, save)).toMatchObject({ rows: 3, added: 2, unchanged: 1 });
    expect(await directory.importLeave(null, file, save)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
    expect(await kept()).toEqual([
      { from: '2026-11-03', until: '2026-11-28', kind: 'CUTI TAHUNAN' },
      { from: '2026-11-10', until: '2026-11-12', kind: 'CUTI' },
    ]);
  });

  it('changes the kind of leave on the same days', async () => {
    await directory.importLeave(null, csv(`${maria.number},2026-11-03,2026-11-04,`), save);
    const file = csv(`${maria.number},2026-11-03,2026-11-04,CUTI SAKIT`);
    expect(await directory.importLeave(null, file, save)).toMatchObject({ changed: 1 });
    expect(await kept()).toMatchObject([{ kind: 'CUTI SAKIT' }]);
  });

  it('names every mistake and saves nothing', async () => {
    const report = await directory.importLeave(
      null,
      csv(
        `${maria.number},2026-11-01,2026-11-02,`,
        ',2026-11-01,2026-11-02,',
        'TIADA,2026-11-01,2026-11-02,',
        '1.98609E+17,2026-11-01,2026-11-02,',
        `${maria.number},2026-11-31,2026-12-02,`,
        `${maria.number},2026-11-05,2026-11-04,`,
        `${maria.number},2026-11-01,2026-11-02,LAIN`,
        `${maria.number},2026-11-01,,`,
      ),
      save,
    );
    expect(report.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      ...['3 nomor', '4 nomor', '5 nomor', '6 mulai', '7 selesai', '8 jenis', '9 selesai'],
    ]);
    expect(await kept()).toEqual([]);
  });

  it('is for a reviewer limited to the days on which a person belongs to the own units', async () => {
    const reviewer = await world.as(await world.world.staff({ unit: own, role: 'reviewer' }));
    const stranger = await world.world.staff({ unit: other });
    const gone = await world.world.staff({ unit: own, until: '2026-10-31' });
    const file = (person: TestPerson, from: string) => ({
      field: 'file',
      ...csv(`${person.number},${from},2026-11-05,`),
    });
    const send = (person: TestPerson, from = '2026-11-02') =>
      reviewer.upload('/api/v1/leave/imports', {}, file(person, from));
    expect((await send(maria)).json()).toMatchObject({ added: 1 });
    const refused = await send(stranger);
    expect(refused.status).toBe(422);
    expect(refused.json<{ detail: string }>().detail).toContain('tidak ditemukan di antara pegawai unit Anda');
    expect((await send(gone)).status).toBe(422);
    expect((await send(gone, '2026-10-30')).json()).toMatchObject({ added: 1 });
    const staff = await world.as(maria);
    expect((await staff.upload('/api/v1/leave/imports', {}, file(maria, '2026-11-02'))).status).toBe(403);
    const trail = await world.db.query(`SELECT verb, after FROM audit_entry WHERE subject = 'leave' ORDER BY id DESC`);
    expect(trail[0]).toMatchObject({ verb: 'leave.import', after: { added: 1 } });
  });
});
