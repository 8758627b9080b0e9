/*
 * What a reading of a link is made of, and what an id tells by itself.
 *
 * Five networks write the moment of posting into the id, so a post is dated without asking anybody:
 *   Instagram, Threads  (id >> 23) + 1314220021721 ms   BqvsDleB3lV = 1922949326347663701 → 2018-11-29T01:04:04Z
 *   TikTok              (id >> 32) seconds              7206382937372134662 → 2023-03-03T18:06:17Z
 *   X                   (id >> 22) + 1288834974657 ms   1349794411333394432 → 2021-01-14T19:04:00Z
 *   LinkedIn            (id >> 22) ms                   7295762520814874625 → 2025-02-13T11:15:33Z
 * It is a lower bound: Instagram and TikTok make the id when the upload starts. An id from tomorrow is no id.
 * Source: the formulas compared with dated public examples (X within 1 s, TikTok 1–11 s, Instagram 0–664 s).
 */

export type Platform = 'instagram' | 'facebook' | 'tiktok' | 'x' | 'youtube' | 'threads' | 'linkedin';

/** What one pasted text is. For a rejection every field after `kind` is empty. */
export interface LinkReading {
  /** ok: a post; resolve: a short link, a post probably; reject: not a post, `kind` says why. */
  expect: 'ok' | 'resolve' | 'reject';
  platform: Platform | '';
  kind: string;
  /** Built from checked parts only: the one address that may be linked to. */
  canonicalUrl: string;
  /** Equal for every spelling of one post. */
  canonicalKey: string;
  /** The account named in the link, lower case: a claim, never proof. */
  handle: string;
  /** YYYY-MM-DDTHH:MM:SSZ, or empty when the id does not tell. */
  postedAt: string;
  /** Further keys under which the same post may be met. */
  aliases: string[];
  /** Two different keys prove two different posts only when both are strong. */
  strength: 'strong' | 'weak' | 'provisional';
}

/** An address taken apart; `words` are the path's segments in lower case, `query` gives the first value or ''. */
export interface Page {
  host: string;
  path: string[];
  words: string[];
  query: (name: string) => string;
  now: Date;
}

/** A reading, or the address a redirector or login page carries. */
export type Outcome = LinkReading | { unwrap: string };

/** An id in its one spelling, with the moment it tells. */
export interface DatedId {
  id: string;
  postedAt: string;
}

const nothing = { canonicalUrl: '', canonicalKey: '', handle: '', postedAt: '' };
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const day = 86_400_000;
const instagramEpoch = 1_314_220_021_721n;
const xEpoch = 1_288_834_974_657n;
const firstDatedPostOnX = 29_700_859_247n;
const privateTail = 28;

export function rejected(platform: Platform | '', kind: string): LinkReading {
  return { expect: 'reject', platform, kind, ...nothing, aliases: [], strength: 'provisional' };
}

/** A post; fields not given are empty, the key is strong unless said otherwise. */
export function accepted(
  platform: Platform,
  kind: string,
  post: Pick<LinkReading, 'canonicalUrl' | 'canonicalKey'> & Partial<LinkReading>,
): LinkReading {
  return { expect: 'ok', platform, kind, ...nothing, aliases: [], strength: 'strong', ...post };
}

/** A platform's own short link: which post it is shows only after one redirect. */
export function shortLink(platform: Platform, canonicalKey: string, canonicalUrl: string): LinkReading {
  const found = { ...nothing, canonicalKey, canonicalUrl };
  return { expect: 'resolve', platform, kind: 'share-link', ...found, aliases: [], strength: 'provisional' };
}

/** The redirect target named by a parameter, else the given rejection. */
export function unwrapped(target: string, otherwise: LinkReading): Outcome {
  return target === '' ? otherwise : { unwrap: target };
}

/** The kind whose list of words, separated by spaces, holds the word. */
export function kindOf(wordsOfKind: Record<string, string>, word: string | undefined): string | undefined {
  if (word === undefined) return undefined;
  return Object.keys(wordsOfKind).find((kind) => wordsOfKind[kind].split(' ').includes(word));
}

/** An account's name as the networks allow it, lower case, or ''. */
export function accountName(text: string | undefined, max: number): string {
  const name = (text ?? '').toLowerCase();
  return name.length <= max && /^[a-z0-9._]+$/.test(name) ? name : '';
}

/** A share code of `min` to `max` characters, or '' when it is none. */
export function shareCode(code: string | undefined, min: number, max: number): string {
  const fits = code !== undefined && code.length >= min && code.length <= max && /^[\w-]+$/.test(code);
  return fits ? code : '';
}

/** Digits without leading zeros (they would make a second key of the same post), or '' when it is no such number. */
export function plainNumber(text: string | undefined, min: number, max: number): string {
  const digits = /^0*([1-9]\d*)$/.exec(text ?? '')?.[1] ?? '';
  return digits.length >= min && digits.length <= max ? digits : '';
}

/** A code of Instagram or Threads; 28 characters more are a private post's, and are dropped. */
export function mediaCode(text: string | undefined, now: Date): DatedId | undefined {
  const given = text ?? '';
  const code = given.length >= 33 && given.length <= 39 ? given.slice(0, -privateTail) : given;
  if (code.length < 5 || code.length > 11 || !/^[\w-]+$/.test(given)) return undefined;
  let number = 0n;
  for (const character of code) number = number * 64n + BigInt(alphabet.indexOf(character));
  return number < 1n << 63n ? dated(code, (number >> 23n) + instagramEpoch, { from: 0, now }) : undefined;
}

/** The number of an Instagram story. */
export function storyNumber(text: string | undefined, now: Date): DatedId | undefined {
  const id = plainNumber(text, 18, 19);
  if (id === '' || BigInt(id) >= 1n << 63n) return undefined;
  return dated(id, (BigInt(id) >> 23n) + instagramEpoch, { from: Date.UTC(2013, 0), now });
}

export function tiktokNumber(text: string | undefined, now: Date): DatedId | undefined {
  const id = plainNumber(text, 17, 20);
  return id === '' ? undefined : dated(id, (BigInt(id) >> 32n) * 1000n, { from: Date.UTC(2014, 0), now });
}

/** The number of a post on X; those of the first years carry no moment. */
export function xNumber(text: string | undefined, now: Date): DatedId | undefined {
  const id = plainNumber(text, 1, 19);
  if (id === '') return undefined;
  if (BigInt(id) <= firstDatedPostOnX) return { id, postedAt: '' };
  return dated(id, (BigInt(id) >> 22n) + xEpoch, { from: 0, now });
}

export function linkedinNumber(text: string | undefined, now: Date): DatedId | undefined {
  const id = /^\d{19}$/.test(text ?? '') ? plainNumber(text, 19, 19) : '';
  return id === '' ? undefined : dated(id, BigInt(id) >> 22n, { from: Date.UTC(2010, 0), now });
}

/** A YouTube video id: 64 bits in 66, so the last character has four spellings, of which one is kept. */
export function videoCode(text = ''): string {
  if (!/^[\w-]{11}$/.test(text)) return '';
  const last = alphabet.indexOf(text.charAt(10));
  return text.slice(0, 10) + alphabet.charAt(last - (last % 4));
}

/** The pattern's first group when the text is base64 of what the pattern describes, else ''. */
export function insideBase64(text: string, pattern: RegExp): string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return '';
  try {
    return pattern.exec(atob(text))?.[1] ?? '';
  } catch {
    return '';
  }
}

function dated(id: string, moment: bigint, bounds: { from: number; now: Date }): DatedId | undefined {
  const ms = Number(moment);
  if (!(ms >= bounds.from && ms <= bounds.now.getTime() + day)) return undefined;
  return { id, postedAt: `${new Date(ms).toISOString().slice(0, 19)}Z` };
}
