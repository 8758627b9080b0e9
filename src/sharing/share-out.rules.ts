/*
 * What a person is offered for sharing an item: which caption first, what text leaves Gaung, which ways need no account.
 * The captions stand in a ring in which each person begins at a place that depends on the person and the item alone, so
 * that colleagues do not all post the same words: a thousand of them begin evenly at all places.
 * What leaves is own words, then the line that says who speaks (the person may change or remove it), then the source's
 * address, last, where networks make their preview of it. Nothing is asked of a network before the person taps.
 *   Captions A, B, C; Ani begins at B → B, C, A. "Ayo imunisasi." + "Saya pegawai Pemprov Sulut." + https://a.id/x
 *     → "Ayo imunisasi.\n\nSaya pegawai Pemprov Sulut.\nhttps://a.id/x". face_to_face needs no account, instagram does.
 * Source: product.md, rule 2 and "Share"; SE MenPANRB 137/2018 point 6 (the source is clear).
 */
import type { ChannelWords } from '../shares/share.rules';

/** The captions in this person's order; every one of them once. */
export function captionsFor(captions: readonly string[], personId: string, postId: string): string[] {
  const begin = captions.length ? mixed(`${personId} ${postId}`) % captions.length : 0;
  return [...captions.slice(begin), ...captions.slice(0, begin)];
}

/** The line that is on by default. It is public text for Indonesian readers and therefore has one language. */
export const disclosureLine = 'Saya pegawai Pemprov Sulut.';
export const longestDisclosure = 100;

/** Own words with the disclosure below them; an empty one leaves no trace. */
export function withDisclosure(text: string, disclosure: string): string {
  return [text.trim(), disclosure.trim()].filter(Boolean).join('\n\n');
}

/** The same with the address as the last line, unless the words hold it already. */
export function withAddress(text: string, address: string): string {
  if (text.includes(address)) return text;
  return [text, address].filter(Boolean).join('\n');
}

export const composers = ['whatsapp', 'facebook', 'x'] as const;
export type Composer = (typeof composers)[number];

export const composerNames: Record<Composer, string> = { whatsapp: 'WhatsApp', facebook: 'Facebook', x: 'X' };

/** The address of a network's own form for a new post. Facebook takes an address only, no words. */
export function composerAddress(composer: Composer, text: string, address: string): string {
  const both = encodeURIComponent(withAddress(text, address));
  if (composer === 'whatsapp') return `https://wa.me/?text=${both}`;
  if (composer === 'x') return `https://x.com/intent/post?text=${both}`;
  return `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(address)}`;
}

/**
 * Whether a way needs no personal account of a social network: all that are told in a sentence, and WhatsApp, which
 * needs a telephone number only.
 */
export function needsNoAccount({ code, proof }: Pick<ChannelWords, 'code' | 'proof'>): boolean {
  return proof === 'statement' || code.startsWith('whatsapp_');
}

// FNV-1a, then the last mixing of MurmurHash3: one changed character changes every bit of the outcome.
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
