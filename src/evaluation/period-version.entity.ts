import { Check, Column, Entity, ManyToOne, PrimaryColumn, JoinColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
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

  /** The values of the juknis as they were; null until fixed. */
  @Column('jsonb', { nullable: true })
  rule!: Record<string, unknown> | null;

  /** The closing hash before this one; null until fixed. */
  @Column('text', { nullable: true })
  previousHash!: string | null;

  @Column('timestamptz', { nullable: true })
  fixedAt!: Date | null;

  /** Null: not fixed, or by the command line. */
  @Column('uuid', { nullable: true })
  fixedById!: string | null;

  @ManyToOne(() => Person)
  fixedBy?: Relation<Person> | null;

  /** Null: not closed yet. */
  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  /** Null: not closed, or by the command line. */
  @Column('uuid', { nullable: true })
  closedById!: string | null;

  @ManyToOne(() => Person)
  closedBy?: Relation<Person> | null;

  /** Why the month was reopened for this version. */
  @Column('text', { nullable: true })
  reason!: string | null;
}

/** A month whose provisional results were published: the time in which people may appeal, set once. */
@Entity('period')
export class Period {
  @PrimaryColumn('text')
  month!: string;

  @Column('timestamptz')
  appealsFrom!: Date;

  /** Exclusive. */
  @Column('timestamptz')
  appealsUntil!: Date;
}
