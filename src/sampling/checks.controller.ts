import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { type Refusal, words } from '../kernel/refusal';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { sendPicture } from '../web/pictures';
import { View, ViewOf } from '../web/view';
import { checkPage, checksPage } from './checks.page';
import { ChecksService } from './checks.service';

interface Key {
  month: string;
  shareId: string;
}

/** What a chosen checker does. */
@Controller('pemeriksaan')
export class ChecksController {
  constructor(private readonly checks: ChecksService) {}

  @GetPage('', 'sample.check')
  async list(@Who() actor: Actor, @ViewOf() view: View) {
    return checksPage(view, await this.checks.tasks(actor));
  }

  @GetPage(':month/:shareId', 'sample.check')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Param() key: Key) {
    return this.page(actor, view, key);
  }

  @Get(':month/:shareId/bukti')
  @Allow('sample.check')
  async look(
    @Who() actor: Actor,
    @Param() key: Key,
    @Query('nomor') number: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    await sendPicture(reply, await this.checks.look(actor, key, number));
  }

  @PostForm(':month/:shareId', 'sample.check')
  async settle(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param() key: Key,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const { hasil: result = '', catatan: note = '' } = typedTexts(body);
    await answerForm(
      reply,
      async () => {
        await this.checks.settle(actor, key, { result, note });
        return { to: '/pemeriksaan', say: settled };
      },
      (refusal) => this.page(actor, view, key, { refusal, result, note }),
    );
  }

  private async page(
    actor: Actor,
    view: View,
    { month, shareId }: Key,
    again?: { refusal: Refusal; result: string; note: string },
  ) {
    const task = await this.checks.task(actor, month, shareId);
    return checkPage(view, { task, pictures: await this.checks.pictures(task), again });
  }
}

const settled = words('Hasil pemeriksaan tersimpan.', 'The result of the check is kept.');
