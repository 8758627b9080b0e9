import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { AppealsService } from '../appeals/appeals.service';
import { EvaluationService } from '../evaluation/evaluation.service';
import type { Refusal } from '../kernel/refusal';
import { words } from '../kernel/refusal';
import { toCsv } from '../papers/table-writer';
import { answerForm } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { participationPage } from './participation.page';
import { peopleTable, readPeopleQuery } from './participation.rules';
import { ParticipationService, type PersonMonth } from './participation.service';
import { personMonthPage } from './person-month.page';

const pageSize = 50;
const everybody = 1_000_000;

/** What the list can be asked for; anything else in the address is ignored. */
interface ListQuery {
  unit?: string;
  bulan?: string;
  status?: string;
  cari?: string;
  urut?: string;
  setelah?: string;
}

/** The own result, and for heads and reviewers their units, person by person. */
@Controller()
export class ParticipationController {
  constructor(
    private readonly service: ParticipationService,
    private readonly evaluation: EvaluationService,
    private readonly appeals: AppealsService,
  ) {}

  @GetPage('nilai', 'self.read')
  async own(@Who() actor: Actor, @ViewOf() view: View, @Query('bulan') month?: string) {
    const values = await this.service.own(actor, this.service.month(textOf(month)));
    const appeals = await this.appeals.windowWords(values.month);
    return personMonthPage(view, { ...values, months: this.service.months(), appeals });
  }

  @GetPage('partisipasi', 'participation.read')
  async unit(@Who() actor: Actor, @ViewOf() view: View, @Query() query: Record<string, unknown>) {
    const { wish, month } = this.wish(query);
    const values = await this.service.participation(actor, month, { ...wish, size: pageSize });
    return participationPage(view, { ...values, months: this.service.months(), query: wish });
  }

  @Get('partisipasi/unduh.csv')
  @Allow('participation.read')
  async csv(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const { wish, month } = this.wish(query);
    const all = await this.service.participation(actor, month, { ...wish, after: null, size: everybody });
    const name = `partisipasi-${month}-${all.unit.unit.code.replace(/[^\w.-]/g, '-')}.csv`;
    await reply
      .header('Content-Type', 'text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="${name}"`)
      .send(toCsv(peopleTable(all.people, view.lang), { lang: view.lang }));
  }

  @GetPage('partisipasi/pegawai/:id', 'participation.read')
  async person(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string, @Query('bulan') month?: string) {
    return this.personPage(view, await this.service.person(actor, id, this.service.month(textOf(month))));
  }

  @PostForm('partisipasi/pegawai/:id/pengecualian', 'exemption.grant')
  async exempt(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const month = this.service.month(textOf(body['bulan']));
    await this.service.person(actor, id, month);
    await answerForm(
      reply,
      async () => {
        await this.evaluation.exempt(actor, { month, personId: id, reason: textOf(body['alasan']) });
        return { to: `/partisipasi/pegawai/${id}?bulan=${month}`, say: exempted };
      },
      async (refusal) => {
        const values = await this.service.person(actor, id, month);
        return this.personPage(view, values, { typed: textOf(body['alasan']), refusal });
      },
    );
  }

  private personPage(view: View, values: PersonMonth, again?: { typed: string; refusal: Refusal }) {
    const isOther = view.actor?.personId !== values.personId;
    const mayExempt = isOther && view.may('exemption.grant') && values.figure !== null && values.fixed === null;
    const form = again ?? { typed: '', refusal: undefined };
    const months = this.service.months();
    return personMonthPage(view, { ...values, months, ...(mayExempt ? { exemptionForm: form } : {}) });
  }

  private wish(query: Record<string, unknown>) {
    const given = query as ListQuery;
    const read = readPeopleQuery({ status: textOf(given.status), cari: textOf(given.cari), urut: textOf(given.urut) });
    const after = textOf(given.setelah) || null;
    return { month: this.service.month(textOf(given.bulan)), wish: { ...read, unit: textOf(given.unit), after } };
  }
}

const exempted = words(
  'Pengecualian dicatat. Hasil yang tersimpan berubah setelah bulan ini dihitung ulang.',
  'The exemption is recorded. Stored results change when the month is computed again.',
);

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
