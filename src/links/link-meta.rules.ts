/*
 * The shapes of links on Instagram and Facebook.
 *
 *   instagram.com/p/C, /reel/C, /tv/C, /USER/p/C    one post, key instagram:C
 *   facebook.com/USER/posts/ID, story.php?…, /groups/G/posts/ID, /photo/?fbid=, /watch/?v=, /reel/ID   key facebook:ID
 *   facebook.com/share/p/C, instagram.com/share/C   a short link: unknown until opened
 * The owner is not in a Facebook key: the same owner is spelled as a name, a page number or a profile number.
 * `pfbid…` changes for one post, and a post, its photos and its video may bear different numbers: such keys are weak.
 * A share dialog is never opened up: the link inside it is the original, not the reshare.
 * Source: test suites of public downloaders and Meta's documentation; cases in test/shares/share-urls.tsv.
 */
import {
  accepted,
  accountName,
  insideBase64,
  kindOf,
  mediaCode,
  type LinkReading,
  type Outcome,
  type Page,
  plainNumber,
  rejected,
  shareCode,
  shortLink,
  storyNumber,
  unwrapped,
} from './link-id.rules';

const mediaKinds = { post: 'p', reel: 'reel reels', video: 'tv' };
const instagramPages = { message: 'direct', other: 'about legal developer web' };
const instagramExplore = { hashtag: 'tags', search: 'search', other: 'locations' };
const facebookPages = {
  feed: 'home.php reels',
  profile: 'profile.php people p pages',
  event: 'events',
  hashtag: 'hashtag',
  search: 'search',
  commerce: 'marketplace commerce',
  message: 'messages',
  'share-dialog': 'sharer sharer.php share.php dialog',
  login: 'checkpoint',
  other: 'unsupportedbrowser ads help legal policies privacy settings bookmarks notifications',
};
const postId = /^pfbid[A-Za-z0-9]{40,100}$/;
const ownerName = /^[\p{L}\p{M}\p{N}._-]{1,80}$/u;

/** What an address on instagram.com is. */
export function readInstagram(page: Page): Outcome {
  const [first, second] = page.words;
  if (page.host.startsWith('l.')) return unwrapped(page.query('u'), rejected('instagram', 'other'));
  if (first === undefined) return rejected('instagram', 'feed');
  if (first === 'accounts') {
    return unwrapped(page.query('next'), rejected('instagram', second === 'login' ? 'login' : 'other'));
  }
  if (first === 'stories') return instagramStory(page);
  if (first === 's') return instagramHighlight(page);
  if (first === 'share') return instagramShare(page);
  if (first === 'explore') return rejected('instagram', kindOf(instagramExplore, second) ?? 'feed');
  if (first === 'reels' && second === undefined) return rejected('instagram', 'feed');
  if ((first === 'reels' || first === 'reel') && second === 'audio') return rejected('instagram', 'audio');
  const kind = kindOf(mediaKinds, first);
  if (kind) return instagramPost(page, kind, 1);
  const underUser = second === 'reels' ? undefined : kindOf(mediaKinds, second);
  if (underUser) return instagramPost(page, underUser, 2);
  if (second === 'guide' || second === 'saved') return rejected('instagram', 'collection');
  return rejected('instagram', kindOf(instagramPages, first) ?? 'profile');
}

/** What an address on facebook.com, fb.watch, fb.me or m.me is. */
export function readFacebook(page: Page): Outcome {
  const { host, path, words, query } = page;
  const [first, second] = words;
  if (host.endsWith('m.me')) return rejected('facebook', 'message');
  if (host.endsWith('fb.watch') || host.endsWith('fb.me')) return facebookShortHost(page);
  const route = words.slice(0, 2).join('/');
  if (host.startsWith('l.') || host.startsWith('lm.') || first === 'l.php' || route === 'flx/warn') {
    return unwrapped(query('u'), rejected('facebook', 'other'));
  }
  if (first === undefined) return rejected('facebook', 'feed');
  if (first === 'login' || first === 'login.php') return unwrapped(query('next'), rejected('facebook', 'login'));
  if (first === 'plugins') return unwrapped(query('href'), rejected('facebook', 'other'));
  if (first === 'share') return facebookShare(page);
  if (first === 'groups') return facebookGroup(page);
  if (first === 'stories') return facebookStory(page);
  if (first === 'story.php' || first === 'permalink.php') return facebookPermalink(page);
  if (first === 'photo.php' || first === 'photo')
    return facebookPhoto(page, query('fbid'), plainNumber(query('id'), 1, 20));
  if (route === 'media/set') return facebookSet(page);
  if (first === 'watch') return query('v') === '' ? rejected('facebook', 'feed') : facebookVideo('video', query('v'));
  if (first === 'video.php' || route === 'video/video.php') return facebookVideo('video', query('v'));
  if (first === 'reel') return second === undefined ? rejected('facebook', 'feed') : facebookVideo('reel', path[1]);
  const kind = kindOf(facebookPages, first);
  return kind ? rejected('facebook', kind) : underOwner(page);
}

function instagramPost(page: Page, kind: string, at: 1 | 2): LinkReading {
  const code = mediaCode(page.path[at], page.now);
  if (!code) return rejected('instagram', 'bad-id');
  return accepted('instagram', kind, {
    canonicalUrl: `https://www.instagram.com/p/${code.id}/`,
    canonicalKey: `instagram:${code.id}`,
    handle: at === 2 ? accountName(page.words[0], 30) : '',
    postedAt: code.postedAt,
  });
}

function instagramStory(page: Page): LinkReading {
  const [, user, number] = page.words;
  if (number === undefined || user === 'highlights') return rejected('instagram', 'collection');
  const story = storyNumber(number, page.now);
  const handle = accountName(user, 30);
  if (!story || handle === '') return rejected('instagram', 'bad-id');
  const canonicalUrl = `https://www.instagram.com/stories/${handle}/${story.id}/`;
  const canonicalKey = `instagram:story:${story.id}`;
  return accepted('instagram', 'story', { canonicalUrl, canonicalKey, handle, postedAt: story.postedAt });
}

function instagramHighlight(page: Page): LinkReading {
  const token = page.path[1] ?? '';
  if (insideBase64(token, /^highlight:(\d+)$/) === '') return rejected('instagram', 'bad-id');
  const media = page.query('story_media_id');
  if (media === '') return rejected('instagram', 'collection');
  const story = storyNumber(/^(\d+)(?:_\d+)?$/.exec(media)?.[1], page.now);
  if (!story) return rejected('instagram', 'bad-id');
  const canonicalUrl = `https://www.instagram.com/s/${encodeURIComponent(token)}?story_media_id=${story.id}`;
  const canonicalKey = `instagram:story:${story.id}`;
  return accepted('instagram', 'story', { canonicalUrl, canonicalKey, postedAt: story.postedAt });
}

function instagramShare(page: Page): LinkReading {
  const lettered = page.words[1] === 'p' || page.words[1] === 'reel';
  const code = shareCode(page.path[lettered ? 2 : 1], 6, 32);
  if (code === '') return rejected('instagram', 'bad-id');
  return shortLink('instagram', `instagram:share:${code}`, `https://www.instagram.com/share/${code}/`);
}

function facebookShortHost({ host, path, words }: Page): LinkReading {
  if (path.length === 0) return rejected('facebook', 'feed');
  const watch = host.endsWith('fb.watch');
  const code = shareCode(path[0], 5, 32);
  if (code === '') return rejected('facebook', words[0] === 'e' && !watch ? 'event' : 'bad-id');
  if (watch) return shortLink('facebook', `facebook:fbwatch:${code}`, `https://fb.watch/${code}/`);
  return shortLink('facebook', `facebook:fbme:${code}`, `https://fb.me/${code}`);
}

function facebookShare({ path, words }: Page): LinkReading {
  const letter = /^[prvg]$/.test(words[1] ?? '') ? `${words[1]}/` : '';
  const code = shareCode(path[letter === '' ? 1 : 2], 6, 32);
  if (code === '') return rejected('facebook', 'bad-id');
  return shortLink('facebook', `facebook:share:${code}`, `https://www.facebook.com/share/${letter}${code}/`);
}

function facebookGroup({ path, words, query }: Page): LinkReading {
  const group = words[1] ?? '';
  const inPath = words[2] === 'posts' || words[2] === 'permalink';
  const viewed = query('view') === 'permalink' ? query('id') : '';
  const given = inPath ? (path.slice(3).at(-1) ?? '') : query('multi_permalinks') || viewed;
  if (given === '') return rejected('facebook', inPath ? 'bad-id' : 'group');
  const id = facebookPostId(given);
  if (id === '' || !ownerName.test(group)) return rejected('facebook', 'bad-id');
  return facebookPost(id, `groups/${encodeURIComponent(group)}/posts/${id}/`);
}

function facebookStory({ path }: Page): LinkReading {
  if (path[2] === undefined) return rejected('facebook', 'collection');
  const bucket = plainNumber(path[1], 5, 20);
  const story = facebookNumber(insideBase64(path[2], /^S:_ISC:(\d+)$/));
  if (bucket === '' || story === '') return rejected('facebook', 'bad-id');
  return accepted('facebook', 'story', {
    canonicalUrl: `https://www.facebook.com/stories/${bucket}/${path[2]}/`,
    canonicalKey: `facebook:story:${story}`,
    handle: bucket,
  });
}

function facebookPermalink({ query }: Page): LinkReading {
  const given = query('story_fbid');
  const id = facebookPostId(given);
  const owner = plainNumber(query('id'), 1, 20);
  if (id === '' || owner === '') return rejected('facebook', 'bad-id');
  return facebookPost(id, `permalink.php?story_fbid=${id}&id=${owner}`, owner);
}

function facebookPost(id: string, path: string, handle = ''): LinkReading {
  return accepted('facebook', 'post', {
    canonicalUrl: `https://www.facebook.com/${path}`,
    canonicalKey: `facebook:${id}`,
    handle,
    strength: postId.test(id) ? 'weak' : 'strong',
  });
}

function facebookPhoto({ path, query }: Page, given: string, handle: string): LinkReading {
  const id = facebookNumber(given);
  if (id === '') return rejected('facebook', 'bad-id');
  const set = [query('set'), ...path].find((part) => part.startsWith('pcb.')) ?? '';
  const post = facebookNumber(set.slice(4));
  return accepted('facebook', 'photo', {
    canonicalUrl: `https://www.facebook.com/photo/?fbid=${id}`,
    canonicalKey: `facebook:${id}`,
    handle,
    aliases: post === '' || post === id ? [] : [`facebook:${post}`],
    strength: 'weak',
  });
}

function facebookSet({ query }: Page): LinkReading {
  if (!query('set').startsWith('pcb.')) return rejected('facebook', 'collection');
  const id = facebookNumber(query('set').slice(4));
  return id === '' ? rejected('facebook', 'bad-id') : facebookPost(id, `media/set/?set=pcb.${id}`);
}

function facebookVideo(kind: 'video' | 'reel', given: string | undefined, handle = ''): LinkReading {
  const id = facebookNumber(given);
  if (id === '') return rejected('facebook', 'bad-id');
  const canonicalUrl = `https://www.facebook.com/${kind === 'reel' ? 'reel/' : 'watch/?v='}${id}`;
  return accepted('facebook', kind, { canonicalUrl, canonicalKey: `facebook:${id}`, handle, strength: 'weak' });
}

/** /OWNER/posts|permalink|photos|videos/…: the last segment is the id. */
function underOwner(page: Page): LinkReading {
  const [owner = '', ...tail] = page.path;
  const last = tail.slice(1).at(-1);
  const tab = page.words[1];
  if (tab === 'posts' || tab === 'permalink') return ownedPost(owner, last ?? '');
  if (last === undefined || (tab !== 'photos' && tab !== 'videos')) return rejected('facebook', 'profile');
  if (tab === 'videos') return facebookVideo('video', last, ownerHandle(owner));
  return /^(?:a|pcb|pb|t)\./.test(last)
    ? rejected('facebook', 'collection')
    : facebookPhoto(page, last, ownerHandle(owner));
}

function ownedPost(owner: string, given: string): LinkReading {
  const id = facebookPostId(given);
  const handle = ownerHandle(owner);
  if (id === '' || handle === '') return rejected('facebook', 'bad-id');
  return facebookPost(id, `${encodeURIComponent(handle)}/posts/${id}`, handle);
}

function ownerHandle(owner: string): string {
  return ownerName.test(owner) ? owner.toLowerCase() : '';
}

function facebookPostId(given: string): string {
  return postId.test(given) ? given : facebookNumber(given);
}

function facebookNumber(text: string | undefined): string {
  return plainNumber(text, 8, 20);
}
