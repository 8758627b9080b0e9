/*
 * How a picture looks, as 64 bits: two pictures that look alike differ in few of them.
 * The picture is read as 32 × 32 greys; of its cosine transform the 64 lowest waves (without the mean) are compared with
 * their median, the more than median ones give a 1. Brightness, size and compression hardly change them.
 *   The same screenshot saved once more as JPEG: distance 0–4. Another screenshot: 20 and more.
 * Everybody shares the same official picture, so whole screenshots of honest colleagues look alike. The strip at the top,
 * where the name of the account stands, tells them apart: only when both are near are two pictures called similar.
 * Source: measurements of the programme on image posts and text posts; the hash orders a queue and never refuses.
 */

export const side = 32;
/** The upper part of a picture that is looked at by itself. */
export const stripShare = 0.15;
export const nearLook = 10;
export const nearStrip = 6;
const waves = 8;

const cosines = Array.from({ length: waves + 1 }, (_, wave) =>
  Array.from({ length: side }, (_pixel, at) => Math.cos(((2 * at + 1) * wave * Math.PI) / (2 * side))),
);

/** The look of 32 × 32 grey values, as the signed 64-bit number that a database keeps. */
export function lookOf(greys: Uint8Array): bigint {
  const found: number[] = [];
  for (let down = 0; down < waves; down += 1) {
    for (let right = 0; right < waves; right += 1) found.push(strength(greys, down, right || (down ? 0 : waves)));
  }
  const median = [...found].sort((a, b) => a - b)[found.length / 2] ?? 0;
  const bits = found.reduce((all, one) => (all << 1n) | (one > median ? 1n : 0n), 0n);
  return BigInt.asIntN(64, bits);
}

/** In how many of the 64 bits two looks differ. */
export function distance(one: bigint, other: bigint): number {
  let difference = BigInt.asUintN(64, one ^ other);
  let count = 0;
  for (; difference; difference &= difference - 1n) count += 1;
  return count;
}

function strength(greys: Uint8Array, down: number, right: number): number {
  let sum = 0;
  for (let y = 0; y < side; y += 1) {
    const row = cosines[down]?.[y] ?? 0;
    for (let x = 0; x < side; x += 1) sum += (greys[y * side + x] ?? 0) * row * (cosines[right]?.[x] ?? 0);
  }
  return sum;
}
