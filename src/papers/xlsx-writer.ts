import { setImmediate as breath } from 'node:timers/promises';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { looksLikeFormula } from './cell.rules';
import { escapeXml } from './characters';
import { decimalsOf, type PaperColumn, type PaperTable } from './table-writer';
import {
  contentTypes,
  declaration,
  main,
  packageRelations,
  sheetNames,
  styleOf,
  styles,
  workbook,
  workbookRelations,
} from './xlsx-parts';

const mostCellLength = 32_767;
const rowsAtOnce = 500;
const day = 86_400_000;
const excelEpoch = Date.UTC(1899, 11, 30);
// The zip format has no zone and begins in 1980: a fixed local moment gives the same bytes everywhere.
const zipMoment = new Date(1980, 0, 1);

/** A table of a workbook; the rows of a long one may come from the database page by page. */
export type SheetTable = Omit<PaperTable, 'rows'> & {
  rows: PaperTable['rows'] | AsyncIterable<PaperTable['rows'][number]>;
};

/**
 * A workbook with one sheet per table: frozen bold header, filter, widths, printable in landscape. Text cells are
 * strings, never formulas, and keep the text mark of Excel; numbers are numbers. Same tables, same bytes. Rows are
 * packed in pieces, between which the server answers others.
 */
export async function toXlsx(tables: readonly SheetTable[]): Promise<Buffer> {
  const workbookFile = new Pieces();
  const references: string[] = [];
  for (const [index, table] of tables.entries()) {
    const sheet = workbookFile.begin(`xl/worksheets/sheet${index + 1}.xml`);
    references.push(reference(table, await writeSheet(sheet, table)));
  }
  const rest = {
    'xl/workbook.xml': workbook(sheetNames(tables), references),
    '[Content_Types].xml': contentTypes(tables.length),
    '_rels/.rels': packageRelations,
    'xl/_rels/workbook.xml.rels': workbookRelations(tables.length),
    'xl/styles.xml': styles(),
  };
  for (const [name, text] of Object.entries(rest)) workbookFile.begin(name).push(strToU8(text), true);
  return workbookFile.end();
}

/** A zip that is packed as it is written. */
class Pieces {
  private readonly packed: Uint8Array[] = [];
  private readonly zip = new Zip((error, piece) => {
    if (error) throw error;
    this.packed.push(piece);
  });

  begin(name: string): ZipDeflate {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = zipMoment;
    this.zip.add(part);
    return part;
  }

  end(): Buffer {
    this.zip.end();
    return Buffer.concat(this.packed);
  }
}

/** @returns how many rows there were */
async function writeSheet(part: ZipDeflate, table: SheetTable): Promise<number> {
  part.push(strToU8(sheetHead(table)));
  let count = 0;
  let waiting: string[] = [];
  for await (const row of table.rows) {
    count += 1;
    waiting.push(sheetRow(table, row, count + 1));
    if (waiting.length < rowsAtOnce) continue;
    part.push(strToU8(waiting.join('')));
    waiting = [];
    await breath();
  }
  part.push(strToU8(waiting.join('') + sheetTail(table, count)), true);
  return count;
}

function sheetHead(table: SheetTable): string {
  const header = table.columns.map((column, index) => textCell(column.title, `${letters(index)}1`, 'header')).join('');
  return [
    `${declaration}<worksheet xmlns="${main}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${table.columns.map((column, index) => columnSetting(table, column, index)).join('')}</cols>`,
    `<sheetData><row r="1">${header}</row>`,
  ].join('');
}

function sheetRow(table: SheetTable, row: PaperTable['rows'][number], at: number): string {
  const cells = table.columns.map((column, place) => cell(row[column.key] ?? null, column, `${letters(place)}${at}`));
  return `<row r="${at}">${cells.join('')}</row>`;
}

function sheetTail(table: SheetTable, count: number): string {
  return [
    '</sheetData>',
    `<autoFilter ref="${reference(table, count)}"/>`,
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
    '</worksheet>',
  ].join('');
}

/** The style of the column presets empty cells too, so that a template keeps typed digits as text. */
function columnSetting(table: SheetTable, column: PaperColumn, index: number): string {
  const width = column.width ?? contentWidth(table, column);
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styleOf(column.kind, decimalsOf(column))}" customWidth="1"/>`;
}

function contentWidth(table: SheetTable, column: PaperColumn): number {
  const known = Array.isArray(table.rows) ? table.rows.slice(0, 500) : [];
  const lengths = known.map((row) => String(row[column.key] ?? '').length);
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

function reference(table: SheetTable, rows: number): string {
  return `A1:${letters(Math.max(0, table.columns.length - 1))}${rows + 1}`;
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** XML text in which nothing is left that Excel would decode as `_xHHHH_`. */
function escapeCell(text: string): string {
  return escapeXml(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
