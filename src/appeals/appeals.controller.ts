import { Body, Controller, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { EvaluationService } from '../evaluation/evaluation.service';
import { Clock } from '../kernel/clock';
import type { Refusal } from '../kernel/refusal';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { appealFormPage } from './appeal-form.page';
import { filedWords } from './appeal-words.rules';
import { givenBy, inFields, typedAppeal, type TypedAppeal } from './appeals.forms';
import { AppealsService } from './appeals.service';
import { ownAppealsPage } from './own-appeals.page';

/** The own appeals and the form to make one, reached from the very row. */
@Controller('sanggahan')
export class AppealsController {
  constructor(
    private readonly appeals: AppealsService,
    private readonly evaluation: EvaluationService,
    private readonly clock: Clock,
  ) {}

  @GetPage('', 'appeal.file')
  async list(@Who() actor: Actor, @ViewOf() view: View) {
    return ownAppealsPage(view, await this.appeals.own(actor));
  }

  @GetPage('baru', 'appeal.file')
  form(@Who() actor: Actor, @ViewOf() view: View, @Query() query: unknown) {
    return this.page(actor, view, typedAppeal(typedTexts(query)));
  }

  @PostForm('baru', 'appeal.file')
  async file(@Who() actor: Actor, @ViewOf() view: View, @Body() body: unknown, @Res() reply: FastifyReply) {
    const typed = typedAppeal(typedTexts(body));
    await answerForm(
      reply,
      async () => {
        const { dueOn } = await this.appeals.file(actor, givenBy(typed));
        return { to: '/sanggahan', say: filedWords(dueOn) };
      },
      (refusal) => this.page(actor, view, typed, inFields(refusal, typed.hal)),
    );
  }

  private async page(actor: Actor, view: View, typed: TypedAppeal, refusal?: Refusal) {
    const share = typed.hal === 'share' ? await this.appeals.ownShare(actor, typed.sebaran) : null;
    const month = share ? share.businessDate.slice(0, 7) : this.evaluation.begunMonth(typed.bulan);
    const units = typed.hal === 'unit' ? await this.appeals.units() : [];
    const window = await this.appeals.window(month);
    return appealFormPage(view, { typed, month, share, units, window, now: this.clock.now(), refusal });
  }
}
