import { strToU8, zipSync } from 'fflate';
import { looksLikeFormula } from './cell.rules';
import { escapeXml } from './characters';
import { decimalsOf, type PaperColumn, type PaperTable } from './table-writer';

const mostCellLength = 32_767;
const day = 86_400_000;
const excelEpoch = Date.UTC(1899, 11, 30);
// The zip format has no zone and begins in 1980: a fixed local moment gives the same bytes everywhere.
const zipMoment = new Date(1980, 0, 1);

type StyleName = PaperColumn['kind'] | 'header' | 'marked' | 'moment';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationsSpace = 'http://schemas.openxmlformats.org/package/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
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

const packageRelations = `${declaration}<Relationships xmlns="${packageRelationsSpace}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/**
 * A workbook with one sheet per table: frozen bold header, filter, widths, printable in landscape. Text cells are
 * strings, never formulas, and keep the text mark of Excel; numbers are numbers. Same tables, same bytes.
 */
export function toXlsx(tables: PaperTable[]): Buffer {
  const names = sheetNames(tables);
  const sheets = tables.map((table, index): [string, Uint8Array] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    strToU8(sheet(table)),
  ]);
  const parts = {
    '[Content_Types].xml': strToU8(contentTypes(tables.length)),
    '_rels/.rels': strToU8(packageRelations),
    'xl/workbook.xml': strToU8(workbook(names, tables.map(reference))),
    'xl/_rels/workbook.xml.rels': strToU8(workbookRelations(tables.length)),
    'xl/styles.xml': strToU8(styles()),
    ...Object.fromEntries(sheets),
  };
  return Buffer.from(zipSync(parts, { level: 6, mtime: zipMoment }));
}

/** At most 31 characters, none of the forbidden ones, no two alike. */
function sheetNames(tables: PaperTable[]): string[] {
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

function sheet(table: PaperTable): string {
  const header = table.columns.map((column, index) => textCell(column.title, `${letters(index)}1`, 'header')).join('');
  const rows = table.rows.map((row, index) => {
    const cells = table.columns.map((column, place) =>
      cell(row[column.key] ?? null, column, `${letters(place)}${index + 2}`),
    );
    return `<row r="${index + 2}">${cells.join('')}</row>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="${reference(table)}"/>`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${table.columns.map((column, index) => columnSetting(table, column, index)).join('')}</cols>`,
    `<sheetData><row r="1">${header}</row>${rows.join('')}</sheetData>`,
    `<autoFilter ref="${reference(table)}"/>`,
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
    '</worksheet>',
  ].join('');
}

/** The style of the column presets empty cells too, so that a template keeps typed digits as text. */
function columnSetting(table: PaperTable, column: PaperColumn, index: number): string {
  const width = column.width ?? contentWidth(table, column);
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styleOf(column.kind, decimalsOf(column))}" customWidth="1"/>`;
}

function contentWidth(table: PaperTable, column: PaperColumn): number {
  const lengths = table.rows.slice(0, 500).map((row) => String(row[column.key] ?? '').length);
  const longest = column.kind === 'text' ? Math.max(0, ...lengths) : 0;
  return Math.min(60, Math.max(8, column.title.length + 4, longest + 2));
}

function cell(value: string | number | null, column: PaperColumn, at: string): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') return column.kind === 'date' ? dateCell(value, at) : textCell(value, at, 'text');
  return Number.isFinite(value)
    ? `<c r="${at}" s="${styleOf(column.kind, decimalsOf(column))}"><v>${value}</v></c>`
    : '';
}

function textCell(text: string, at: string, style: 'header' | 'text'): string {
  const marked = style === 'text' && looksLikeFormula(text) ? 'marked' : style;
  const content = escapeCell(cut32k(text));
  return `<c r="${at}" s="${styleOf(marked, 0)}" t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
}

function cut32k(text: string): string {
  return text.length > mostCellLength ? text.slice(0, mostCellLength) : text;
}

function dateCell(text: string, at: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?$/.exec(text);
  const moment = parts ? Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}Z`) : Number.NaN;
  if (!parts || Number.isNaN(moment)) return textCell(text, at, 'text');
  return `<c r="${at}" s="${styleOf(parts[2] ? 'moment' : 'date', 0)}"><v>${(moment - excelEpoch) / day}</v></c>`;
}

function reference(table: PaperTable): string {
  return `A1:${letters(Math.max(0, table.columns.length - 1))}${table.rows.length + 1}`;
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** XML text in which nothing is left that Excel would decode as `_xHHHH_`. */
function escapeCell(text: string): string {
  return escapeXml(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** The index of a cell format in `styles`; 0 is Excel's own default. */
function styleOf(name: StyleName, decimals: number): number {
  if (name === 'percent') return 1 + fixedStyles.length + decimals;
  if (name === 'decimal') return 1 + fixedStyles.length + digits.length + decimals;
  return 1 + fixedStyles.indexOf(name);
}

function styles(): string {
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

function workbook(names: string[], references: string[]): string {
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

function workbookRelations(sheets: number): string {
  const own = Array.from(
    { length: sheets },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageRelationsSpace}">${own.join('')}<Relationship Id="rId${sheets + 1}" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`;
}

function contentTypes(sheets: number): string {
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
