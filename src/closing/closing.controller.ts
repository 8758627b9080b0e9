import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { words } from '../kernel/refusal';
import { formatMonth } from '../kernel/wita';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { closingPage } from './closing.page';
import { ClosingService } from './closing.service';

@Controller('evaluasi/:month/penutupan')
export class ClosingController {
  constructor(private readonly closing: ClosingService) {}

  @GetPage('', 'evaluation.read')
  async show(@ViewOf() view: View, @Param('month') month: string) {
    return closingPage(view, await this.closing.monthEnd(month));
  }

  @PostForm('penetapan', 'period.fix')
  async fix(@Who() actor: Actor, @ViewOf() view: View, @Param('month') text: string, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        const { month } = await this.closing.fix(actor, text);
        return { to: `/evaluasi/${month}/penutupan`, say: fixed(month) };
      },
      async (refusal) => closingPage(view, await this.closing.monthEnd(text), { refusal, reason: '' }),
    );
  }

  @PostForm('pembukaan', 'period.reopen')
  async reopen(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') text: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const reason = typedTexts(body)['alasan'] ?? '';
    await answerForm(
      reply,
      async () => {
        const { month } = await this.closing.reopen(actor, text, reason);
        return { to: `/evaluasi/${month}/penutupan`, say: reopened(month) };
      },
      async (refusal) => closingPage(view, await this.closing.monthEnd(text), { refusal, reason }),
    );
  }
}

const fixed = (month: string) =>
  words(`Hasil ${formatMonth(month, 'id')} sudah ditetapkan.`, `The results of ${formatMonth(month, 'en')} are fixed.`);

const reopened = (month: string) =>
  words(
    `${formatMonth(month, 'id')} sudah dibuka kembali sebagai versi baru.`,
    `${formatMonth(month, 'en')} is open again as a new version.`,
  );
