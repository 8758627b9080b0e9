import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { CalendarService } from '../calendar/calendar.service';
import { Refusal, words } from '../kernel/refusal';
import { addDays, firstDayOf, type Month, nextMonth } from '../kernel/wita';
import { PolicyVersion } from './policy.entity';
import { monthDates, type MonthDates, type Policy, policyFrom } from './policy.rules';

/** A month's rule: the policy with the number and the dates of its version. */
export interface MonthPolicy {
  version: number;
  validFrom: string;
  validUntil: string | null;
  policy: Policy;
}

/** The versions of the juknis that hold, held or will hold. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly db: DataSource,
    private readonly calendar: CalendarService,
  ) {}

  /** The juknis of a month, in force on its first day. Throws 409 when there is none. */
  async ofMonth(month: Month, em: EntityManager = this.db.manager): Promise<MonthPolicy> {
    const day = firstDayOf(month);
    const validFrom = LessThanOrEqual(day);
    const row = await em.findOneBy(PolicyVersion, [
      { validFrom, validUntil: IsNull() },
      { validFrom, validUntil: MoreThan(day) },
    ]);
    if (!row) throw noPolicy();
    return monthPolicy(row);
  }

  /** The days of the month's end by its juknis and the calendar. */
  async datesOf(month: Month): Promise<MonthDates> {
    const { policy } = await this.ofMonth(month);
    const from = firstDayOf(nextMonth(month));
    const days = await this.calendar.holidays(from, addDays(from, 150));
    return monthDates(month, policy, new Set(days.map(({ day }) => day)));
  }

  /** Every version, the newest first. */
  async versions(): Promise<(MonthPolicy & { reason: string })[]> {
    const rows = await this.db.manager.find(PolicyVersion, { order: { validFrom: 'DESC' } });
    return rows.map((row) => ({ ...monthPolicy(row), reason: row.reason }));
  }
}

function monthPolicy(row: PolicyVersion): MonthPolicy {
  const { version, validFrom, validUntil } = row;
  return { version, validFrom, validUntil, policy: policyFrom(row) };
}

function noPolicy(): Refusal {
  return new Refusal(
    'conflict',
    'no-policy',
    words(
      'Belum ada juknis yang berlaku pada hari pertama bulan ini. Tetapkan juknisnya terlebih dahulu.',
      'No rule (juknis) is in force on the first day of this month. Set one first.',
    ),
  );
}
