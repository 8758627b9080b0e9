/*
 * Long lists are answered in parts: each names in `next` the place of its last row, and the part after begins there.
 * A place is the moment by which the list is ordered and the row's id: `2026-11-23T02:00:00.000Z~<uuid>`.
 */
import { Refusal, words } from './refusal';
import { parseMoment } from './wita';

export interface Place {
  at: Date;
  id: string;
}

export interface ListPart<Row> {
  items: Row[];
  /** Where the next part begins; null: this is the last one. */
  next: string | null;
}

/** A UUID of any version, in capitals or not. */
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A part of at most `limit` rows out of one row more than that, which only shows that the list goes on. */
export function listPart<Row>(rows: Row[], limit: number, placeOf: (row: Row) => Place): ListPart<Row> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  if (!last) return { items, next: null };
  const { at, id } = placeOf(last);
  return { items, next: `${at.toISOString()}~${id}` };
}

/** Reads `next` of the part before; null for the beginning. @throws Refusal 422 `invalid-cursor` */
export function readPlace(text: string | null | undefined): Place | null {
  if (!text) return null;
  const [moment = '', id = '', ...rest] = text.split('~');
  const at = parseMoment(moment);
  if (at && uuid.test(id) && !rest.length) return { at, id };
  throw new Refusal(
    'invalid',
    'invalid-cursor',
    words(
      'Alamat lanjutan daftar ini tidak utuh. Buka kembali daftarnya dari awal.',
      'The place to go on from is cut off. Open the list again from the start; programs use the value "next" as it is.',
    ),
  );
}
