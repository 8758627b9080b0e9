/*
 * When a picture is wanted as evidence. On ways of sharing without a link, a picture is as good as a sentence where the
 * channel says so (proof statement_or_picture); elsewhere it is welcome beside the link or the sentence.
 * It may be added while nobody has decided: to a recorded or held share, and to a returned one, which then waits again.
 *   A WhatsApp status with a picture and no sentence → recorded. A talk to people with a picture and no sentence → refused.
 *   An accepted share → no picture is wanted any more. The sixth picture of a share → refused.
 * Source: the contract, PUT /shares/{id} and /shares/{id}/evidence; equal routes (product, rule 2).
 */
import { Refusal, words } from '../kernel/refusal';
import type { ChannelWords } from './share.rules';
import type { ShareState } from './standing.rules';

export const mostPictures = 5;
const wanting: readonly ShareState[] = ['recorded', 'held', 'returned'];

/** Whether the owner of a share in this state may add a picture. */
export function wantsPictures(state: ShareState, pictures: number): boolean {
  return wanting.includes(state) && pictures < mostPictures;
}

/** Throws unless a picture may be added. */
export function checkWanted(state: ShareState, pictures: number): void {
  if (!wanting.includes(state)) throw notWanted();
  if (pictures >= mostPictures) throw tooMany();
}

/** Throws where a picture alone does not do: this way of sharing needs a sentence. */
export function checkPictureDoes(channel: ChannelWords | undefined): void {
  if (channel?.proof !== 'statement') return;
  const sentence = words(
    `Kanal ${channel.nameId} memerlukan keterangan: di mana dan kepada siapa. Gambar boleh ditambahkan.`,
    `The channel ${channel.nameEn} needs a statement: where and to whom. A picture may be added to it.`,
  );
  throw new Refusal('invalid', 'statement-needed', sentence, { fields: [{ field: 'statement', words: sentence }] });
}

function notWanted(): Refusal {
  return new Refusal(
    'conflict',
    'evidence-not-wanted',
    words(
      'Sebaran ini sudah diputuskan atau dibatalkan, sehingga tidak memerlukan bukti lagi. Bila keputusannya keliru, ajukan sanggahan.',
      'This share has been decided on or taken back and needs no evidence any more. If the decision is wrong, appeal.',
    ),
  );
}

function tooMany(): Refusal {
  return new Refusal(
    'conflict',
    'too-many-pictures',
    words(
      `Sebaran ini sudah memiliki ${mostPictures} gambar. Itu cukup sebagai bukti.`,
      `This share has ${mostPictures} pictures already. That is enough as evidence.`,
    ),
  );
}
