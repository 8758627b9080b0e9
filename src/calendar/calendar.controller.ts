import { Controller, Query } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { dayOf } from '../kernel/wita';
import { GetPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { calendarPage } from './calendar.page';
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
    const year = /^(19|20|21)\d\d$/.test(String(asked)) ? Number(asked) : Number(dayOf(this.clock.now()).slice(0, 4));
    const holidays = await this.calendar.holidays(`${year}-01-01`, `${year}-12-31`);
    return calendarPage(view, { year, holidays, approved: await this.calendar.isApproved(year) });
  }
}
