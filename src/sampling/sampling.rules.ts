/*
 * The random audit's sample, which anybody can draw again: seed = hex SHA-256 of "closing hash:public number"; the
 * sample is the n shares with the smallest hex SHA-256 of "seed:share id". The closing hash is fixed before the public
 * number is known, so nobody can choose who is checked.
 * Example: closing hash `a3` × 32 and public number 7421 give the seed 6654a5d2…; of the six ids …0001 to …0006 three
 * are drawn in the order 3, 1, 5.
 * Source: evaluation.md §6.4.
 */
import { sha256 } from '../kernel/random';

/** A counting share of a fixed month. */
export interface CountedShareRow {
  id: string;
  /** Number of the person. */
  number: string;
  /** Code of the item. */
  post: string;
  channel: string;
  day: string;
}

const hex = (text: string) => sha256(text).toString('hex');

export function seedOf(closingHash: string, publicNumber: string): string {
  return hex(`${closingHash}:${publicNumber}`);
}

/** The drawn ids in the order of their hashes; all of them where there are no more than `size`. */
export function drawSample(seed: string, ids: readonly string[], size: number): string[] {
  return ids
    .map((id) => ({ id, lot: hex(`${seed}:${id}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id);
}

/** Digits and letters, 1 to 100 of them: a number as it was announced. */
export function isPublicNumber(text: string): boolean {
  return /^[0-9A-Za-z]{1,100}$/.test(text);
}
