/*
 * What a share must show, when a report is believable, and when two reports are the same share.
 * A channel with links (Instagram, Facebook, …; it bears the name of its network) needs one readable link of that
 * network, its own short link included; the others need a sentence of 10 to 500 characters: where, and to whom. The
 * moment shared lies between 2020 and five minutes after the report arrives (clocks of phones run fast).
 *   "Sudah ya https://vm.tiktok.com/ZS92gyt7u/" on tiktok → key tiktok:share:ZS92gyt7u; on facebook → refused.
 *   PUT id 1, face_to_face, "Apel Senin di halaman kantor." at 09.00 without a moment → recorded, shared 09.00.
 *   The same again at 09.05 → the same share. With sharedAt 08.00 → refused: the id is used by another content.
 * Whether a share counts is not decided here: see standing.rules.ts.
 * Source: the contract of the programme, PUT /shares/{id}; the evidence rules for links, sections 1, 4 and 7.
 */
import { Refusal, type Words, words } from '../kernel/refusal';
import { type Day, formatDay, formatMoment, parseMoment } from '../kernel/wita';
import { type LinkReading, parseShareLink, platformNames, rejectionSentence } from '../links/link.rules';
import { cleanText } from '../posts/post-content.rules';
import { notReturned, type Standing } from './standing.rules';

/** What a share stands on: a link with every key under which it may be met, or a sentence. */
export interface ShareContent {
  linkUrl: string | null;
  linkKey: string | null;
  linkPostedAt: Date | null;
  statement: string | null;
  pasted: string | null;
  /** The link's key and its aliases. */
  keys: string[];
}

/** What somebody sends: either a text or a statement, a picture with it or, on some channels, alone. */
export interface Evidence {
  text?: string | undefined;
  statement?: string | undefined;
  /** The sender insists that a link which somebody else logged is the own one: the share is then held for a reviewer. */
  disputed?: boolean | undefined;
  pictureId?: string | undefined;
}

export interface ChannelWords {
  code: string;
  nameId: string;
  nameEn: string;
  proof: 'link' | 'statement_or_picture' | 'statement';
  active: boolean;
}

/** A share as it is compared with a repetition of it. */
export interface SameShare {
  personId: string;
  postId: string;
  channel: string;
  linkKey: string | null;
  pasted: string | null;
  statement: string | null;
  sharedAt: Date;
}

const earliest = new Date('2020-01-01T00:00:00+08:00');
const tolerance = 5 * 60_000;
export const shortestStatement = 10;
export const longestStatement = 500;

/**
 * Reads the evidence; `reading` is null for a sentence.
 * @throws Refusal `evidence-missing`, `evidence-twice`, `link-…` with what to do, `statement-length`
 */
export function readEvidence(given: Evidence, now: Date): { reading: LinkReading | null; content: ShareContent } {
  if (given.text !== undefined && given.statement !== undefined) throw atField('text', 'evidence-twice', onlyOne);
  if (given.text !== undefined) return readLink(given.text, now);
  const hasStatement = given.statement !== undefined || given.pictureId !== undefined;
  if (hasStatement) return { reading: null, content: readStatement(given.statement ?? null) };
  throw atField('text', 'evidence-missing', nothing);
}

/** Reads a text as the link of a share. @throws Refusal `link-…` */
export function readLink(text: string, now: Date): { reading: LinkReading; content: ShareContent } {
  const reading = parseShareLink(text, now);
  const { kind } = reading;
  if (reading.expect === 'reject') {
    throw atField('text', `link-${kind}`, kind === 'no-link' ? noLink : rejectionSentence(kind));
  }
  const content = {
    linkUrl: reading.canonicalUrl,
    linkKey: reading.canonicalKey,
    linkPostedAt: reading.postedAt ? new Date(reading.postedAt) : null,
    statement: null,
    pasted: cleanText(text),
    keys: [...new Set([reading.canonicalKey, ...reading.aliases])],
  };
  return { reading, content };
}

function readStatement(text: string | null): ShareContent {
  const statement = text && cleanText(text);
  const length = Array.from((statement ?? '').replace(/\p{Cf}/gu, '')).length;
  const isWrong = length < shortestStatement || length > longestStatement;
  if (statement !== null && isWrong) throw atField('statement', 'statement-length', tooFew);
  return { linkUrl: null, linkKey: null, linkPostedAt: null, statement, pasted: null, keys: [] };
}

/** What was typed into the one field of a form: a sentence where the channel has no link, else a link. */
export function typedEvidence(text: string, isStatement: boolean): Evidence {
  return isStatement ? { statement: text } : { text };
}

/** Throws unless the moment shared is believable: not before 2020, at most five minutes after the report arrived. */
export function checkMoment(sharedAt: Date, receivedAt: Date): void {
  if (sharedAt < earliest) throw atField('sharedAt', 'shared-too-early', tooEarly);
  if (sharedAt.getTime() > receivedAt.getTime() + tolerance) throw inFuture(receivedAt);
}

/** Reads a moment that a person stated; without an offset it is WITA. Null when none was stated. */
export function statedMoment(text: string | undefined, field: string): Date | null {
  if (text === undefined) return null;
  const moment = parseMoment(text);
  if (moment) return moment;
  const sentence = words(
    'Waktu sebar tidak terbaca. Tulis seperti 2026-11-23T14:05 (WITA).',
    'The moment shared cannot be read. Write it like 2026-11-23T14:05 (WITA).',
  );
  throw new Refusal('invalid', 'shared-at-unreadable', sentence, { fields: [{ field, words: sentence }] });
}

/** Why nothing was written on this channel: it does not exist, is switched off, or wants the other kind of evidence. */
export function channelRefusal(channel: ChannelWords | undefined, hasLink: boolean): Refusal {
  if (!channel) return atField('channel', 'unknown-channel', unknownChannel);
  if (!channel.active) return atField('channel', 'channel-inactive', inactive(channel));
  if (hasLink) return atField('channel', 'channel-without-link', withoutLink(channel));
  return atField('text', 'link-required', linkRequired(channel));
}

/** The refusal of a link that belongs to another network than the channel chosen. */
export function wrongChannel(channel: ChannelWords | undefined, reading: LinkReading): Refusal {
  if (!channel || !channel.active || channel.proof !== 'link') return channelRefusal(channel, true);
  const platform = platformNames[reading.platform] ?? reading.platform;
  return atField(
    'channel',
    'link-of-other-channel',
    words(
      `Tautan ini dari ${platform}, sedangkan kanal yang dipilih ${channel.nameId}. Pilih kanal ${platform} atau tempel tautan ${channel.nameId}.`,
      `This is a ${platform} link, but the channel chosen is ${channel.nameEn}. Choose ${platform} or paste a ${channel.nameEn} link.`,
    ),
  );
}

/** Throws unless the evidence of a known channel is a link of its network, or a sentence where it has none. */
export function checkEvidence(channel: ChannelWords | undefined, reading: LinkReading | null): void {
  if (reading && reading.platform !== channel?.code) throw wrongChannel(channel, reading);
  if (!reading && channel?.proof === 'link') throw channelRefusal({ ...channel, active: true }, false);
}

/** Whether the share is returned and its last day for mending, which belongs to them, is not over. */
export function isMendable({ state, mendUntil }: Pick<Standing, 'state' | 'mendUntil'>, today: Day): boolean {
  return state === 'returned' && (mendUntil === null || today <= mendUntil);
}

/** Throws unless it is. */
export function checkMendable({ state, mendUntil }: Pick<Standing, 'state' | 'mendUntil'>, today: Day): void {
  if (isMendable({ state, mendUntil }, today)) return;
  if (state !== 'returned' || mendUntil === null) throw notReturned();
  const sentence = words(
    `Sebaran ini dapat diperbaiki sampai ${formatDay(mendUntil, 'id')}. Bila Anda tidak setuju dengan pengembaliannya, ajukan sanggahan pada masa sanggah.`,
    `This share could be mended until ${formatDay(mendUntil, 'en')}. If you disagree with its return, appeal when appeals are open.`,
  );
  throw new Refusal('conflict', 'mend-late', sentence);
}

/** The link is the item's official publication: the original, not what the person shared. */
export function officialLink(): Refusal {
  return atField('text', 'official-link', official);
}

/**
 * Whether a repeated report says the same as the stored share, whose short link may have been followed since.
 * @param asked its `sharedAt` is null when the report named none: then the stored one must be its moment of receipt
 */
export function sameContent(
  stored: SameShare & { receivedAt: Date },
  asked: Omit<SameShare, 'sharedAt'> & { sharedAt: Date | null },
): boolean {
  const moment = asked.sharedAt ?? stored.receivedAt;
  return (
    stored.personId === asked.personId &&
    stored.postId === asked.postId &&
    stored.channel === asked.channel &&
    (stored.linkKey === asked.linkKey || stored.pasted === asked.pasted) &&
    stored.statement === asked.statement &&
    stored.sharedAt.getTime() === moment.getTime()
  );
}

function atField(field: string, code: string, sentence: Words): Refusal {
  return new Refusal('invalid', code, sentence, { fields: [{ field, words: sentence }] });
}

export const longText = words(
  'Teks terlalu panjang; paling banyak 20.000 karakter.',
  'The text is too long; at most 20,000 characters.',
);
export const postWanted = words('Pilih materi yang Anda bagikan.', 'Choose the item you shared.');
const tooFew = words(
  'Tulis satu kalimat: di mana dan kepada siapa materi disampaikan, 10–500 karakter.',
  'Write one sentence: where and to whom you passed it on, 10–500 characters.',
);
const noLink = words(
  'Tidak ada tautan dalam teks ini. Tempel tautan unggahan Anda, atau pilih cara tanpa tautan lalu tulis keterangannya.',
  'There is no link in this text. Paste the link of your post, or choose a way without a link and write where and to whom.',
);
const onlyOne = words('Kirim tautan atau keterangan, tidak keduanya.', 'Send either a link or a statement, not both.');
const nothing = words(
  'Tempel tautan unggahan Anda, atau tulis keterangan untuk kanal tanpa tautan.',
  'Paste the link of your post, or write a statement for a channel without links.',
);
const official = words(
  'Itu tautan asli, bukan hasil bagikan Anda. Bagikan dari akun Anda, lalu salin tautan unggahan Anda sendiri.',
  'That is the original link, not your share of it. Share it from your account, then copy the link of your own post.',
);
const tooEarly = words(
  'Waktu sebar tidak boleh sebelum tahun 2020. Periksa tanggalnya.',
  'The moment shared cannot lie before 2020. Check the date.',
);
const unknownChannel = words(
  'Kanal ini tidak dikenal. Pilih salah satu kanal yang tersedia.',
  'This channel is unknown. Choose one of the channels offered.',
);
const inactive = (channel: ChannelWords) =>
  words(
    `Kanal ${channel.nameId} sedang dinonaktifkan. Pilih kanal lain.`,
    `The channel ${channel.nameEn} is switched off. Choose another one.`,
  );
const withoutLink = (channel: ChannelWords) =>
  words(
    `Kanal ${channel.nameId} tidak memakai tautan. Tulis keterangan: di mana dan kepada siapa, atau pilih kanal tautannya.`,
    `The channel ${channel.nameEn} uses no link. Write where and to whom instead, or choose the channel of the link.`,
  );
const linkRequired = (channel: ChannelWords) =>
  words(
    `Kanal ${channel.nameId} memerlukan tautan unggahan Anda. Buka unggahannya, lalu salin dan tempel tautannya.`,
    `The channel ${channel.nameEn} needs the link of your post. Open the post, then copy and paste its link.`,
  );

function inFuture(receivedAt: Date): Refusal {
  return atField(
    'sharedAt',
    'shared-in-future',
    words(
      `Waktu sebar lebih lambat dari sekarang (${formatMoment(receivedAt, 'id')}). Periksa jam pada gawai Anda.`,
      `The moment shared is later than now (${formatMoment(receivedAt, 'en')}). Check the clock of your device.`,
    ),
  );
}
