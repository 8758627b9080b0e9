/*
 * Who decides on a share, what a decision needs, and what the machine noticed for the reviewer.
 * A reviewer or head decides on shares of the units in charge, never on the own one; whoever is first decides, the other
 * is told. Accepting needs no reason; returning and rejecting need one of at least 5 characters, which the person reads.
 * The machine never refuses on a guess. It only marks: a link dated more than 15 minutes before the item's window began
 * or more than 5 minutes after the report came in, and a short link that shows its post only when opened.
 *   Item from 20 November 00.00, link of 19 November 23.50 → nothing. Link of 19 November 23.40 → "older than the item".
 * Source: the journey Verify; the evidence rules for links, section 4.
 */
import { Refusal, type Words, words } from '../kernel/refusal';
import { formatMoment } from '../kernel/wita';
import { cleanText } from '../posts/post-content.rules';

export const verdicts = ['accepted', 'returned', 'rejected'] as const;
export type VerdictName = (typeof verdicts)[number];

export const shortestReason = 5;
export const longestReason = 500;
const minute = 60_000;
// linkedin:share:NUMBER is a post of its own, not a short link.
const provisional = /^(?:facebook|instagram|tiktok):share:|:(?:share-link|fbwatch|fbme):/;

/** What a reviewer says; throws `reason-required` when a return or rejection comes without a reason. */
export function readVerdict(given: { verdict: VerdictName; reason?: string | undefined }) {
  const reason = cleanText(given.reason ?? '');
  const length = Array.from(reason).length;
  const isTooShort = given.verdict !== 'accepted' && length < shortestReason;
  if (!isTooShort && length <= longestReason) return { verdict: given.verdict, reason };
  throw new Refusal('invalid', 'reason-required', reasonNeeded, { fields: [{ field: 'reason', words: reasonNeeded }] });
}

/** Throws when the share is the reviewer's own. */
export function checkNotOwn(reviewerId: string, personId: string): void {
  if (reviewerId !== personId) return;
  throw new Refusal(
    'forbidden',
    'own-share',
    words(
      'Anda tidak dapat memutuskan sebaran Anda sendiri. Mintalah verifikator lain di unit Anda atau atasannya.',
      'You cannot decide on your own share. Ask another reviewer of your unit or of the one above it.',
    ),
  );
}

export function alreadyDecided(): Refusal {
  return new Refusal(
    'conflict',
    'already-decided',
    words(
      'Sebaran ini sudah diputuskan atau dibatalkan. Muat ulang daftar untuk melihat yang masih menunggu.',
      'This share has been decided on or taken back already. Reload the list to see what still waits.',
    ),
  );
}

export interface Noticeable {
  linkKey: string | null;
  linkPostedAt: Date | null;
  receivedAt: Date;
  shareFrom: Date;
}

/** What the machine noticed; marks for a person to look at, never a verdict. */
export function noticed({ linkKey, linkPostedAt, receivedAt, shareFrom }: Noticeable): Words[] {
  const found: Words[] = [];
  if (linkPostedAt && linkPostedAt.getTime() < shareFrom.getTime() - 15 * minute) {
    found.push(
      words(
        `Unggahan (${formatMoment(linkPostedAt, 'id')}) lebih lama daripada materinya.`,
        `The post (${formatMoment(linkPostedAt, 'en')}) is older than the item.`,
      ),
    );
  }
  if (linkPostedAt && linkPostedAt.getTime() > receivedAt.getTime() + 5 * minute) {
    found.push(words('Unggahan dibuat setelah dicatat.', 'The post was made after it was logged.'));
  }
  if (provisional.test(linkKey ?? '')) {
    found.push(words('Tautan pendek; buka untuk melihat unggahannya.', 'A short link; open it to see the post.'));
  }
  return found;
}

export const decidedWords: Record<VerdictName, Words> = {
  accepted: words('Sebaran diterima.', 'The share was accepted.'),
  returned: words('Sebaran dikembalikan untuk diperbaiki.', 'The share was returned for repair.'),
  rejected: words('Sebaran ditolak.', 'The share was rejected.'),
};

const reasonNeeded = words(
  `Tulis alasannya, ${shortestReason}–${longestReason} karakter, agar pegawai tahu apa yang perlu diperbaiki.`,
  `Write the reason, ${shortestReason}–${longestReason} characters, so that the person knows what to mend.`,
);
