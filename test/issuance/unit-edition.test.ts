import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import type { ResultJson } from '../../src/evaluation/result.rules';
import { readTable } from '../../src/papers/table-reader';
import { ReportFiles } from '../../src/issuance/report-files.service';
import { issuanceCommands } from '../../src/issuance/issuance.commands';
import { startApp, type TestApp } from '../app';
import { sheetRows } from './workbook-reader';
import { runWord } from '../evaluation/words';
import type { TestPerson, TestUnit } from '../world';

let test: TestApp;
let head: TestPerson;
let evaluator: TestPerson;
let folder: string;

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  folder = mkdtempSync(join(tmpdir(), 'gaung-report-'));
  const root = await world.unit({ code: 'PROV', name: 'Pemerintah Provinsi', ranked: false });
  const agency = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: root });
  const laboratory = await world.unit({ code: 'LAB', name: 'Laboratorium', parent: agency, ranked: false });
  const other = await world.unit({ code: 'DISDIK', name: 'Dinas Pendidikan Daerah', parent: root });
  head = await world.staff({ unit: agency, name: 'Kepala Contoh', number: 'THL-9', role: 'head' });
  evaluator = await world.staff({ unit: root, name: 'Penilai Contoh', number: 'THL-8', role: 'evaluator' });
  const posts = await Promise.all([1, 2].map(() => world.post({ unit: root })));
  const people = async (unit: TestUnit, count: number) =>
    Promise.all(Array.from({ length: count }, () => world.staff({ unit })));
  for (const person of [...(await people(laboratory, 3)), ...(await people(other, 4))]) {
    for (const post of posts) await world.share(person, post, { at: '2026-11-10 09:00' });
  }
  await test.app.get(EvaluationService).evaluate(null, '2026-11');
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await test.stop();
});

const report = async (who: TestPerson, path: string) =>
  (await test.as(who)).api('GET', `/periods/2026-11/report.${path}`);

describe('the internal edition of a unit', () => {
  it('has the unit with its sub-units and their people, and nobody else', async () => {
    const { units, people } = (await report(head, 'json?unit=DINKES')).json<ResultJson>();
    expect(units.map(({ code }) => code)).toEqual(['DINKES', 'LAB']);
    expect(people.map(({ unit }) => unit).sort()).toEqual(['DINKES', 'LAB', 'LAB', 'LAB']);
  });

  it('names no people of a unit that the reader may not see', async () => {
    const { units, people } = (await report(head, 'json?unit=DISDIK')).json<ResultJson>();
    expect(units).toHaveLength(1);
    expect(people).toEqual([]);
  });

  it('names of a higher unit only the people of the reader’s own', async () => {
    const { people } = (await report(head, 'json?unit=PROV')).json<ResultJson>();
    expect(new Set(people.map(({ unit }) => unit))).toEqual(new Set(['DINKES', 'LAB']));
  });

  it('is not there for a unit that does not exist', async () => {
    expect((await report(evaluator, 'json?unit=TIDAKADA')).status).toBe(404);
  });

  it('tells no channels, states and appeals of fewer than five people, and says so', async () => {
    const book = (await report(evaluator, 'xlsx?unit=LAB')).bytes;
    expect(sheetRows(book, 'Ringkasan').flat().join(' ')).toContain('tidak dirinci karena dapat menunjuk');
    expect(sheetRows(book, 'Ringkasan').flat().join(' ')).not.toContain('Sanggahan');
    for (const sheet of ['Sebaran terhitung per kanal', 'Sebaran menurut keadaan']) {
      expect(sheetRows(book, sheet)).toHaveLength(1);
      expect(sheetRows((await report(evaluator, 'xlsx?unit=PROV')).bytes, sheet).length).toBeGreaterThan(1);
    }
    const { items } = (await (await test.as(evaluator)).api('GET', '/periods/2026-11/units')).json<{
      items: { code: string; channels: object | null; states: object | null }[];
    }>();
    expect(items.filter(({ channels, states }) => channels || states).map(({ code }) => code)).toEqual(['PROV']);
  });

  it('has people on paper, which the province’s report has not', async () => {
    const files = test.app.get(ReportFiles);
    const [internal, whole] = await Promise.all([
      files.make(null, 'pdf', { month: '2026-11', lang: 'id', unit: 'LAB' }),
      files.make(null, 'pdf', { month: '2026-11', lang: 'id' }),
    ]);
    expect(internal.name).toBe('gaung-2026-11-v1-LAB.pdf');
    expect(whole.name).toBe('gaung-2026-11-v1.pdf');
    expect(internal.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  }, 60_000);
});

describe('the text for WhatsApp', () => {
  it('carries the figures of the page and names nobody', async () => {
    const { text, headers } = await report(evaluator, 'txt');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('*Evaluasi penyebarluasan informasi November 2026* (sementara)');
    expect(text).toContain('Pegawai wajib: 9 (0 dikecualikan)');
    expect(text).toContain('Partisipasi: 77,8% (7 pegawai aktif)');
    expect(text).not.toContain('Contoh');
    const page = (await (await test.as(evaluator)).get('/evaluasi/2026-11')).words;
    expect(page).toContain('Partisipasi 77,8% 7 dari 9 pegawai');
  });
});

describe('the word report', () => {
  it('writes each form into a folder, all with equal figures', async () => {
    const write = async (format: string) => {
      const options = { format, out: join(folder, 'baru') };
      const [path = ''] = await runWord(test, issuanceCommands, { word: 'report', args: ['2026-11'], options });
      return { path, bytes: readFileSync(path) };
    };
    const json = JSON.parse((await write('json')).bytes.toString()) as ResultJson;
    const figures = json.units.map(({ code, obliged, active, met }) => [code, obliged, active, met].join(' '));
    const csv = await readTable({ name: 'a.csv', bytes: (await write('csv')).bytes });
    const cells = [...csv.rows()].map(({ cells: row }) => [row['kode'], row['wajib'], row['aktif'], row['tercapai']]);
    expect(cells.map((row) => row.join(' '))).toEqual(figures);
    expect((await write('wa')).path).toMatch(/gaung-2026-11-v1\.txt$/);
    expect((await write('xlsx')).bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('refuses a form that it does not know, with the list of those it knows', async () => {
    const asked = runWord(test, issuanceCommands, { word: 'report', args: ['2026-11'], options: { format: 'doc' } });
    await expect(asked).rejects.toThrow('Pilih salah satu: pdf, xlsx, csv, json, wa.');
  });
});
