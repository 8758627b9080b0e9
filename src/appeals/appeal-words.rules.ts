/*
 * What is said about appeals: when they can be made, what became of one, and what one asks for.
 *   Results of October shown on 2 November 2026, 5 working days → "Sanggahan atas Oktober 2026 dapat diajukan sampai
 *   9 November 2026 pukul 23.59 WITA."; on 10 November: "Masa sanggah Oktober 2026 berakhir pada 9 November 2026. …"
 * Before the results are shown nothing is lost: a share may still be mended, and the sentence says when appeals open.
 * Source: the default juknis of Gaung, section 6; the wording list of the programme, no. 11 and 14.
 */
import { Refusal, words, type Words } from '../kernel/refusal';
import { type Day, dayOf, formatDay, formatMoment, formatMonth, type Lang, type Month } from '../kernel/wita';
import type { AppealKind, Decision, LeaveWish } from './appeal.rules';

/** When a month's rows may be appealed. */
export interface AppealWindow {
  month: Month;
  /** Null: the provisional results are not shown yet. */
  from: Date | null;
  /** Exclusive. */
  until: Date | null;
  /** When the results will be shown by the juknis. */
  plannedAt: Date;
}

export function isOpen({ from, until }: AppealWindow, now: Date): boolean {
  return from !== null && until !== null && from <= now && now < until;
}

/** Throws, saying when it is or was, unless appeals are open. */
export function checkOpen(window: AppealWindow, now: Date): void {
  if (isOpen(window, now)) return;
  const isOver = window.until !== null && window.until <= now;
  throw new Refusal('conflict', isOver ? 'appeals-over' : 'appeals-not-open', windowWords(window, now));
}

export function windowWords({ month, from, until, plannedAt }: AppealWindow, now: Date): Words {
  const [id, en] = [formatMonth(month, 'id'), formatMonth(month, 'en')];
  if (!from || !until) {
    const planned = (lang: Lang) => formatMoment(plannedAt, lang);
    return words(
      `Masa sanggah ${id} dibuka setelah hasil sementaranya terbit${plannedAt > now ? `, menurut juknis ${planned('id')}` : ''}. Sampai saat itu sebaran masih dapat diperbaiki atau dijelaskan kepada verifikator unit Anda.`,
      `Appeals about ${en} open once its provisional results are shown${plannedAt > now ? `, by the rule on ${planned('en')}` : ''}. Until then a share may still be mended or explained to the reviewer of your unit.`,
    );
  }
  if (now < from) {
    return words(
      `Masa sanggah ${id} dibuka ${formatMoment(from, 'id')}.`,
      `Appeals about ${en} open on ${formatMoment(from, 'en')}.`,
    );
  }
  const last = dayOf(new Date(until.getTime() - 1));
  if (now < until) {
    return words(
      `Sanggahan atas ${id} dapat diajukan sampai ${formatDay(last, 'id')} pukul 23.59 WITA.`,
      `Appeals about ${en} can be made until ${formatDay(last, 'en')}, 23:59 WITA.`,
    );
  }
  return words(
    `Masa sanggah ${id} berakhir pada ${formatDay(last, 'id')}. Sesudahnya hasil hanya berubah bila evaluator membuka kembali periodenya.`,
    `Appeals about ${en} ended on ${formatDay(last, 'en')}. Since then the results change only if an evaluator reopens the period.`,
  );
}

/** What is said right after an appeal was made. */
export function filedWords(dueOn: Day): Words {
  return words(
    `Sanggahan Anda diterima dan akan dijawab paling lambat ${formatDay(dueOn, 'id')}.`,
    `Your appeal has arrived and will be answered by ${formatDay(dueOn, 'en')}.`,
  );
}

export const kindWords: Record<AppealKind, Words> = {
  share: words('Sebaran', 'Share'),
  leave: words('Hari cuti', 'Leave'),
  unit: words('Unit kerja', 'Unit'),
};
export const wishWords: Record<LeaveWish, Words> = {
  missing: words('Cuti belum tercatat', 'Leave is missing'),
  wrong: words('Cuti keliru tercatat; saya bekerja', 'Leave was recorded wrongly; I worked'),
};
export const decisionWords: Record<Decision | 'open', Words> = {
  open: words('Menunggu putusan', 'Waiting for a decision'),
  granted: words('Dikabulkan', 'Granted'),
  refused: words('Ditolak', 'Refused'),
};

/** An appeal as far as a line about it needs. */
export interface AskedFor {
  kind: AppealKind;
  month: Month;
  postTitle: string | null;
  channelName: Words | null;
  wish: LeaveWish | null;
  startsOn: Day | null;
  endsOn: Day | null;
  wantedUnitName: string | null;
}

/** In one line what an appeal is about: the share, the leave with its days, or the unit with its days. */
export function subjectWords(appeal: AskedFor): Words {
  const line = (lang: Lang) => {
    if (appeal.kind === 'share') return `${appeal.postTitle ?? ''} · ${appeal.channelName?.[lang] ?? ''}`;
    const what = appeal.wish ? wishWords[appeal.wish][lang] : (appeal.wantedUnitName ?? '');
    return `${what} · ${spanText(appeal, lang)}`;
  };
  return words(line('id'), line('en'));
}

function spanText({ startsOn, endsOn }: AskedFor, lang: Lang): string {
  const from = startsOn ? formatDay(startsOn, lang) : '';
  if (endsOn === null) return lang === 'id' ? `sejak ${from}` : `since ${from}`;
  return startsOn === endsOn ? from : `${from} – ${formatDay(endsOn, lang)}`;
}

/** Another appeal about the same row still waits. */
export function alreadyFiled({ filedAt, dueOn }: { filedAt: Date; dueOn: Day }): Refusal {
  return conflict(
    'appeal-waiting',
    `Anda sudah menyanggah hal ini pada ${formatMoment(filedAt, 'id')}. Tunggu jawabannya, paling lambat ${formatDay(dueOn, 'id')}.`,
    `You appealed this on ${formatMoment(filedAt, 'en')}. Wait for the answer, due by ${formatDay(dueOn, 'en')}.`,
  );
}

export function nothingWrong(kind: 'leave' | 'unit'): Refusal {
  return kind === 'leave'
    ? conflict(
        'nothing-to-appeal',
        'Cuti pada hari-hari itu sudah tercatat seperti yang Anda minta. Periksa tanggalnya pada Nilai saya.',
        'The leave on these days is recorded as you ask already. Check the days in My result.',
      )
    : conflict(
        'nothing-to-appeal',
        'Anda sudah tercatat di unit itu pada hari-hari tersebut. Periksa unit dan tanggalnya.',
        'You are on record in this unit on these days already. Check the unit and the days.',
      );
}

export function unknownUnit(): Refusal {
  const sentence = words('Pilih unit dari daftar.', 'Choose a unit of the list.');
  return new Refusal('invalid', 'unit-unknown', sentence, { fields: [{ field: 'subject', words: sentence }] });
}

export function alreadyDecided(): Refusal {
  return conflict(
    'already-decided',
    'Sanggahan ini sudah diputuskan evaluator lain. Muat ulang halaman untuk melihat putusannya.',
    'Another evaluator has decided on this appeal. Reload the page to see how.',
  );
}

export function takenBack(): Refusal {
  return conflict(
    'share-withdrawn',
    'Pegawai sudah membatalkan sebaran ini, sehingga tidak ada yang dapat dikabulkan. Tolak dengan alasan itu.',
    'The person has taken this share back, so there is nothing to grant. Refuse for that reason.',
  );
}

export function periodFixed(month: Month): Refusal {
  return conflict(
    'period-closed',
    `Hasil ${formatMonth(month, 'id')} sudah ditetapkan. Sanggahan baru dapat dikabulkan setelah periodenya dibuka kembali.`,
    `The results of ${formatMonth(month, 'en')} are fixed. An appeal can be granted only after the period is reopened.`,
  );
}

function conflict(code: string, id: string, en: string): Refusal {
  return new Refusal('conflict', code, words(id, en));
}
