/*
 * What a sender says about a part of a picture: `Upload-Offset`, the place of its first byte, and `Upload-Length`, the
 * bytes of the whole picture, both plain whole numbers in headers of the request, as resumable uploads name them.
 *   Upload-Offset: 65536, Upload-Length: 250000 → the part begins at byte 65,536 of 250,000.
 *   Upload-Offset: -1, 1e3, ١٢ or missing → refused. A part may be empty: it asks to finish what has come.
 * Source: the resumable uploads of tus 1.0 and of the IETF's draft, in so far as one picture needs them.
 */
import { uuid } from '../kernel/list-part';
import { Refusal, words } from '../kernel/refusal';

/** Reads the two headers. @throws Refusal 422 `upload-headers` */
export function readPlace(headers: Record<string, string | string[] | undefined>): { offset: number; length: number } {
  const [offset, length] = [headers['upload-offset'], headers['upload-length']].map(wholeNumber);
  if (offset !== undefined && length !== undefined && offset <= length) return { offset, length };
  throw new Refusal(
    'invalid',
    'upload-headers',
    words(
      'Kirim header Upload-Offset dan Upload-Length: letak bagian ini dan panjang seluruh gambar, dalam byte.',
      'Send the headers Upload-Offset and Upload-Length: where this part begins and how long the whole picture is, in bytes.',
    ),
  );
}

/** The id that a sender gives to a new picture, in lower case. @throws Refusal 422 */
export function newPictureId(text: string): string {
  if (uuid.test(text)) return text.toLowerCase();
  throw new Refusal(
    'invalid',
    'invalid-id',
    words(
      'Nomor gambar harus UUID, misalnya 0190f3a0-0000-7000-8000-000000000001.',
      'The id of a picture must be a UUID, such as 0190f3a0-0000-7000-8000-000000000001.',
    ),
  );
}

function wholeNumber(text: string | string[] | undefined): number | undefined {
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
