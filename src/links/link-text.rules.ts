/*
 * From a pasted text to the addresses in it.
 *
 * People paste a whole chat message: a greeting, a label, a link with a full stop, in asterisks, twice, or glued to the
 * next one. A link begins at `http(s)://`, `//host` or a bare `host.tld/…`; it ends at white space, a quotation mark or,
 * after the host, at anything that is not printable ASCII.
 *   "Link:https://youtu.be/qVv6vCqciTM." → https://youtu.be/qVv6vCqciTM
 *   "https://youtu.be/cBvYw8_A0vQhttps://youtu.be/MgNrAu2pzNs" → two links, because the first host is a platform
 *   "budi@instagram.com" → none;  "*https://x.com/a/status/1*" → https://x.com/a/status/1
 * Punctuation at the end is dropped, but never `-` or `_`: codes end in them.
 * Source: share texts of the apps and of unit chat groups, kept as cases in test/shares/share-urls.tsv.
 */

const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const foreignScheme = new RegExp(
  '^(?:javascript|data|vbscript|file|blob|intent|about|content|view-source|ftps?|wss?|market|instagram|fb|facebook' +
    '|vnd\\.youtube|youtube|snssdk\\d*|tiktok|musically|twitter|barcelona|linkedin|tg|whatsapp|sms|tel|mailto|chrome' +
    '|app):\\S',
  'i',
);
const gap = /[\s<>"“”«»]+/;
const encodedLink = /(^|[\s<>"“”«»([{*_~])(https?%3A%2F%2F[^\s<>"“”«»]*)/gi;
const trailing = '.,;:!?\'"”’»)]}>*~`|…';
// A host may hold any letter, so that a look-alike is seen as the foreign host it is; the rest is printable ASCII.
const extent = /[!"$-.0->@-[\]-~\p{L}\p{M}\p{N}\u00AD\u3002\uFF0E\uFF61]*[!-~]*/uy;
const bareStart = /\/\/|[\p{L}\p{M}\p{N}\u00AD.-]+/gu;

interface Found {
  start: number;
  /** Where the host begins. */
  host: number;
  prefix: string;
}

/** True when the text opens with a scheme that is not a web address, such as `javascript:` or an app's own. */
export function opensWithForeignScheme(text: string): boolean {
  return foreignScheme.test(text.replace(invisible, '').trim());
}

/** True when the text holds zero-width or direction-changing characters. */
export function hasInvisible(text: string): boolean {
  return text.search(invisible) >= 0;
}

/**
 * The addresses in a text, in order, each with a scheme.
 * @param filler what invisible characters become: a space, or nothing on the second try
 * @param known true for an address on a platform's host: only such a host counts without a path or is cut when glued
 */
export function addressesIn(text: string, filler: '' | ' ', known: (address: string) => boolean): string[] {
  return readable(text, filler)
    .split(gap)
    .flatMap((chunk) => addressesInChunk(chunk, known));
}

/** Decoded once, or as it was when it cannot be decoded. */
export function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readable(text: string, filler: string): string {
  let plain = text.replace(invisible, filler);
  for (let round = 0; round < 3; round += 1) plain = plain.replaceAll('&amp;', '&');
  return plain.replace(encodedLink, (_, before: string, link: string) => before + decodedOnce(link));
}

function addressesInChunk(chunk: string, known: (address: string) => boolean): string[] {
  const addresses: string[] = [];
  let from = 0;
  for (let found = nextIn(chunk, from, known); found; found = nextIn(chunk, from, known)) {
    const end = endOf(chunk, found, known);
    const italic = /_[*~]{0,2}$/.test(chunk.slice(0, found.start).slice(-3));
    const address = trimmed(chunk.slice(found.start, end), italic);
    if (address.length > found.host - found.start) addresses.push(found.prefix + address);
    from = Math.max(end, found.host);
  }
  return addresses;
}

function nextIn(chunk: string, from: number, known: (address: string) => boolean): Found | undefined {
  const scheme = /https?:[/\\]+/gi;
  scheme.lastIndex = from;
  const match = scheme.exec(chunk);
  const bare = nextBare(chunk.slice(0, match?.index ?? chunk.length), from, known);
  if (bare || !match) return bare;
  return { start: match.index, host: scheme.lastIndex, prefix: '' };
}

function nextBare(chunk: string, from: number, known: (address: string) => boolean): Found | undefined {
  bareStart.lastIndex = from;
  for (let match = bareStart.exec(chunk); match; match = bareStart.exec(chunk)) {
    const start = match.index;
    if (/[\w@./:\\%=-]/.test(chunk.charAt(start - 1))) continue;
    const rest = chunk.slice(bareStart.lastIndex);
    if (match[0] === '//') {
      if (/^[\p{L}\p{N}][^/\\?#\s]*\.[\p{L}\p{N}]/u.test(rest)) return { start, host: start + 2, prefix: 'https:' };
    } else if (isBareHost(match[0], rest, known)) {
      return { start, host: start, prefix: 'https://' };
    }
  }
  return undefined;
}

function isBareHost(run: string, rest: string, known: (address: string) => boolean): boolean {
  const host = run.replace(/\.{1,9}$/, '');
  if (!/^[\p{L}\p{N}]/u.test(host) || !/\.(?:\p{L}{2,}|xn--[a-z0-9-]+)$/iu.test(host)) return false;
  if (/^(?::\d{1,5})?\//.test(rest)) return true;
  return !/^[\w@%=]/.test(rest) && known(`https://${host}`);
}

/** The end of a candidate: where its characters end, or where the next link is glued on. */
function endOf(chunk: string, found: Found, known: (address: string) => boolean): number {
  extent.lastIndex = found.host;
  extent.exec(chunk);
  const end = extent.lastIndex;
  const glued = /https?:\/\//gi;
  glued.lastIndex = found.host + 1;
  for (let next = glued.exec(chunk); next && next.index < end; next = glued.exec(chunk)) {
    if (chunk.charAt(next.index - 1) === '=') continue;
    return known(found.prefix + chunk.slice(found.start, next.index)) ? next.index : end;
  }
  return end;
}

function trimmed(address: string, italic: boolean): string {
  let end = address.length;
  while (end > 0 && trailing.includes(address.charAt(end - 1))) end -= 1;
  const plain = address.slice(0, end);
  return italic && plain.endsWith('_') ? trimmed(plain.slice(0, -1), false) : plain;
}
