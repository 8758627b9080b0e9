/*
 * The shapes of links on Threads, TikTok, X, YouTube and LinkedIn.
 *
 *   threads.com/@U/post/C, /t/C                                          key threads:C
 *   tiktok.com/@U/video/ID, /photo/ID, /embed/v2/ID, m.tiktok.com/v/ID.html   key tiktok:ID
 *   x.com/U/status/ID, /i/web/status/ID, /U/article/ID                   key x:ID
 *   youtube.com/watch?v=ID, youtu.be/ID, /shorts/ID, /live/ID            key youtube:ID
 *   linkedin.com/posts/H_slug-TYPE-ID-abcd, /feed/update/urn:li:TYPE:ID  key linkedin:TYPE:ID
 *   vt.tiktok.com/C, vm.tiktok.com/C, /t/C, lnkd.in/C                    a short link: unknown until opened
 * One LinkedIn post bears up to three numbers (activity, share, ugcPost), so only an activity's key is strong.
 * Source: test suites of public downloaders and the networks' documentation; cases in test/shares/share-urls.tsv.
 */
import {
  accepted,
  accountName,
  kindOf,
  linkedinNumber,
  type LinkReading,
  mediaCode,
  type Outcome,
  type Page,
  rejected,
  shareCode,
  shortLink,
  tiktokNumber,
  unwrapped,
  videoCode,
  xNumber,
} from './link-id.rules';

const threadsPages = { search: 'search', login: 'login', 'share-dialog': 'intent', feed: 'activity following for_you' };
const tiktokPages = {
  audio: 'music',
  hashtag: 'tag',
  search: 'search discover',
  feed: 'foryou explore following friends',
  'live-room': 'live',
  commerce: 'shop view',
  message: 'messages',
  login: 'login',
};
const xPages = {
  search: 'search',
  hashtag: 'hashtag',
  feed: 'home explore notifications',
  'share-dialog': 'intent compose share',
  message: 'messages',
  login: 'login',
  other: 'settings tos privacy jobs',
};
const xInner = { collection: 'lists moments', group: 'communities', 'live-room': 'spaces broadcasts', event: 'events' };
const youtubePages = {
  collection: 'playlist',
  search: 'results search',
  hashtag: 'hashtag',
  feed: 'feed shorts',
  audio: 'source',
  'live-room': 'live',
  login: 'signin',
};
const linkedinPages = {
  profile: 'in company school showcase pub',
  event: 'events',
  search: 'search',
  group: 'groups',
  message: 'messaging',
  'share-dialog': 'sharing sharearticle',
  login: 'login uas checkpoint authwall',
};
const linkedinTypes = ['activity', 'ugcPost', 'share'];

/** What an address on threads.com or threads.net is. */
export function readThreads({ host, path, words, query, now }: Page): Outcome {
  const [first, second] = words;
  if (host.startsWith('l.')) return unwrapped(query('u'), rejected('threads', 'other'));
  if (first === undefined) return rejected('threads', 'feed');
  const named = first.startsWith('@');
  if (!(named && second === 'post') && first !== 't') {
    return rejected('threads', named ? 'profile' : (kindOf(threadsPages, first) ?? 'other'));
  }
  const code = mediaCode(path[named ? 2 : 1], now);
  if (!code) return rejected('threads', 'bad-id');
  return accepted('threads', 'post', {
    canonicalUrl: `https://www.threads.com/t/${code.id}`,
    canonicalKey: `threads:${code.id}`,
    handle: named ? accountName(first.slice(1), 30) : '',
    postedAt: code.postedAt,
  });
}

/** What an address on tiktok.com or tiktokv.com is. */
export function readTiktok(page: Page): Outcome {
  const { host, path, words } = page;
  const [first, second, third] = words;
  if (host.startsWith('shop.')) return rejected('tiktok', 'commerce');
  if (first === undefined) return rejected('tiktok', 'feed');
  if (first === 't') return tiktokShort(page, path[1]);
  if (/^v[tm]\./.test(host) && path.length === 1 && !first.startsWith('@')) return tiktokShort(page, path[0]);
  if (first.startsWith('@')) {
    if (second === 'video' || second === 'photo') return tiktokPost(page, second, path[2]);
    return rejected('tiktok', kindOf({ 'live-room': 'live', collection: 'collection playlist' }, second) ?? 'profile');
  }
  if (first === 'video') return tiktokPost(page, 'video', path[1]);
  if (first === 'v') return tiktokPost(page, 'video', path[1]?.replace(/\.html$/, ''));
  if (first === 'share' && second === 'video') return tiktokPost(page, 'video', path[2]);
  if (first === 'share') return rejected('tiktok', kindOf({ 'live-room': 'live', profile: 'user' }, second) ?? 'other');
  if (first === 'embed') return tiktokPost(page, 'video', path[second === 'v2' ? 2 : 1]);
  if (first === 'player' && third !== undefined) return tiktokPost(page, 'video', path[2]);
  return rejected('tiktok', kindOf(tiktokPages, first) ?? 'other');
}

/** What an address on x.com, twitter.com or one of their mirrors for previews is. */
export function readX(page: Page): Outcome {
  const { path, words, query } = page;
  const [first, second, third] = words;
  if (first === undefined) return rejected('x', 'feed');
  if (first === 'statuses') return xPost(page, 'post', path[1]);
  if (second === 'status' || second === 'statuses') return xPost(page, 'post', path[2]);
  if (second === 'article') return xPost(page, 'article', path[2]);
  if (first !== 'i') return rejected('x', kindOf(xPages, first) ?? 'profile');
  if (second === 'web' && third === 'status') return xPost(page, 'post', path[3]);
  if (second === 'flow') {
    return unwrapped(query('redirect_after_login'), rejected('x', third === 'login' ? 'login' : 'other'));
  }
  return rejected('x', kindOf(xInner, second) ?? 'other');
}

/** What an address on youtube.com, youtu.be or youtube-nocookie.com is. */
export function readYoutube({ host, path, words, query }: Page): Outcome {
  const [first, second] = words;
  if (host.startsWith('consent.')) return unwrapped(query('continue'), rejected('youtube', 'other'));
  if (first === undefined) return rejected('youtube', 'feed');
  if (first === 'redirect') return unwrapped(query('q'), rejected('youtube', 'other'));
  if (first === 'attribution_link') return unwrapped(query('u'), rejected('youtube', 'other'));
  if (first === 'watch' || first === 'watch_popup') return youtubeVideo('video', query('v'));
  if (first === 'embed' && second === 'live_stream') return rejected('youtube', 'live-room');
  if (first === 'embed' && second === 'videoseries') return rejected('youtube', 'collection');
  if (first === 'embed' || first === 'v') return youtubeVideo('video', path[1]);
  if (second !== undefined && first === 'shorts') return youtubeVideo('short', path[1]);
  if (second !== undefined && first === 'live') return youtubeVideo('live', path[1]);
  if (first === 'post' || first === 'clip') return youtubeEntry(first, path[1] ?? '');
  if (first.startsWith('@')) return youtubeChannel(words.slice(1), query('lb'));
  if (kindOf({ profile: 'channel c user' }, first)) return youtubeChannel(words.slice(2), query('lb'));
  const kind = kindOf(youtubePages, first);
  if (!kind && host.endsWith('youtu.be')) return youtubeVideo('video', path[0]);
  return rejected('youtube', kind ?? 'other');
}

/** What an address on linkedin.com or lnkd.in is. */
export function readLinkedin({ host, path, words, now }: Page): Outcome {
  const [first, second, third] = words;
  if (host.endsWith('lnkd.in')) return linkedinShort(path);
  if (first === undefined) return rejected('linkedin', 'feed');
  if (first === 'posts') return linkedinPosts(path[1] ?? '', now);
  if (first === 'embed' && second === 'feed' && third === 'update') return linkedinUrn(path[3], now);
  if (first === 'feed' && second === 'update') return linkedinUrn(path[2], now);
  if (first === 'video' && second === 'live') return linkedinUrn(path[2], now);
  if (first === 'feed') return rejected('linkedin', second === 'hashtag' ? 'hashtag' : 'feed');
  return rejected('linkedin', kindOf(linkedinPages, first) ?? 'other');
}

function tiktokShort({ host }: Page, given: string | undefined): LinkReading {
  const code = shareCode(given, 5, 32);
  if (code === '') return rejected('tiktok', 'bad-id');
  const short = /^v[tm]\./.exec(host)?.[0];
  const home = short ? `${short}tiktok.com` : `${host.startsWith('lite.') ? 'lite' : 'www'}.tiktok.com/t`;
  return shortLink('tiktok', `tiktok:share:${code}`, `https://${home}/${code}/`);
}

function tiktokPost({ path, now }: Page, kind: string, given: string | undefined): LinkReading {
  const post = tiktokNumber(given, now);
  if (!post) return rejected('tiktok', 'bad-id');
  const named = path[0].startsWith('@') && !/^@(?:MS4wLjAB.*|\d+)$/.test(path[0]);
  const handle = named ? accountName(path[0].slice(1), 30) : '';
  return accepted('tiktok', kind, {
    canonicalUrl: `https://www.tiktok.com/@${handle}/video/${post.id}`,
    canonicalKey: `tiktok:${post.id}`,
    handle,
    postedAt: post.postedAt,
  });
}

function xPost({ words, now }: Page, kind: string, given: string | undefined): LinkReading {
  const post = xNumber(given, now);
  if (!post) return rejected('x', 'bad-id');
  const owned = !['i', 'statuses'].includes(words[0]) && /^[a-z0-9_]{1,20}$/.test(words[0]);
  return accepted('x', kind, {
    canonicalUrl: `https://x.com/i/web/status/${post.id}`,
    canonicalKey: `x:${post.id}`,
    handle: owned ? words[0] : '',
    postedAt: post.postedAt,
  });
}

function youtubeVideo(kind: string, given: string | undefined): LinkReading {
  const id = videoCode(given);
  if (id === '') return rejected('youtube', 'bad-id');
  return accepted('youtube', kind, {
    canonicalUrl: `https://www.youtube.com/watch?v=${id}`,
    canonicalKey: `youtube:${id}`,
  });
}

function youtubeEntry(kind: 'post' | 'clip', code: string): LinkReading {
  if (!/^Ug[\w-]{18,60}$/.test(code)) return rejected('youtube', 'bad-id');
  const canonicalUrl = `https://www.youtube.com/${kind}/${code}`;
  return accepted('youtube', kind, { canonicalUrl, canonicalKey: `youtube:${kind}:${code}` });
}

function youtubeChannel([tab]: string[], communityPost: string): LinkReading {
  if (tab === 'community' && communityPost !== '') return youtubeEntry('post', communityPost);
  return rejected('youtube', tab === 'live' ? 'live-room' : 'profile');
}

function linkedinShort(path: string[]): LinkReading {
  const letter = path[0] === 'p' ? 'p/' : '';
  const code = shareCode(path[letter === '' ? 0 : 1], 5, 16);
  if (code === '') return rejected('linkedin', path.length === 0 ? 'feed' : 'bad-id');
  return shortLink('linkedin', `linkedin:share-link:${code}`, `https://lnkd.in/${letter}${code}`);
}

/** The id stands at the end of the slug: digits before it belong to the title. */
function linkedinPosts(segment: string, now: Date): LinkReading {
  const [, type, id] = /(?:^|[-_])(activity|ugcPost|share)-(\d{19})(?:-[\w-]{2,8})?$/i.exec(segment) ?? [];
  const owner = segment.slice(0, Math.max(0, segment.indexOf('_'))).toLowerCase();
  return linkedinPost(type, linkedinNumber(id, now), /^[\p{L}\p{M}\p{N}-]{1,100}$/u.test(owner) ? owner : '');
}

function linkedinUrn(urn: string | undefined, now: Date): LinkReading {
  const [, type, id] = /^urn:li:(activity|ugcPost|share):(\d{19})$/i.exec(urn ?? '') ?? [];
  return linkedinPost(type, linkedinNumber(id, now), '');
}

function linkedinPost(given: string | undefined, post: ReturnType<typeof linkedinNumber>, handle: string): LinkReading {
  const type = linkedinTypes.find((one) => one.toLowerCase() === given?.toLowerCase());
  if (!post || !type) return rejected('linkedin', 'bad-id');
  return accepted('linkedin', 'post', {
    canonicalUrl: `https://www.linkedin.com/feed/update/urn:li:${type}:${post.id}/`,
    canonicalKey: `linkedin:${type}:${post.id}`,
    handle,
    postedAt: post.postedAt,
    strength: type === 'activity' ? 'strong' : 'weak',
  });
}
