import type { Day } from '../kernel/wita';
import { words } from '../kernel/refusal';
import { type ImportReport, RowReader } from '../papers/import-report';
import { readTable } from '../papers/table-reader';
import type { Holiday } from './holiday.entity';

/** A day of the file: what to keep, or null when the day is a working day after all. */
export interface CalendarRow {
  day: Day;
  holiday: Holiday | null;
}

const kinds = ['libur_nasional', 'cuti_bersama', 'bukan_libur'] as const;

/**
 * Reads the columns date, name_id, type, certainty and source; the weekday is not asked for.
 * The type `bukan_libur` takes a day back that an earlier file made a holiday.
 */
export async function readCalendar(file: {
  name: string;
  bytes: Buffer;
}): Promise<{ rows: CalendarRow[]; report: ImportReport }> {
  const table = await readTable(file, {
    known: ['date', 'weekday', 'name_id', 'type', 'certainty', 'source'],
    required: ['date', 'name_id', 'type'],
  });
  const report: ImportReport = { rows: 0, added: 0, changed: 0, unchanged: 0, problems: [], notes: [...table.notes] };
  const seen = new Map<Day, number>();
  const rows: CalendarRow[] = [];
  for (const source of table.rows()) {
    report.rows += 1;
    const row = readRow(new RowReader(source, report.problems), seen);
    if (row) rows.push(row);
  }
  return { rows, report };
}

function readRow(reader: RowReader, seen: Map<Day, number>): CalendarRow | null {
  const day = reader.day('date', true);
  const kind = reader.choice('type', kinds, null);
  const name = reader.text('name_id', 200, kind !== 'bukan_libur');
  const source = reader.text('source', 2000);
  const certainty = reader.raw('certainty') === 'sourced' ? 'sourced' : 'estimate';
  if (!day || !kind) return null;
  const first = seen.get(day);
  if (first !== undefined) reader.problem('date', twice(day, first));
  seen.set(day, reader.row.number);
  return { day, holiday: kind === 'bukan_libur' ? null : { day, name, kind, certainty, source } };
}

function twice(day: Day, first: number) {
  return words(
    `Tanggal ${day} sudah ada pada baris ${first}. Hapus salah satu baris.`,
    `The date ${day} is already in row ${first}. Delete one of the rows.`,
  );
}
