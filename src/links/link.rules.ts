/*
 * Reading a pasted link: is it a post on a social network, which one, and when was it posted?
 *
 * The addresses in the text are read one by one. Exactly one post: that is the answer, and profiles, news sites or an
 * advertisement beside it are ignored. Two different posts: refused, one share is one post. None: the first address says
 * why. If nothing was found and invisible characters stood in the text, they are taken out and it is read again.
 *   "Izin lapor: https://www.instagram.com/reel/BqvsDleB3lV/?igsh=abc"
 *     → ok, instagram, reel, https://www.instagram.com/p/BqvsDleB3lV/, key instagram:BqvsDleB3lV, 2018-11-29T01:04:04Z
 * Nothing is fetched, and `now` is the only clock, so phone and server give the same answer; the server decides.
 * Source: share texts and links as the apps make them; 639 cases with their answers in test/shares/share-urls.tsv.
 */
import type { Words } from '../kernel/refusal';
import { type LinkReading, rejected } from './link-id.rules';
import { addressesIn, hasInvisible, opensWithForeignScheme } from './link-text.rules';
import { isOnPlatform, readAddress } from './link-url.rules';

export type { LinkReading, Platform } from './link-id.rules';

const longestText = 4096;
export const platformNames: Record<string, string> = {
  instagram: 'Instagram',
  facebook: 'Facebook',
  tiktok: 'TikTok',
  x: 'X',
  youtube: 'YouTube',
  threads: 'Threads',
  linkedin: 'LinkedIn',
};
const kindNames: Record<string, Words> = {
  post: { id: 'Unggahan', en: 'post' },
  reel: { id: 'Reel', en: 'reel' },
  story: { id: 'Cerita', en: 'story' },
  video: { id: 'Video', en: 'video' },
  photo: { id: 'Foto', en: 'photo' },
  short: { id: 'Video pendek', en: 'short' },
  live: { id: 'Siaran langsung', en: 'live video' },
  article: { id: 'Artikel', en: 'article' },
  clip: { id: 'Klip', en: 'clip' },
};
const rejections: Record<string, Words> = {
  profile: {
    id: 'Tautan mengarah ke beranda akun, bukan ke unggahan. Buka unggahannya, lalu salin tautannya.',
    en: 'The link leads to an account, not to a post. Open the post, then copy its link.',
  },
  search: {
    id: 'Tautan mengarah ke hasil pencarian. Buka unggahan Anda, lalu salin tautannya.',
    en: 'The link leads to search results. Open your post, then copy its link.',
  },
  hashtag: {
    id: 'Tautan mengarah ke halaman tagar. Buka unggahan Anda, lalu salin tautannya.',
    en: 'The link leads to a hashtag page. Open your post, then copy its link.',
  },
  group: {
    id: 'Tautan mengarah ke grup atau komunitas, bukan ke unggahan di dalamnya. Buka unggahannya, lalu salin tautannya.',
    en: 'The link leads to a group or community, not to a post in it. Open the post, then copy its link.',
  },
  event: {
    id: 'Tautan mengarah ke halaman acara. Buka unggahan Anda, lalu salin tautannya.',
    en: 'The link leads to an event page. Open your post, then copy its link.',
  },
  collection: {
    id: 'Tautan mengarah ke kumpulan unggahan, bukan ke satu unggahan. Buka unggahan Anda di dalamnya, lalu salin tautannya.',
    en: 'The link leads to a collection, not to one post. Open your post in it, then copy its link.',
  },
  audio: {
    id: 'Tautan mengarah ke halaman musik atau suara. Buka unggahan Anda, lalu salin tautannya.',
    en: 'The link leads to a music or sound page. Open your post, then copy its link.',
  },
  'live-room': {
    id: 'Tautan mengarah ke ruang siaran langsung. Setelah siaran selesai, salin tautan rekamannya.',
    en: 'The link leads to a live room. Once the broadcast has ended, copy the link of its recording.',
  },
  feed: {
    id: 'Tautan mengarah ke halaman utama, bukan ke unggahan. Buka unggahan Anda, lalu salin tautannya.',
    en: 'The link leads to a start page, not to a post. Open your post, then copy its link.',
  },
  'share-dialog': {
    id: 'Tautan ini baru membuka kotak untuk membagikan. Selesaikan unggahannya, lalu salin tautan unggahan Anda.',
    en: 'This link only opens a box for sharing. Finish the post, then copy the link of your own post.',
  },
  login: {
    id: 'Tautan mengarah ke halaman masuk. Masuk lebih dahulu, buka unggahan Anda, lalu salin tautannya.',
    en: 'The link leads to a sign-in page. Sign in first, open your post, then copy its link.',
  },
  message: {
    id: 'Tautan mengarah ke percakapan pribadi. Tempel tautan unggahan, bukan tautan pesan.',
    en: 'The link leads to a private conversation. Paste the link of a post, not of a message.',
  },
  commerce: {
    id: 'Tautan mengarah ke halaman jual beli. Buka unggahan Anda, lalu salin tautannya.',
    en: 'The link leads to a shop page. Open your post, then copy its link.',
  },
  other: {
    id: 'Tautan ini bukan tautan unggahan. Buka unggahan Anda, lalu salin tautannya.',
    en: 'This is not the link of a post. Open your post, then copy its link.',
  },
  'bad-id': {
    id: 'Tautan ini terpotong atau salah ketik. Buka unggahan Anda, lalu salin tautannya secara utuh.',
    en: 'This link is cut off or mistyped. Open your post, then copy its whole link.',
  },
  shortener: {
    id: 'Ini tautan pendek. Buka tautan pendek ini, lalu salin alamat lengkap unggahannya.',
    en: 'This is a shortened link. Open it, then copy the full address of the post.',
  },
  unsupported: {
    id: 'Tautan dari layanan ini belum dapat dibaca. Unggah tangkapan layar sebagai bukti.',
    en: 'Links of this service cannot be read. Upload a screenshot as evidence.',
  },
  'untrusted-host': {
    id: 'Tautan tidak dikenali. Tempel tautan unggahan dari Instagram, Facebook, TikTok, X, YouTube, Threads, atau LinkedIn.',
    en: 'The link is not recognised. Paste the link of a post on Instagram, Facebook, TikTok, X, YouTube, Threads or LinkedIn.',
  },
  userinfo: {
    id: 'Tautan ini memuat nama pengguna atau kata sandi sehingga tidak aman. Salin ulang tautan dari unggahan Anda.',
    en: 'This link contains a user name or password and is not safe. Copy the link from your post again.',
  },
  'bad-port': {
    id: 'Tautan ini memuat nomor porta yang tidak wajar. Salin ulang tautan dari unggahan Anda.',
    en: 'This link contains an unusual port number. Copy the link from your post again.',
  },
  'bad-scheme': {
    id: 'Ini bukan tautan laman. Tempel tautan unggahan yang diawali https://.',
    en: 'This is not a web link. Paste the link of a post that begins with https://.',
  },
  'too-long': {
    id: 'Teks atau tautan ini terlalu panjang. Tempel tautan unggahannya saja.',
    en: 'This text or link is too long. Paste only the link of the post.',
  },
  'no-link': {
    id: 'Tidak ada tautan dalam teks ini. Tempel tautan unggahan, atau unggah tangkapan layar bila unggahan tidak memiliki tautan.',
    en: 'There is no link in this text. Paste the link of a post, or upload a screenshot when a post has no link.',
  },
  multiple: {
    id: 'Ada lebih dari satu unggahan dalam teks ini. Kirim satu per satu.',
    en: 'There is more than one post in this text. Send them one at a time.',
  },
};

/**
 * What one pasted text is. Never throws, fetches nothing.
 * @param now only decides that an id from the future (more than a day ahead) is no id
 */
export function parseShareLink(text: string, now: Date): LinkReading {
  if (text.length > longestText) return rejected('', 'too-long');
  if (opensWithForeignScheme(text)) return rejected('', 'bad-scheme');
  const reading = readText(text, ' ', now);
  const found = reading.expect !== 'reject' || reading.kind === 'multiple';
  return found || !hasInvisible(text) ? reading : readText(text, '', now);
}

/** The reading under the column names of the corpus, in its order. */
export function corpusColumns(reading: LinkReading) {
  return {
    expect: reading.expect,
    platform: reading.platform,
    kind: reading.kind,
    canonical_url: reading.canonicalUrl,
    canonical_key: reading.canonicalKey,
    handle: reading.handle,
    posted_at_utc: reading.postedAt,
  };
}

/** One input line of the corpus as it was pasted: `\n`, `\t`, `\r`, `\\` and `\uXXXX` become what they stand for. */
export function unescapeCorpusInput(line: string): string {
  const plain: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };
  return line.replace(/\\(?:u([0-9a-fA-F]{4})|([ntr\\]))/g, (_, code: string | undefined, letter: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : plain[letter],
  );
}

/** Why a text is refused and what to do next; `kind` is the kind of a rejected reading. */
export function rejectionSentence(kind: string): Words {
  return Object.hasOwn(rejections, kind) ? rejections[kind] : rejections.other;
}

/** What was recognised, or for a rejection why not, in one or two short sentences. */
export function readingSentence(reading: LinkReading): Words {
  if (reading.expect === 'reject') return rejectionSentence(reading.kind);
  const platform = platformNames[reading.platform];
  if (reading.expect === 'resolve') {
    return {
      id: `Tautan pendek ${platform}. Buka tautan ini di peramban, lalu salin alamat lengkapnya.`,
      en: `Short ${platform} link. Open it in a browser, then copy the full address.`,
    };
  }
  const kind = kindNames[reading.kind];
  return { id: `${kind.id} ${platform}`, en: `${platform} ${kind.en}` };
}

function readText(text: string, filler: '' | ' ', now: Date): LinkReading {
  // A composer's link carries the original post as its text: nothing after it may be taken for the reshare.
  const known = (address: string) => isOnPlatform(address) && readAddress(address, now).kind !== 'share-dialog';
  const readings = addressesIn(text, filler, known).map((address) => readAddress(address, now));
  const posts = readings.filter((reading) => reading.expect !== 'reject');
  const [first, ...others] = posts.filter((post) => !posts.some((other) => other.aliases.includes(post.canonicalKey)));
  if (!first) return readings[0] ?? rejected('', 'no-link');
  return others.some((other) => other.canonicalKey !== first.canonicalKey) ? rejected('', 'multiple') : first;
}
