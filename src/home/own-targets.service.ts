import { Injectable } from '@nestjs/common';
import { EvaluationService } from '../evaluation/evaluation.service';
import type { Policy } from '../policies/policy.rules';
import type { Month } from '../kernel/wita';

/** The part of a person's month that does not depend on shares; `own` is null for somebody without a working day. */
export interface OwnTarget {
  policy: Policy;
  own: { target: number; exempt: boolean } | null;
}

interface Kept {
  version: string;
  month: Month;
  policy: Policy;
  people: Map<string, OwnTarget['own']>;
}

const most = 50_000;

/** What the month asks of each person who looked, in memory until the version of the figures moves. */
@Injectable()
export class OwnTargets {
  private kept: Kept | undefined;

  constructor(private readonly evaluation: EvaluationService) {}

  /** @param version of the figures, read before: what is kept under it is as new or newer */
  async of(personId: string, month: Month, version: string): Promise<OwnTarget> {
    const { policy, people } = await this.keptFor(month, version);
    let own = people.get(personId);
    if (own === undefined) {
      own = (await this.evaluation.target(month, policy, personId)) ?? null;
      if (people.size >= most) people.clear();
      people.set(personId, own);
    }
    return { policy, own };
  }

  private async keptFor(month: Month, version: string): Promise<Kept> {
    if (this.kept?.version === version && this.kept.month === month) return this.kept;
    const { policy } = await this.evaluation.policy(month);
    this.kept = { version, month, policy, people: new Map() };
    return this.kept;
  }
}
