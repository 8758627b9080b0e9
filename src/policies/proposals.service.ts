import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { missing, Refusal, words } from '../kernel/refusal';
import { dayOf, firstDayOf, isMonth, type Month, monthOf } from '../kernel/wita';
import { PolicyProposal } from './policy-proposal.entity';
import { PolicyVersion } from './policy.entity';
import { readPolicy } from './policy-fields.rules';
import { defaultPolicy, loadProblem, monthlyLoad, type Policy, storedPolicy } from './policy.rules';
import { headcount, lockPolicies } from './policies.queries';
import * as refusals from './proposal.rules';

/** What a proposal asks of people. */
export type Load = ReturnType<typeof monthlyLoad> & { people: number };

/** A form of a proposal as it was typed. */
export interface TypedProposal {
  id: string;
  month: string;
  reason: string;
  values: Record<string, string>;
}

/** Changes of the juknis: one evaluator proposes, another one confirms or refuses. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The newest proposals with who proposed and decided them. */
  list(actor: Actor): Promise<PolicyProposal[]> {
    demand(actor, 'evaluation.read');
    const relations = { proposedBy: true, decidedBy: true };
    return this.db.manager.find(PolicyProposal, { relations, order: { proposedAt: 'DESC' }, take: 100 });
  }

  /** One proposal. Throws 404. */
  async get(actor: Actor, id: string): Promise<PolicyProposal> {
    demand(actor, 'evaluation.read');
    const relations = { proposedBy: true, decidedBy: true };
    const found = await this.db.manager.findOne(PolicyProposal, { where: { id }, relations });
    if (!found) throw missing();
    return found;
  }

  policyOf({ values }: PolicyProposal): Policy {
    return values as Policy;
  }

  /** What a policy would ask of the people of today. */
  async load(policy: Policy): Promise<Load> {
    const people = await headcount(this.db, dayOf(this.clock.now()));
    return { ...monthlyLoad(policy, people), people };
  }

  /**
   * Reads a form of a proposal without keeping it.
   * @throws Refusal 403 for an evaluator of one agency; 422 for a value, month or reason that is wrong
   */
  async check(actor: Actor, typed: TypedProposal): Promise<{ month: Month; policy: Policy }> {
    demand(actor, 'policy.propose');
    const policy = readPolicy(defaultPolicy, typed.values);
    const problem = loadProblem(policy, typed.reason);
    if (problem) throw refusals.reasonNeeded(problem);
    if (typed.reason.length > 500) throw refusals.reasonTooLong();
    return { month: this.futureMonth(typed.month), policy };
  }

  /**
   * Proposes a policy; the same form sent again proposes nothing more.
   * @throws Refusal as `check`; 409 while another proposal waits, or from a month that has a version already
   */
  async propose(actor: Actor, typed: TypedProposal): Promise<void> {
    const { month, policy } = await this.check(actor, typed);
    const { id, reason } = typed;
    const [at, validFrom] = [this.clock.now(), firstDayOf(month)];
    await this.db.transaction(async (em) => {
      await lockPolicies(em);
      if (await em.existsBy(PolicyProposal, { id, proposedById: actor.personId })) return;
      if (await em.existsBy(PolicyProposal, [{ decision: IsNull() }, { id }])) throw refusals.waits();
      await demandLater(em, validFrom);
      await em.insert(PolicyProposal, {
        ...{ id, validFrom, values: policy, reason, proposedById: actor.personId, proposedAt: at },
      });
      await record(em, {
        ...{ at, actorId: actor.personId, verb: 'policy.propose', subject: 'policy_proposal', subjectId: id },
        after: { validFrom, reason, ...policy },
      });
    });
  }

  /**
   * Makes a proposal the newest version; the one before ends the day before. Confirming twice changes nothing more.
   * @throws Refusal 403, 404; 409 for the proposer, a proposal refused before, or a month that has begun
   */
  async confirm(actor: Actor, id: string): Promise<void> {
    demand(actor, 'policy.confirm');
    const at = this.clock.now();
    await this.db.transaction(async (em) => {
      const proposal = await this.waiting(em, id, { actor, decision: 'confirmed' });
      if (!proposal) return;
      const { validFrom, reason } = proposal;
      if (proposal.proposedById === actor.personId) throw refusals.ownProposal();
      if (monthOf(validFrom) <= monthOf(at)) throw refusals.monthBegun();
      const before = await demandLater(em, validFrom);
      if (before) await em.update(PolicyVersion, { version: before.version }, { validUntil: validFrom });
      const stored = storedPolicy(this.policyOf(proposal));
      const names = { labelNames: [...stored.labelNames], labelNamesEn: [...stored.labelNamesEn] };
      const labelThresholds = [...stored.labelThresholds];
      const version = await em.save(
        em.create(PolicyVersion, { ...stored, ...names, labelThresholds, reason, validFrom, validUntil: null }),
      );
      await this.decide(em, actor, { id, decision: 'confirmed', version: version.version });
    });
  }

  /**
   * Refuses a proposal with a reason; the proposer takes it back in the same way.
   * @throws Refusal 403, 404; 409 when it was confirmed; 422 for a reason not of 5–500 characters
   */
  async refuse(actor: Actor, id: string, reason: string): Promise<void> {
    demand(actor, 'policy.confirm');
    if (reason.length < 5 || reason.length > 500) throw refusals.refusalReason();
    await this.db.transaction(async (em) => {
      const proposal = await this.waiting(em, id, { actor, decision: 'refused' });
      if (proposal) await this.decide(em, actor, { id, decision: 'refused', decisionReason: reason });
    });
  }

  /** The proposal if it waits; null when this actor decided the same before. Throws 404, and 409 for another decision. */
  private async waiting(
    em: EntityManager,
    id: string,
    { actor, decision }: { actor: Actor; decision: PolicyProposal['decision'] },
  ): Promise<PolicyProposal | null> {
    await lockPolicies(em);
    const proposal = await em.findOneBy(PolicyProposal, { id });
    if (!proposal) throw missing();
    if (proposal.decision === null) return proposal;
    if (proposal.decision === decision && proposal.decidedById === actor.personId) return null;
    throw refusals.decided();
  }

  private async decide(
    em: EntityManager,
    actor: Actor,
    given: { id: string; decision: 'confirmed' | 'refused'; version?: number; decisionReason?: string },
  ): Promise<void> {
    const { id, ...decision } = given;
    const [at, actorId] = [this.clock.now(), actor.personId];
    await em.update(PolicyProposal, { id }, { ...decision, decidedById: actorId, decidedAt: at });
    const act = { verb: 'policy.confirm', subject: 'policy_proposal', subjectId: id };
    await record(em, { at, actorId, ...act, after: decision });
  }

  private futureMonth(text: string): Month {
    if (!isMonth(text)) throw refusals.monthUnreadable();
    const now = monthOf(this.clock.now());
    if (text <= now) throw refusals.monthBegun();
    if (text > refusals.lastMonth(now)) throw refusals.monthFar(refusals.lastMonth(now));
    return text;
  }
}

/** The newest version, which a new one must follow. */
async function demandLater(em: EntityManager, validFrom: string): Promise<PolicyVersion | undefined> {
  const [newest] = await em.find(PolicyVersion, { order: { validFrom: 'DESC' }, take: 1 });
  if (newest && newest.validFrom >= validFrom) {
    throw new Refusal(
      'conflict',
      'policy-not-later',
      words(
        `Sudah ada juknis yang berlaku mulai ${newest.validFrom}. Pilih bulan sesudahnya.`,
        `A rule is set from ${newest.validFrom} on already. Choose a later month.`,
      ),
      { fields: [{ field: 'bulan', words: words('Pilih bulan sesudahnya.', 'Choose a later month.') }] },
    );
  }
  return newest;
}
