import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { words, type Refusal } from '../kernel/refusal';
import { answerForm, goOn, readForm } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { ViewOf, type View } from '../web/view';
import { accountPage, type AccountValues } from './account.page';
import { AccountService } from './account.service';
import { cookieOptions, sessionCookie, visitorOf } from '../signin/session.rules';
import { ChangePasswordForm, TokenForm } from './accounts.forms';

/** The page of the own account. */
@Controller('akun')
export class AccountController {
  constructor(private readonly account: AccountService) {}

  @GetPage('', 'self.read')
  show(@ViewOf() view: View, @Who() actor: Actor) {
    return this.page(view, actor, {});
  }

  @PostForm('kata-sandi', 'self.change')
  async changePassword(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        const form = readForm(ChangePasswordForm, body);
        const { cookie } = await this.account.changePassword(actor, form, visitorOf(request));
        void reply.setCookie(cookie.name, cookie.value, cookie.options);
        return { to: '/akun', say: passwordChanged };
      },
      (refusal) => this.refused(view, actor, { form: 'password', refusal, reply }),
    );
  }

  @PostForm('keluar-semua', 'self.change')
  async endAll(@Who() actor: Actor, @Res() reply: FastifyReply) {
    await this.account.endAllSessions(actor);
    void reply.clearCookie(sessionCookie(), cookieOptions());
    goOn(reply, '/masuk', words('Semua perangkat sudah keluar.', 'All devices are signed out.'));
  }

  @PostForm('token', 'self.change')
  async createToken(@ViewOf() view: View, @Who() actor: Actor, @Body() body: unknown, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        const { name, days } = readForm(TokenForm, body);
        const token = await this.account.createToken(actor, { name, days: Number(days) });
        // Shown this once, so it cannot wait behind a redirect.
        await reply.status(200).send(await this.page(view, actor, { token }));
        return null;
      },
      (refusal) => this.refused(view, actor, { form: 'token', refusal, reply }),
    );
  }

  @PostForm('token/:id/pencabutan', 'self.change')
  async revokeToken(@Who() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    await this.account.revokeToken(actor, id);
    goOn(reply, '/akun', words('Token dicabut.', 'The token is revoked.'));
  }

  private async page(view: View, actor: Actor, values: Omit<AccountValues, 'account'>) {
    return accountPage(view, { account: await this.account.overview(actor), ...values });
  }

  private refused(
    view: View,
    actor: Actor,
    { form, refusal, reply }: { form: 'password' | 'token'; refusal: Refusal; reply: FastifyReply },
  ) {
    if (refusal.more.retryAfter) void reply.header('Retry-After', String(refusal.more.retryAfter));
    return this.page(view, actor, { refused: { form, refusal } });
  }
}

const passwordChanged = words(
  'Kata sandi diubah. Perangkat lain harus masuk kembali.',
  'Password changed. Other devices must sign in again.',
);
