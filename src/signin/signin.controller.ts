import { Body, Controller, Delete, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/allow';
import { words } from '../kernel/refusal';
import { answerForm, goOn, localPath } from '../web/form';
import { PublicForm, PublicPage } from '../web/page.decorators';
import { ViewOf, type View } from '../web/view';
import { identifiedBy, NumberGuard } from './number.strategy';
import { cookieOptions, sessionCookie, visitorOf } from './session.rules';
import { signinPage } from './signin.page';
import { SigninService } from './signin.service';

const year = 365 * 24 * 3600;

/** The door: sign in, sign out, choose the language. */
@Controller()
export class SigninController {
  constructor(private readonly signin: SigninService) {}

  @PublicPage('masuk', 'Belum masuk')
  async form(@ViewOf() view: View, @Query('kembali') returnTo: unknown, @Res() reply: FastifyReply) {
    if (view.actor) return goOn(reply, localPath(returnTo));
    return reply.send(await signinPage(view, { returnTo: localPath(returnTo) }));
  }

  @PublicForm('masuk', 'Belum masuk')
  @UseGuards(NumberGuard)
  async signIn(
    @ViewOf() view: View,
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown> | undefined,
    @Res() reply: FastifyReply,
  ) {
    const returnTo = localPath(body?.['kembali']);
    await answerForm(
      reply,
      async () => {
        const { cookie } = await this.signin.signIn(identifiedBy(request), visitorOf(request));
        void reply.setCookie(cookie.name, cookie.value, cookie.options);
        return { to: returnTo };
      },
      (refusal) => {
        if (refusal.more.retryAfter) void reply.header('Retry-After', String(refusal.more.retryAfter));
        const number = body?.['number'];
        return signinPage(view, { number: typeof number === 'string' ? number : '', returnTo, refusal });
      },
    );
  }

  @PublicForm('keluar', 'Keluar harus dapat dilakukan juga setelah sesi berakhir')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.end(request, reply);
    goOn(reply, '/masuk', words('Anda sudah keluar.', 'You have signed out.'));
  }

  @Delete('keluar')
  @Public('Keluar harus dapat dilakukan juga setelah sesi berakhir')
  async remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.end(request, reply);
    await reply.status(204).send();
  }

  @PublicForm('bahasa', 'Bahasa dipilih sebelum maupun sesudah masuk')
  language(@Body() body: Record<string, unknown> | undefined, @Res() reply: FastifyReply) {
    const chosen = body?.['bahasa'] === 'en' ? 'en' : 'id';
    void reply.setCookie('bahasa', chosen, { ...cookieOptions(), maxAge: year });
    goOn(reply, localPath(body?.['kembali']));
  }

  private async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.signin.signOut(visitorOf(request).token);
    leave(reply);
  }
}

/** Nothing of the person who leaves stays in the browser. */
export function leave(reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie(), cookieOptions()).header('Clear-Site-Data', '"cache", "storage"');
}
