/*
 * What stands behind a person's figure of a month, so that every number can be followed to its rows.
 * A post counts once, on the first day that counts, with all its channels; on one day at most the cap counts. What does
 * not count is listed with the reason of the share's standing; a post that counted in an earlier month says when.
 * Example with a cap of 3: five posts shared first on 4 May and one on 5 May → 4 May "5 posts, 3 counted", 5 May 1: C = 4.
 * The sum of the days is the figure itself; the tests hold both against each other in random months.
 * Source: the default juknis of Gaung, sections 2 and 3; product.md, rule 4.
 */
import type { Words } from '../kernel/refusal';
import type { Day, Month } from '../kernel/wita';
import { monthOf } from '../kernel/wita';
import type { Standing } from '../shares/standing.rules';

/** A share of the month with its post, its channel and how it stands. */
export interface MonthShare extends Standing {
  id: string;
  postId: string;
  postCode: string;
  postTitle: string;
  channelName: Words;
  /** The first day on which a share of this post by this person counts; null when none does. */
  firstDay: Day | null;
}

export interface CountedPost {
  postId: string;
  code: string;
  title: string;
  /** Every channel of the month, shown and never scored. */
  channels: Words[];
}

export interface CountedDay {
  day: Day;
  posts: CountedPost[];
  /** At most the cap. */
  counted: number;
}

export interface PersonMonthRows {
  days: CountedDay[];
  /** Posts shared again this month that counted earlier. */
  earlier: { share: MonthShare; firstDay: Day }[];
  notCounted: MonthShare[];
}

/** Sorts a person's shares of a month by what became of them. */
export function explainMonth(shares: readonly MonthShare[], month: Month, dailyCap: number): PersonMonthRows {
  const counting = shares.filter((share) => share.reason === null);
  const posts = new Map<string, CountedPost & { day: Day }>();
  for (const share of counting) {
    if (!share.firstDay || monthOf(share.firstDay) !== month) continue;
    const known = posts.get(share.postId);
    if (known) known.channels.push(share.channelName);
    else posts.set(share.postId, { ...postOf(share), channels: [share.channelName], day: share.firstDay });
  }
  return {
    days: byDay([...posts.values()], dailyCap),
    earlier: counting.flatMap((share) =>
      share.firstDay && monthOf(share.firstDay) < month ? [{ share, firstDay: share.firstDay }] : [],
    ),
    notCounted: shares.filter((share) => share.reason !== null),
  };
}

function postOf({ postId, postCode, postTitle }: MonthShare): Omit<CountedPost, 'channels'> {
  return { postId, code: postCode, title: postTitle };
}

function byDay(posts: (CountedPost & { day: Day })[], dailyCap: number): CountedDay[] {
  const days = [...new Set(posts.map(({ day }) => day))].sort();
  return days.map((day) => {
    const own = posts.filter((post) => post.day === day);
    return { day, posts: own.map(withoutDay), counted: Math.min(dailyCap, own.length) };
  });
}

function withoutDay({ postId, code, title, channels }: CountedPost): CountedPost {
  return { postId, code, title, channels };
}
