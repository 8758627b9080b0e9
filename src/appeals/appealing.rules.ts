/*
 * What an appeal about a share can change. Granted, it has the share accepted and, where the share was received too late,
 * excuses that; so it is open to shares that wait, were returned or rejected, are on hold, or came late.
 * Shared 30 October 08.00, received 2 November 09.00, 48 hours allowed → late: granted, the share counts for October.
 * What the item asked for cannot be appealed: its window and whom it was meant for. A person who was in another unit on
 * that day appeals the unit; then the audience is judged anew.
 * Source: the default juknis of Gaung, sections 2 and 6.
 */
import { Refusal, type Words, words } from '../kernel/refusal';
import type { StandingReason } from '../shares/standing.rules';

/** Why an appeal would change nothing, and what helps instead; null where it could. */
export function beyondAppealWords(reason: StandingReason | null): Words | null {
  return reason === null ? counting : (beyondAppeal[reason] ?? null);
}

/** Throws this sentence unless an appeal could change how a share stands. */
export function checkAppealable(reason: StandingReason | null): void {
  const sentence = beyondAppealWords(reason);
  if (sentence) throw new Refusal('conflict', 'nothing-to-appeal', sentence);
}

const counting = words(
  'Sebaran ini dihitung, sehingga tidak ada yang perlu disanggah.',
  'This share counts, so there is nothing to appeal.',
);
const otherUnit = words(
  'Sebaran ini tidak dihitung karena unit Anda pada hari itu. Bila unitnya keliru, sanggah unit Anda dari halaman Nilai saya.',
  'This share does not count because of your unit on that day. If the unit is wrong, appeal the unit from the page My result.',
);
const beyondAppeal: Partial<Record<StandingReason, Words>> = {
  state_withdrawn: words(
    'Anda sendiri membatalkan catatan ini. Catat kembali sebarannya; bila diterima terlambat, sanggah keterlambatannya.',
    'You took this share back yourself. Log it again; if it is received late, appeal that.',
  ),
  post_unpublished: words(
    'Materi ini belum diterbitkan, sehingga sebarannya tidak dapat dihitung.',
    'This item is not published, so that no share of it can count.',
  ),
  outside_audience: otherUnit,
  no_membership: otherUnit,
  outside_window: words(
    'Masa sebar materi tidak dapat disanggah. Bila waktunya salah tulis, batalkan catatan ini, catat ulang, lalu sanggah keterlambatannya.',
    "An item's window cannot be appealed. If the moment was written wrongly, take this share back, log it again and appeal its late receipt.",
  ),
};
