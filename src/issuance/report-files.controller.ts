import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { Summary } from '../access/summary';
import { EvaluationService, readVersion } from '../evaluation/evaluation.service';
import { missing } from '../kernel/refusal';
import { ParticipationService } from '../reports/participation.service';
import { View, ViewOf } from '../web/view';
import { ReportFiles, type ReportFile } from './report-files.service';
import { reportFormats } from './report-forms.service';

/** The report's files, for people and for programs. */
@Controller()
export class ReportFilesController {
  constructor(
    private readonly evaluation: EvaluationService,
    private readonly participation: ParticipationService,
    private readonly files: ReportFiles,
  ) {}

  @Get(['evaluasi/:month/laporan.:format', 'api/v1/periods/:month/report.:format'])
  @Allow('evaluation.read')
  @Summary('The report as pdf, xlsx, csv, json or txt: the newest version, or the one that `version` names.', {
    type: 'application/octet-stream',
    query: ['unit', 'version'],
  })
  async file(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param() { month = '', format = '' }: Record<string, string>,
    @Query() { unit, versi, version = versi }: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ) {
    const known = reportFormats.find((one) => one === format);
    if (!known) throw missing();
    const wish = { month: this.evaluation.begunMonth(month), lang: view.lang, unit, version: readVersion(version) };
    await sendFile(reply, await this.files.make(actor, known, wish));
  }

  /** The own figure of a month with what is behind it. */
  @Get('nilai/bukti-dukung.pdf')
  @Allow('self.read')
  async ownProof(@Who() actor: Actor, @Query('bulan') month: unknown, @Res() reply: FastifyReply) {
    const person = await this.participation.own(actor, this.participation.month(textOf(month)));
    await sendFile(reply, await this.files.proof(actor, person));
  }

  @Get('partisipasi/pegawai/:id/bukti-dukung.pdf')
  @Allow('participation.read')
  async proof(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Query('bulan') month: unknown,
    @Res() reply: FastifyReply,
  ) {
    const person = await this.participation.person(actor, id, this.participation.month(textOf(month)));
    await sendFile(reply, await this.files.proof(actor, person));
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Offers a file for download. */
export async function sendFile(reply: FastifyReply, { name, type, bytes }: ReportFile): Promise<void> {
  await reply.header('Content-Type', type).header('Content-Disposition', `attachment; filename="${name}"`).send(bytes);
}
