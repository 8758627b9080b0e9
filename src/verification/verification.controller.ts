import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { fullName } from '../directory/person.rules';
import type { Refusal } from '../kernel/refusal';
import { shareId, SharesService } from '../shares/shares.service';
import { answerForm, readForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { sendPicture } from '../web/pictures';
import { View, ViewOf } from '../web/view';
import { listQuery, readAddress, waitingStates, type QueueAddress } from './queue-address.rules';
import { queuePage } from './queue.page';
import { reviewPage } from './review.page';
import { ScreenVerdictForm, TogetherForm } from './verification.forms';
import { batchWords, decidedWords, pageSize } from './verification.rules';
import { VerificationService, type QueueWish } from './verification.service';

type Values = Record<string, string>;
/** Counted no further, however long the queue is. */
const most = 100;

@Controller('verifikasi')
export class VerificationController {
  constructor(
    private readonly verification: VerificationService,
    private readonly shares: SharesService,
  ) {}

  @GetPage('', 'share.review')
  queue(@Who() actor: Actor, @ViewOf() view: View, @Query() query: Values) {
    return this.list(actor, view, readAddress(query));
  }

  @PostForm('terima', 'share.review')
  async acceptTogether(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Query() query: Values,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const address = readAddress(query);
    await answerForm(
      reply,
      async () => {
        const { mark } = readForm(TogetherForm, body);
        const outcome = await this.verification.acceptTogether(actor, mark);
        return { to: `/verifikasi${listQuery(address)}`, say: batchWords(outcome) };
      },
      (refusal) => this.list(actor, view, address, { refusal, body }),
    );
  }

  @GetPage(':id', 'share.review')
  show(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string, @Query() query: Values) {
    return this.screen(actor, view, { id, address: readAddress(query) });
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
    const address = readAddress(query);
    await answerForm(
      reply,
      async () => {
        const form = readForm(ScreenVerdictForm, body);
        const share = await this.verification.decide(actor, shareId(id), form);
        const { after } = await this.verification.neighbours(actor, share, wishOf(address));
        const to = `/verifikasi${after ? `/${after}` : ''}${listQuery(address)}`;
        return { to, say: decidedWords(form.verdict, fullName(share)) };
      },
      (refusal) => this.screen(actor, view, { id, address, refused: { refusal, typed: typedTexts(body) } }),
    );
  }

  private async list(actor: Actor, view: View, address: QueueAddress, refused?: { refusal: Refusal; body: unknown }) {
    const wish = wishOf(address);
    const count = (narrower: QueueWish) => this.verification.count(actor, { ...wish, ...narrower }, most);
    const [part, units, channels, waiting, held, marked] = await Promise.all([
      this.verification.waiting(actor, { ...wish, after: address.setelah, limit: pageSize }),
      this.verification.units(actor),
      this.shares.channels(),
      ...[count({}), count({ state: 'held' }), count({ marked: true })],
    ]);
    const ticked = marksIn(refused?.body);
    const items = part.items.map((share) => {
      const sent = ticked.find((mark) => mark.startsWith(share.id));
      return { share, mark: sent ?? this.verification.markOf(actor, share.id), ticked: sent !== undefined };
    });
    const counts = { waiting, held, marked, most };
    return queuePage(view, { items, next: part.next, units, channels, address, counts, refusal: refused?.refusal });
  }

  private async screen(
    actor: Actor,
    view: View,
    asked: { id: string; address: QueueAddress; refused?: { refusal: Refusal; typed: Values } },
  ) {
    const { address, refused } = asked;
    const id = shareId(asked.id);
    const one = await this.verification.one(actor, id, wishOf(address));
    const mark = refused?.typed['mark'] || this.verification.markOf(actor, id);
    return reviewPage(view, { ...one, mark, address, ...refused });
  }
}

function wishOf({ unit, kanal: channel, cari: search, keadaan, bertanda }: QueueAddress): QueueWish {
  return { unit, channel, search, state: waitingStates[keadaan], marked: bertanda === 'ya' };
}

/** What a refused list had ticked, so that it comes back ticked and with the moment at which it was first shown. */
function marksIn(body: unknown): string[] {
  const { mark } = (body ?? {}) as { mark?: unknown };
  return [mark].flat().filter((one) => typeof one === 'string');
}
