import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock } from '../kernel/clock';
import { type DuePeriod, Jobs } from '../kernel/jobs';
import { type Month, monthOf, previousMonth } from '../kernel/wita';
import { PoliciesService } from '../policies/policies.service';
import { EvaluationService } from './evaluation.service';

const mostMissed = 3;

/** Provisional results of the month before, on the working day and at the time of its juknis; up to three missed months are caught up. */
@Injectable()
export class EvaluationJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly policies: PoliciesService,
    private readonly evaluation: EvaluationService,
  ) {}

  @Cron('0 */10 * * * *')
  heartbeat(): Promise<string[]> {
    return this.provisional(this.clock.now());
  }

  /**
   * Computes the months that are due at a moment and were not computed by this job before.
   * @returns the months done by this call, oldest first
   */
  async provisional(at: Date): Promise<string[]> {
    return this.jobs.run('evaluation.provisional', await this.due(at), async (em, month) => {
      if (!(await this.evaluation.awaitsProvisional(em, month))) return 'nothing to compute';
      const { version } = await this.evaluation.evaluateWithin(em, month, { actorId: null, at });
      return `version ${version}`;
    });
  }

  private async due(at: Date): Promise<DuePeriod[]> {
    const months: Month[] = [];
    for (let month = previousMonth(monthOf(at)); months.length < mostMissed; month = previousMonth(month)) {
      months.unshift(month);
    }
    const periods = await Promise.all(
      months.map(async (month) => ({ period: month, dueAt: (await this.policies.datesOf(month)).provisionalAt })),
    );
    return periods.filter(({ dueAt }) => dueAt <= at);
  }
}
