import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { Clock } from '../kernel/clock';
import { newId } from '../kernel/random';
import { words, type Refusal } from '../kernel/refusal';
import { dayOf, isMonth, monthOf } from '../kernel/wita';
import { answerForm, readForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { captionsFor } from './captions.rules';
import { guidePage } from './guide.page';
import { GuideService } from './guide.service';
import { itemPage } from './item.page';
import { statedMoment, typedEvidence } from '../shares/share.rules';
import { logSharePage, type TypedShare } from './log-share.page';
import { inFields, LogShareForm, MendForm } from './sharing.forms';
import { historyPage, sharePage } from './history.page';
import { RecordingService } from '../shares/recording.service';
import { shareId, SharesService } from '../shares/shares.service';
import { loggedWords } from '../shares/standing.rules';

type Values = Record<string, string>;
const pageSize = 25;

@Controller()
export class SharingController {
  constructor(
    private readonly shares: SharesService,
    private readonly recording: RecordingService,
    private readonly clock: Clock,
    private readonly guide: GuideService,
  ) {}

  @GetPage('sebaran', 'share.log')
  async history(@Who() actor: Actor, @ViewOf() view: View, @Query() query: Values) {
    const { bulan = '', setelah: after } = query;
    const month = isMonth(bulan) ? bulan : undefined;
    const part = await this.shares.list(actor, { limit: pageSize, month, after });
    return historyPage(view, { ...part, month, thisMonth: monthOf(dayOf(this.clock.now())) });
  }

  @GetPage('sebaran/catat', 'share.log')
  async form(@Who() actor: Actor, @ViewOf() view: View, @Query() query: Values) {
    if (!(await this.guide.hasRead(actor))) return guidePage(view, { next: view.path });
    const { text, url, materi = '', kanal = '' } = query;
    const isi = [text, url].filter(Boolean).join('\n');
    return this.formPage(actor, view, { id: newId(), materi, kanal, isi, waktu: '' });
  }

  @PostForm('sebaran/catat', 'share.log')
  async log(@Who() actor: Actor, @ViewOf() view: View, @Body() body: unknown, @Res() reply: FastifyReply) {
    const typed = typedShare(typedTexts(body));
    await answerForm(
      reply,
      async () => {
        const form = readForm(LogShareForm, typed);
        const sharedAt = statedMoment(form.waktu, 'waktu');
        const channel = (await this.shares.channels()).find(({ code }) => code === form.kanal);
        const which = { id: shareId(form.id), postId: form.materi.toLowerCase(), channel: form.kanal || null };
        const evidence = typedEvidence(form.isi, channel !== undefined && channel.proof !== 'link');
        const disputed = form.milik === 'ya';
        const { share } = await this.recording.log(actor, { ...which, ...evidence, sharedAt, disputed });
        return { to: `/sebaran/${share.id}`, say: loggedWords(share) };
      },
      (refusal) => this.formPage(actor, view, renewed(typed, refusal), inFields(refusal)),
    );
  }

  @GetPage('sebaran/:id', 'share.log')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string) {
    return sharePage(view, await this.shown(actor, id));
  }

  @PostForm('sebaran/:id/perbaikan', 'share.log')
  async mend(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const { isi: typed = '', milik = '' } = typedTexts(body);
    await answerForm(
      reply,
      async () => {
        const { isi } = readForm(MendForm, { isi: typed, milik });
        const { share } = await this.shares.get(actor, shareId(id));
        const evidence = { ...typedEvidence(isi, share.linkKey === null), disputed: milik === 'ya' };
        const now = await this.recording.mend(actor, share.id, evidence);
        return { to: `/sebaran/${share.id}`, say: now.state === 'held' ? heldAgain : mended };
      },
      async (refusal) => {
        const shown = await this.shown(actor, id);
        return sharePage(view, { ...shown, typed, milik, refusal: inFields(refusal) });
      },
    );
  }

  @PostForm('sebaran/:id/pembatalan', 'share.log')
  async withdraw(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => ({ to: `/sebaran/${(await this.recording.withdraw(actor, shareId(id))).id}`, say: takenBack }),
      async (refusal) => sharePage(view, { ...(await this.shown(actor, id)), refusal }),
    );
  }

  @GetPage('bagikan/:id', 'post.read')
  async item(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string) {
    const [item, channels, isGuided] = await Promise.all([
      this.shares.item(actor, shareId(id)),
      this.shares.channels(),
      this.guide.hasRead(actor),
    ]);
    if (!isGuided) return guidePage(view, { next: view.path });
    const { captions, narrative } = item.post;
    const own = captionsFor(captions.length ? captions : [narrative], actor.personId, item.post.id);
    return itemPage(view, { ...item, channels, captions: own, now: this.clock.now() });
  }

  private async shown(actor: Actor, id: string) {
    return { ...(await this.shares.get(actor, shareId(id))), today: dayOf(this.clock.now()) };
  }

  private async formPage(actor: Actor, view: View, typed: TypedShare, refusal?: Refusal) {
    const channels = await this.shares.channels();
    return logSharePage(view, { items: await this.shares.itemsToLog(actor, typed.materi), channels, typed, refusal });
  }
}

function typedShare({ id = '', materi = '', kanal = '', isi = '', waktu = '', milik = '' }: Values): TypedShare {
  return { id, materi, kanal, isi, waktu, milik };
}

/** A form sent again with other content after its share was stored is a new share. */
function renewed(typed: TypedShare, refusal: Refusal): TypedShare {
  return refusal.code === 'share-id-reused' || !typed.id ? { ...typed, id: newId() } : typed;
}

const mended = words(
  'Perbaikan terkirim. Menunggu verifikasi unit Anda.',
  'Your repair was sent. It waits for your unit to verify it.',
);
const heldAgain = words(
  'Perbaikan terkirim. Sebaran ditahan sampai verifikator memutuskan.',
  'Your repair was sent. The share is on hold until a reviewer decides.',
);
const takenBack = words(
  'Sebaran dibatalkan. Tautannya dapat dicatat kembali.',
  'The share was taken back. Its link may be logged again.',
);
