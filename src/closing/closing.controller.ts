import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { type Words, words } from '../kernel/refusal';
import { formatMonth, type Lang } from '../kernel/wita';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { closingPage } from './closing.page';
import { ClosingService } from './closing.service';

/** Who sent a form from which page. */
interface Sent {
  actor: Actor;
  view: View;
  month: string;
  reply: FastifyReply;
}

@Controller('evaluasi/:month/penutupan')
export class ClosingController {
  constructor(private readonly closing: ClosingService) {}

  @GetPage('', 'evaluation.read')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Param('month') month: string) {
    return closingPage(view, await this.closing.monthEnd(actor, month));
  }

  @PostForm('penetapan', 'period.fix')
  async fix(@Who() actor: Actor, @ViewOf() view: View, @Param('month') month: string, @Res() reply: FastifyReply) {
    await this.step({ actor, view, month, reply }, {}, () => this.closing.fix(actor, month), fixed);
  }

  @PostForm('pengundian', 'period.draw')
  async draw(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') month: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const typed = typedTexts(body);
    const announced = { publicNumber: typed['nomor'] ?? '', source: typed['sumber'] ?? '' };
    await this.step({ actor, view, month, reply }, typed, () => this.closing.draw(actor, month, announced), drawn);
  }

  @PostForm('tutup', 'period.close')
  async close(@Who() actor: Actor, @ViewOf() view: View, @Param('month') month: string, @Res() reply: FastifyReply) {
    await this.step({ actor, view, month, reply }, {}, () => this.closing.close(actor, month), closed);
  }

  @PostForm('pembukaan', 'period.reopen')
  async reopen(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') month: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const typed = typedTexts(body);
    const reason = typed['alasan'] ?? '';
    await this.step({ actor, view, month, reply }, typed, () => this.closing.reopen(actor, month, reason), reopened);
  }

  private async step(
    { actor, view, month, reply }: Sent,
    typed: Record<string, string>,
    act: () => Promise<{ month: string }>,
    say: (month: string) => Words,
  ): Promise<void> {
    await answerForm(
      reply,
      async () => ({ say: say((await act()).month), to: `/evaluasi/${month}/penutupan` }),
      async (refusal) => closingPage(view, await this.closing.monthEnd(actor, month), { refusal, typed }),
    );
  }
}

const named = (id: (month: string) => string, en: (month: string) => string) => (month: string) => {
  const name = (lang: Lang) => formatMonth(month, lang);
  return words(id(name('id')), en(name('en')));
};

const fixed = named(
  (month) => `Hasil ${month} sudah ditetapkan.`,
  (month) => `The results of ${month} are fixed.`,
);
const drawn = named(
  (month) => `Sampel ${month} sudah diundi. Pilih para pemeriksanya.`,
  (month) => `The sample of ${month} is drawn. Choose its checkers.`,
);
const closed = named(
  (month) => `${month} sudah ditutup.`,
  (month) => `${month} is closed.`,
);
const reopened = named(
  (month) => `${month} sudah dibuka kembali sebagai versi baru.`,
  (month) => `${month} is open again as a new version.`,
);
