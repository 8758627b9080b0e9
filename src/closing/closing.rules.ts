/*
 * A month's end as a table of allowed moves. A month goes from nothing to provisional results, through the time for
 * appeals to fixed ones, of which a sample is drawn and checked before it is closed; a fixed month changes only by being
 * reopened with a reason, as the next version. Fixing needs a month that asked for something, published results, the end
 * of the appeals, every appeal decided, a calendar by decree for the month's year, and every month since the latest fixed
 * one that could be appealed or in which something counts fixed before it, as each chains to the one before. Closing is for a second evaluator,
 * where there is one.
 * Example: on 5 December the appeals of November run until 8 December: `fix` names that one obstacle, `reopen` that
 * nothing is fixed yet.
 * Source: evaluation.md §6.
 */
import { words, type Words } from '../kernel/refusal';
import { formatMoment, formatMonth, type Month, monthInterval } from '../kernel/wita';

/** The steps in their order. */
export const moves = ['provisional', 'fix', 'draw', 'close', 'reopen'] as const;
export type Move = (typeof moves)[number];
export type Stage = 'none' | 'provisional' | 'appeals' | 'fixed' | 'drawn' | 'closed';

export interface MonthFacts {
  month: Month;
  state: 'none' | 'provisional' | 'fixed' | 'closed';
  now: Date;
  /** Whether an item could be shared or a share was logged; a month without either has no time for appeals. */
  isAsked: boolean;
  /** Null: no results of a month that asked for something were published after its end. */
  appealsUntil: Date | null;
  undecidedAppeals: number;
  /** The first month since the latest fixed one, before this one, in which something counts and nothing was fixed. */
  unfixedBefore: Month | null;
  calendarApproved: boolean;
  drawn: boolean;
  /** Drawn shares that nobody has checked. */
  unchecked: number;
  /** Whoever looks has fixed the results, and there is another evaluator who could close. */
  needsSecondPerson: boolean;
}

export const moveWords: Record<Move, Words> = {
  provisional: words('Menghitung hasil sementara', 'Compute provisional results'),
  fix: words('Menetapkan hasil', 'Fix the results'),
  draw: words('Mengundi sampel pemeriksaan acak', 'Draw the sample of the random audit'),
  close: words('Menutup bulan', 'Close the month'),
  reopen: words('Membuka kembali dengan alasan', 'Reopen with a reason'),
};

export const stageWords: Record<Stage, Words> = {
  none: words('Belum dihitung', 'Not computed'),
  provisional: words('Sementara', 'Provisional'),
  appeals: words('Masa sanggahan', 'Time for appeals'),
  fixed: words('Ditetapkan', 'Fixed'),
  drawn: words('Ditetapkan, sampel diundi', 'Fixed, sample drawn'),
  closed: words('Ditutup', 'Closed'),
};

export interface Obstacle {
  code: string;
  words: Words;
}

/** Where the month stands. */
export function stageOf({ state, now, appealsUntil, drawn }: MonthFacts): Stage {
  if (state === 'provisional' && appealsUntil && now < appealsUntil) return 'appeals';
  return state === 'fixed' && drawn ? 'drawn' : state;
}

const yearsKept = 2;

/** When the shares of a closed month, with their links, are erased: 24 months after its end. Its results stay. */
export function sharesKeptUntil(month: Month): Date {
  return monthInterval(`${Number(month.slice(0, 4)) + yearsKept}${month.slice(4)}`).end;
}

/** What is in the way of a move, all of it; empty: it is allowed. */
export function obstacles(move: Move, facts: MonthFacts): Obstacle[] {
  return checks[move].flatMap((check) => check(facts) ?? []);
}

type Check = (facts: MonthFacts) => Obstacle | null;

const notFixed: Check = ({ state }) => (state === 'fixed' || state === 'closed' ? alreadyFixed : null);

const published: Check = ({ state, appealsUntil, isAsked }) => {
  if (state === 'none') return notPublished;
  if (state !== 'provisional' || appealsUntil) return null;
  return isAsked ? notPublished : nothingAsked;
};

const appealsOver: Check = ({ appealsUntil, now }) => {
  if (!appealsUntil || now >= appealsUntil) return null;
  const sentence = words(
    `Masa sanggahan berlangsung sampai ${formatMoment(appealsUntil, 'id')}. Tetapkan hasilnya sesudah itu.`,
    `Appeals may be made until ${formatMoment(appealsUntil, 'en')}. Fix the results after that.`,
  );
  return { code: 'appeals-open', words: sentence };
};

const appealsDecided: Check = ({ undecidedAppeals: count }) => {
  const sentence = words(
    `Masih ada ${count} sanggahan yang belum diputuskan. Putuskan terlebih dahulu.`,
    `${count} appeals are undecided. Decide them first.`,
  );
  return count ? { code: 'appeals-undecided', words: sentence } : null;
};

const calendarStands: Check = ({ calendarApproved, month }) => {
  const year = month.slice(0, 4);
  const sentence = words(
    `Kalender ${year} belum ditetapkan. Impor hari libur dan cuti bersama menurut keputusan resmi terlebih dahulu.`,
    `The calendar of ${year} is not approved. Import the holidays and joint leave of the official decree first.`,
  );
  return calendarApproved ? null : { code: 'calendar-not-approved', words: sentence };
};

const earlierFixed: Check = ({ unfixedBefore: month }) => {
  if (!month) return null;
  const [id, en] = [formatMonth(month, 'id'), formatMonth(month, 'en')];
  const sentence = words(
    `Hasil ${id} belum ditetapkan. Tetapkan bulan itu terlebih dahulu, karena sidik penutupan setiap bulan memuat sidik bulan sebelumnya.`,
    `The results of ${en} are not fixed yet. Fix that month first, as the closing hash of each month contains that of the month before.`,
  );
  return { code: 'previous-not-fixed', words: sentence };
};

const fixed: Check = ({ state }) => (state === 'none' || state === 'provisional' ? notYetFixed : null);

const notClosed: Check = ({ state }) => (state === 'closed' ? alreadyClosed : null);

const notDrawn: Check = ({ drawn }) => (drawn ? alreadyDrawn : null);

const sampleDrawn: Check = ({ drawn }) => (drawn ? null : notYetDrawn);

const allChecked: Check = ({ unchecked }) => {
  const sentence = words(
    `Masih ada ${unchecked} sebaran terpilih yang belum diperiksa. Tunggu sampai semuanya diperiksa.`,
    `${unchecked} drawn shares are not checked yet. Wait until all are.`,
  );
  return unchecked ? { code: 'checks-open', words: sentence } : null;
};

const secondPerson: Check = ({ needsSecondPerson }) => (needsSecondPerson ? closeByOther : null);

const sharesKept: Check = ({ month, now }) => (now >= sharesKeptUntil(month) ? outlived : null);

const checks: Record<Move, Check[]> = {
  provisional: [notFixed],
  fix: [notFixed, published, appealsOver, appealsDecided, calendarStands, earlierFixed],
  draw: [fixed, notClosed, notDrawn],
  close: [fixed, notClosed, sampleDrawn, allChecked, secondPerson],
  reopen: [fixed, sharesKept],
};

const alreadyFixed: Obstacle = {
  code: 'already-fixed',
  words: words(
    'Hasil bulan ini sudah ditetapkan. Untuk mengubahnya, buka kembali dengan alasan.',
    'The results of this month are fixed already. To change them, reopen the month with a reason.',
  ),
};

const notPublished: Obstacle = {
  code: 'not-published',
  words: words(
    'Hasil sementara belum dihitung sesudah bulannya berakhir. Hitung hasil sementara terlebih dahulu.',
    'No provisional results were computed after the end of the month. Compute them first.',
  ),
};

const nothingAsked: Obstacle = {
  code: 'nothing-asked',
  words: words(
    'Pada bulan ini tidak ada materi yang dapat disebarkan, sehingga tidak ada masa sanggahan dan hasil untuk ditetapkan.',
    'No item could be shared in this month, so there is no time for appeals and no result to fix.',
  ),
};

const alreadyClosed: Obstacle = {
  code: 'already-closed',
  words: words(
    'Bulan ini sudah ditutup. Untuk mengubahnya, buka kembali dengan alasan.',
    'This month is closed already. To change it, reopen the month with a reason.',
  ),
};

const alreadyDrawn: Obstacle = {
  code: 'already-drawn',
  words: words(
    'Sampel bulan ini sudah diundi. Pengundian hanya satu kali.',
    'The sample of this month is drawn already. There is one draw only.',
  ),
};

const notYetDrawn: Obstacle = {
  code: 'not-drawn',
  words: words(
    'Sampel pemeriksaan acak belum diundi. Undi dengan bilangan publik terlebih dahulu.',
    'The sample of the random audit is not drawn. Draw it with a public number first.',
  ),
};

const closeByOther: Obstacle = {
  code: 'second-person',
  words: words(
    'Anda yang menetapkan hasil bulan ini. Penutupannya dilakukan evaluator lain.',
    'You fixed the results of this month. Another evaluator closes it.',
  ),
};

const outlived: Obstacle = {
  code: 'shares-erased',
  words: words(
    'Masa simpan sebaran bulan ini, 24 bulan, sudah berakhir. Hasilnya tetap dapat dibaca dan diperiksa, tetapi tidak dapat dihitung lagi.',
    'The shares of this month were kept for 24 months, which are over. Its results can be read and verified, but not computed again.',
  ),
};

const notYetFixed: Obstacle = {
  code: 'not-fixed',
  words: words('Hasil bulan ini belum ditetapkan.', 'The results of this month are not fixed yet.'),
};

export const shortestReason = 10;
export const longestReason = 500;
