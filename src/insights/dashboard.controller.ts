import { Controller, Param, Query } from '@nestjs/common';
import { Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { ParticipationService } from '../reports/participation.service';
import { GetPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { dashboardPage } from './dashboard.page';
import { DashboardService } from './dashboard.service';
import { postReachPage } from './post-reach.page';

/** *Dasbor*: a unit's month from all sides, for its head and reviewers, the evaluator and the auditor. */
@Controller('dasbor')
export class DashboardController {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly participation: ParticipationService,
  ) {}

  @GetPage('', 'participation.read')
  async unit(@Who() actor: Actor, @ViewOf() view: View, @Query() query: Record<string, unknown>) {
    const month = this.participation.month(textOf(query['bulan']));
    const values = await this.dashboard.of(actor, month, textOf(query['unit']));
    return dashboardPage(view, { ...values, months: this.participation.months() });
  }

  @GetPage('materi/:id', 'participation.read')
  async post(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ) {
    const month = this.participation.month(textOf(query['bulan']));
    const skip = /^\d{1,6}$/.test(textOf(query['lewati'])) ? Number(query['lewati']) : 0;
    return postReachPage(view, await this.dashboard.post(actor, id, { month, unit: textOf(query['unit']), skip }));
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
