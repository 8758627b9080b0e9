import { encode } from 'iconv-lite';
import fc from 'fast-check';
import { Refusal } from '../../src/kernel/refusal';
import { readCsvTable, readTable, type ReadOptions, type SourceRow } from '../../src/papers/table-reader';

function rowsOf(content: string | Buffer, options?: ReadOptions): SourceRow[] {
  return [...readCsvTable(Buffer.from(content as string), options).rows()];
}

function refusalOf(content: string | Buffer, options?: ReadOptions): Refusal {
  try {
    readCsvTable(Buffer.from(content as string), options);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('reading CSV', () => {
  const wanted = [{ number: 2, cells: { kode: 'A1', nama_pendek: 'Wowor, S.E.' } }];

  test.each([
    ['semicolons', 'Kode;Nama Pendek\nA1;Wowor, S.E.\n'],
    ['commas with a comma in quotation marks', 'Kode,Nama Pendek\nA1,"Wowor, S.E."\n'],
    ['tabs', 'Kode\tNama Pendek\nA1\tWowor, S.E.'],
    ['a byte-order mark and Windows line ends', '\uFEFFKode;Nama Pendek\r\nA1;Wowor, S.E.\r\n'],
    ['old Mac line ends', 'Kode;Nama Pendek\rA1;Wowor, S.E.\r'],
    ['a first line sep=;', 'sep=;\r\nKode;Nama Pendek\r\nA1;Wowor, S.E.\r\n'],
    ['spaces around cells', ' KODE ; Nama  Pendek \n A1 ; Wowor, S.E. \n'],
    ['more commas inside a quoted title than semicolons between titles', 'Kode;Nama Pendek;"a,b,c,d"\nA1;Wowor, S.E.'],
  ])('a file with %s gives the same row', (_, content) => {
    expect(rowsOf(content, { known: ['kode', 'nama_pendek'] })).toEqual(wanted);
  });

  test('a delimiter of the first data row does not change the one sniffed from the header', () => {
    expect(rowsOf('kode;nama\nA1;a,b,c,d,e\n')).toEqual([{ number: 2, cells: { kode: 'A1', nama: 'a,b,c,d,e' } }]);
  });

  test('a windows-1252 file keeps its letters, quotation marks and the euro sign', () => {
    const bytes = encode('kode;nama\nA1;Café “Ma’ruf” – 5 €\n', 'windows-1252');
    expect(rowsOf(bytes)[0].cells['nama']).toBe('Café “Ma’ruf” – 5 €');
  });

  test('a UTF-16 file with its mark is read', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), encode('kode\tnama\nA1\tŽana\n', 'utf-16le')]);
    expect(rowsOf(bytes)).toEqual([{ number: 2, cells: { kode: 'A1', nama: 'Žana' } }]);
  });

  test('blank lines are skipped and do not shift the row numbers', () => {
    const rows = rowsOf('\n\nkode;nama\n\nA1;a\n;;\n  ;\nA2;b\n\n', {});
    expect(rows.map((row) => [row.number, row.cells['kode']])).toEqual([
      [5, 'A1'],
      [8, 'A2'],
    ]);
  });

  test('a line break inside quotation marks stays in the cell and counts as one row', () => {
    const rows = rowsOf('kode;nama\nA1;"dua\r\nbaris ""x"""\nA2;b\n');
    expect(rows).toEqual([
      { number: 2, cells: { kode: 'A1', nama: 'dua\nbaris "x"' } },
      { number: 3, cells: { kode: 'A2', nama: 'b' } },
    ]);
  });

  test("the apostrophe of our own export is taken away, one of a person's name is not", () => {
    const rows = rowsOf(`a;b;c;d\n'=1+1;'+62811;Ma'ruf;'t Hooft`);
    expect(rows[0].cells).toEqual({ a: '=1+1', b: '+62811', c: "Ma'ruf", d: "'t Hooft" });
  });

  test('NIP digits and leading zeros stay as they are', () => {
    expect(rowsOf('nip;kode\n198609262015051001;007\n')[0].cells).toEqual({ nip: '198609262015051001', kode: '007' });
  });

  test('absent cells at the end of a row are empty, empty ones beyond the header are ignored', () => {
    expect(rowsOf('a;b;c\n1\n2;x;y;;\n').map((row) => row.cells)).toEqual([
      { a: '1', b: '', c: '' },
      { a: '2', b: 'x', c: 'y' },
    ]);
  });

  test('unknown columns are ignored with a note', () => {
    const table = readCsvTable(Buffer.from('kode;Keterangan Lain;nama\nA1;x;y\n'), { known: ['kode', 'nama'] });
    expect(table.headers).toEqual(['kode', 'nama']);
    expect([...table.rows()]).toEqual([{ number: 2, cells: { kode: 'A1', nama: 'y' } }]);
    expect(table.notes[0].id).toContain('Keterangan Lain');
  });

  test('a column called __proto__ is only a column', () => {
    const [row] = rowsOf('__proto__;constructor\nx;y\n');
    expect(Object.keys(row.cells)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('invisible and direction-changing characters are left out', () => {
    expect(rowsOf('nama\n\u202EBu\u200Bdi\u0007\u00A0\n')[0].cells['nama']).toBe('Budi');
  });

  test('rows can be walked twice', () => {
    const table = readCsvTable(Buffer.from('a\n1\n2\n'));
    expect([...table.rows()]).toEqual([...table.rows()]);
    expect(table.rowCount).toBe(2);
  });
});

test('300,000 rows of shares are read, each when it is asked for', () => {
  const share =
    '0190f3a0-0000-7000-8000-000000000001;198609262015051001;instagram;https://www.instagram.com/p/C1/;recorded';
  const bytes = Buffer.from(`id;nomor;kanal;tautan;status\n${`${share}\n`.repeat(300_000)}`);
  const table = readCsvTable(bytes);
  let last: SourceRow | undefined;
  for (const row of table.rows()) last = row;
  expect(table.rowCount).toBe(300_000);
  expect(last).toMatchObject({ number: 300_001, cells: { nomor: '198609262015051001', status: 'recorded' } });
});

describe('refusing CSV', () => {
  test.each<[string, string | Buffer, ReadOptions | undefined, string]>([
    ['an empty file', '', undefined, 'empty-file'],
    ['only blank lines', '\n \n;;\n', undefined, 'empty-file'],
    ['only a header', 'kode;nama\n\n', undefined, 'header-only'],
    ['a header twice', 'Kode;kode \nA;B\n', undefined, 'double-header'],
    ['no known header', 'x;y\n1;2\n', { known: ['kode', 'nama'] }, 'no-known-header'],
    ['a missing required header', 'kode;x\n1;2\n', { known: ['kode', 'nama'], required: ['nama'] }, 'missing-header'],
    ['a cell more than headers', 'kode,nama\nA1,Wowor, S.E.\n', undefined, 'surplus-cell'],
    ['an open quotation mark', 'kode;nama\nA1;"Wowor\nA2;b\n', undefined, 'bad-quote'],
    ['more rows than allowed', 'a\n1\n2\n3\n', { maxRows: 2 }, 'too-many-rows'],
    ['bytes that are no text', Buffer.from([0x61, 0, 0x62, 0, 0x0a]), undefined, 'not-a-table'],
  ])('%s is refused with a sentence in both languages', (_, content, options, code) => {
    const refusal = refusalOf(content, options);
    expect(refusal.code).toBe(code);
    expect(refusal.words.id).toMatch(/\.$/);
    expect(refusal.words.en).toMatch(/\.$/);
  });

  test('the sentence names the row that is wrong', () => {
    expect(refusalOf('kode,nama\nA,B\n\nA1,Wowor, S.E.\n').words.id).toContain('Baris 4 ');
    expect(refusalOf('kode;nama\nA;B\nA1;"Wowor\nA2;b\n').words.id).toContain('baris 3 ');
  });

  test.each([
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'old-excel'],
    ['a web page called .xls', Buffer.from('\uFEFF\n<html><table><tr><td>kode'), 'web-page'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'pdf-file'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'not-a-table'],
  ])('%s is refused with the way to mend it', async (_, bytes, code) => {
    await expect(readTable({ name: 'pegawai.xls', bytes })).rejects.toMatchObject({ code, kind: 'unsupported' });
  });
});

test('whatever the bytes, reading ends with rows or a refusal', () => {
  const piece = fc.constantFrom(
    ...Array.from(';,\t"\n\r\'=+-@ aZ1é\0\uFEFF€'),
    'sep=;\n',
    '""',
    '"\r\n',
    'kode',
    '__proto__',
    '\uD83D\uDE00',
  );
  const content = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  const bytes = fc.oneof(
    { arbitrary: content.map((text) => Buffer.from(text)), weight: 8 },
    { arbitrary: content.map((text) => encode(text, 'windows-1252')), weight: 2 },
    { arbitrary: fc.uint8Array({ maxLength: 40 }).map((values) => Buffer.from(values)), weight: 2 },
  );
  fc.assert(
    fc.property(bytes, (given) => {
      try {
        const table = readCsvTable(given);
        expect([...table.rows()].length).toBe(table.rowCount);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
    { numRuns: 100_000 },
  );
});
