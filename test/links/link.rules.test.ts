import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  corpusColumns,
  parseShareLink,
  readingSentence,
  rejectionSentence,
  unescapeCorpusInput,
} from '../../src/links/link.rules';

const now = new Date('2026-11-23T00:00:00Z');
const read = (text: string) => parseShareLink(text, now);
const key = (text: string) => read(text).canonicalKey;

const rows = readFileSync(join(__dirname, 'share-urls.tsv'), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => {
    const [input, expect, platform, kind, canonical_url, canonical_key, handle, posted_at_utc, note] = line.split('\t');
    const columns = { expect, platform, kind, canonical_url, canonical_key, handle, posted_at_utc };
    return { text: unescapeCorpusInput(input), columns, note };
  });
const found = rows.filter((row) => row.columns.expect !== 'reject');
const canonical = [...new Map(found.map((row) => [row.columns.canonical_url, row.columns])).values()];

describe('the 639 collected links', () => {
  it('are each read as expected, all seven columns', () => {
    const wrong = rows
      .map(({ text, columns }) => ({ text, expected: columns, got: corpusColumns(read(text)) }))
      .filter(({ expected, got }) => JSON.stringify(got) !== JSON.stringify(expected));
    expect(wrong).toEqual([]);
    expect(rows).toHaveLength(639);
  });

  it('have a key marked weak where the collection says so', () => {
    const weak = rows.filter((row) => /weak-key/.test(row.note));
    expect(weak.map(({ text }) => read(text).strength)).toEqual(weak.map(() => 'weak'));
    expect(weak).toHaveLength(11);
  });

  it('carry the second key of a post where the collection names one', () => {
    const named = rows.filter((row) => row.note.includes('alias='));
    const aliases = named.map((row) => [/alias=(\S+)/.exec(row.note)?.[1]]);
    expect(named.map(({ text }) => read(text).aliases)).toEqual(aliases);
    expect(named).toHaveLength(3);
  });

  it('have a sentence of their own in both languages for every kind of rejection', () => {
    const kinds = [...new Set(rows.filter((row) => row.columns.expect === 'reject').map((row) => row.columns.kind))];
    const sentences = kinds.map(rejectionSentence);
    expect(kinds).toHaveLength(24);
    expect(new Set(sentences.map((words) => words.id)).size).toBe(kinds.length);
    expect(new Set(sentences.map((words) => words.en)).size).toBe(kinds.length);
  });
});

describe('the moment in an id', () => {
  it.each([
    ['https://www.instagram.com/p/BqvsDleB3lV/', '2018-11-29T01:04:04Z'],
    ['https://www.instagram.com/stories/dinas/2384288897814875714/', '2020-08-26T13:43:27Z'],
    ['https://www.instagram.com/stories/dinas/2383568809444681765/', '2020-08-25T13:52:46Z'],
    ['https://www.tiktok.com/@dinas/video/7206382937372134662', '2023-03-03T18:06:17Z'],
    ['https://x.com/dinas/status/1349794411333394432', '2021-01-14T19:04:00Z'],
    ['https://www.linkedin.com/feed/update/urn:li:activity:7295762520814874625/', '2025-02-13T11:15:33Z'],
    ['https://www.linkedin.com/feed/update/urn:li:activity:6318971194909560123/', '2017-09-28T00:55:33Z'],
  ])('of %s is %s', (address, postedAt) => {
    expect(read(address).postedAt).toBe(postedAt);
  });

  it.each([
    'https://www.facebook.com/reel/1195289147628387',
    'https://youtu.be/qVv6vCqciTM',
    'https://x.com/a/status/8138669971',
  ])('is not told by %s', (address) => {
    expect(read(address)).toMatchObject({ expect: 'ok', postedAt: '' });
  });

  it('may lie one day ahead of now, and not a second more', () => {
    const post = 'https://www.instagram.com/p/BqvsDleB3lV/';
    expect(parseShareLink(post, new Date('2018-11-28T01:04:05Z')).expect).toBe('ok');
    expect(parseShareLink(post, new Date('2018-11-28T01:04:04Z')).kind).toBe('bad-id');
  });
});

describe('one post', () => {
  it('keeps its key when its canonical address is read again', () => {
    expect(canonical.map((row) => key(row.canonical_url))).toEqual(canonical.map((row) => row.canonical_key));
  });

  it.each([
    [
      'tracking parameters',
      (a: string) => `${a}${a.includes('?') ? '&' : '?'}utm_source=wa&fbclid=IwAR&igsh=a%3D%3D&_rdr`,
    ],
    ['a fragment', (a: string) => `${a}#komentar`],
    ['a chat message around it', (a: string) => `Izin lapor pak,\nNama: Budi\n${a} sudah dibagikan 🙏`],
    ['a full stop and brackets', (a: string) => `(lihat ${a}).`],
    ['bold, italic and strike marks', (a: string) => `*_~${a}~_*`],
    ['invisible characters', (a: string) => `\u2068${a}\u2069\u200bterima kasih`],
    ['capitals in scheme and host', (a: string) => a.replace(/^https:\/\/[^/]+/, (host) => host.toUpperCase())],
    ['plain http', (a: string) => a.replace('https', 'http')],
    ['no scheme', (a: string) => a.replace('https://', '')],
    ['a dot after the host', (a: string) => a.replace(/^(https:\/\/[^/]+)/, '$1.')],
    [
      'doubled slashes',
      (a: string) =>
        a.replace(/^(https:\/\/[^/]+)\/([^?]*)/, (_, host, path) => `${host}//${path.replaceAll('/', '//')}`),
    ],
    ['percent-encoding as a whole', (a: string) => encodeURIComponent(a)],
    ['html entities', (a: string) => a.replaceAll('&', '&amp;amp;')],
    ['being pasted twice', (a: string) => `${a}\n${a}`],
    ['being pasted twice without a space', (a: string) => `${a}${a}`],
    ['a profile and a news site beside it', (a: string) => `https://x.com/dinas https://contoh.go.id/berita/1 ${a}`],
    ['a redirector', (a: string) => `https://l.facebook.com/l.php?u=${encodeURIComponent(a)}&h=AT0`],
  ])('keeps its key with %s', (_, dress) => {
    const changed = canonical.filter((row) => key(dress(row.canonical_url)) !== row.canonical_key);
    expect(changed.map((row) => dress(row.canonical_url))).toEqual([]);
  });

  it('has one key under every spelling of its number', () => {
    expect(key('https://x.com/a/status/0719944021058060289')).toBe('x:719944021058060289');
    expect(key('https://www.facebook.com/reel/001195289147628387')).toBe('facebook:1195289147628387');
    expect(key('https://www.tiktok.com/@a/video/07206382937372134662')).toBe('tiktok:7206382937372134662');
    const spellings = ['k', 'l', 'm', 'n'].map((last) => key(`https://youtu.be/DJztXj2GPf${last}`));
    expect(new Set(spellings)).toEqual(new Set(['youtube:DJztXj2GPfk']));
  });

  it('and the short link named in its address count as one post', () => {
    const short = 'https://www.facebook.com/share/r/19aZqWeRty/';
    const full = `https://www.facebook.com/reel/1723178395470033/?rdid=a&share_url=${encodeURIComponent(short)}`;
    expect(read(`${short}\n${full}`)).toMatchObject({ expect: 'ok', aliases: ['facebook:share:19aZqWeRty'] });
  });

  it('beside a different post is refused', () => {
    const pairs = canonical.slice(1).map((row, i) => `${canonical[i].canonical_url} ${row.canonical_url}`);
    const kinds = pairs.map((text) => read(text).kind);
    const same = canonical.slice(1).filter((row, i) => row.canonical_key === canonical[i].canonical_key);
    expect(kinds.filter((kind) => kind !== 'multiple')).toHaveLength(same.length);
  });
});

describe('what is not a post of ours', () => {
  it.each([
    ['a look-alike host without a scheme', '\u0430instagram.com/p/BqvsDleB3lV/', '', 'untrusted-host'],
    ['an empty user name', 'https://@www.instagram.com/p/BqvsDleB3lV/', '', 'userinfo'],
    ['a port without a scheme', 'www.instagram.com:8443/p/BqvsDleB3lV/', 'instagram', 'bad-port'],
    ['a redirector to a script', 'https://l.facebook.com/l.php?u=javascript%3Aalert(1)', '', 'bad-scheme'],
    [
      'a redirector to a foreign user name',
      'https://l.facebook.com/l.php?u=https%3A%2F%2Fa%40x.com%2F',
      '',
      'userinfo',
    ],
    [
      'a composer with a post in its text',
      'https://x.com/intent/post?text=a%20https://x.com/a/status/1',
      'x',
      'share-dialog',
    ],
    ['a short link that climbs out', 'https://www.facebook.com/share/r/19aZqWeRty/../../x', 'facebook', 'bad-id'],
    ['a name every object has', 'https://x.com/constructor', 'x', 'profile'],
    ['a WhatsApp status', 'Sudah di status WA', '', 'no-link'],
  ])('%s: %s', (_, text, platform, kind) => {
    expect(read(text)).toMatchObject({ expect: 'reject', platform, kind });
  });

  it('is what a redirector hides more than three levels deep', () => {
    const wrap = (address: string) => `https://l.instagram.com/?u=${encodeURIComponent(address)}`;
    const three = wrap(wrap(wrap('https://youtu.be/qVv6vCqciTM')));
    expect(key(three)).toBe('youtube:qVv6vCqciTM');
    expect(read(wrap(three))).toMatchObject({ expect: 'reject', kind: 'other' });
  });
});

describe('the sentence shown', () => {
  it('names platform and kind of a post, and the way on for a short link', () => {
    expect(readingSentence(read('https://www.instagram.com/p/BqvsDleB3lV/')).id).toBe('Unggahan Instagram');
    expect(readingSentence(read('https://youtube.com/shorts/M4gD1WSo5mA')).en).toBe('YouTube short');
    expect(readingSentence(read('https://vt.tiktok.com/ZSa8anSK2/')).id).toBe(
      'Tautan pendek TikTok. Buka tautan ini di peramban, lalu salin alamat lengkapnya.',
    );
  });

  it('of an unknown kind of rejection is the general one', () => {
    expect(rejectionSentence('toString')).toEqual(rejectionSentence('other'));
  });
});
