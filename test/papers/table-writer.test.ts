import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { readCell } from '../../src/papers/cell.rules';
import { readTable } from '../../src/papers/table-reader';
import { numberWords, type PaperTable, toCsv } from '../../src/papers/table-writer';
import { toXlsx } from '../../src/papers/xlsx-writer';

const table: PaperTable = {
  title: 'Rekapitulasi per OPD: November 2026 / seluruh provinsi',
  columns: [
    { key: 'name', title: 'Nama', kind: 'text' },
    { key: 'nip', title: 'NIP', kind: 'text' },
    { key: 'obliged', title: 'Wajib', kind: 'integer' },
    { key: 'raw', title: 'Pemenuhan', kind: 'percent' },
    { key: 'mean', title: 'Rata-rata', kind: 'decimal' },
    { key: 'since', title: 'Sejak', kind: 'date' },
  ],
  rows: [
    { name: 'Wowor, S.E.', nip: '198609262015051001', obliged: 1420, raw: 0.8745, mean: -1234.5, since: '2026-11-23' },
    { name: '=HYPERLINK("http://x";"y")', nip: '+62811', obliged: 0, raw: null, mean: null, since: '2026-11-23T14:05' },
    {
      name: 'Baris\ndua "kutip" & <tanda>',
      nip: '',
      obliged: 3,
      raw: '–' as unknown as number,
      mean: 0.1,
      since: null,
    },
  ],
};

function sheetXml(bytes: Buffer): string {
  return strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']);
}

describe('CSV', () => {
  test('ASVS 1.2.10: for Indonesian Excel: mark, semicolons, decimal comma, formulas made harmless', async () => {
    expect(toCsv(table, { lang: 'id' }).toString()).toBe(
      [
        '\uFEFFNama;NIP;Wajib;Pemenuhan;Rata-rata;Sejak',
        '"Wowor, S.E.";198609262015051001;1420;87,5%;-1234,50;2026-11-23',
        `"'=HYPERLINK(""http://x"";""y"")";"'+62811";0;;;2026-11-23T14:05`,
        '"Baris\ndua ""kutip"" & <tanda>";;3;–;0,10;',
        '',
      ].join('\r\n'),
    );
  });

  test('in English: commas and points', () => {
    expect(toCsv(table, { lang: 'en' }).toString().split('\r\n')[1]).toBe(
      '"Wowor, S.E.",198609262015051001,1420,87.5%,-1234.50,2026-11-23',
    );
  });
});

describe('XLSX', () => {
  test('the same table gives the same bytes, in any time zone of the machine', async () => {
    expect(
      createHash('sha256')
        .update(await toXlsx([table]))
        .digest('hex'),
    ).toBe(
      createHash('sha256')
        .update(await toXlsx([structuredClone(table)]))
        .digest('hex'),
    );
  });

  test('ASVS 1.2.10: a text that looks like a formula is a string with the text mark, and there is no formula', async () => {
    const xml = sheetXml(await toXlsx([table]));
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('<c r="A3" s="3" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(');
    expect(strFromU8(unzipSync(await toXlsx([table]))['xl/styles.xml']).match(/<xf /g)?.length).toBe(18);
  });

  test('numbers keep full precision, headers are frozen and filtered', async () => {
    const xml = sheetXml(await toXlsx([table]));
    expect(xml).toContain('<v>0.8745</v>');
    expect(xml).toContain('state="frozen"');
    expect(xml).toContain('<autoFilter ref="A1:F4"/>');
  });

  test('sheet names are short, without forbidden characters and never twice the same', async () => {
    const long = { ...table, title: `${'Rekap'.repeat(10)}` };
    const names = [table, long, long, { ...table, title: '[]' }].slice();
    const xml = strFromU8(unzipSync(await toXlsx(names))['xl/workbook.xml']);
    const found = [...xml.matchAll(/<sheet name="([^"]*)"/g)].map((match) => match[1]);
    expect(found).toEqual([
      'Rekapitulasi per OPD  November',
      'RekapRekapRekapRekapRekapRekapR',
      'RekapRekapRekapRekapRekapRe (2)',
      'Lembar 4',
    ]);
  });

  test('an empty template presets its columns as text', async () => {
    const xml = sheetXml(await toXlsx([{ ...table, rows: [] }]));
    expect(xml).toContain('<col min="2" max="2" width="8" style="2" customWidth="1"/>');
  });

  test('what Excel would decode or cannot hold is protected', async () => {
    const bytes = await toXlsx([
      { title: 'x', columns: [{ key: 'a', title: 'a', kind: 'text' }], rows: [{ a: '_x0041_ \u0001\uD800b' }] },
    ]);
    expect([...(await readTable({ name: 'x.xlsx', bytes })).rows()][0].cells).toEqual({ a: '_x0041_ b' });
  });
});

describe('round trip', () => {
  test('the XLSX read back has the same texts, numbers and dates', async () => {
    const rows = [...(await readTable({ name: 'x.xlsx', bytes: await toXlsx([table]) })).rows()];
    expect(rows[0].cells).toEqual({
      nama: 'Wowor, S.E.',
      nip: '198609262015051001',
      wajib: '1420',
      pemenuhan: '0.8745',
      'rata-rata': '-1234.5',
      sejak: '2026-11-23',
    });
    expect(rows[1].cells).toMatchObject({
      nama: '=HYPERLINK("http://x";"y")',
      nip: '+62811',
      sejak: '2026-11-23T14:05:00',
    });
    expect(rows[2].cells).toMatchObject({ nama: 'Baris\ndua "kutip" & <tanda>', pemenuhan: '–' });
  });

  const texts = fc.array(fc.string({ unit: 'grapheme' }).map(readCell), { minLength: 1, maxLength: 20 });
  const dirty = fc.array(
    fc
      .array(fc.constantFrom(...Array.from(`=+-@'";,\ta1_é😀＝&<>`)), { maxLength: 8 })
      .map((signs) => readCell(signs.join('').replace(/^'+/, ''))),
    { minLength: 1, maxLength: 20 },
  );

  function single(values: string[]): PaperTable {
    return {
      title: 'x',
      columns: [
        { key: 'n', title: 'n', kind: 'integer' },
        { key: 'a', title: 'a', kind: 'text' },
      ],
      rows: values.map((a, n) => ({ n, a })),
    };
  }

  test.each(['id', 'en'] as const)('every text comes back from CSV (%s)', async (lang) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, dirty), async (values) => {
        const read = await readTable({ name: 'x.csv', bytes: toCsv(single(values), { lang }) });
        expect([...read.rows()].map((row) => row.cells['a'])).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });

  test('every text comes back from XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, dirty), async (values) => {
        const read = await readTable({ name: 'x.xlsx', bytes: await toXlsx([single(values)]) });
        expect([...read.rows()].map((row) => row.cells['a'])).toEqual(values);
      }),
      { numRuns: 15 },
    );
  });
});

test('numbers of a paper are written alike everywhere', () => {
  expect(numberWords(0.8745, { kind: 'percent' }, 'id')).toBe('87,5%');
  expect(numberWords(0.824512, { kind: 'percent', decimals: 2 }, 'id')).toBe('82,45%');
  expect(numberWords(18420, { kind: 'integer' }, 'id')).toBe('18.420');
  expect(numberWords(1234.5, { kind: 'decimal' }, 'en')).toBe('1,234.50');
});
