/*
 * A person in a month. The unit of the month is the one with the most working days of membership, a tie goes to the
 * one whose membership starts later. W = working days of the month by that unit's week, A = those of them inside the
 * person's memberships, less days of leave and voided days of the unit. Target T = floor(B × A ÷ W). Exempt: A below 5, T = 0, or by approval.
 * A post counts once, on the earliest day on which the person shared it, in that day's month; at most 3 posts a day.
 * Achievement = min(1, C ÷ T).
 * Example, November 2026: W = 21, four days of leave, A = 17, B = 8: T = floor(136 ÷ 21) = 6. Five posts on one day
 * and two on another: C = 3 + 2 = 5, achievement 5 ÷ 6 = 0.833, Aktif.
 * Source: the default juknis of Gaung, sections 1 and 3.
 */
import { type Week, workingDays } from '../calendar/calendar.rules';
import type { Words } from '../kernel/refusal';
import { type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../kernel/wita';
import { defaultPolicy, type Label, labels, type Policy } from '../policies/policy.rules';

/** Days from one to another, both included; null: no end yet. */
export interface DaySpan {
  startsOn: Day;
  endsOn: Day | null;
}

export interface UnitMembership extends DaySpan {
  unitId: number;
  week: Week;
  /** Days on which nothing was asked in the unit. */
  voided?: readonly DaySpan[];
}

/** A share that counts (see counting.rules). */
export interface CountingShare {
  postId: string;
  businessDate: Day;
}

export interface EvaluatedMonth {
  month: Month;
  holidays: ReadonlySet<Day>;
  policy: Pick<Policy, 'monthlyPosts' | 'minAvailableDays' | 'dailyCap' | 'labelThresholds'>;
}

export interface PersonFacts {
  memberships: readonly UnitMembership[];
  leave: readonly DaySpan[];
  /** An approved exemption for the month. */
  exempted: boolean;
  /** The person's counting shares of the month and of all months before it. */
  shares: readonly CountingShare[];
}

export interface PersonFigures {
  unitId: number;
  /** W, days */
  workingDays: number;
  /** A, days */
  availableDays: number;
  /** T, posts */
  target: number;
  exempt: boolean;
  /** C, posts */
  counted: number;
  /** 0…1; null for the exempt. */
  achievement: number | null;
  /** Null for the exempt. */
  label: Label | null;
}

/** A person's figures of a month; null for a person without a working day of membership in it. */
export function personFigures(person: PersonFacts, period: EvaluatedMonth): PersonFigures | null {
  const unit = unitOfMonth(person.memberships, period);
  if (!unit) return null;
  const days = daysOfMonth(unit.week, period);
  const available = availableDays(days, person).length;
  const target = targetOf(available, days.length, period.policy);
  const exempt = isExempt({ available, target, exempted: person.exempted }, period.policy);
  const counted = countedPosts(countingDates(person.shares, period.month), period.policy);
  const achievement = exempt ? null : achievementOf(counted, target);
  const label = achievement === null ? null : labelOf(achievement, period.policy);
  return {
    unitId: unit.unitId,
    workingDays: days.length,
    availableDays: available,
    target,
    exempt,
    counted,
    achievement,
    label,
  };
}

/** The unit a person belongs to in a month, with its week; null without a working day of membership. */
export function unitOfMonth(
  memberships: readonly UnitMembership[],
  period: Pick<EvaluatedMonth, 'month' | 'holidays'>,
): { unitId: number; week: Week } | null {
  const units = new Map<number, { unitId: number; week: Week; days: number; startsOn: Day }>();
  for (const membership of memberships) {
    const days = daysOfMonth(membership.week, period).filter((day) => covers(membership, day)).length;
    if (days === 0) continue;
    const { unitId, week, startsOn } = membership;
    const known = units.get(unitId) ?? { unitId, week, days: 0, startsOn };
    const latest = startsOn > known.startsOn ? startsOn : known.startsOn;
    units.set(unitId, { unitId, week, days: known.days + days, startsOn: latest });
  }
  const [first] = [...units.values()].sort((a, b) => b.days - a.days || (a.startsOn < b.startsOn ? 1 : -1));
  return first ? { unitId: first.unitId, week: first.week } : null;
}

/** Of the unit's working days those inside the person's memberships, not voided there, and outside leave. */
export function availableDays(days: readonly Day[], person: Pick<PersonFacts, 'memberships' | 'leave'>): Day[] {
  return days.filter(
    (day) => person.memberships.some((one) => isAsked(one, day)) && !person.leave.some((span) => covers(span, day)),
  );
}

/** T = floor(B × A ÷ W), in posts; 0 in a month without working days. */
export function targetOf(available: number, working: number, policy: Pick<Policy, 'monthlyPosts'>): number {
  const product = policy.monthlyPosts * available;
  // The remainder of whole numbers is exact, so the quotient below is a whole number and never 7.999….
  return working === 0 ? 0 : (product - (product % working)) / working;
}

/** Exempt: too few available days, nothing asked, or an approved exemption. */
export function isExempt(
  person: { available: number; target: number; exempted: boolean },
  policy: Pick<Policy, 'minAvailableDays'>,
): boolean {
  return person.exempted || person.available < policy.minAvailableDays || person.target === 0;
}

/** Post → the day on which it counts, for the posts that the person shared first in this month. */
export function countingDates(shares: readonly CountingShare[], month: Month): Map<string, Day> {
  const first = new Map<string, Day>();
  for (const { postId, businessDate } of shares) {
    const known = first.get(postId);
    if (known === undefined || businessDate < known) first.set(postId, businessDate);
  }
  return new Map([...first].filter(([, day]) => monthOf(day) === month));
}

/** C: posts counted, at most the daily cap on one day. */
export function countedPosts(dates: ReadonlyMap<string, Day>, policy: Pick<Policy, 'dailyCap'>): number {
  const perDay = new Map<Day, number>();
  for (const day of dates.values()) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  return [...perDay.values()].reduce((sum, posts) => sum + Math.min(policy.dailyCap, posts), 0);
}

/** min(1, C ÷ T) of somebody who is not exempt, so T > 0. */
export function achievementOf(counted: number, target: number): number {
  return Math.min(1, counted / target);
}

export function labelOf(achievement: number, policy: Pick<Policy, 'labelThresholds'>): Label {
  const level = policy.labelThresholds.findIndex((threshold) => achievement >= threshold);
  if (level >= 0 && achievement > 0) return labels[level];
  return achievement > 0 ? 'kurang_aktif' : 'belum_berpartisipasi';
}

export function labelWords(label: Label, policy: Pick<Policy, 'labelWords'> = defaultPolicy): Words {
  return policy.labelWords[label];
}

function daysOfMonth(week: Week, { month, holidays }: Pick<EvaluatedMonth, 'month' | 'holidays'>): Day[] {
  return workingDays({ from: firstDayOf(month), to: lastDayOf(month), week, holidays });
}

function isAsked(membership: UnitMembership, day: Day): boolean {
  return covers(membership, day) && !membership.voided?.some((span) => covers(span, day));
}

function covers({ startsOn, endsOn }: DaySpan, day: Day): boolean {
  return startsOn <= day && (endsOn === null || day <= endsOn);
}
