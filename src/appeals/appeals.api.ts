import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { Summary } from '../access/summary';
import { View, ViewOf } from '../web/view';
import { decisionWords, subjectWords } from './appeal-words.rules';
import { appealOf, AppealBody, DecisionBody } from './appeals.forms';
import { AppealsService, type AppealRow } from './appeals.service';
import { DecidingService } from './deciding.service';

@Controller('api/v1/appeals')
export class AppealsApi {
  constructor(
    private readonly appeals: AppealsService,
    private readonly deciding: DecidingService,
  ) {}

  @Get()
  @Allow('appeal.file')
  @Summary('The own appeals with their answers, newest first.')
  async list(@Who() actor: Actor, @ViewOf() view: View) {
    return { items: (await this.appeals.own(actor)).map((row) => appealAsJson(row, view)) };
  }

  @Post()
  @Allow('appeal.file')
  @Summary(
    'Appeal an own share (subject: its id), leave (subject: missing or wrong, with month, from and until) or the unit (subject: the code of the right one, with month, from and perhaps until).',
  )
  file(@Who() actor: Actor, @Body() body: AppealBody) {
    return this.appeals.file(actor, appealOf(body)).then(({ id, dueOn }) => ({ id, dueOn }));
  }

  @Post(':id/verdicts')
  @HttpCode(200)
  @Allow('appeal.decide')
  @Summary('Grant or refuse an appeal, with the reason that its person reads.')
  async decide(@Who() actor: Actor, @Param('id') id: string, @Body() body: DecisionBody) {
    return { id, decision: await this.deciding.decide(actor, id, body) };
  }
}

function appealAsJson(row: AppealRow, { lang }: View) {
  return {
    ...{ id: row.id, kind: row.kind, month: row.month, shareId: row.shareId, about: subjectWords(row)[lang] },
    ...{ text: row.text, filedAt: row.filedAt.toISOString(), dueOn: row.dueOn },
    ...{ decision: row.decision, state: decisionWords[row.decision ?? 'open'][lang], reason: row.reason },
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
