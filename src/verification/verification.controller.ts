import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { shareId, SharesService } from '../shares/shares.service';
import { answerForm, readForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { sendPicture } from '../web/pictures';
import { View, ViewOf } from '../web/view';
import { VerdictForm } from './verification.forms';
import { queryOf, queuePage, type QueueAddress, type QueueValues } from './verification.page';
import { decidedWords } from './verification.rules';
import { VerificationService } from './verification.service';

type Values = Record<string, string>;
const pageSize = 20;

@Controller('verifikasi')
export class VerificationController {
  constructor(
    private readonly verification: VerificationService,
    private readonly shares: SharesService,
  ) {}

  @GetPage('', 'share.review')
  queue(@Who() actor: Actor, @ViewOf() view: View, @Query() query: Values) {
    return this.page(actor, view, addressOf(query));
  }

  @Get(':id/bukti')
  @Allow('share.review')
  async look(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Query('nomor') number: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    await sendPicture(reply, await this.verification.lookAt(actor, shareId(id), number));
  }

  @PostForm(':id', 'share.review')
  async decide(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Query() query: Values,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const address = addressOf(query);
    await answerForm(
      reply,
      async () => {
        const form = readForm(VerdictForm, body);
        await this.verification.decide(actor, shareId(id), form);
        return { to: `/verifikasi${queryOf(address)}`, say: decidedWords[form.verdict] };
      },
      (refusal) =>
        this.page(actor, view, address, { refusal, typed: { id, reason: typedTexts(body)['reason'] ?? '' } }),
    );
  }

  private async page(actor: Actor, view: View, address: QueueAddress, refused: Partial<QueueValues> = {}) {
    const [part, units, channels] = await Promise.all([
      this.part(actor, address),
      this.verification.units(actor),
      this.shares.channels(),
    ]);
    return queuePage(view, { ...part, units, channels, address, ...refused });
  }

  private part(actor: Actor, { unit, kanal: channel, cari: search, setelah: after }: QueueAddress) {
    return this.verification.waiting(actor, { unit, channel, search, after, limit: pageSize });
  }
}

function addressOf({ unit = '', kanal = '', cari = '', setelah = '' }: Values): QueueAddress {
  return { unit, kanal, cari: cari.trim().slice(0, 100), setelah };
}
