/*
 * Why a proposal of the juknis, or a decision about it, is refused.
 * On 23 November 2026 a proposal for November is refused (begun), one for December is taken; its proposer cannot confirm
 * it; once December has begun nobody can, and it must be proposed anew for a later month. One for December 2062 is
 * refused: until then no other rule could follow, as each begins after the one before.
 * Source: the default juknis of Gaung: shown to everybody before the month; a second person decides.
 */
import { Refusal, words, type Words } from '../kernel/refusal';
import { formatMonth, type Month, nextMonth } from '../kernel/wita';

const at = (field: string, sentence: Words) => ({ fields: [{ field, words: sentence }] });

export function reasonNeeded(sentence: Words): Refusal {
  return new Refusal('invalid', 'reason-required', sentence, at('alasan', sentence));
}

export function reasonTooLong(): Refusal {
  const sentence = words('Alasan paling banyak 500 karakter.', 'The reason has at most 500 characters.');
  return new Refusal('invalid', 'reason-too-long', sentence, at('alasan', sentence));
}

export function refusalReason(): Refusal {
  const sentence = words('Tulis alasan, 5 sampai 500 karakter.', 'Write a reason of 5 to 500 characters.');
  return new Refusal('invalid', 'reason-required', sentence, at('alasan', sentence));
}

export function monthUnreadable(): Refusal {
  const sentence = words('Tulis bulan seperti 2026-12.', 'Write a month such as 2026-12.');
  return new Refusal('invalid', 'month-unreadable', sentence, at('bulan', sentence));
}

export function monthBegun(): Refusal {
  const sentence = words(
    'Bulan ini sudah dimulai, juknisnya tidak dapat diganti. Ajukan untuk bulan yang belum dimulai.',
    'This month has begun and keeps its rule. Propose for a month that has not begun.',
  );
  return new Refusal('invalid', 'month-begun', sentence, at('bulan', sentence));
}

const farthest = 12;

/** The last month for which a rule can be proposed in a month. */
export function lastMonth(now: Month): Month {
  let month = now;
  for (let count = 0; count < farthest; count += 1) month = nextMonth(month);
  return month;
}

export function monthFar(last: Month): Refusal {
  const sentence = words(
    `Pilih bulan paling lambat ${formatMonth(last, 'id')}. Juknis berikutnya hanya dapat berlaku sesudah yang terakhir ditetapkan.`,
    `Choose a month until ${formatMonth(last, 'en')}. A later rule can begin only after the last one set.`,
  );
  return new Refusal('invalid', 'month-far', sentence, at('bulan', sentence));
}

export function ownProposal(): Refusal {
  return new Refusal(
    'conflict',
    'own-proposal',
    words(
      'Usulan ditetapkan oleh evaluator lain, bukan oleh pengusulnya. Mintalah evaluator kedua membukanya.',
      'A proposal is confirmed by another evaluator, not by who made it. Ask a second evaluator to open it.',
    ),
  );
}

export function waits(): Refusal {
  return new Refusal(
    'conflict',
    'proposal-waits',
    words(
      'Masih ada usulan yang menunggu keputusan. Tetapkan atau tolak usulan itu terlebih dahulu.',
      'Another proposal waits for a decision. Confirm or refuse it first.',
    ),
  );
}

export function decided(): Refusal {
  return new Refusal(
    'conflict',
    'proposal-decided',
    words('Usulan ini sudah diputuskan.', 'This proposal has been decided already.'),
  );
}
