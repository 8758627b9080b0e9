import { Controller, Query } from '@nestjs/common';
import { GetPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { tempoPage } from './tempo.page';
import { TempoService } from './tempo.service';
import { Who } from '../access/allow';
import type { Actor } from '../access/actor';

@Controller('verifikasi/tempo')
export class TempoController {
  constructor(private readonly tempo: TempoService) {}

  @GetPage('', 'reviewer.read')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Query('bulan') month: unknown) {
    return tempoPage(view, await this.tempo.of(actor, typeof month === 'string' ? month : ''));
  }
}
