/*
 * How a share stands, in sentences: its state, whether it counts, and if not, why and what can be done.
 * The verdict itself is never made here: it is read from the database view share_standing, the one definition, which
 * names the first reason that fails or none. This file turns the reason into words with the dates that matter.
 *   Shared 30 November 23.59 WITA, received 3 December 00.10, 48 hours allowed → received_late:
 *   "… diterima 3 Desember 2026 pukul 00.10 WITA, lebih dari 48 jam setelah dibagikan. …"
 * Source: the default juknis of Gaung, section 2 (which share counts); the wording list of the programme.
 */
import { Refusal, type Words, words } from '../kernel/refusal';
import { type Day, formatDay, formatMoment } from '../kernel/wita';
import { windowText } from '../posts/post-content.rules';

export const shareStates = ['recorded', 'accepted', 'returned', 'rejected', 'held', 'withdrawn'] as const;
export type ShareState = (typeof shareStates)[number];

export const standingReasons = [
  'state_returned',
  'state_rejected',
  'state_held',
  'state_withdrawn',
  'not_accepted',
  'post_unpublished',
  'outside_audience',
  'outside_window',
  'received_late',
  'no_membership',
] as const;
export type StandingReason = (typeof standingReasons)[number];

export interface Standing {
  state: ShareState;
  /** Null: the share counts. */
  reason: StandingReason | null;
  sharedAt: Date;
  receivedAt: Date;
  /** WITA day of the moment shared. */
  businessDate: string;
  shareFrom: Date;
  /** Exclusive. */
  shareUntil: Date;
  /** Known where the reason is `received_late`. */
  receiptHours: number | null;
  /** What the reviewer wrote, on a returned or rejected share. */
  verdictReason: string | null;
  /** The last day on which a returned share may be mended; null when it is not returned or no verdict says when it was. */
  mendUntil: Day | null;
  /** Whether a held share has a picture to judge it by. */
  pictured: boolean;
}

export const stateWords: Record<ShareState, Words> = {
  recorded: words('Tercatat', 'Recorded'),
  accepted: words('Diterima', 'Accepted'),
  returned: words('Dikembalikan', 'Returned'),
  rejected: words('Ditolak', 'Rejected'),
  held: words('Ditahan', 'On hold'),
  withdrawn: words('Dibatalkan', 'Taken back'),
};

/** Why a share does not count, and what to do; null when it counts. */
export function standingWords(standing: Standing): Words | null {
  return standing.reason === null ? null : sentences[standing.reason](standing);
}

/** What is said right after a share was logged. */
export function loggedWords(standing: Standing): Words {
  const why = standingWords(standing);
  if (!why) {
    return words(
      'Sebaran tercatat dan dihitung. Verifikator unit Anda dapat memeriksanya.',
      'Your share is recorded and counts. The reviewer of your unit may check it.',
    );
  }
  if (standing.reason === 'not_accepted') {
    return words(
      'Sebaran tercatat. Menunggu verifikasi unit Anda.',
      'Your share is recorded. It waits for your unit to verify it.',
    );
  }
  return words(
    `Sebaran tercatat, tetapi tidak dihitung. ${why.id}`,
    `Your share is recorded but does not count. ${why.en}`,
  );
}

/** A share as the API shows it: moments ISO 8601, `explanation` says why it does not count, in the asked language. */
export function shareAsJson(share: ShownShare, lang: 'id' | 'en') {
  return {
    id: share.id,
    postId: share.postId,
    postCode: share.postCode,
    channel: share.channel,
    link: share.linkUrl,
    statement: share.statement,
    sharedAt: share.sharedAt.toISOString(),
    receivedAt: share.receivedAt.toISOString(),
    businessDate: share.businessDate,
    state: share.state,
    counts: share.reason === null,
    reason: share.reason,
    explanation: standingWords(share)?.[lang] ?? null,
  };
}

interface ShownShare extends Standing {
  id: string;
  postId: string;
  postCode: string;
  channel: string;
  linkUrl: string | null;
  statement: string | null;
}

/** The person logged this link before. */
export function linkTaken(moment: Date): Refusal {
  return conflict(
    'link-already-logged',
    `Tautan ini sudah Anda catat pada ${formatMoment(moment, 'id')}.`,
    `You logged this link on ${formatMoment(moment, 'en')}.`,
  );
}

/** Somebody else logged this link before; the sender may insist, and a reviewer then decides. */
export function linkOfOther(): Refusal {
  const sentence = words(
    'Tautan ini sudah dicatat pegawai lain. Sertakan tangkapan layar dari akun Anda sendiri.',
    'Another member of staff has logged this link. Add a screenshot of your own account.',
  );
  const fields = [{ field: 'disputed', words: sentence }];
  return new Refusal('conflict', 'link-already-logged', sentence, { fields });
}

/** The person has a share of this item on this channel already. */
export function slotTaken(moment: Date): Refusal {
  return conflict(
    'already-logged',
    `Materi ini sudah Anda catat pada kanal ini pada ${formatMoment(moment, 'id')}. Pilih kanal lain.`,
    `You logged this item on this channel on ${formatMoment(moment, 'en')}. Choose another channel.`,
  );
}

/** An item withdrawn for a mistake is shared no more; what was shared before keeps its place. */
export function postWithdrawn(): Refusal {
  return conflict(
    'post-withdrawn',
    'Materi ini sudah ditarik. Jangan membagikannya lagi; bila sudah, hapus unggahan Anda dan pilih materi lain.',
    'This item has been withdrawn. Do not share it any more; if you did, delete your post and choose another item.',
  );
}

export function notReturned(): Refusal {
  return conflict(
    'not-returned',
    'Hanya sebaran yang dikembalikan yang dapat diperbaiki. Buka kembali sebaran ini untuk melihat keadaannya.',
    'Only a returned share can be mended. Open the share again to see how it stands.',
  );
}

export function notWithdrawable(): Refusal {
  return conflict(
    'not-withdrawable',
    'Sebaran ini sudah diputuskan sehingga tidak dapat dibatalkan. Bila keputusannya keliru, ajukan sanggahan.',
    'This share has been decided on and cannot be taken back. If the decision is wrong, appeal.',
  );
}

export function idReused(): Refusal {
  return conflict(
    'share-id-reused',
    'Nomor catatan ini sudah dipakai untuk sebaran lain. Buka formulir baru, lalu kirim lagi.',
    'The id of this share is used by another one. Open a new form and send it again.',
  );
}

function conflict(code: string, id: string, en: string): Refusal {
  return new Refusal('conflict', code, words(id, en));
}

const sentences: Record<StandingReason, (standing: Standing) => Words> = {
  state_returned: ({ verdictReason, mendUntil }) =>
    words(
      `Dikembalikan untuk diperbaiki${because(verdictReason)} Anda dapat memperbaikinya${mendUntil ? ` sampai ${formatDay(mendUntil, 'id')}` : ''}.`,
      `Returned for repair${because(verdictReason)} You may mend it${mendUntil ? ` until ${formatDay(mendUntil, 'en')}` : ''}.`,
    ),
  state_rejected: ({ verdictReason }) =>
    words(
      `Ditolak${because(verdictReason)} Bila Anda tidak setuju, ajukan sanggahan pada masa sanggah.`,
      `Rejected${because(verdictReason)} If you disagree, appeal when appeals are open.`,
    ),
  state_held: ({ pictured }) => (pictured ? heldWithPicture : heldWithout),
  state_withdrawn: () =>
    words(
      'Anda membatalkan catatan ini. Bila materi dibagikan lagi, catat sebagai sebaran baru.',
      'You took this share back. When you share the item again, log a new share.',
    ),
  not_accepted: () =>
    words(
      'Menunggu verifikasi unit Anda; sebaran dihitung setelah diterima.',
      'It waits for your unit to verify it and counts once it is accepted.',
    ),
  post_unpublished: () =>
    words(
      'Materi ini belum diterbitkan. Bagikan materi yang sudah terbit.',
      'This item is not published. Share items that are.',
    ),
  outside_audience: ({ businessDate }) =>
    words(
      `Pada ${formatDay(businessDate, 'id')} materi ini tidak ditujukan kepada unit Anda. Pilih materi dari daftar di Beranda.`,
      `On ${formatDay(businessDate, 'en')} this item was not meant for your unit. Choose an item from the list on the home page.`,
    ),
  outside_window: outsideWindow,
  received_late: receivedLate,
  no_membership: ({ businessDate }) =>
    words(
      `Pada ${formatDay(businessDate, 'id')} Anda tidak tercatat di unit mana pun. Hubungi pengelola kepegawaian unit Anda.`,
      `On ${formatDay(businessDate, 'en')} you were on record in no unit. Ask the personnel officer of your unit.`,
    ),
};

const heldWithout = words(
  'Sebaran ini ditahan sampai verifikator memutuskan. Sertakan tangkapan layar dari akun Anda sendiri agar dapat diperiksa.',
  'This share is on hold until a reviewer decides. Add a screenshot of your own account so that it can be checked.',
);
const heldWithPicture = words(
  'Sebaran ini ditahan untuk diperiksa. Anda tidak perlu melakukan apa pun; keputusannya akan tampil di sini.',
  'This share is on hold while it is checked. You need to do nothing; the decision will show here.',
);

function because(reason: string | null): string {
  const text = (reason ?? '').trim();
  if (!text) return '.';
  return /[.!?…]$/.test(text) ? `: ${text}` : `: ${text}.`;
}

function outsideWindow(standing: Standing): Words {
  const { sharedAt } = standing;
  return words(
    `Waktu sebar ${formatMoment(sharedAt, 'id')} di luar masa sebar materi (${windowText(standing, 'id')}). Bila waktunya salah tulis, batalkan catatan ini dan catat ulang.`,
    `The moment shared, ${formatMoment(sharedAt, 'en')}, lies outside the item's window (${windowText(standing, 'en')}). If it was written wrongly, take this share back and log it again.`,
  );
}

function receivedLate({ sharedAt, receivedAt, receiptHours }: Standing): Words {
  const hours = receiptHours ?? 48;
  return words(
    `Dibagikan ${formatMoment(sharedAt, 'id')}, tetapi baru diterima ${formatMoment(receivedAt, 'id')}, lebih dari ${hours} jam setelah dibagikan. Catat sebaran berikutnya lebih awal; bila jaringan terganggu, ajukan sanggahan.`,
    `Shared on ${formatMoment(sharedAt, 'en')} but received only on ${formatMoment(receivedAt, 'en')}, more than ${hours} hours later. Log the next one sooner; if the network was down, appeal.`,
  );
}
