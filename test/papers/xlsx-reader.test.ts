import { strToU8, zipSync, type Zippable } from 'fflate';
import { damagedNumber } from '../../src/papers/cell.rules';
import { readTable, type SourceRow } from '../../src/papers/table-reader';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Workbook {
  sheetData: string;
  sheetName?: string;
  before?: string;
  parts?: Zippable;
}

function workbook({ sheetData, sheetName = 'Data', before = '', parts = {} }: Workbook): Buffer {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>';
  const styles = `<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs>`;
  return Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8(
        `${xml}<workbook ${main} xmlns:r="${office}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
      ),
      'xl/styles.xml': strToU8(`${xml}<styleSheet ${main}>${styles}</styleSheet>`),
      'xl/worksheets/sheet1.xml': strToU8(
        `${xml}${before}<worksheet ${main}><sheetData>${sheetData}</sheetData></worksheet>`,
      ),
      ...parts,
    }),
  );
}

function text(at: string, content: string): string {
  return `<c r="${at}" t="inlineStr"><is><t>${content}</t></is></c>`;
}

async function rowsOf(bytes: Buffer): Promise<SourceRow[]> {
  return [...(await readTable({ name: 'pegawai.xlsx', bytes })).rows()];
}

describe('reading XLSX', () => {
  test('text, numbers, dates, moments and truth values arrive as text with the row numbers of the sheet', async () => {
    const header = ['Nama', 'NIP', 'Jumlah', 'Mulai', 'Waktu', 'Peringkat'].map((title, i) =>
      text(`${'ABCDEF'[i]}1`, title),
    );
    const row = [
      text('A4', ' Wowor, S.E. '),
      text('B4', '198609262015051001'),
      '<c r="C4"><v>12.5</v></c>',
      '<c r="D4" s="1"><v>46349</v></c>',
      '<c r="E4" s="2"><v>46349.586805555555</v></c>',
      '<c r="F4" t="b"><v>1</v></c>',
    ];
    const bytes = workbook({ sheetData: `<row r="1">${header.join('')}</row><row r="4">${row.join('')}</row>` });
    expect(await rowsOf(bytes)).toEqual([
      {
        number: 4,
        cells: {
          nama: 'Wowor, S.E.',
          nip: '198609262015051001',
          jumlah: '12.5',
          mulai: '2026-11-23',
          waktu: '2026-11-23T14:05:00',
          peringkat: 'ya',
        },
      },
    ]);
  });

  test.each(['198609262015051001', '1.9860926201505101E+17'])(
    'a NIP typed as the number %s is known as damaged',
    async (digits) => {
      const sheetData = `<row r="1">${text('A1', 'nip')}</row><row r="2"><c r="A2"><v>${digits}</v></c></row>`;
      const [row] = await rowsOf(workbook({ sheetData }));
      expect(row.cells['nip']).toBe('1.98609E+17');
      expect(damagedNumber('nip', row.cells['nip'])?.id).toContain('Teks');
    },
  );

  test('a formula gives its last result, never its text', async () => {
    const sheetData = `<row r="1">${text('A1', 'a')}</row><row r="2"><c r="A2" t="str"><f>HYPERLINK("x")</f><v>hasil</v></c></row>`;
    expect((await rowsOf(workbook({ sheetData })))[0].cells).toEqual({ a: 'hasil' });
  });

  test('a sheet called __proto__ is only a sheet', async () => {
    const sheetData = `<row r="1">${text('A1', 'a')}</row><row r="2">${text('A2', 'x')}</row>`;
    expect(await rowsOf(workbook({ sheetData, sheetName: '__proto__' }))).toHaveLength(1);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

describe('hostile XLSX (ASVS 1.5.1, 5.2.1, 5.2.3)', () => {
  const harmless = `<row r="1">${text('A1', 'a')}</row><row r="2">${text('A2', '&e;x')}</row>`;

  test.each<[string, Buffer, string]>([
    [
      'a package that unpacks to more than 200 times its size',
      workbook({ sheetData: ' '.repeat(8_000_000) }),
      'xlsx-too-large',
    ],
    [
      'a package that unpacks to more than 60 MB',
      workbook({ sheetData: harmless, parts: { 'xl/media/a.bin': [Buffer.alloc(61 * 1024 * 1024, 1), { level: 0 }] } }),
      'xlsx-too-large',
    ],
    [
      'a document type with an entity',
      workbook({ sheetData: harmless, before: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' }),
      'damaged-xlsx',
    ],
    ['a sheet that is not XML', workbook({ sheetData: '<row><c' }), 'damaged-xlsx'],
    ['a zip without a workbook', Buffer.from(zipSync({ mimetype: strToU8('application/vnd.oasis') })), 'not-a-table'],
    ['half a file', workbook({ sheetData: harmless }).subarray(0, 400), 'damaged-xlsx'],
    ['a header of a zip alone', Buffer.from('504b030400000000', 'hex'), 'damaged-xlsx'],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(rowsOf(bytes)).rejects.toMatchObject({ name: 'Refusal', code });
  });

  test('one far cell ends in a refusal, not in the end of the server', async () => {
    const sheetData = `<row r="1">${text('A1', 'a')}</row><row r="1048576">${text('XFD1048576', 'x')}</row>`;
    await expect(rowsOf(workbook({ sheetData }))).rejects.toMatchObject({ name: 'Refusal', code: 'xlsx-too-large' });
  });

  test('a part that unpacks to more than its table of contents says is refused', async () => {
    const bytes = workbook({ sheetData: harmless + '<row r="3"/>'.repeat(2000) });
    const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE(50, entry + 24);
    await expect(rowsOf(bytes)).rejects.toMatchObject({ name: 'Refusal', code: 'damaged-xlsx' });
  });
});
