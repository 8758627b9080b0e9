import { Controller, Get, Header, Param } from '@nestjs/common';
import { Allow, Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { GetPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { ownDataPage } from './own-data.page';
import { OwnDataService } from './own-data.service';
import { ownYearPage } from './own-year.page';
import { OwnYearService } from './own-year.service';

/** The reader's own year and own data. */
@Controller()
export class OwnController {
  constructor(
    private readonly years: OwnYearService,
    private readonly data: OwnDataService,
  ) {}

  @GetPage('nilai/tahun/:year', 'self.read')
  async year(@Who() actor: Actor, @ViewOf() view: View, @Param('year') year: string) {
    return ownYearPage(view, await this.years.of(actor, year));
  }

  @GetPage('data-saya', 'self.read')
  async show(@Who() actor: Actor, @ViewOf() view: View) {
    return ownDataPage(view, await this.data.of(actor));
  }

  @Get('data-saya/unduh.json')
  @Allow('self.read')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="data-saya.json"')
  async file(@Who() actor: Actor) {
    return JSON.stringify(await this.data.of(actor), null, 2);
  }
}
