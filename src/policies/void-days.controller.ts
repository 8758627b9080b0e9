import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { missing, type Refusal, words } from '../kernel/refusal';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { voidDaysPage } from './void-days.page';
import { VoidDaysService } from './void-days.service';
import type { TypedVoidDays } from './void-day.rules';

const page = '/juknis/hari-kosong';

@Controller('juknis/hari-kosong')
export class VoidDaysController {
  constructor(private readonly days: VoidDaysService) {}

  @GetPage('', 'day.void')
  show(@Who() actor: Actor, @ViewOf() view: View) {
    return this.page(actor, view);
  }

  @PostForm('', 'day.void')
  async add(@Who() actor: Actor, @ViewOf() view: View, @Body() body: unknown, @Res() reply: FastifyReply) {
    const { unit = '', mulai = '', sampai = '', alasan = '' } = typedTexts(body);
    const typed = { unit, mulai, sampai, alasan };
    await answerForm(
      reply,
      async () => {
        await this.days.add(actor, typed);
        return { to: page, say: added };
      },
      (refusal) => this.page(actor, view, { typed, refusal }),
    );
  }

  @PostForm(':id/hapus', 'day.void')
  async remove(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        if (!/^\d{1,9}$/.test(id)) throw missing();
        await this.days.remove(actor, Number(id));
        return { to: page, say: removed };
      },
      (refusal) => this.page(actor, view, { refusal }),
    );
  }

  private async page(actor: Actor, view: View, again: { typed?: TypedVoidDays; refusal?: Refusal } = {}) {
    return voidDaysPage(view, {
      ...{ days: await this.days.list(actor), units: await this.days.units(actor) },
      ...again,
    });
  }
}

const added = words(
  'Hari kosong dicatat. Hasil yang tersimpan berubah setelah bulannya dihitung ulang.',
  'The voided days are recorded. Stored results change when the month is computed again.',
);
const removed = words('Hari kosong dihapus.', 'The voided days are removed.');
