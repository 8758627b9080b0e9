import { strToU8, zipSync } from 'fflate';
import { looksLikeFormula } from './cell.rules';
import { decimalsOf, type PaperColumn, type PaperTable } from './table-writer';
import { contentTypes, escapeXml, packageRelations, styles, styleOf, workbook, workbookRelations } from './xlsx-parts';

const mostCellLength = 32_767;
const day = 86_400_000;
const excelEpoch = Date.UTC(1899, 11, 30);
// The zip format has no zone and begins in 1980: a fixed local moment gives the same bytes everywhere.
const zipMoment = new Date(1980, 0, 1);

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
    '<headerFooter><oddFooter>&amp;P / &amp;N</oddFooter></headerFooter>',
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
  const content = escapeXml(cut32k(text));
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
