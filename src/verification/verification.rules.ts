/*
 * Who decides on a share, and what a decision needs.
 * A reviewer or head decides on shares of the units in charge, never on the own one. The share of somebody who holds such
 * a role on a unit is decided one level up: by a role on a unit above it, or where there is none above, by another person
 * on the same unit. Whoever is first decides, the other is told. Accepting needs no reason; returning and rejecting need
 * one from the list or at least 5 own characters, which the person reads.
 *   Reviewer of DINKES (below PEMPROV): decided by a reviewer of PEMPROV, not by the head of DINKES.
 * Shares without a mark, with a link or a sentence, may be accepted together, but only as fast as they can be read: 20 shares shown at 10.00.00 may
 * be accepted from 10.00.40 on (2 seconds a share), counted from the reviewer's last verdict where that was later.
 * Source: the journey Verify; product.md, "Who uses it"; the Kasubag Umum as the natural reviewer, domain.md section 0.
 */
import { type Role, roles, verbsOf } from '../access/roles.rules';
import { Refusal, type Words, words } from '../kernel/refusal';
import { cleanText } from '../posts/post-content.rules';
import { reasonSentences, type ReasonedVerdict } from './reason.rules';

export const verdicts = ['accepted', 'returned', 'rejected'] as const;
export type VerdictName = (typeof verdicts)[number];

export const shortestReason = 5;
export const longestReason = 500;
/** The fastest pace at which shares may be accepted together. */
export const secondsAShare = 2;
/** Most shares in one list, and so in one acceptance. */
export const pageSize = 20;

/** The roles whose holders decide on shares. */
export const reviewRoles: readonly Role[] = roles.filter((role) => verbsOf[role].includes('share.review'));

export interface GivenVerdict {
  verdict: VerdictName;
  /** A reason of the list. */
  reasonCode?: string | undefined;
  /** Own words. */
  reason?: string | undefined;
}

/**
 * What a reviewer says, the reason as the person reads it: the sentence of the list, then the own words.
 * Throws `unknown-reason`, and `reason-required` when a return or rejection comes without a reason.
 */
export function readVerdict({ verdict, reasonCode, reason = '' }: GivenVerdict): {
  verdict: VerdictName;
  reason: string;
} {
  const listed = reasonCode ? listedReason(verdict, reasonCode) : '';
  const text = [listed, cleanText(reason)].filter(Boolean).join(' ');
  const length = Array.from(text).length;
  const isTooShort = verdict !== 'accepted' && length < shortestReason;
  if (!isTooShort && length <= longestReason) return { verdict, reason: text };
  throw new Refusal('invalid', 'reason-required', reasonNeeded, { fields: [{ field: 'reason', words: reasonNeeded }] });
}

function listedReason(verdict: VerdictName, code: string): string {
  const sentences = verdict === 'accepted' ? {} : reasonSentences[verdict as ReasonedVerdict];
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  if (sentence) return sentence.id;
  const unknown = words(
    'Alasan itu tidak ada dalam daftar. Pilih alasan lain atau tulis dengan kata Anda sendiri.',
    'This reason is not in the list. Choose another one or write it in your own words.',
  );
  throw new Refusal('invalid', 'unknown-reason', unknown, { fields: [{ field: 'reasonCode', words: unknown }] });
}

/**
 * Whether somebody with review roles on the units `reach` decides on the shares of a person with review roles on the
 * units `offices`, each given by its ids from the root down.
 */
export function reachesOver(reach: readonly number[], offices: readonly (readonly number[])[]): boolean {
  const above = (office: readonly number[]) => office.slice(0, Math.max(office.length - 1, 1));
  return offices.every((office) => above(office).some((id) => reach.includes(id)));
}

/** Throws unless the reviewer may decide: not on the own share, and on a colleague reviewer's only from above. */
export function checkMayDecide(
  reviewer: { personId: string; reach: readonly number[] },
  share: { personId: string; offices: readonly (readonly number[])[] },
): void {
  if (reviewer.personId === share.personId) throw new Refusal('forbidden', 'own-share', ownShare);
  if (!reachesOver(reviewer.reach, share.offices)) throw new Refusal('forbidden', 'decided-above', decidedAbove);
}

/** Whether a share may be accepted from the list: it waits, has no mark, and what proves it can be read there. */
export function isPlain(share: {
  state: string;
  hints: readonly string[];
  linkUrl: string | null;
  statement: string | null;
}): boolean {
  return share.state === 'recorded' && !share.hints.length && Boolean(share.linkUrl ?? share.statement);
}

/**
 * How many seconds each of `count` shares took that were on the screen since `shownAt`.
 * Throws `too-fast` where the pace is above the allowed one.
 */
export function paceOf(count: number, moments: { shownAt: Date; lastVerdictAt: Date | null; now: Date }): number {
  const { shownAt, lastVerdictAt, now } = moments;
  const since = Math.max(shownAt.getTime(), lastVerdictAt?.getTime() ?? 0);
  const seconds = (now.getTime() - since) / 1000;
  if (seconds >= count * secondsAShare) return Math.round(seconds / count);
  throw tooFast(count, Math.ceil(count * secondsAShare - seconds));
}

function tooFast(count: number, wait: number): Refusal {
  const sentence = words(
    `${count} sebaran perlu dibaca sedikitnya ${count * secondsAShare} detik. Periksa kembali, lalu kirim lagi setelah ${wait} detik.`,
    `${count} shares take at least ${count * secondsAShare} seconds to read. Look at them again and send this after ${wait} seconds.`,
  );
  return new Refusal('too-many', 'too-fast', sentence, { retryAfter: wait });
}

export function alreadyDecided(): Refusal {
  return new Refusal(
    'conflict',
    'already-decided',
    words(
      'Sebaran ini sudah diputuskan atau dibatalkan. Lanjutkan ke sebaran berikutnya.',
      'This share has been decided on or taken back already. Go on to the next one.',
    ),
  );
}

/** The list was not sent as it was shown, or nothing in it was ticked. */
export function nothingTicked(): Refusal {
  return new Refusal(
    'invalid',
    'nothing-ticked',
    words(
      'Belum ada sebaran yang dicentang, atau daftarnya tidak utuh. Centang sebaran yang sudah Anda baca, lalu kirim lagi.',
      'No share is ticked, or the list is not whole. Tick the shares that you have read and send them again.',
    ),
  );
}

/** What is said after a verdict: whose share it was and what became of it. */
export function decidedWords(verdict: VerdictName, name: string): Words {
  const done = {
    accepted: words('diterima', 'was accepted'),
    returned: words('dikembalikan untuk diperbaiki', 'was returned for repair'),
    rejected: words('ditolak', 'was rejected'),
  }[verdict];
  return words(`Sebaran ${name} ${done.id}.`, `The share of ${name} ${done.en}.`);
}

/** What became of shares that were ticked together, by the names of their people. */
export interface BatchOutcome {
  accepted: number;
  /** Accepted by the same reviewer before, as when a form is sent twice. */
  before: number;
  /** Decided by somebody else or taken back meanwhile. */
  elsewhere: string[];
  /** On hold, marked or proven by a picture alone: to be looked at one by one. */
  marked: string[];
}

/** What is said after shares were accepted together. */
export function batchWords({ accepted, before, elsewhere, marked }: BatchOutcome): Words {
  const parts = [words(`${accepted} sebaran diterima.`, `${accepted} shares accepted.`)];
  if (before) parts.push(words(`${before} sudah Anda putuskan sebelumnya.`, `${before} you had decided on before.`));
  if (elsewhere.length) {
    parts.push(
      words(
        `Sudah diputuskan verifikator lain atau dibatalkan: ${named(elsewhere, 'id')}.`,
        `Decided by another reviewer or taken back meanwhile: ${named(elsewhere, 'en')}.`,
      ),
    );
  }
  if (marked.length) {
    parts.push(
      words(
        `Perlu diperiksa satu per satu: ${named(marked, 'id')}.`,
        `To be looked at one by one: ${named(marked, 'en')}.`,
      ),
    );
  }
  return words(parts.map(({ id }) => id).join(' '), parts.map(({ en }) => en).join(' '));
}

const mostNamed = 4;

function named(names: string[], lang: 'id' | 'en'): string {
  const rest = names.length - mostNamed;
  if (rest <= 0) return names.join(', ');
  const more = lang === 'id' ? `dan ${rest} lainnya` : `and ${rest} more`;
  return `${names.slice(0, mostNamed).join(', ')}, ${more}`;
}

const ownShare = words(
  'Anda tidak dapat memutuskan sebaran Anda sendiri. Mintalah verifikator lain di unit Anda atau atasannya.',
  'You cannot decide on your own share. Ask another reviewer of your unit or of the one above it.',
);
const decidedAbove = words(
  'Sebaran verifikator atau kepala unit diputuskan satu tingkat di atas unitnya. Mintalah verifikator unit di atasnya.',
  'The share of a reviewer or head is decided one level above the unit. Ask a reviewer of the unit above.',
);
const reasonNeeded = words(
  `Pilih alasan atau tulis sendiri, ${shortestReason}–${longestReason} karakter, agar pegawai tahu apa yang perlu diperbaiki.`,
  `Choose a reason or write one, ${shortestReason}–${longestReason} characters, so that the person knows what to mend.`,
);
