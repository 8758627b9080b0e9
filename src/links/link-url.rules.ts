/*
 * From one address to its reading: whose host it is, and what its path and query name.
 *
 * A host is a platform's when it equals the platform's domain or ends in `.` and that domain, never by containing it:
 * instagram.com.evil.tld, notinstagram.com and netflix.com are foreign. A user name, a password or a port in the address
 * is refused even on the right host. Fragment and query are ignored except for the few parameters that name a post.
 * Redirectors and login pages are opened up to three times, and what they carry is judged again from the start:
 *   https://l.facebook.com/l.php?u=https%3A%2F%2Fyoutu.be%2FTq92D6wQ1mg → youtube:Tq92D6wQ1mg
 * Source: the WHATWG URL standard (what a browser would open); security cases in test/shares/share-urls.tsv.
 */
import { type LinkReading, type Outcome, type Page, type Platform, rejected } from './link-id.rules';
import { readFacebook, readInstagram } from './link-meta.rules';
import { readLinkedin, readThreads, readTiktok, readX, readYoutube } from './link-networks.rules';
import { decodedOnce } from './link-text.rules';

const longest = 2048;
const deepest = 3;
const domains: Record<Platform, string[]> = {
  instagram: ['instagram.com', 'instagr.am'],
  facebook: ['facebook.com', 'fb.com', 'fb.watch', 'fb.me', 'm.me'],
  tiktok: ['tiktok.com', 'tiktokv.com'],
  x: ['x.com', 'twitter.com', 'fxtwitter.com', 'vxtwitter.com', 'fixupx.com', 'fixvx.com'],
  youtube: ['youtube.com', 'youtu.be', 'youtube-nocookie.com'],
  threads: ['threads.com', 'threads.net'],
  linkedin: ['linkedin.com', 'lnkd.in'],
};
const platforms = Object.keys(domains) as Platform[];
const shapes: Record<Platform, (page: Page) => Outcome> = {
  instagram: readInstagram,
  facebook: readFacebook,
  tiktok: readTiktok,
  x: readX,
  youtube: readYoutube,
  threads: readThreads,
  linkedin: readLinkedin,
};
const searchEngines = ['google.com', 'google.co.id'];
const unsupported = [
  'whatsapp.com',
  'wa.me',
  't.me',
  'telegram.me',
  'telegram.org',
  'pinterest.com',
  'pin.it',
  'bsky.app',
  'snackvideo.com',
  'line.me',
  'lin.ee',
  'lemon8-app.com',
];
const shorteners =
  'bit.ly s.id tinyurl.com t.co goo.gl cutt.ly is.gd ow.ly rebrand.ly linktr.ee shorturl.at rb.gy tiny.cc buff.ly'.split(
    ' ',
  );

/** True when the address is on a platform's host, whatever it names there. */
export function isOnPlatform(address: string): boolean {
  const url = parsed(address);
  return url !== undefined && platformOf(hostOf(url)) !== undefined;
}

/** What one address is; `depth` counts the redirectors opened so far. Never throws. */
export function readAddress(address: string, now: Date, depth = 0): LinkReading {
  if (address.length > longest) return rejected('', 'too-long');
  const url = parsed(address);
  if (!url) return rejected('', 'untrusted-host');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return rejected('', 'bad-scheme');
  if (hasUser(url, address)) return rejected('', 'userinfo');
  const host = hostOf(url);
  const platform = platformOf(host);
  if (platform && url.port !== '') return rejected(platform, 'bad-port');
  const outcome = platform ? shapes[platform](pageOf(url, host, now)) : foreign(url, host);
  if ('unwrap' in outcome) return opened(outcome.unwrap, url, now, depth);
  return withShareAlias(outcome, url, now, depth);
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

function hasUser(url: URL, address: string): boolean {
  return url.username !== '' || url.password !== '' || /^https?:[/\\]*[^/\\?#]*@/i.test(address);
}

function hostOf(url: URL): string {
  return url.hostname.toLowerCase().replace(/\.$/, '');
}

function platformOf(host: string): Platform | undefined {
  return platforms.find((platform) => isWithin(host, domains[platform]));
}

function isWithin(host: string, some: string[]): boolean {
  return some.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

function pageOf(url: URL, host: string, now: Date): Page {
  const path = url.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodedOnce);
  const words = path.map((segment) => segment.toLowerCase());
  return { host, path, words, query: (name) => url.searchParams.get(name) ?? '', now };
}

/** A host of no platform: a search engine's redirector is opened, everything else is refused by name. */
function foreign(url: URL, host: string): Outcome {
  if (isWithin(host, searchEngines) && url.port === '' && url.pathname === '/url') {
    const target = url.searchParams.get('url') || url.searchParams.get('q');
    if (target) return { unwrap: target };
  }
  if (isWithin(host, unsupported)) return rejected('', 'unsupported');
  return rejected('', isWithin(host, shorteners) ? 'shortener' : 'untrusted-host');
}

function opened(target: string, from: URL, now: Date, depth: number): LinkReading {
  if (depth >= deepest) return rejected(platformOf(hostOf(from)) ?? '', 'other');
  let address: string;
  try {
    address = /^https?:[/\\]/i.test(target) ? target : new URL(target, from.origin).href;
  } catch {
    return rejected('', 'untrusted-host');
  }
  return readAddress(address, now, depth + 1);
}

/** Facebook names the short link it came from, so both keys are known at once. */
function withShareAlias(reading: LinkReading, url: URL, now: Date, depth: number): LinkReading {
  const shared = reading.expect === 'ok' && reading.platform === 'facebook' ? url.searchParams.get('share_url') : null;
  if (!shared || depth >= deepest) return reading;
  const short = readAddress(shared, now, deepest);
  if (short.expect !== 'resolve' || short.platform !== 'facebook') return reading;
  return { ...reading, aliases: [...reading.aliases, short.canonicalKey] };
}
