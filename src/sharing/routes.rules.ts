/*
 * Which ways of sharing need no personal account of a social network.
 * All that are told in a sentence (in person, notice board, the office's account, answering the public, reporting false
 * news) and a WhatsApp group or status, which need a telephone number only. They stand first wherever ways are offered,
 * and every way earns the same credit.
 *   face_to_face → none needed; whatsapp_group → none needed; instagram and instagram_story → an account.
 * Source: product.md, rule 2.
 */
import type { ChannelWords } from '../shares/share.rules';

export function needsNoAccount({ code, proof }: Pick<ChannelWords, 'code' | 'proof'>): boolean {
  return proof === 'statement' || code.startsWith('whatsapp_');
}
