import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { words, type Refusal } from '../kernel/refusal';
import { answerForm, readForm } from '../web/form';
import { PublicForm, PublicPage } from '../web/page.decorators';
import { ViewOf, type View } from '../web/view';
import { activationPage, setupPage } from './activation.page';
import { ActivationService } from './activation.service';
import { visitorOf } from '../signin/session.rules';
import { SetupService } from './setup.service';
import { ActivationForm, SetupForm } from './accounts.forms';
import type { OpenedSession } from '../signin/signin.service';

/** Getting a password of one's own: with a code from a slip, or as the first administrator. */
@Controller()
export class ActivationController {
  constructor(
    private readonly activation: ActivationService,
    private readonly setup: SetupService,
  ) {}

  @PublicPage('aktivasi', 'Belum punya kata sandi')
  form(@ViewOf() view: View) {
    return activationPage(view);
  }

  @PublicForm('aktivasi', 'Belum punya kata sandi; kodenya yang membuktikan')
  async activate(
    @ViewOf() view: View,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        keep(reply, await this.activation.activate(readForm(ActivationForm, body), visitorOf(request)));
        return { to: '/', say: words('Kata sandi tersimpan. Anda sudah masuk.', 'Password saved. You are signed in.') };
      },
      (refusal) => {
        tellWait(reply, refusal);
        const { number, code, notice } = textsOf(body);
        return activationPage(view, { number, code, noticeRead: notice === 'ya', refusal });
      },
    );
  }

  @PublicPage('awal/:token', 'Belum ada administrator; alamat sekali pakai yang membuktikan')
  async setupForm(@ViewOf() view: View, @Param('token') token: string) {
    const { needsRoot } = await this.setup.state(token);
    return setupPage(view, { action: addressOf(token), needsRoot });
  }

  @PublicForm('awal/:token', 'Belum ada administrator; alamat sekali pakai yang membuktikan')
  async completeSetup(
    @ViewOf() view: View,
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        keep(reply, await this.setup.complete(token, readForm(SetupForm, body), visitorOf(request)));
        return { to: '/admin' };
      },
      async (refusal) => {
        tellWait(reply, refusal);
        const { needsRoot } = await this.setup.state(token);
        const { name, number, rootName } = textsOf(body);
        return setupPage(view, { action: addressOf(token), needsRoot, name, number, rootName, refusal });
      },
    );
  }
}

const addressOf = (token: string) => `/awal/${encodeURIComponent(token)}`;

function keep(reply: FastifyReply, { cookie }: OpenedSession): void {
  void reply.setCookie(cookie.name, cookie.value, cookie.options);
}

function tellWait(reply: FastifyReply, { more }: Refusal): void {
  if (more.retryAfter) void reply.header('Retry-After', String(more.retryAfter));
}

function textsOf(body: unknown): Record<string, string> {
  const pairs = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
