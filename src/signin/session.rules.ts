/*
 * How a signed-in browser is known: its cookie, how long a session lasts, and the words for a device.
 * A session of staff lasts 30 days, so that sharing stays a matter of seconds on a phone. Whoever may decide for the
 * province (admin, evaluator, publisher) signs in again after 12 hours: one working day, not a forgotten laptop.
 * Example: an evaluator who signs in on Monday at 08.00 WITA is asked again on Monday at 20.00.
 * Limits count a network: an IPv4 address, or the first four groups of an IPv6 address, of which one line has many.
 * Source: reliability.md 5; ASVS 7.3 (length by risk) and 3.3 (cookie attributes).
 */
import type { Role } from '../access/roles.rules';
import { config } from '../kernel/config';

const hour = 3_600_000;
export const staffSession = 30 * 24 * hour;
export const weightySession = 12 * hour;
const weighty: readonly Role[] = ['admin', 'evaluator', 'publisher'];

/** When a session that starts now ends, by the roles its owner has now. */
export function sessionEnd(roles: Role[], now: Date): Date {
  const length = roles.some((role) => weighty.includes(role)) ? weightySession : staffSession;
  return new Date(now.getTime() + length);
}

const overHttps = () => config().baseUrl.startsWith('https:');

/** With https the browser itself guarantees that the cookie is ours alone (`__Host-`). */
export const sessionCookie = (): string => (overHttps() ? '__Host-gaung' : 'gaung');

export const cookieOptions = () => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: overHttps() }) as const;

/** Who is at the door: what is known of a browser before it signs in. */
export interface Visitor {
  address: string;
  device: string;
  /** The session token it carries already, valid or not. */
  token: string | undefined;
}

/** Reads the visitor from a request. */
export function visitorOf(request: {
  ip: string;
  headers: Record<string, string | string[] | undefined>;
  cookies: Record<string, string | undefined>;
}): Visitor {
  return {
    address: networkOf(request.ip),
    device: deviceName(String(request.headers['user-agent'] ?? '')),
    token: request.cookies[sessionCookie()],
  };
}

/** `203.0.113.9` as it is; `2001:db8:1:2::7` → `2001:db8:1:2`. */
export function networkOf(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const gap = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...gap, ...after].slice(0, 4).join(':');
}

// Order matters: most browsers also claim to be Chrome and Safari.
const browsers: [RegExp, string][] = [
  [/SamsungBrowser/, 'Samsung Internet'],
  [/OPR\/|Opera/, 'Opera'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** `Chrome, Android`: enough to know own devices apart, nothing that identifies one. */
export function deviceName(userAgent: string): string {
  const named = [browsers, systems].map((list) => list.find(([pattern]) => pattern.test(userAgent))?.[1]);
  return named.filter(Boolean).join(', ') || userAgent.replace(/[^\x20-\x7e]/g, '').slice(0, 40);
}
