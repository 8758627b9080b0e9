import { fillDemo } from '../../src/demo/demo.service';
import { readTable, type SourceTable } from '../../src/papers/table-reader';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';

interface Result {
  cutoff: string;
  people: { number: string }[];
  units: {
    code: string;
    name: string;
    obliged: number;
    exempt: number;
    active: number;
    met: number;
    participation: number | null;
  }[];
}

describe('the report of a month', () => {
  let test: TestApp;
  let evaluator: Browser;
  const file = (format: string) => evaluator.get(`/evaluasi/2026-10/laporan.${format}`);
  beforeAll(async () => {
    test = await startApp();
    await fillDemo(test.app, test.clock.now(), () => undefined);
    const [root] = await test.db.query(`SELECT id, code FROM unit WHERE code = 'PEMPROV'`);
    evaluator = await test.as(await test.world.staff({ role: 'evaluator', roleUnit: root }));
  }, 90_000);
  afterAll(() => test.stop());

  const rowsOf = (table: SourceTable) => [...table.rows()].map(({ cells }) => cells);

  it('carries the same unit figures as CSV and as JSON', async () => {
    const json = (await file('json')).json<Result>();
    const rows = rowsOf(await readTable({ name: 'a.csv', bytes: (await file('csv')).bytes }));
    expect(rows).toHaveLength(json.units.length);
    const figures = (row: Record<string, string>) => [
      row['kode'],
      row['wajib'],
      row['dikecualikan'],
      row['aktif'],
      row['tercapai'],
    ];
    expect(rows.map(figures)).toEqual(
      json.units.map(({ code, obliged, exempt, active, met }) => [code, ...[obliged, exempt, active, met].map(String)]),
    );
  });

  it('carries the same ranking on the page and in the workbook’s first sheet', async () => {
    const page = (await evaluator.get('/evaluasi/2026-10')).words;
    const rows = rowsOf(await readTable({ name: 'a.xlsx', bytes: (await file('xlsx')).bytes }));
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const [name, n, x, interval] = [row['perangkat_daerah'], row['wajib'], row['tercapai'], row['selang_90%']];
      expect(page).toContain(`${name} ${n} ${x}`);
      expect(page).toContain(interval ?? '?');
    }
  });

  it('is the same file twice: PDF and XLSX to the byte', async () => {
    expect((await file('pdf')).bytes.equals((await file('pdf')).bytes)).toBe(true);
    expect((await file('xlsx')).bytes.equals((await file('xlsx')).bytes)).toBe(true);
  }, 60_000);

  it('names people only to those who may see them', async () => {
    const auditorless = await test.as(await test.world.staff({ role: 'publisher' }));
    const json = (await auditorless.get('/evaluasi/2026-10/laporan.json')).json<Result>();
    expect(json.people).toEqual([]);
    expect((await file('json')).json<Result>().people.length).toBeGreaterThan(1000);
  });

  it('is not there for a month that was not computed, and not for staff', async () => {
    expect((await evaluator.get('/evaluasi/2026-09/laporan.pdf')).status).toBe(404);
    expect((await evaluator.get('/evaluasi/2026-10/laporan.exe')).status).toBe(404);
    const staff = await test.as(await test.world.staff());
    expect((await staff.get('/evaluasi/2026-10/laporan.csv')).status).toBe(403);
  });

  it('is computed again by the button, by an evaluator only', async () => {
    const answer = await evaluator.submit('/evaluasi/2026-11/hasil-sementara', {});
    expect(answer.words).toContain('Hasil sementara November 2026 sudah dihitung.');
    const head = await test.as(await test.world.staff({ role: 'head' }));
    expect((await head.post('/evaluasi/2026-11/hasil-sementara', {})).status).toBe(403);
  });
});
