import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { readVersion } from '../evaluation/evaluation.service';
import { words } from '../kernel/refusal';
import { answerForm } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { ChecksService } from './checks.service';
import { samplingPage } from './sampling.page';

/** The random audit of a month as its evaluator sees it. */
@Controller('evaluasi/:month/pemeriksaan')
export class SamplingController {
  constructor(private readonly checks: ChecksService) {}

  @GetPage('', 'evaluation.read')
  async show(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') month: string,
    @Query('versi') version: unknown,
  ) {
    return samplingPage(view, await this.checks.progress(actor, month, readVersion(version)));
  }

  @PostForm('', 'period.draw')
  async choose(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') month: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const chosen = chosenIn(body);
    await answerForm(
      reply,
      async () => {
        await this.checks.choose(actor, month, chosen);
        return { to: `/evaluasi/${month}/pemeriksaan`, say: given };
      },
      async (refusal) => samplingPage(view, await this.checks.progress(actor, month), { refusal, chosen }),
    );
  }
}

/** One ticked box arrives as a text, several as a list. */
function chosenIn(body: unknown): string[] {
  const { pemeriksa } = (body ?? {}) as { pemeriksa?: unknown };
  return [pemeriksa].flat().filter((id) => typeof id === 'string');
}

const given = words(
  'Sebaran terpilih sudah dibagikan kepada para pemeriksa.',
  'The drawn shares were given to the checkers.',
);
