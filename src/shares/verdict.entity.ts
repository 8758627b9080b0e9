import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { Share } from './share.entity';

/** A reviewer's decision on a share; the latest one is the share's state, the others its history. */
@Entity('verdict')
@Index(['shareId', 'id'])
@Index(['byId', 'at'])
@Check('verdict_verdict_check', `verdict IN ('accepted', 'returned', 'rejected')`)
export class Verdict {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid')
  shareId!: string;

  @ManyToOne(() => Share, { nullable: false })
  share?: Relation<Share>;

  @Column('text')
  verdict!: 'accepted' | 'returned' | 'rejected';

  @Column('text', { default: '' })
  reason!: string;

  @Column('uuid', { nullable: true })
  byId!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  by?: Relation<Person> | null;

  @Column('timestamptz')
  at!: Date;

  /** How long the share was on the reviewer's screen; of shares decided together the average; null when not known. */
  @Column('integer', { nullable: true })
  seconds!: number | null;

  /** Decided together with others from the list. */
  @Column('boolean', { default: false })
  batch!: boolean;
}
