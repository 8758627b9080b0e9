import { stringify } from 'csv-stringify/sync';
import type { Lang } from '../kernel/wita';
import { escapeFormula } from './cell.rules';

export interface PaperColumn {
  key: string;
  title: string;
  /** integer, percent (0.875 shows 87,5%) and decimal take numbers; date takes `2026-11-23` or `2026-11-23T14:05`. */
  kind: 'text' | 'integer' | 'percent' | 'decimal' | 'date';
  /** Digits after the comma of percent and decimal, 0 to 4; default 1 and 2. */
  decimals?: number;
  /** Characters; absent: as wide as the content, 8 to 60. */
  width?: number;
  /** A text that is never broken on paper, such as a NIP. */
  whole?: boolean;
}

/** One table, written as CSV or XLSX with equal numbers. A text in a numeric column (`–`) stays a text. */
export interface PaperTable {
  title: string;
  columns: PaperColumn[];
  rows: Record<string, string | number | null>[];
}

const locales = { id: 'id-ID', en: 'en-GB' } as const;

/** Digits after the comma of a column. */
export function decimalsOf(column: Pick<PaperColumn, 'kind' | 'decimals'>): number {
  if (column.kind === 'percent') return Math.min(column.decimals ?? 1, 4);
  return column.kind === 'decimal' ? Math.min(column.decimals ?? 2, 4) : 0;
}

/** The cells of a table as a page shows them, row by row. */
export function cellWords(table: PaperTable, lang: Lang): string[][] {
  return table.rows.map((row) =>
    table.columns.map((column) => {
      const value = row[column.key] ?? '–';
      return typeof value === 'number' ? numberWords(value, column, lang) : value;
    }),
  );
}

/**
 * A number as it stands in every form of a paper: `1.234`, `87,5%`, `12,30` (en: `1,234`, `87.5%`, `12.30`).
 * Use it for the strings of a PDF, so that PDF, XLSX and CSV round alike.
 */
export function numberWords(value: number, column: Pick<PaperColumn, 'kind' | 'decimals'>, lang: Lang): string {
  return formatter(column, lang, true).format(value);
}

/** CSV for Excel with a byte-order mark: id `;` and decimal comma, en `,` and point. Formulas are made harmless. */
export function toCsv(table: PaperTable, options: { lang: Lang }): Buffer {
  const formats = table.columns.map((column) => formatter(column, options.lang, false));
  const rows = table.rows.map((row) =>
    table.columns.map((column, index) => csvCell(row[column.key] ?? null, formats[index])),
  );
  const content = stringify([table.columns.map((column) => escapeFormula(column.title)), ...rows], {
    bom: true,
    delimiter: options.lang === 'id' ? ';' : ',',
    record_delimiter: 'windows',
    quoted_match: /[;\t\n\r]|,\D|^'|^\s|\s$/,
  });
  return Buffer.from(content, 'utf8');
}

function csvCell(value: string | number | null, format: Intl.NumberFormat): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeFormula(value);
  return Number.isFinite(value) ? format.format(value) : '';
}

function formatter(
  column: Pick<PaperColumn, 'kind' | 'decimals'>,
  lang: Lang,
  useGrouping: boolean,
): Intl.NumberFormat {
  const digits = column.kind === 'text' || column.kind === 'date' ? undefined : decimalsOf(column);
  return new Intl.NumberFormat(locales[lang], {
    style: column.kind === 'percent' ? 'percent' : 'decimal',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits ?? 20,
    useGrouping,
  });
}
