/*
 * What leaves Gaung when somebody shares: own words, then the line that says who speaks, then the source's address.
 * Readers should know that an official speaks; the line stands there unless the person changes or removes it. The
 * address stands last, where networks make their preview of it. Nothing is asked of a network before the person taps.
 *   "Ayo imunisasi." + "Saya pegawai Pemprov Sulut." + https://sulutprov.go.id/x
 *     → "Ayo imunisasi.\n\nSaya pegawai Pemprov Sulut.\nhttps://sulutprov.go.id/x"
 * Source: product.md, "Share"; SE MenPANRB 137/2018 point 6 (the source is clear).
 */

/** The line that is on by default. It is public text for Indonesian readers and therefore has one language. */
export const disclosureLine = 'Saya pegawai Pemprov Sulut.';
export const longestDisclosure = 100;

/** Own words with the disclosure below them; an empty one leaves no trace. */
export function withDisclosure(text: string, disclosure: string): string {
  return [text.trim(), disclosure.trim()].filter(Boolean).join('\n\n');
}

/** The same with the address as the last line. */
export function withAddress(text: string, address: string): string {
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
