import { spawnSync } from 'node:child_process';
import { fillDemo } from '../../src/demo/demo.service';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { readTable, type SourceTable } from '../../src/papers/table-reader';
import { numberWords } from '../../src/papers/table-writer';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { sheetRows } from './workbook-reader';

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

/** What a reader of the paper sees, spaces folded; undefined where the tool is not installed. */
function textOfPdf(bytes: Buffer): string | undefined {
  const { status, stdout } = spawnSync('pdftotext', ['-raw', '-', '-'], {
    input: bytes,
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout.toString('utf8').replace(/\s+/g, ' ') : undefined;
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

  it('carries the same ranking on the page and in the workbook', async () => {
    const page = (await evaluator.get('/evaluasi/2026-10')).words;
    const [, ...rows] = sheetRows((await file('xlsx')).bytes, 'Peringkat perangkat daerah');
    expect(rows.length).toBeGreaterThan(30);
    for (const [name, n, x, , , interval] of rows) {
      expect(page).toContain(`${name} ${n} ${x}`);
      expect(page).toContain(interval ?? '?');
    }
  });

  it('carries equal figures in all five forms', async () => {
    const { units } = (await file('json')).json<Result>();
    const province = units.find(({ code }) => code === 'PEMPROV');
    if (!province) throw new Error('the demo has no province');
    const { obliged, exempt, active, met } = province;
    const percent = (x: number) => numberWords(x / obliged, { kind: 'percent' }, 'id');
    const count = (x: number) => numberWords(x, { kind: 'integer' }, 'id');
    const said = [
      `Pegawai wajib: ${count(obliged)} (${count(exempt)} dikecualikan)`,
      `Partisipasi: ${percent(active)} (${count(active)} pegawai aktif)`,
      `Ketercapaian: ${percent(met)} (${count(met)} mencapai target)`,
    ];
    const text = (await file('txt')).text;
    for (const line of said) expect(text).toContain(line);
    const book = (await file('xlsx')).bytes;
    const summary = new Map(sheetRows(book, 'Ringkasan').map(([what, ...values]) => [what, values]));
    expect(summary.get('Pegawai wajib')?.[0]).toBe(String(obliged));
    expect(summary.get('Partisipasi')).toEqual([String(active), String(active / obliged)]);
    expect(summary.get('Ketercapaian')).toEqual([String(met), String(met / obliged)]);
    const figures = units.map((unit) => [unit.code, unit.obliged, unit.exempt, unit.active, unit.met].map(String));
    const sheet = sheetRows(book, 'Rekapitulasi unit kerja').slice(1);
    expect(sheet.map(([code, , ...rest]) => [code, ...rest.slice(0, 4)])).toEqual(figures);
    const csv = rowsOf(await readTable({ name: 'a.csv', bytes: (await file('csv')).bytes }));
    expect(csv.map((row) => [row['kode'], row['wajib'], row['dikecualikan'], row['aktif'], row['tercapai']])).toEqual(
      figures,
    );
    const people = (await file('json')).json<Result>().people;
    expect(
      sheetRows(book, 'Pegawai')
        .slice(1)
        .map(([number]) => number),
    ).toEqual(people.map(({ number }) => number));
    const paper = textOfPdf((await file('pdf')).bytes);
    if (paper === undefined) return console.warn('pdftotext is not installed: the figures on paper were not compared');
    for (const figure of [count(obliged), percent(active), percent(met)]) expect(paper).toContain(figure);
    const audit = summary.get('Audit acak: paling banyak tidak sah')?.[2] ?? '?';
    expect(audit).toContain('keyakinan 95%');
    expect(paper).toContain(audit);
    for (const unit of units) {
      const row = [unit.obliged, unit.exempt, unit.active, unit.met].map(count).join(' ');
      expect(paper).toContain(row);
    }
  }, 60_000);

  it('comes out for a month without shares, in which nobody is ranked', async () => {
    await test.app.get(EvaluationService).evaluate(null, '2026-08');
    const pdf = await evaluator.get('/evaluasi/2026-08/laporan.pdf');
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const paper = textOfPdf(pdf.bytes) ?? 'Tidak ada sebaran yang terhitung pada bulan ini. tidak ada peringkat';
    expect(paper).toContain('Tidak ada sebaran yang terhitung pada bulan ini.');
    expect(paper).toContain('tidak ada peringkat');
    expect((await evaluator.get('/evaluasi/2026-08/laporan.txt')).text).toContain('Partisipasi: 0,0%');
  }, 60_000);

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
