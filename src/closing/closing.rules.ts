/*
 * A month's end as a table of allowed moves. A month goes from nothing to provisional results, through the time for
 * appeals to fixed ones; a fixed month changes only by being reopened with a reason, as the next version. Fixing needs
 * published results, the end of the appeals, every appeal decided and a calendar by decree for the month's year.
 * Example: on 5 December the appeals of November run until 8 December: `fix` names that one obstacle, `reopen` that
 * nothing is fixed yet.
 * Source: evaluation.md §6.
 */
import { words, type Words } from '../kernel/refusal';
import { formatMoment, type Month } from '../kernel/wita';

export type Move = 'provisional' | 'fix' | 'reopen';
export type Stage = 'none' | 'provisional' | 'appeals' | 'fixed' | 'closed';

export interface MonthFacts {
  month: Month;
  state: 'none' | 'provisional' | 'fixed' | 'closed';
  now: Date;
  /** Null: no results were published after the month's end. */
  appealsUntil: Date | null;
  undecidedAppeals: number;
  calendarApproved: boolean;
}

export interface Obstacle {
  code: string;
  words: Words;
}

/** Where the month stands. */
export function stageOf({ state, now, appealsUntil }: MonthFacts): Stage {
  return state === 'provisional' && appealsUntil && now < appealsUntil ? 'appeals' : state;
}

/** What is in the way of a move, all of it; empty: it is allowed. */
export function obstacles(move: Move, facts: MonthFacts): Obstacle[] {
  return checks[move].flatMap((check) => check(facts) ?? []);
}

type Check = (facts: MonthFacts) => Obstacle | null;

const notFixed: Check = ({ state }) => (state === 'fixed' || state === 'closed' ? alreadyFixed : null);

const published: Check = ({ state, appealsUntil }) =>
  state === 'none' || (state === 'provisional' && !appealsUntil) ? notPublished : null;

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

const fixed: Check = ({ state }) => (state === 'none' || state === 'provisional' ? notYetFixed : null);

const checks: Record<Move, Check[]> = {
  provisional: [notFixed],
  fix: [notFixed, published, appealsOver, appealsDecided, calendarStands],
  reopen: [fixed],
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

const notYetFixed: Obstacle = {
  code: 'not-fixed',
  words: words('Hasil bulan ini belum ditetapkan.', 'The results of this month are not fixed yet.'),
};

export const shortestReason = 10;
export const longestReason = 500;
