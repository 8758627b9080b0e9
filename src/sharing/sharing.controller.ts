import { Body, Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { Clock } from '../kernel/clock';
import { newId } from '../kernel/random';
import { words, type Refusal } from '../kernel/refusal';
import { dayOf, isMonth, monthOf } from '../kernel/wita';
import { answerForm, readForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { type FormWithPicture, sendPicture, withForm } from '../web/pictures';
import { View, ViewOf } from '../web/view';
import { EvidenceService } from '../evidence/evidence.service';
import { guidePage } from './guide.page';
import { GuideService } from './guide.service';
import { itemPage } from './item.page';
import { parseShareLink, type LinkReading } from '../links/link.rules';
import { statedMoment, typedEvidence } from '../shares/share.rules';
import { itemToLog, logSharePage, type LogShareValues, type TypedShare } from './log-share.page';
import { propose, sharedText } from '../links/propose.rules';
import { inFields, LogShareForm, MendForm } from './sharing.forms';
import { captionsFor } from './share-out.rules';
import { historyPage } from './history.page';
import { sharePage } from './share.page';
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
    private readonly evidence: EvidenceService,
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
    const { materi = '', kanal = '' } = query;
    const asked = { id: newId(), materi, kanal, isi: sharedText(query), waktu: '', gambarId: '' };
    const values = await this.formValues(actor, asked);
    const { reading, items, typed } = values;
    const proposed = materi || !reading ? undefined : propose(items, reading.platform, momentOf(reading));
    return logSharePage(view, { ...values, typed: { ...typed, materi: materi || (proposed ?? '') }, proposed });
  }

  @PostForm('sebaran/catat', 'share.log')
  log(@Who() actor: Actor, @ViewOf() view: View, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return withForm(request, async ({ fields, picture }) => {
      const typed = typedShare(typedTexts(fields));
      await answerForm(
        reply,
        async () => {
          typed.gambarId = await this.pictureOf(actor, typed, picture);
          const share = await this.logTyped(actor, typed);
          return { to: `/sebaran/${share.id}`, say: loggedWords(share) };
        },
        async (refusal) => {
          const values = await this.formValues(actor, renewed(typed, refusal));
          return logSharePage(view, { ...values, refusal: inFields(refusal) });
        },
      );
    });
  }

  @GetPage('sebaran/:id', 'share.log')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string) {
    return sharePage(view, await this.shown(actor, id));
  }

  @Get('sebaran/:id/bukti')
  @Allow('share.log')
  async look(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Query('nomor') number: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    await sendPicture(reply, await this.evidence.openOwn(actor, shareId(id), number));
  }

  @PostForm('sebaran/:id/bukti', 'share.log')
  addPicture(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return withForm(request, ({ picture }) =>
      answerForm(
        reply,
        async () => {
          await this.evidence.add(actor, shareId(id), picture() ?? Buffer.alloc(0));
          return { to: `/sebaran/${shareId(id)}`, say: pictureAdded };
        },
        async (refusal) => sharePage(view, { ...(await this.shown(actor, id)), refusal: inFields(refusal) }),
      ),
    );
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
    const shown = await this.shares.get(actor, shareId(id));
    const pictures = (await this.evidence.of([shown.share.id])).get(shown.share.id) ?? 0;
    return { ...shown, pictures, today: dayOf(this.clock.now()) };
  }

  /** The id of the picture sent now or with an earlier attempt; empty when there is none. */
  private async pictureOf(actor: Actor, { id, gambarId }: TypedShare, picture: FormWithPicture['picture']) {
    const bytes = picture();
    return bytes ? this.evidence.keepFor(actor, id, bytes) : gambarId;
  }

  private async logTyped(actor: Actor, typed: TypedShare) {
    const form = readForm(LogShareForm, typed);
    const sharedAt = statedMoment(form.waktu, 'waktu');
    const channel = (await this.shares.channels()).find(({ code }) => code === form.kanal);
    const which = { id: shareId(form.id), postId: form.materi.toLowerCase(), channel: form.kanal || null };
    const isPictureAlone = Boolean(form.gambarId && channel?.proof === 'statement_or_picture' && !form.isi.trim());
    const isStatement = channel !== undefined && channel.proof !== 'link';
    const evidence = isPictureAlone ? {} : typedEvidence(form.isi, isStatement);
    const more = { sharedAt, disputed: form.milik === 'ya', pictureId: form.gambarId?.toLowerCase() };
    return (await this.recording.log(actor, { ...which, ...evidence, ...more })).share;
  }

  private async formValues(actor: Actor, typed: TypedShare): Promise<LogShareValues> {
    const [open, channels] = await Promise.all([this.shares.itemsToLog(actor, typed.materi), this.shares.channels()]);
    const now = this.clock.now();
    const reading = parseShareLink(typed.isi, now);
    return { items: open.map(itemToLog), channels, typed, now, reading: reading.expect === 'reject' ? null : reading };
  }
}

const momentOf = ({ postedAt }: LinkReading) => (postedAt ? new Date(postedAt) : null);

function typedShare({
  id = '',
  materi = '',
  kanal = '',
  isi = '',
  waktu = '',
  milik = '',
  gambarId = '',
}: Values): TypedShare {
  return { id, materi, kanal, isi, waktu, milik, gambarId };
}

/** What cannot serve again is new: the id of a stored share with other content, a picture that another share has. */
function renewed(typed: TypedShare, { code }: Refusal): TypedShare {
  const id = code === 'share-id-reused' || !typed.id ? newId() : typed.id;
  const gambarId = ['picture-missing', 'picture-taken'].includes(code) ? '' : typed.gambarId;
  return { ...typed, id, gambarId };
}

const mended = words(
  'Perbaikan terkirim. Menunggu verifikasi unit Anda.',
  'Your repair was sent. It waits for your unit to verify it.',
);
const heldAgain = words(
  'Perbaikan terkirim. Sebaran ditahan sampai verifikator memutuskan.',
  'Your repair was sent. The share is on hold until a reviewer decides.',
);
const pictureAdded = words('Gambar ditambahkan sebagai bukti.', 'The picture was added as evidence.');
const takenBack = words(
  'Sebaran dibatalkan. Tautannya dapat dicatat kembali.',
  'The share was taken back. Its link may be logged again.',
);
