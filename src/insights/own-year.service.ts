import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { EvaluationService, type FigureRow, type VersionRow } from '../evaluation/evaluation.service';
import { labelOrNull } from '../evaluation/result.rules';
import { Clock } from '../kernel/clock';
import { missing, words, type Words } from '../kernel/refusal';
import { type Month, monthOf } from '../kernel/wita';
import type { Label, Policy } from '../policies/policy.rules';
import { SharesService } from '../shares/shares.service';
import { ownChannels } from './own-data.queries';

/** A month of a person; as fixed, or as it stands now. */
export interface OwnMonth {
  month: Month;
  isFixed: boolean;
  /** Null: not on record on a working day of the month. */
  figure: FigureRow | null;
  label: Label | null;
  policy: Policy;
}

export interface OwnYear {
  year: number;
  months: OwnMonth[];
  channels: Record<string, number>;
  channelNames: Map<string, Words>;
  hasYearBefore: boolean;
  hasYearAfter: boolean;
}

/** A person's own year: for nobody but that person. */
@Injectable()
export class OwnYearService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly shares: SharesService,
  ) {}

  /** The months that were computed once, and the current one. Throws 404 for a year that is none or not begun. */
  async of(actor: Actor, text: string): Promise<OwnYear> {
    const now = monthOf(this.clock.now());
    const thisYear = Number(now.slice(0, 4));
    const year = /^20\d\d$/.test(text) ? Number(text) : Infinity;
    if (year > thisYear) throw missing();
    const versions = new Map((await this.evaluation.versionsFrom(`${year - 1}-01`)).map((one) => [one.month, one]));
    const all = [...new Set([...versions.keys(), now])].filter((month) => month <= now).toSorted();
    const months = all.filter((month) => month.startsWith(`${year}-`));
    const names = await this.shares.channels();
    return {
      ...{ year, hasYearBefore: all.some((month) => month < `${year}-01`), hasYearAfter: year < thisYear },
      months: await Promise.all(months.map((month) => this.month(actor, month, versions.get(month)))),
      channels: await ownChannels(this.db, actor.personId, { from: `${year}-01-01`, until: `${year}-12-31` }),
      channelNames: new Map(names.map((one) => [one.code, words(one.nameId, one.nameEn)])),
    };
  }

  private async month({ personId }: Actor, month: Month, version: VersionRow | undefined): Promise<OwnMonth> {
    const isFixed = version !== undefined && version.state !== 'provisional';
    const [figure = null] = isFixed
      ? await this.evaluation.people(version, { unitIds: null, personId })
      : await this.evaluation.live(month, { personId });
    const policy = isFixed ? await this.evaluation.ruleOf(version) : (await this.evaluation.policy(month)).policy;
    return { month, isFixed, figure, policy, label: labelOrNull(figure?.achievement ?? null, policy) };
  }
}
