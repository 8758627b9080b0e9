/*
 * Which caption a person is offered first, so that colleagues do not all post the same words.
 * An item's captions stand in a ring. Each person begins at a place that depends on the person and the item alone, and
 * goes round from there: the same person always sees the same order, a thousand colleagues begin evenly at all places,
 * and whoever begins at the first caption of one item begins anywhere at the next.
 *   Captions A, B, C; Ani begins at B → B, C, A. Budi begins at A → A, B, C.
 * Source: product.md, "Share"; the wish that an official item does not look like a copied text.
 */

/** The captions in this person's order; every one of them once. */
export function captionsFor(captions: readonly string[], personId: string, postId: string): string[] {
  const begin = captions.length ? mixed(`${personId} ${postId}`) % captions.length : 0;
  return [...captions.slice(begin), ...captions.slice(0, begin)];
}

// FNV-1a, then the last mixing of MurmurHash3: one changed character changes every bit of the outcome.
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
