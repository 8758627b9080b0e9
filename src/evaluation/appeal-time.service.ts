import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { nthWorkingDay } from '../calendar/calendar.rules';
import { CalendarService } from '../calendar/calendar.service';
import { addDays, dayOf, type Month, monthInterval, startOfDay } from '../kernel/wita';
import { PoliciesService } from '../policies/policies.service';
import { Period } from './period-version.entity';
import { asksSomething } from './results.queries';

const longestPause = 150;

/** The time in which people may appeal against a month's provisional results: the working days of the juknis, set once. */
@Injectable()
export class AppealTime {
  constructor(
    private readonly db: DataSource,
    private readonly calendar: CalendarService,
    private readonly policies: PoliciesService,
  ) {}

  /**
   * Opens it from the next working day on, when results of a month that asked for something are published after its end;
   * later ones leave it. Of one in which nothing could be shared, computed by mistake, nothing can be appealed or fixed.
   */
  async open(em: EntityManager, month: Month, publishedAt: Date): Promise<void> {
    if (publishedAt < monthInterval(month).end || !(await this.asksSomething(month, em))) return;
    const { policy } = await this.policies.ofMonth(month, em);
    const next = addDays(dayOf(publishedAt), 1);
    const days = await this.calendar.holidays(next, addDays(next, longestPause));
    const calendar = { week: policy.defaultWeek, holidays: new Set(days.map(({ day }) => day)) };
    const appealsFrom = startOfDay(nthWorkingDay(next, 1, calendar));
    const appealsUntil = startOfDay(addDays(nthWorkingDay(next, policy.appealDays, calendar), 1));
    await em
      .createQueryBuilder()
      .insert()
      .into(Period)
      .values({ month, appealsFrom, appealsUntil })
      .orIgnore()
      .execute();
  }

  /** Whether staff were asked for anything in the month: an item could be shared, or somebody logged a share. */
  asksSomething(month: Month, em: EntityManager): Promise<boolean> {
    return asksSomething(em, month);
  }

  /** Null: not opened yet. */
  of(month: Month, em: EntityManager = this.db.manager): Promise<Period | null> {
    return em.findOneBy(Period, { month });
  }
}
