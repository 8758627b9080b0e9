import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../access/allow';
import { Summary } from '../access/summary';
import { visitorOf } from '../signin/session.rules';
import { View, ViewOf } from '../web/view';
import { signatureWords, unknownFile } from './authenticity.rules';
import { Authenticity } from './authenticity.service';

/** The check of a report, for programs. */
@Controller('api/v1/reports')
export class AuthenticityApi {
  constructor(private readonly authenticity: Authenticity) {}

  @Get(':code')
  @Public('Siapa pun boleh memeriksa keaslian laporan')
  @Summary(
    'What was issued under a check code: title, period, version, hashes, totals, superseded or not, signed or not.',
  )
  async report(@Param('code') code: string, @ViewOf() view: View, @Req() request: FastifyRequest) {
    const file = await this.authenticity.ofCode(code, visitorOf(request).address);
    if (!file) throw unknownFile('missing');
    const { title, month, cutoff, madeAt, signedAt, ...rest } = file;
    return {
      ...rest,
      ...{ title: title[view.lang], period: month, cutoff: cutoff.toISOString(), madeAt: madeAt.toISOString() },
      ...{ signedAt: signedAt?.toISOString() ?? null, signature: file.signedHash ? signatureWords[view.lang] : null },
    };
  }
}
