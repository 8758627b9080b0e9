import { timingSafeEqual } from 'node:crypto';
import { config } from '../kernel/config';
import { uuid } from '../kernel/list-part';
import { secretHash } from '../kernel/random';

/** A share that was on a reviewer's screen, and since when. */
export interface Shown {
  id: string;
  at: Date;
}

/**
 * A page says since when a share has been on the screen by a mark that only this server can make, for one reviewer and
 * one share, so that the time for a verdict is measured without a row for each look and without trusting the sender.
 */
export function shownMark(reviewerId: string, { id, at }: Shown): string {
  const moment = at.getTime().toString(36);
  return `${id}~${moment}~${seal(reviewerId, id, moment).toString('base64url')}`;
}

/** Reads a mark that `shownMark` made for this reviewer; undefined for anything else. */
export function readMark(reviewerId: string, mark: string): Shown | undefined {
  const [id = '', moment = '', sealed = '', ...rest] = mark.split('~');
  if (rest.length || !uuid.test(id) || !/^[0-9a-z]{1,9}$/.test(moment)) return undefined;
  const given = Buffer.from(sealed, 'base64url');
  const right = seal(reviewerId, id, moment);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return { id, at: new Date(parseInt(moment, 36)) };
}

function seal(reviewerId: string, id: string, moment: string): Buffer {
  return secretHash(`shown ${reviewerId} ${id} ${moment}`, config().sessionSecret);
}
