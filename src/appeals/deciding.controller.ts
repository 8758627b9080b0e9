import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { words } from '../kernel/refusal';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { sendPicture } from '../web/pictures';
import { View, ViewOf } from '../web/view';
import { decisionNames, inFields } from './appeals.forms';
import { appealPage } from './deciding.page';
import { DecidingService } from './deciding.service';
import { deskPage } from './desk.page';

/** The evaluator's desk of appeals; an auditor reads it. */
@Controller('sanggahan/masuk')
export class DecidingController {
  constructor(private readonly deciding: DecidingService) {}

  @GetPage('', 'appeal.read')
  async desk(@Who() actor: Actor, @ViewOf() view: View) {
    return deskPage(view, await this.deciding.desk(actor));
  }

  @GetPage(':id', 'appeal.read')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string) {
    return appealPage(view, await this.deciding.one(actor, id));
  }

  @Get(':id/bukti')
  @Allow('appeal.read')
  async look(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Query('nomor') number: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    await sendPicture(reply, await this.deciding.lookAt(actor, id, number));
  }

  @PostForm(':id/putusan', 'appeal.decide')
  async decide(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const { putusan = '', alasan = '' } = typedTexts(body);
    await answerForm(
      reply,
      async () => {
        const decision = await this.deciding.decide(actor, id, { decision: decisionNames[putusan], reason: alasan });
        const next = await this.deciding.next(actor);
        return { to: `/sanggahan/masuk${next ? `/${next}` : ''}`, say: said[decision] };
      },
      async (refusal) => appealPage(view, await this.deciding.one(actor, id), { refusal: inFields(refusal), alasan }),
    );
  }
}

const said = {
  granted: words(
    'Sanggahan dikabulkan dan datanya diubah. Hasil mengikuti pada penghitungan berikutnya.',
    'The appeal is granted and the rows are changed. The results follow at the next computation.',
  ),
  refused: words('Sanggahan ditolak. Pegawai membaca alasannya.', 'The appeal is refused. The person reads why.'),
};
