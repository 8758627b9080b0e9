import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { shareId, SharesService } from '../shares/shares.service';
import { answerForm, readForm } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { VerdictForm } from './verification.forms';
import { queryOf, queuePage, type QueueAddress, type QueueValues } from './verification.page';
import { decidedWords } from './verification.rules';
import { VerificationService } from './verification.service';

type Values = Record<string, unknown>;
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

  @PostForm(':id', 'share.review')
  async decide(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Query() query: Values,
    @Body() body: Values,
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
      (refusal) => this.page(actor, view, address, { refusal, typed: { id, reason: textOf(body['reason']) } }),
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

  private part(actor: Actor, { unit, kanal, cari, setelah }: QueueAddress) {
    const unitId = /^\d{1,9}$/.test(unit) ? Number(unit) : undefined;
    const narrowed = { unitId, channel: kanal || undefined, search: cari || undefined };
    return this.verification.waiting(actor, { ...narrowed, after: setelah, limit: pageSize });
  }
}

function addressOf(query: Values): QueueAddress {
  const [unit, kanal, cari, setelah] = ['unit', 'kanal', 'cari', 'setelah'].map((name) => textOf(query[name]));
  return { unit: unit ?? '', kanal: kanal ?? '', cari: (cari ?? '').trim().slice(0, 100), setelah: setelah ?? '' };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
