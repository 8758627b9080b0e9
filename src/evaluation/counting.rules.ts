/*
 * Which share counts. A share counts when its state allows it, its post was published, the person's unit was in the
 * audience on the business date, the moment shared lies in the post's window [from, until), it was received in time,
 * and the person was a member of a unit on that day. Otherwise it carries the first of these that fails.
 * The business date is the WITA date of the moment shared: 2026-03-31T16:30Z is 00:30 WITA on 1 April, so April.
 * Shared 20 November 2026 08:00, received 22 November 08:00: exactly 48 hours, in time; one millisecond more is late.
 * Late receipt is excused when an appeal about it was granted, such as after a broken network.
 * A withdrawn post had been published: nobody loses a share for the agency's mistake. A day of leave changes nothing.
 * The reason becomes a sentence in the room of shares (standing.rules).
 * Source: the default juknis of Gaung, section 2; the database view share_standing says the same in SQL.
 */
import { type Day, dayOf } from '../kernel/wita';
import { isFor, isOpen, type PostState } from '../posts/post.rules';
import type { ShareState, StandingReason } from '../shares/standing.rules';
import type { Policy } from '../policies/policy.rules';

export type { ShareState } from '../shares/standing.rules';

export interface SharedPost {
  state: PostState;
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
  /** An appeal about the late receipt was granted. */
  receiptExcused: boolean;
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

/** Whether a share was received later than allowed; the last moment is in time. */
export function isLate(
  { sharedAt, receivedAt }: Pick<ShareFacts, 'sharedAt' | 'receivedAt'>,
  receiptHours: number,
): boolean {
  return receivedAt.getTime() > sharedAt.getTime() + receiptHours * hour;
}

/** The first reason for which a share does not count; null when it counts. */
export function whyNotCounted(
  share: ShareFacts,
  { post, memberships, policy }: CountingContext,
): StandingReason | null {
  if (share.state !== 'recorded' && share.state !== 'accepted') return `state_${share.state}`;
  if (share.state === 'recorded' && policy.acceptance === 'review') return 'not_accepted';
  if (post.state !== 'published' && post.state !== 'withdrawn') return 'post_unpublished';
  const membership = membershipOn(businessDateOf(share), memberships);
  if (!isFor(post, { unitPath: membership?.unitPath ?? [] })) return 'outside_audience';
  if (!isOpen(post, share.sharedAt)) return 'outside_window';
  if (isLate(share, policy.receiptHours) && !share.receiptExcused) return 'received_late';
  return membership ? null : 'no_membership';
}

function membershipOn(day: Day, memberships: readonly PathMembership[]): PathMembership | undefined {
  return memberships.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn));
}
