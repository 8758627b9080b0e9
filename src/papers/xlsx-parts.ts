import { escapeXml } from './characters';
import type { PaperColumn } from './table-writer';

/** What a workbook consists of besides its sheets, as text. */
export type StyleName = PaperColumn['kind'] | 'header' | 'marked' | 'moment';

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationsSpace = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
// In the order of the cell formats written by `styles`; percent and decimal have one format per number of digits.
const fixedStyles: StyleName[] = ['header', 'text', 'marked', 'integer', 'date', 'moment'];
const digits = [0, 1, 2, 3, 4];
const numberFormats = [
  '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>',
  '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/>',
  ...digits.map((count) => `<numFmt numFmtId="${170 + count}" formatCode="${zeros(count)}%"/>`),
  ...digits.map((count) => `<numFmt numFmtId="${180 + count}" formatCode="#,##${zeros(count)}"/>`),
];
const wrapped = 'applyAlignment="1"><alignment vertical="top" wrapText="1"/>';
const textFormats = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
  cellFormat(49, wrapped),
  cellFormat(49, `quotePrefix="1" ${wrapped}`),
];
const fonts =
  '<fonts count="2"><font><sz val="11"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="11"/><name val="Arial"/><family val="2"/></font></fonts>';
const fills =
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF2"/><bgColor indexed="64"/></patternFill></fill></fills>';
const borders =
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF5B6B7F"/></bottom><diagonal/></border></borders>';

export const packageRelations = `${declaration}<Relationships xmlns="${packageRelationsSpace}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** At most 31 characters, none of the forbidden ones, no two alike. */
export function sheetNames(tables: readonly { title: string }[]): string[] {
  const taken = new Set<string>();
  return tables.map((table, index) => {
    const plain = table.title.replace(/[[\]:*?/\\]/g, ' ').replace(/^[\s']+|[\s']+$/g, '');
    let name = cut(plain, 31) || `Lembar ${index + 1}`;
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1)
      name = `${cut(plain, 31 - 3 - String(copy).length)} (${copy})`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

/** The index of a cell format in `styles`; 0 is Excel's own default. */
export function styleOf(name: StyleName, decimals: number): number {
  if (name === 'percent') return 1 + fixedStyles.length + decimals;
  if (name === 'decimal') return 1 + fixedStyles.length + digits.length + decimals;
  return 1 + fixedStyles.indexOf(name);
}

export function styles(): string {
  const ids = [3, 164, 165, ...digits.map((count) => 170 + count), ...digits.map((count) => 180 + count)];
  const cells = [...textFormats, ...ids.map((id) => cellFormat(id, 'applyAlignment="1"><alignment vertical="top"/>'))];
  return [
    `${declaration}<styleSheet xmlns="${main}">`,
    `<numFmts count="${numberFormats.length}">${numberFormats.join('')}</numFmts>`,
    fonts,
    fills,
    borders,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}

function zeros(count: number): string {
  return count ? `0.${'0'.repeat(count)}` : '0';
}

function cellFormat(id: number, rest: string): string {
  return `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" ${rest}</xf>`;
}

export function workbook(names: string[], references: string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const absolute = (reference: string): string => reference.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  const filters = names.map((name, index) => {
    const place = `'${name.replaceAll("'", "''")}'!`;
    return (
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(place + absolute(references[index]))}</definedName>` +
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(`${place}$1:$1`)}</definedName>`
    );
  });
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>${sheets.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

export function workbookRelations(sheets: number): string {
  const own = Array.from(
    { length: sheets },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageRelationsSpace}">${own.join('')}<Relationship Id="rId${sheets + 1}" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`;
}

export function contentTypes(sheets: number): string {
  const own = Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${spreadsheetType}.worksheet+xml"/>`,
  );
  return [
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheetType}.sheet.main+xml"/>`,
    ...own,
    `<Override PartName="/xl/styles.xml" ContentType="${spreadsheetType}.styles+xml"/></Types>`,
  ].join('');
}
