import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { EvaluationService, readVersion } from '../evaluation/evaluation.service';
import { words } from '../kernel/refusal';
import { formatMonth } from '../kernel/wita';
import { answerForm } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { monthPage, monthsPage } from './evaluation.page';
import { MonthReports } from './month-reports.service';

/** The agency's desk: months, their results, their report. */
@Controller('evaluasi')
export class EvaluationController {
  constructor(
    private readonly evaluation: EvaluationService,
    private readonly reports: MonthReports,
  ) {}

  @GetPage('', 'evaluation.read')
  async months(@ViewOf() view: View) {
    return monthsPage(view, await this.reports.months());
  }

  @GetPage(':month', 'evaluation.read')
  async month(@ViewOf() view: View, @Param('month') text: string, @Query('versi') typed: unknown) {
    const month = this.evaluation.begunMonth(text);
    const version = readVersion(typed);
    const isComputed = version !== undefined || (await this.evaluation.version(month)) !== undefined;
    const hasCalendar = await this.evaluation.hasCalendar(month);
    const report = isComputed ? await this.reports.report({ month, version, lang: view.lang }) : null;
    return monthPage(view, { month, hasCalendar, report });
  }

  @PostForm(':month/hasil-sementara', 'evaluation.run')
  async compute(@Who() actor: Actor, @ViewOf() view: View, @Param('month') month: string, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        const done = await this.evaluation.evaluate(actor, month);
        return { to: `/evaluasi/${done.month}`, say: computed(done.month) };
      },
      async (refusal) => monthsPage(view, await this.reports.months(), refusal),
    );
  }
}

const computed = (month: string) =>
  words(
    `Hasil sementara ${formatMonth(month, 'id')} sudah dihitung.`,
    `The provisional results of ${formatMonth(month, 'en')} are computed.`,
  );
