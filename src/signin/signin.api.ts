import { Controller, Delete, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Public, Who } from '../access/allow';
import { Summary } from '../access/summary';
import { Refusal } from '../kernel/refusal';
import { identifiedBy, NumberGuard } from './number.strategy';
import { visitorOf } from './session.rules';
import { leave } from './signin.controller';
import { SigninService } from './signin.service';

/** Signing in for programs, and who the caller is. */
@Controller('api/v1')
export class SigninApi {
  constructor(private readonly signin: SigninService) {}

  /** `{number, password}`; the token is in the cookie only. */
  @Post('session')
  @Public('Belum masuk')
  @UseGuards(NumberGuard)
  @Summary('Sign in; the session is in the cookie only.', { body: ['number', 'password'] })
  async create(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { personId, expiresAt, cookie } = await this.signin.signIn(asProgram(request), visitorOf(request));
    void reply.setCookie(cookie.name, cookie.value, cookie.options);
    return { personId, expiresAt };
  }

  @Delete('session')
  @HttpCode(204)
  @Public('Keluar harus dapat dilakukan juga setelah sesi berakhir')
  @Summary('Sign out and end this session.')
  async remove(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signin.signOut(visitorOf(request).token);
    leave(reply);
  }

  @Get('me')
  @Allow('self.read')
  @Summary('Who the caller is: person, unit, roles.')
  me(@Who() actor: Actor) {
    return this.signin.describe(actor);
  }
}

/** Programs expect 401 for wrong credentials; a page shows its form again instead. */
function asProgram(request: FastifyRequest): string {
  try {
    return identifiedBy(request);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'wrong-credentials') throw error;
    throw new Refusal('unauthenticated', error.code, error.words);
  }
}
