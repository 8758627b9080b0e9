import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { Summary } from '../access/summary';
import { hintWords } from '../shares/hint.rules';
import { shareId, SharesService } from '../shares/shares.service';
import { shareAsJson } from '../shares/standing.rules';
import { View, ViewOf } from '../web/view';
import { SharesQuery, VerdictForm } from './verification.forms';
import type { WaitingShare } from './verification.queries';
import { VerificationService } from './verification.service';

const usualLimit = 25;

/** Lists of shares, the own and the reviewer's, and the reviewer's verdicts. */
@Controller('api/v1/shares')
export class VerificationApi {
  constructor(
    private readonly shares: SharesService,
    private readonly verification: VerificationService,
  ) {}

  @Get()
  @Allow('share.log')
  @Summary('The own shares, newest first, or with scope=review those that wait for the caller, oldest first.')
  async list(@Who() actor: Actor, @ViewOf() view: View, @Query() query: SharesQuery) {
    const { after, state, month, channel, search, unit } = query;
    const limit = Number(query.limit ?? usualLimit);
    if (query.scope === 'review') {
      const { items, next } = await this.verification.waiting(actor, { limit, after, state, unit, channel, search });
      return { items: items.map((share) => waitingAsJson(share, view)), next };
    }
    const { items, next } = await this.shares.list(actor, { limit, after, state, month });
    return { items: items.map((share) => shareAsJson(share, view.lang)), next };
  }

  @Post(':id/verdicts')
  @Allow('share.review')
  @Summary('Accept, return or reject a waiting share of the own units.')
  async decide(@Who() actor: Actor, @Param('id') id: string, @Body() body: VerdictForm) {
    await this.verification.decide(actor, shareId(id), body);
    return { id: shareId(id), state: body.verdict };
  }
}

function waitingAsJson(share: WaitingShare, { lang }: View) {
  return {
    id: share.id,
    person: { id: share.personId, name: share.name, unit: share.unitName },
    post: { id: share.postId, code: share.postCode, title: share.postTitle },
    channel: share.channel,
    link: share.linkUrl,
    statement: share.statement,
    sharedAt: share.sharedAt.toISOString(),
    receivedAt: share.receivedAt.toISOString(),
    state: share.state,
    hints: share.hints,
    noticed: hintWords(share).map((sentence) => sentence[lang]),
  };
}
