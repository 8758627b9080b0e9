import { strFromU8, unzipSync } from 'fflate';

/** The rows of a sheet by its name, header first, as texts; numbers with the digits they are stored with. */
export function sheetRows(bytes: Buffer, name: string): string[][] {
  const parts = unzipSync(bytes);
  const text = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const names = [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, one]) => one);
  const sheet = text(`xl/worksheets/sheet${names.indexOf(name) + 1}.xml`);
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map(([, row]) => cellsOf(row ?? ''));
}

function cellsOf(row: string): string[] {
  const cells: string[] = [];
  for (const [, letters, content] of row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(.*?)<\/c>/g)) {
    const place = (letters ?? '').split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    while (cells.length < place) cells.push('');
    cells.push((content ?? '').replace(/<[^>]*>/g, ''));
  }
  return cells;
}
