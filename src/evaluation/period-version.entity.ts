import { Check, Column, Entity, ManyToOne, PrimaryColumn, JoinColumn, type Relation } from 'typeorm';
import { PolicyVersion } from '../policies/policy.entity';

/** One computation of a month; a provisional one is replaced by the next, later ones stay. */
@Entity('period_version')
@Check('period_version_state_check', `state IN ('provisional', 'fixed', 'closed')`)
export class PeriodVersion {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('smallint')
  version!: number;

  @Column('text')
  state!: 'provisional' | 'fixed' | 'closed';

  @Column('integer')
  policyVersion!: number;

  @ManyToOne(() => PolicyVersion, { nullable: false })
  @JoinColumn({ name: 'policy_version' })
  policy?: Relation<PolicyVersion>;

  /** The moment up to which received shares are in the figures. */
  @Column('timestamptz')
  cutoff!: Date;

  @Column('text', { nullable: true })
  closingHash!: string | null;

  /** Counting shares of the month per post, with title and programme as they were, by code. */
  @Column('jsonb', { default: [] })
  posts!: { code: string; title: string; program: string; shares: number }[];
}
