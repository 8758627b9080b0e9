/*
 * What the machine notices about a share: hints for the reviewer, never a verdict. No hint refuses a share or changes its
 * state, and whether it counts is decided without them.
 * The moment in a link's own id is a lower bound of the moment of posting. It is marked when it lies more than 15 minutes
 * before the item's window or before the official publication, more than 5 minutes after the share was received, or more
 * than 24 hours from the moment stated. Marked are also links that prove little, an official account's name in the link,
 * a link or picture met before, and shares that come in heaps.
 *   Item from 20 November 00.00, link of 19 November 23.50 → nothing. Link of 19 November 23.40 → older_than_item.
 *   Six shares of one person and month received between 10.00.00 and 10.01.50 → the sixth has burst.
 *   21 November, 9 shares in the month, 5 of them since yesterday at this time → the ninth has crammed_month.
 * Source: the journey Verify; the evidence rules for links, sections 0, 4 and 7.
 */
import { type Words, words } from '../kernel/refusal';
import { formatMoment, formatMonth, monthOf } from '../kernel/wita';
import type { LinkReading } from '../links/link.rules';

/** In the order in which a reviewer reads them. */
export const hintCodes = [
  'link_of_other',
  'link_seen',
  'link_is_official',
  'link_not_a_post',
  'link_gone',
  'official_handle',
  'before_source',
  'older_than_item',
  'made_after_logging',
  'not_when_stated',
  'short_link',
  'weak_link',
  'same_picture',
  'similar_picture',
  'burst',
  'crammed_month',
] as const;
export type HintCode = (typeof hintCodes)[number];

/** Hints about the coming in of a share and its pictures: they stay when its link or statement is mended. */
export const lastingHints: readonly HintCode[] = ['same_picture', 'similar_picture', 'burst', 'crammed_month'];

const minute = 60_000;
const hour = 60 * minute;
const clockSlack = 15 * minute;
const receiptSlack = 5 * minute;
const farApart = 24 * hour;
/** More shares of one person and month than `shares`, received within `minutes`, are a burst. */
export const burst = { shares: 5, minutes: 2 } as const;
/** At least `shares` in a month older than `days`, more than half of them within `hours`: a month crammed. */
export const crammed = { shares: 8, days: 7, hours: 24 } as const;

/** What the reading of a link is held against. */
export interface LinkContext {
  sharedAt: Date;
  receivedAt: Date;
  /** The item's window and the moment of its first official publication, where that can be known. */
  item: { shareFrom: Date; officialSince: Date | null } | undefined;
  /** `platform:handle` of the accounts that publish officially. */
  officialHandles: ReadonlySet<string>;
}

/** What a link tells by itself. */
export function linkHints(reading: LinkReading, context: LinkContext): HintCode[] {
  const found: HintCode[] = reading.postedAt ? momentHints(new Date(reading.postedAt).getTime(), context) : [];
  if (reading.strength === 'provisional') found.push('short_link');
  // Numbers of Facebook's photos and videos are called weak as well, but one post seldom shows under two of them.
  if (reading.strength === 'weak' && !/^facebook:\d/.test(reading.canonicalKey)) found.push('weak_link');
  const isOfficial = context.officialHandles.has(`${reading.platform}:${reading.handle}`);
  if (reading.handle && isOfficial) found.push('official_handle');
  return found;
}

function momentHints(posted: number, { sharedAt, receivedAt, item }: LinkContext): HintCode[] {
  const found: HintCode[] = [];
  if (item?.officialSince && posted < item.officialSince.getTime() - clockSlack) found.push('before_source');
  if (item && posted < item.shareFrom.getTime() - clockSlack) found.push('older_than_item');
  if (posted > receivedAt.getTime() + receiptSlack) found.push('made_after_logging');
  if (Math.abs(posted - sharedAt.getTime()) > farApart) found.push('not_when_stated');
  return found;
}

/** A share with the moments that its hints speak of. */
export interface Noticed {
  hints: readonly string[];
  linkPostedAt: Date | null;
  sharedAt: Date;
  receivedAt: Date;
  shareFrom: Date;
}

/** What the machine noticed, in sentences for the reviewer. */
export function hintWords(share: Noticed): Words[] {
  return hintCodes.filter((code) => share.hints.includes(code)).map((code) => sentences[code](share));
}

const sentences: Record<HintCode, (share: Noticed) => Words> = {
  link_of_other: () =>
    words(
      'Tautan ini sudah dicatat pegawai lain, tetapi pengirim menyatakan ini unggahannya sendiri. Bandingkan dengan tangkapan layar dari akunnya.',
      'Another member of staff has logged this link, but the sender says it is an own post. Compare it with a screenshot of the account.',
    ),
  link_seen: () =>
    words(
      'Tautan ini menunjuk unggahan yang juga tampak pada sebaran lain.',
      'This link points to a post that shows on another share as well.',
    ),
  link_is_official: () =>
    words(
      'Tautan pendek ini menuju publikasi resmi materi itu sendiri, bukan unggahan pegawai.',
      'This short link leads to the official publication of the item itself, not to a post of the person.',
    ),
  link_not_a_post: () =>
    words(
      'Saat dibuka program, tautan pendek ini tidak menuju unggahan, melainkan misalnya ke profil, grup, atau situs lain.',
      'Opened by the program, this short link led to no post but, for instance, to a profile, a group or another site.',
    ),
  link_gone: () =>
    words(
      'Saat dibuka program, tautan pendek ini hanya menuju halaman depan; unggahannya mungkin sudah dihapus.',
      'Opened by the program, this short link led to a front page only; the post may have been deleted.',
    ),
  official_handle: () =>
    words(
      'Nama akun pada tautan adalah nama akun resmi; pastikan ini bukan unggahan aslinya.',
      'The account named in the link is an official one; make sure that this is not the original.',
    ),
  before_source: ({ linkPostedAt }) =>
    words(
      `Unggahan dibuat${moment(linkPostedAt, 'id')}, sebelum publikasi resminya.`,
      `The post was made${moment(linkPostedAt, 'en')}, before the official publication.`,
    ),
  older_than_item: ({ linkPostedAt, shareFrom }) =>
    words(
      `Unggahan dibuat${moment(linkPostedAt, 'id')}, sebelum masa sebar materi dimulai (${formatMoment(shareFrom, 'id')}).`,
      `The post was made${moment(linkPostedAt, 'en')}, before the item's window began (${formatMoment(shareFrom, 'en')}).`,
    ),
  made_after_logging: ({ linkPostedAt, receivedAt }) =>
    words(
      `Unggahan dibuat${moment(linkPostedAt, 'id')}, setelah sebaran diterima (${formatMoment(receivedAt, 'id')}).`,
      `The post was made${moment(linkPostedAt, 'en')}, after the share was received (${formatMoment(receivedAt, 'en')}).`,
    ),
  not_when_stated: ({ linkPostedAt, sharedAt }) =>
    words(
      `Unggahan dibuat${moment(linkPostedAt, 'id')}, lebih dari 24 jam dari waktu sebar yang dinyatakan (${formatMoment(sharedAt, 'id')}).`,
      `The post was made${moment(linkPostedAt, 'en')}, more than 24 hours from the moment stated (${formatMoment(sharedAt, 'en')}).`,
    ),
  short_link: () => words('Tautan pendek; buka untuk melihat unggahannya.', 'A short link; open it to see the post.'),
  weak_link: () =>
    words(
      'Satu unggahan dapat memiliki beberapa tautan seperti ini; buka untuk memastikan unggahannya belum dicatat.',
      'One post can have several links like this; open it to make sure that the post has not been logged.',
    ),
  same_picture: () =>
    words(
      'Gambarnya sama persis dengan gambar pada sebaran pegawai lain.',
      "The picture is exactly that of somebody else's share.",
    ),
  similar_picture: () =>
    words(
      'Gambarnya mirip dengan gambar pada sebaran pegawai lain.',
      "The picture looks like that of somebody else's share.",
    ),
  burst: ({ receivedAt }) =>
    words(
      `Lebih dari ${burst.shares} sebaran pegawai ini diterima dalam ${burst.minutes} menit, sampai ${formatMoment(receivedAt, 'id')}.`,
      `More than ${burst.shares} shares of this person were received within ${burst.minutes} minutes, up to ${formatMoment(receivedAt, 'en')}.`,
    ),
  crammed_month: ({ sharedAt, receivedAt }) =>
    words(
      `Lebih dari separuh sebaran pegawai ini untuk ${formatMonth(monthOf(sharedAt), 'id')} diterima dalam ${crammed.hours} jam, sampai ${formatMoment(receivedAt, 'id')}.`,
      `More than half of this person's shares for ${formatMonth(monthOf(sharedAt), 'en')} were received within ${crammed.hours} hours, up to ${formatMoment(receivedAt, 'en')}.`,
    ),
};

function moment(at: Date | null, lang: 'id' | 'en'): string {
  return at ? ` ${formatMoment(at, lang)}` : '';
}
