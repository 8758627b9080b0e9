import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { Clock } from '../kernel/clock';
import { monthInterval, monthOf, parseMonth, type Month } from '../kernel/wita';
import { tempo, type ReviewerTempo } from './tempo.queries';

export interface MonthOfReview {
  month: Month;
  thisMonth: Month;
  reviewers: ReviewerTempo[];
}

/** How fast reviewers decide and how often they accept, for the evaluator and the auditor. */
@Injectable()
export class TempoService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The verdicts given in a month, by reviewer of the actor's units; blank or unreadable: this month. */
  async of(actor: Actor, text: string): Promise<MonthOfReview> {
    demand(actor, 'reviewer.read');
    const scope = scopeOf(actor, 'reviewer.read');
    const thisMonth = monthOf(this.clock.now());
    const month = parseMonth(text) ?? thisMonth;
    return { month, thisMonth, reviewers: await tempo(this.db, { ...monthInterval(month), scope }) };
  }
}
