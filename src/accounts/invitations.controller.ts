import { Body, Controller, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import type { Refusal } from '../kernel/refusal';
import { answerForm, readForm } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { ViewOf, type View } from '../web/view';
import { invitationsPage, issuedCodePage } from './invitations.page';
import { Invitations } from './invitations.service';
import { CodeForm, SlipsForm } from './accounts.forms';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Codes and slips for people of the own units. */
@Controller('pegawai/aktivasi')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @GetPage('', 'account.invite')
  async list(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Query('unit') unit?: unknown,
    @Query('setelah') after?: unknown,
  ) {
    const cursor = typeof after === 'string' && uuid.test(after) ? after : null;
    const waiting = await this.invitations.waiting(actor, codeOf(unit), cursor);
    return invitationsPage(view, { waiting, actor });
  }

  @PostForm('lembar', 'account.invite')
  async slips(@ViewOf() view: View, @Who() actor: Actor, @Body() body: unknown, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        const { person } = readForm(SlipsForm, body);
        const pdf = await this.invitations.slips(actor, person, view.lang);
        await reply
          .status(200)
          .header('Content-Type', 'application/pdf')
          .header('Content-Disposition', 'attachment; filename="lembar-aktivasi.pdf"')
          .send(pdf);
        return null;
      },
      (refusal) => this.again(view, actor, { form: 'slips', refusal, body }),
    );
  }

  @PostForm('kode', 'account.invite')
  async code(@ViewOf() view: View, @Who() actor: Actor, @Body() body: unknown, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        const issued = await this.invitations.issueFor(actor, readForm(CodeForm, body).number);
        // Shown this once, so it cannot wait behind a redirect.
        await reply.status(200).send(await issuedCodePage(view, issued));
        return null;
      },
      (refusal) => this.again(view, actor, { form: 'code', refusal, body }),
    );
  }

  private async again(
    view: View,
    actor: Actor,
    { form, refusal, body }: { form: 'slips' | 'code'; refusal: Refusal; body: unknown },
  ) {
    const { unit, number } = (body ?? {}) as Record<string, unknown>;
    const waiting = await this.invitations.waiting(actor, codeOf(unit), null);
    const typed = typeof number === 'string' ? { number } : {};
    return invitationsPage(view, { waiting, actor, refused: { form, refusal }, ...typed });
  }
}

function codeOf(unit: unknown): string | null {
  return typeof unit === 'string' && unit !== '' ? unit : null;
}
