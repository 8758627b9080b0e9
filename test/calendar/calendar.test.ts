import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { startApp, type TestApp } from '../app';
import type { CalendarService } from '../../src/calendar/calendar.service';

let world: TestApp;
let calendar: CalendarService;
const decree = readFileSync(join(__dirname, '../../src/calendar/holidays-2026.csv'));

beforeAll(async () => {
  world = await startApp();
  const { CalendarService: Service } = require('../../src/calendar/calendar.service');
  calendar = world.app.get(Service);
});
afterAll(() => world.stop());

const csv = (...rows: string[]) => ({
  name: 'kalender.csv',
  bytes: Buffer.from(['date,weekday,name_id,type,certainty,source', ...rows].join('\n')),
});

describe('the calendar', () => {
  it('has no days and is not approved before an import; the page says what to do', async () => {
    const staff = await world.as(await world.world.staff());
    expect(await calendar.isApproved(2026)).toBe(false);
    expect((await staff.get('/kalender')).words).toContain('Belum ada kalender tahun 2026');
  });

  it('tries the file of 2026 without writing, then imports its 25 days, then finds nothing to do', async () => {
    const file = { name: 'holidays-2026.csv', bytes: decree };
    expect(await calendar.importHolidays(null, file, { dryRun: true })).toMatchObject({ rows: 25, added: 25 });
    expect(await calendar.holidays('2026-01-01', '2026-12-31')).toHaveLength(0);
    expect(await calendar.importHolidays(null, file, { dryRun: false })).toMatchObject({ added: 25, problems: [] });
    expect(await calendar.importHolidays(null, file, { dryRun: false })).toMatchObject({ added: 0, unchanged: 25 });
    expect(await calendar.isApproved(2026)).toBe(true);
  });

  it('gives the days of a span, both ends included', async () => {
    const days = await calendar.holidays('2026-12-24', '2026-12-25');
    expect(days.map(({ day, kind }) => [day, kind])).toEqual([
      ['2026-12-24', 'cuti_bersama'],
      ['2026-12-25', 'libur_nasional'],
    ]);
  });

  it('shows a year with the kind of each day and says that it stands', async () => {
    const page = await (await world.as(await world.world.staff())).get('/kalender?tahun=2026');
    expect(page.words).toContain('Kalender ini sudah ditetapkan');
    expect(page.words).toContain('Kamis, 24 Desember Cuti');
    expect(page.words).toContain('Cuti bersama');
  });

  it('is not approved while a day is only an estimate, whatever the word for it', async () => {
    await calendar.importHolidays(null, csv('2027-01-01,,Tahun Baru,libur_nasional,likely,'), { dryRun: false });
    expect(await calendar.isApproved(2027)).toBe(false);
    const page = await (await world.as(await world.world.staff())).get('/kalender?tahun=2027');
    expect(page.words).toContain('belum dapat ditutup');
    const sourced = csv('2027-01-01,,Tahun Baru,libur_nasional,sourced,SKB');
    expect(await calendar.importHolidays(null, sourced, { dryRun: false })).toMatchObject({ changed: 1 });
    expect(await calendar.isApproved(2027)).toBe(true);
  });

  it('takes a day back that is a working day after all', async () => {
    await calendar.importHolidays(null, csv('2028-01-03,,Cuti,cuti_bersama,sourced,'), { dryRun: false });
    const back = csv('2028-01-03,,,bukan_libur,,');
    expect(await calendar.importHolidays(null, back, { dryRun: false })).toMatchObject({ changed: 1 });
    expect(await calendar.holidays('2028-01-01', '2028-12-31')).toEqual([]);
    expect(await calendar.importHolidays(null, back, { dryRun: false })).toMatchObject({ unchanged: 1 });
  });

  it('writes nothing of a file with a mistake and names each of them', async () => {
    const report = await calendar.importHolidays(
      null,
      csv('2029-01-01,,Tahun Baru,libur_nasional,sourced,', '31/02/2029,,X,libur_nasional,,', '2029-01-01,,,pesta,,'),
      { dryRun: false },
    );
    expect(report.problems.map(({ row, column }) => [row, column])).toEqual([
      [3, 'date'],
      [4, 'type'],
      [4, 'name_id'],
    ]);
    expect(await calendar.holidays('2029-01-01', '2029-12-31')).toEqual([]);
  });

  it('is imported over HTTP by an administrator only', async () => {
    const file = { field: 'file', name: 'k.csv', bytes: csv('2030-01-01,,Tahun Baru,libur_nasional,,').bytes };
    const admin = await world.as(await world.world.staff({ role: 'admin' }));
    const answer = await admin.upload('/api/v1/calendar/imports?dryRun=true', {}, file);
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ rows: 1, added: 1, changed: 0, unchanged: 0, notes: [] });
    const staff = await world.as(await world.world.staff());
    expect((await staff.upload('/api/v1/calendar/imports', {}, file)).status).toBe(403);
  });

  it('leaves one line in the audit trail for each import that wrote something', async () => {
    const rows = await world.db.query(`SELECT after FROM audit_entry WHERE subject = 'holiday' ORDER BY id`);
    expect(rows[0].after).toEqual({ rows: 25, added: 25, changed: 0, unchanged: 0 });
    expect(rows).toHaveLength(5);
  });
});
