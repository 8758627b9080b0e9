import { Controller, Query } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { EvaluationService } from '../evaluation/evaluation.service';
import { Clock } from '../kernel/clock';
import { firstDayOf, monthOf } from '../kernel/wita';
import { PoliciesService } from '../policies/policies.service';
import { GetPage } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { rulePage } from './rule.page';

@Controller('juknis')
export class RuleController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly evaluation: EvaluationService,
    private readonly clock: Clock,
  ) {}

  /** The rule of the current month, or of an earlier one. */
  @GetPage('', 'self.read')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Query('bulan') asked?: unknown) {
    const month = typeof asked === 'string' && asked ? this.evaluation.begunMonth(asked) : monthOf(this.clock.now());
    const rule = await this.policies.ofMonth(month);
    const [own = null] = await this.evaluation.live(month, { personId: actor.personId });
    const versions = await this.policies.versions();
    const next = versions.findLast(({ validFrom }) => validFrom > firstDayOf(month)) ?? null;
    return rulePage(view, { month, rule, own, next, versions, dates: await this.policies.datesOf(month) });
  }
}
