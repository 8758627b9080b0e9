/*
 * Where a short link leads: what may be asked, what an answer means, and when to ask again.
 * Asked are only short links as the link rules build them, over https, on nine exact hosts, at addresses of the public
 * internet. Each answer's target is judged by the link rules like a pasted link: a post of the same network is the end,
 * another short link of it is the next question (three at most), anything else is told to the reviewer.
 *   vt.tiktok.com/ZS92gyt7u/ → www.tiktok.com/@u/video/7206382937372134662 → the post tiktok:7206382937372134662
 *   www.facebook.com/share/AbCdEf1234/ → www.facebook.com/budi → no post; www.tiktok.com/?_r=1 → the post is gone
 *   429, 400, a login page, no answer → nothing learnt: again after 5 minutes, 1, 6 and 24 hours, then no more.
 * Source: the evidence rules for links, section 5; reliability.md, "Outgoing requests".
 */
import ipaddr from 'ipaddr.js';
import type { LinkReading } from '../links/link-id.rules';
import { readAddress } from '../links/link-url.rules';

const hosts = [
  ...['vt.tiktok.com', 'vm.tiktok.com', 'www.tiktok.com', 'lite.tiktok.com'],
  ...['www.facebook.com', 'fb.watch', 'fb.me', 'www.instagram.com', 'lnkd.in'],
];
export const mostHops = 3;
/** Before the second, third, fourth and fifth try, as PostgreSQL reads them. */
export const pauses = ['5 minutes', '1 hour', '6 hours', '24 hours'] as const;
/** Short links of one host that are asked about in one run. */
export const perHost = 10;
/** Older shares are left as they are. */
export const recentDays = 7;

export type Finding =
  | { outcome: 'post'; reading: LinkReading }
  | { outcome: 'not_a_post' | 'gone' }
  /** Nothing was learnt; `busy` when the host should be left in peace for a while. */
  | { outcome: 'unknown'; why: string; busy?: boolean };

/** Whether this very address may be asked for: a short link in its canonical form. */
export function mayBeAsked(address: string, now: Date): boolean {
  const reading = readAddress(address, now);
  return (
    reading.expect === 'resolve' &&
    reading.canonicalUrl === address &&
    hosts.includes(/^https:\/\/([^/]+)\//.exec(address)?.[1] ?? '')
  );
}

/** Whether it is an address of the public internet: not of this machine, an inner network, a cloud's metadata, … */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * What the target of a redirect means.
 * @param platform the network of the short link that was asked
 * @returns a finding, or the next address to ask
 */
export function hopOf(target: string, platform: string, now: Date): Finding | { ask: string } {
  if (!target.startsWith('https://')) return { outcome: 'unknown', why: 'not https' };
  const reading = readAddress(target, now);
  const isOwn = reading.platform === platform;
  if (isOwn && reading.expect === 'ok') return { outcome: 'post', reading };
  if (isOwn && reading.expect === 'resolve') return { ask: reading.canonicalUrl };
  if (reading.expect !== 'reject') return { outcome: 'not_a_post' };
  if (isOwn && reading.kind === 'feed') return { outcome: 'gone' };
  return unclear.includes(reading.kind) ? { outcome: 'unknown', why: reading.kind } : { outcome: 'not_a_post' };
}

/** Targets that tell nothing about the link: the network wants a sign-in, or its answer is broken. */
const unclear = ['login', 'other', 'bad-id', 'bad-port', 'userinfo', 'bad-scheme', 'too-long'];
