import { Body, Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { goOn, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { guidePage } from './guide.page';
import { GuideService } from './guide.service';

/** The guide, always open to read, and the word that it was read. */
@Controller('panduan')
export class GuideController {
  constructor(private readonly guide: GuideService) {}

  @GetPage('', 'share.log')
  async show(@Who() actor: Actor, @ViewOf() view: View) {
    return guidePage(view, { next: (await this.guide.hasRead(actor)) ? null : '/' });
  }

  @PostForm('', 'share.log')
  async read(@Who() actor: Actor, @Body() body: unknown, @Res() reply: FastifyReply) {
    await this.guide.read(actor);
    goOn(reply, typedTexts(body)['lanjut'] ?? '/');
  }
}
