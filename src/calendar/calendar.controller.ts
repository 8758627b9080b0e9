import { Controller, Query } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { dayOf } from '../kernel/wita';
import { GetPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { calendarPage, firstYear, lastYear } from './calendar.page';
import { CalendarService } from './calendar.service';

@Controller('kalender')
export class CalendarController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly clock: Clock,
  ) {}

  /** A year that is none shows the present one. */
  @GetPage('', 'self.read')
  async show(@ViewOf() view: View, @Query('tahun') asked?: string) {
    const isYear = /^\d{4}$/.test(asked ?? '') && Number(asked) >= firstYear && Number(asked) <= lastYear;
    const year = Number(isYear ? asked : dayOf(this.clock.now()).slice(0, 4));
    const holidays = await this.calendar.holidays(`${year}-01-01`, `${year}-12-31`);
    return calendarPage(view, { year, holidays, approved: await this.calendar.isApproved(year) });
  }
}
