import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { EvaluationService } from '../evaluation/evaluation.service';
import { missing, words } from '../kernel/refusal';
import { formatMonth } from '../kernel/wita';
import { answerForm } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { monthPage, monthsPage } from './evaluation.page';
import { ReportFiles, reportFormats, type ReportFormat } from './report-files.service';

/** The agency's desk: months, their results, their report. */
@Controller('evaluasi')
export class EvaluationController {
  constructor(
    private readonly evaluation: EvaluationService,
    private readonly files: ReportFiles,
  ) {}

  @GetPage('', 'evaluation.read')
  async months(@ViewOf() view: View) {
    return monthsPage(view, await this.files.months());
  }

  @GetPage(':month', 'evaluation.read')
  async month(@Who() actor: Actor, @ViewOf() view: View, @Param('month') text: string) {
    const month = this.evaluation.begunMonth(text);
    const isComputed = (await this.evaluation.version(month)) !== undefined;
    const hasCalendar = await this.evaluation.hasCalendar(month);
    const report = isComputed ? await this.files.report(actor, { month, lang: view.lang }) : null;
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
      async (refusal) => monthsPage(view, await this.files.months(), refusal),
    );
  }

  @Get(':month/laporan.:format')
  @Allow('evaluation.read')
  async file(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') month: string,
    @Param('format') format: string,
    @Query('unit') unit: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    if (!isFormat(format)) throw missing();
    const wish = { month: this.evaluation.begunMonth(month), lang: view.lang, unit };
    const file = await this.files.make(actor, format, wish);
    await reply
      .header('Content-Type', file.type)
      .header('Content-Disposition', `attachment; filename="${file.name}"`)
      .send(file.bytes);
  }
}

const isFormat = (format: string): format is ReportFormat => (reportFormats as readonly string[]).includes(format);

const computed = (month: string) =>
  words(
    `Hasil sementara ${formatMonth(month, 'id')} sudah dihitung.`,
    `The provisional results of ${formatMonth(month, 'en')} are computed.`,
  );
