import { isUtf8 } from 'node:buffer';
import { decode } from 'iconv-lite';
import { parse } from 'papaparse';
import { Refusal, words } from '../kernel/refusal';
import { notATable } from './table-format';

const delimiters = [';', ',', '\t'];

/**
 * The rows of a CSV file as they stand, blank lines included, so that index + 1 is the number a spreadsheet shows.
 * One delimiter for the whole file, taken from `sep=` or from the first line that is not blank.
 * @throws Refusal when the bytes are not text or a quotation mark is not closed
 */
export function readCsv(bytes: Buffer): string[][] {
  const told = withoutSeparatorLine(text(bytes));
  const parsed = parse<string[]>(told.text, {
    delimiter: told.delimiter ?? sniffDelimiter(told.text),
    newline: '\n',
    quoteChar: '"',
    skipEmptyLines: false,
  });
  const wrong = parsed.errors.find((error) => error.type === 'Quotes');
  if (wrong) throw badQuote((wrong.row ?? 0) + 1);
  return parsed.data;
}

function text(bytes: Buffer): string {
  const decoded = decoded16(bytes) ?? (isUtf8(bytes) ? bytes.toString('utf8') : decode(bytes, 'windows-1252'));
  if (decoded.includes('\0')) throw notATable();
  const marked = decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded;
  return marked.includes('\r') ? marked.replace(/\r\n?/g, '\n') : marked;
}

/** Excel's "Unicode text" is UTF-16 and always carries its mark. */
function decoded16(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff' ? decode(bytes, 'utf-16') : undefined;
}

function withoutSeparatorLine(content: string): { text: string; delimiter?: string } {
  const line = /^"?sep=([;,\t|])"?\n/i.exec(content);
  return line ? { text: content.slice(line[0].length), delimiter: line[1] } : { text: content };
}

function sniffDelimiter(content: string): string {
  const header = firstLine(content);
  const counted = delimiters.map((delimiter) => ({ delimiter, times: header.split(delimiter).length }));
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).delimiter;
}

/** The first line with something in it; what stands between quotation marks does not count. */
function firstLine(content: string): string {
  const start = content.search(/\S/);
  if (start < 0) return '';
  const end = content.indexOf('\n', start);
  // A tab or delimiter before the first header belongs to that line.
  const lineStart = content.lastIndexOf('\n', start) + 1;
  return content.slice(lineStart, end < 0 ? undefined : end).replace(/"[^"]*"/g, '');
}

function badQuote(row: number): Refusal {
  return new Refusal(
    'invalid',
    'bad-quote',
    words(
      `Tanda kutip pada baris ${row} tidak ditutup dengan benar. Perbaiki baris itu, atau simpan ulang berkas dari Excel.`,
      `A quotation mark in row ${row} is not closed properly. Mend that row, or save the file again from Excel.`,
    ),
  );
}
