/*
 * Which item a link that comes from another app most likely belongs to: one tap less for the person, who may choose
 * another. Of the items open now to the person's unit, last published first, the first one
 *   – that the person has not logged on the link's channel yet, and
 *   – whose window had begun when the post was made (15 minutes allowed, as for the reviewer's hint), if the link tells.
 *   Open: A published Monday (logged on instagram), B published Sunday. An Instagram link → B. A Facebook link → A.
 *   An Instagram link posted on Saturday, before both windows → none: the person chooses.
 * Phone and server propose by this same rule. Source: the programme's description of sharing in three taps; the rules
 * for links, section 4.
 */
export interface ItemToLog {
  id: string;
  title: string;
  /** Begin of its window, milliseconds. */
  from: number;
  /** Channels on which the person has logged it. */
  doneOn: string[];
}

const tolerance = 15 * 60_000;

/** @param postedAt when the post was made, if its link tells */
export function propose(
  items: readonly Omit<ItemToLog, 'title'>[],
  channel: string,
  postedAt: Date | null,
): string | undefined {
  const fits = ({ doneOn, from }: Omit<ItemToLog, 'title'>) =>
    !doneOn.includes(channel) && (!postedAt || postedAt.getTime() >= from - tolerance);
  return items.find(fits)?.id;
}

/** What another app hands over, as one text; its title only where nothing else came, because it is mostly an advertisement. */
export function sharedText({ title, text, url }: { title?: string; text?: string; url?: string }): string {
  return [text, url].filter(Boolean).join('\n') || title || '';
}
