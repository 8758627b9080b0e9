/*
 * Which share counts. A share counts when its state allows it, its post was published, the person's unit was in the
 * audience on the business date, the moment shared lies in the post's window [from, until), it was received in time,
 * and the person was a member of a unit on that day. Otherwise it carries the first of these that fails.
 * The business date is the WITA date of the moment shared: 2026-03-31T16:30Z is 00:30 WITA on 1 April, so April.
 * Shared 20 November 2026 08:00, received 22 November 08:00: exactly 48 hours, in time; one millisecond more is late.
 * A withdrawn post had been published: nobody loses a share for the agency's mistake. A day of leave changes nothing.
 * Source: the default juknis of Gaung, section 2; the database view share_standing says the same in SQL.
 */
import { type Words, words } from '../kernel/refusal';
import { type Day, dayOf, formatDay, formatMoment, type Lang } from '../kernel/wita';
import type { Policy } from './policy.rules';

export const reasonsNotCounted = [
  'state_returned',
  'state_rejected',
  'state_held',
  'state_withdrawn',
  'not_accepted',
  'post_unpublished',
  'outside_audience',
  'outside_window',
  'received_late',
  'no_membership',
] as const;
/** Why a share does not count. */
export type ReasonNotCounted = (typeof reasonsNotCounted)[number];

export type ShareState = 'recorded' | 'accepted' | 'returned' | 'rejected' | 'held' | 'withdrawn';

export interface SharedPost {
  state: 'draft' | 'submitted' | 'returned' | 'published' | 'withdrawn';
  everybody: boolean;
  /** Unit ids whose subtrees are asked, when it is not everybody. */
  audience: readonly number[];
  shareFrom: Date;
  /** Exclusive. */
  shareUntil: Date;
}

export interface ShareFacts {
  state: ShareState;
  sharedAt: Date;
  receivedAt: Date;
}

/** A person's time in a unit; `endsOn` is the last day. `unitPath`: ids from the root down to the unit itself. */
export interface PathMembership {
  startsOn: Day;
  endsOn: Day | null;
  unitPath: readonly number[];
}

export interface CountingContext {
  post: SharedPost;
  memberships: readonly PathMembership[];
  policy: Pick<Policy, 'acceptance' | 'receiptHours'>;
}

const hour = 3_600_000;

/** The day that puts a share into a period: the WITA date of the moment shared. */
export function businessDateOf(share: Pick<ShareFacts, 'sharedAt'>): Day {
  return dayOf(share.sharedAt);
}

/** The first reason for which a share does not count; null when it counts. */
export function whyNotCounted(
  share: ShareFacts,
  { post, memberships, policy }: CountingContext,
): ReasonNotCounted | null {
  if (share.state !== 'recorded' && share.state !== 'accepted') return `state_${share.state}`;
  if (share.state === 'recorded' && policy.acceptance === 'review') return 'not_accepted';
  if (post.state !== 'published' && post.state !== 'withdrawn') return 'post_unpublished';
  const membership = membershipOn(businessDateOf(share), memberships);
  if (!isAsked(post, membership?.unitPath ?? [])) return 'outside_audience';
  if (share.sharedAt < post.shareFrom || share.sharedAt >= post.shareUntil) return 'outside_window';
  if (share.receivedAt > lastReceipt(share.sharedAt, policy)) return 'received_late';
  return membership ? null : 'no_membership';
}

/** Whether a post asks the people of a unit: everybody, or the unit or one above it is named. */
export function isAsked(post: Pick<SharedPost, 'everybody' | 'audience'>, unitPath: readonly number[]): boolean {
  return post.everybody || unitPath.some((unit) => post.audience.includes(unit));
}

/** The last moment at which a share may be received and still count. */
export function lastReceipt(sharedAt: Date, policy: Pick<Policy, 'receiptHours'>): Date {
  return new Date(sharedAt.getTime() + policy.receiptHours * hour);
}

/** What the sentences need to name dates. */
export interface ReasonFacts {
  share: Pick<ShareFacts, 'sharedAt' | 'receivedAt'>;
  post: Pick<SharedPost, 'shareFrom' | 'shareUntil'>;
  policy: Pick<Policy, 'receiptHours'>;
}

/** The reason as a sentence: what is wrong, with its dates, and what to do. */
export function reasonWords(reason: ReasonNotCounted, facts: ReasonFacts): Words {
  return words(sentence(reason, facts, 'id'), sentence(reason, facts, 'en'));
}

const plainReasons: Partial<Record<ReasonNotCounted, Words>> = {
  state_returned: words(
    'Sebaran dikembalikan untuk diperbaiki. Perbaiki buktinya, lalu kirim kembali.',
    'The share was returned for repair. Repair its evidence, then send it again.',
  ),
  state_rejected: words(
    'Sebaran ditolak saat verifikasi. Jika Anda tidak setuju, ajukan sanggahan.',
    'The share was rejected on verification. If you disagree, make an appeal.',
  ),
  state_held: words(
    'Sebaran ditahan untuk diperiksa. Tunggu keputusan verifikasi.',
    'The share is held for checking. Wait for the decision of the reviewer.',
  ),
  state_withdrawn: words(
    'Sebaran ini sudah dibatalkan. Catat sebaran baru jika materi dibagikan lagi.',
    'This share was taken back. Log a new one when the post is shared again.',
  ),
  not_accepted: words(
    'Sebaran menunggu verifikasi unit dan dihitung setelah diterima.',
    'The share is waiting for verification by the unit and counts once it is accepted.',
  ),
  post_unpublished: words(
    'Materi ini belum diterbitkan. Bagikan materi yang sudah terbit.',
    'This post is not published. Share posts that are published.',
  ),
};

function sentence(reason: ReasonNotCounted, facts: ReasonFacts, lang: Lang): string {
  return plainReasons[reason]?.[lang] ?? datedSentence(reason, facts)[lang];
}

function datedSentence(reason: ReasonNotCounted, facts: ReasonFacts): Words {
  const day = businessDateOf(facts.share);
  if (reason === 'outside_window') return windowWords(facts);
  if (reason === 'received_late') return lateWords(facts);
  if (reason === 'outside_audience') {
    return words(
      `Pada ${formatDay(day, 'id')} materi ini tidak ditujukan kepada unit pegawai. Pilih materi dari daftar unit sendiri.`,
      `On ${formatDay(day, 'en')} this post was not meant for the person's unit. Choose posts from the unit's own list.`,
    );
  }
  return words(
    `Pada ${formatDay(day, 'id')} pegawai tidak tercatat dalam unit mana pun. Hubungi pengelola kepegawaian unit.`,
    `On ${formatDay(day, 'en')} the person was on record in no unit. Ask the unit's personnel officer.`,
  );
}

function windowWords({ share, post }: ReasonFacts): Words {
  return words(
    `Waktu sebar ${formatMoment(share.sharedAt, 'id')} berada di luar masa sebar materi, yaitu dari ${formatMoment(post.shareFrom, 'id')} sampai sebelum ${formatMoment(post.shareUntil, 'id')}. Periksa waktu sebarnya atau bagikan materi yang masih terbuka.`,
    `The share of ${formatMoment(share.sharedAt, 'en')} lies outside the post's window, from ${formatMoment(post.shareFrom, 'en')} until before ${formatMoment(post.shareUntil, 'en')}. Check the moment shared or share a post that is still open.`,
  );
}

function lateWords({ share, policy }: ReasonFacts): Words {
  const last = lastReceipt(share.sharedAt, policy);
  return words(
    `Sebaran ${formatMoment(share.sharedAt, 'id')} baru diterima ${formatMoment(share.receivedAt, 'id')}; batasnya ${formatMoment(last, 'id')} (${policy.receiptHours} jam). Catat sebaran berikutnya lebih awal; jika ada gangguan, ajukan sanggahan.`,
    `The share of ${formatMoment(share.sharedAt, 'en')} was received only on ${formatMoment(share.receivedAt, 'en')}; the limit was ${formatMoment(last, 'en')} (${policy.receiptHours} hours). Log the next one sooner; if there was a disturbance, make an appeal.`,
  );
}

function membershipOn(day: Day, memberships: readonly PathMembership[]): PathMembership | undefined {
  return memberships.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn));
}
