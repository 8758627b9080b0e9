import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { PolicyVersion } from './policy.entity';

/** A juknis that an evaluator proposes; confirmed by another evaluator it becomes a version. */
@Entity('policy_proposal')
@Check('policy_proposal_decision_check', `decision IN ('confirmed', 'refused')`)
@Check('policy_proposal_second_person', `decision <> 'confirmed' OR decided_by_id <> proposed_by_id`)
export class PolicyProposal {
  /** Given by the form, so that sending it twice proposes once. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('date')
  validFrom!: string;

  /** A whole policy of policy.rules. */
  @Column('jsonb')
  values!: object;

  @Column('text')
  reason!: string;

  @Column('uuid')
  proposedById!: string;

  @ManyToOne(() => Person, { nullable: false })
  proposedBy?: Relation<Person>;

  @Column('timestamptz')
  proposedAt!: Date;

  /** Null: waits for a second evaluator. */
  @Column('text', { nullable: true })
  decision!: 'confirmed' | 'refused' | null;

  @Column('uuid', { nullable: true })
  decidedById!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  decidedBy?: Relation<Person> | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  @Column('text', { default: '' })
  decisionReason!: string;

  /** What it became. */
  @Column('integer', { nullable: true })
  version!: number | null;

  @ManyToOne(() => PolicyVersion, { nullable: true })
  @JoinColumn({ name: 'version' })
  policy?: Relation<PolicyVersion> | null;
}
