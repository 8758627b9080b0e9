/*
 * The juknis: every value a month is computed with. It exists in dated versions; a month uses the version in force on
 * its first day, so a change on 15 November 2026 first holds for December.
 * Load governor: whoever sets the number of posts sees the load first. 8 posts a month at 1 minute are 8 minutes a
 * person; checking one share of each post of 18,000 people at the same pace takes 18,000 × 8 ÷ 60 = 2,400 hours.
 * Above 60 minutes a month for a person the policy needs a written reason.
 * Source: the default juknis of Gaung, sections 1 to 6.
 */
import { addWorkingDays, nthWorkingDay, type Week } from '../calendar/calendar.rules';
import { type Words, words } from '../kernel/refusal';
import { type Day, firstDayOf, type Month, nextMonth, timeOn } from '../kernel/wita';

/** `audit`: a recorded share counts until somebody objects; `review`: only an accepted share counts. */
export type Acceptance = 'audit' | 'review';
/** What units are ranked by. */
export type RankingBasis = 'fulfilment' | 'participation';

export const labels = ['sangat_aktif', 'aktif', 'cukup_aktif', 'kurang_aktif', 'belum_berpartisipasi'] as const;
/** The five levels of a person's participation, highest first. */
export type Label = (typeof labels)[number];

export interface Policy {
  /** Working days a week of a unit that states none. */
  readonly defaultWeek: Week;
  readonly acceptance: Acceptance;
  /** Hours after the moment shared within which a share must be received; the last moment is in time. */
  readonly receiptHours: number;
  /** Days after the return in which a returned share may be mended; the last day belongs to them. */
  readonly mendDays: number;
  /** Posts a month asked of somebody who works the whole month. */
  readonly monthlyPosts: number;
  /** Fewer available days than this: exempt. */
  readonly minAvailableDays: number;
  /** Most posts that count on one day. */
  readonly dailyCap: number;
  /** Lowest achievement for the first three labels, highest first. */
  readonly labelThresholds: readonly number[];
  readonly labelWords: Readonly<Record<Label, Words>>;
  readonly rankingBasis: RankingBasis;
  /** Fewest obliged people of a unit that is ranked. */
  readonly minRankedPeople: number;
  readonly minutesPerPost: number;
  /** Minutes a month for a person above which a written reason is needed. */
  readonly maxMinutes: number;
  /** The working day of the next month on which the provisional results are computed, at this time of day in WITA. */
  readonly provisionalDay: number;
  /** `HH:MM` */
  readonly provisionalTime: string;
  /** Working days in which a person may appeal once the provisional results are shown. */
  readonly appealDays: number;
  /** Working days in which an appeal is decided. */
  readonly decisionDays: number;
  /** Counting shares drawn for the random audit. */
  readonly sampleSize: number;
}

export const defaultPolicy: Policy = {
  defaultWeek: 5,
  acceptance: 'audit',
  receiptHours: 48,
  mendDays: 5,
  monthlyPosts: 8,
  minAvailableDays: 5,
  dailyCap: 3,
  labelThresholds: [1, 0.75, 0.5],
  labelWords: {
    sangat_aktif: words('Sangat Aktif', 'Very active'),
    aktif: words('Aktif', 'Active'),
    cukup_aktif: words('Cukup Aktif', 'Fairly active'),
    kurang_aktif: words('Kurang Aktif', 'Less active'),
    belum_berpartisipasi: words('Belum Berpartisipasi', 'Not yet participating'),
  },
  rankingBasis: 'fulfilment',
  minRankedPeople: 5,
  minutesPerPost: 1,
  maxMinutes: 60,
  provisionalDay: 1,
  provisionalTime: '00:30',
  appealDays: 5,
  decisionDays: 3,
  sampleSize: 59,
};

/** The default juknis with other values in some places. */
export function policyWith(values: Partial<Policy>): Policy {
  return { ...defaultPolicy, ...values };
}

/** The values of a version as it is stored: words in two lists by label, a week as a number. */
export type StoredPolicy = Omit<Policy, 'labelWords' | 'defaultWeek'> & {
  defaultWeek: number;
  labelNames: readonly string[];
  labelNamesEn: readonly string[];
};

/** The policy of a stored version. */
export function policyFrom(stored: StoredPolicy): Policy {
  const named = labels.map((label, at) => [label, words(stored.labelNames[at] ?? '', stored.labelNamesEn[at] ?? '')]);
  const kept = Object.keys(defaultPolicy).filter((key) => key in stored) as (keyof StoredPolicy)[];
  return {
    ...defaultPolicy,
    ...Object.fromEntries(kept.map((key) => [key, stored[key]])),
    labelWords: Object.fromEntries(named) as Policy['labelWords'],
  };
}

/** The same values as they are stored. */
export function storedPolicy({ labelWords, ...values }: Policy): StoredPolicy {
  return {
    ...values,
    labelNames: labels.map((label) => labelWords[label].id),
    labelNamesEn: labels.map((label) => labelWords[label].en),
  };
}

/** A version of the policy, in force from `validFrom` until the day before `validUntil`. */
export interface PolicyDates {
  validFrom: Day;
  validUntil: Day | null;
}

/** The version a month uses: the one in force on its first day; undefined when there is none. */
export function policyOfMonth<Version extends PolicyDates>(
  month: Month,
  versions: readonly Version[],
): Version | undefined {
  const day = firstDayOf(month);
  return versions.find(({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || day < validUntil));
}

/** The days of a month's end. */
export interface MonthDates {
  provisionalAt: Date;
  /** The last day on which a person may appeal. */
  appealsUntil: Day;
  /** The last day on which an appeal is decided. */
  decisionsUntil: Day;
}

/** When a month's results are shown, and until when they may be appealed and are decided. */
export function monthDates(
  month: Month,
  policy: Pick<Policy, 'defaultWeek' | 'provisionalDay' | 'provisionalTime' | 'appealDays' | 'decisionDays'>,
  holidays: ReadonlySet<Day>,
): MonthDates {
  const calendar = { week: policy.defaultWeek, holidays };
  const shown = nthWorkingDay(firstDayOf(nextMonth(month)), policy.provisionalDay, calendar);
  const appealsUntil = addWorkingDays(shown, policy.appealDays, calendar);
  const decisionsUntil = addWorkingDays(appealsUntil, policy.decisionDays, calendar);
  return { provisionalAt: timeOn(shown, policy.provisionalTime), appealsUntil, decisionsUntil };
}

/** Minutes a month asked of one person, and hours to check every share asked of so many people. */
export function monthlyLoad(
  policy: Pick<Policy, 'monthlyPosts' | 'minutesPerPost'>,
  people: number,
): { minutesPerPerson: number; checkingHours: number } {
  const minutesPerPerson = policy.monthlyPosts * policy.minutesPerPost;
  return { minutesPerPerson, checkingHours: (people * minutesPerPerson) / 60 };
}

/** Whether so heavy a policy needs a written reason. */
export function needsReason(policy: Pick<Policy, 'monthlyPosts' | 'minutesPerPost' | 'maxMinutes'>): boolean {
  return monthlyLoad(policy, 1).minutesPerPerson > policy.maxMinutes;
}

/** The governor's objection to saving the policy without a reason; null when it may be saved. */
export function loadProblem(
  policy: Pick<Policy, 'monthlyPosts' | 'minutesPerPost' | 'maxMinutes'>,
  reason: string,
): Words | null {
  if (!needsReason(policy) || reason.trim() !== '') return null;
  const { minutesPerPerson } = monthlyLoad(policy, 1);
  return words(
    `Beban ${minutesPerPerson} menit per pegawai sebulan melebihi ${policy.maxMinutes} menit. Tulis alasannya atau kurangi jumlah materi.`,
    `A load of ${minutesPerPerson} minutes per person a month is above ${policy.maxMinutes} minutes. Write the reason or ask for fewer posts.`,
  );
}
