import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { Summary } from '../access/summary';
import type { VersionRow } from '../evaluation/evaluation.service';
import { DrawForm, ReopeningForm } from './closing.forms';
import { ClosingService } from './closing.service';

/** The month's end for other systems. */
@Controller('api/v1/periods')
export class ClosingApi {
  constructor(private readonly closing: ClosingService) {}

  @Post(':month/fix')
  @HttpCode(200)
  @Allow('period.fix')
  @Summary('Fix the results of a month after the time for appeals.')
  async fix(@Who() actor: Actor, @Param('month') month: string) {
    return head(await this.closing.fix(actor, month));
  }

  @Post(':month/draw')
  @HttpCode(200)
  @Allow('period.draw')
  @Summary('Draw the random audit of a fixed month with a public number announced after it was fixed.')
  async draw(@Who() actor: Actor, @Param('month') month: string, @Body() body: DrawForm) {
    const { drawnById: _, month: period, ...draw } = await this.closing.draw(actor, month, body);
    return { period, ...draw };
  }

  @Post(':month/closure')
  @HttpCode(200)
  @Allow('period.close')
  @Summary('Close a month whose drawn shares are all checked.')
  async close(@Who() actor: Actor, @Param('month') month: string) {
    return head(await this.closing.close(actor, month));
  }

  @Post(':month/reopening')
  @HttpCode(200)
  @Allow('period.reopen')
  @Summary('Open a fixed month again, with a reason, as its next version.')
  async reopen(@Who() actor: Actor, @Param('month') month: string, @Body() body: ReopeningForm) {
    return { ...head(await this.closing.reopen(actor, month, body.reason)), reason: body.reason.trim() };
  }
}

function head({ month, version, state, policyVersion, cutoff, closingHash, previousHash }: VersionRow) {
  return { period: month, version, state, policy: policyVersion, cutoff, closingHash, previousHash };
}
