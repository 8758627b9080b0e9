/*
 * Which part of a file a player asks for with the header Range, so that it can begin in the middle of a video.
 * One stretch is answered; several at once, another unit or nonsense is answered with the whole file, as HTTP allows.
 * A stretch behind the end cannot be answered.
 *   Of 1000 bytes: "bytes=0-99" → 0–99; "bytes=900-" → 900–999; "bytes=-100" → 900–999; "bytes=1000-" → none; "items=1" → all.
 * Source: RFC 9110, section 14.
 */

/** First and last byte, both belonging to it; null for the whole file. */
export type Stretch = { first: number; last: number } | null;

/** @returns `unsatisfiable` when nothing of the file lies in what is asked for */
export function readRange(header: string | undefined, size: number): Stretch | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (!from && !to) return null;
  if (!from)
    return Number(to) > 0 && size > 0 ? { first: Math.max(0, size - Number(to)), last: size - 1 } : 'unsatisfiable';
  if (to && Number(to) < Number(from)) return null;
  if (Number(from) >= size) return 'unsatisfiable';
  return { first: Number(from), last: to ? Math.min(Number(to), size - 1) : size - 1 };
}
