import { Check, Column, Entity, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** Something that a person alone is reminded of; made and ended by a daily job. */
@Entity('reminder')
@Check('reminder_kind_check', `kind IN ('target', 'results', 'mend', 'review', 'fix')`)
export class Reminder {
  @PrimaryColumn('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @PrimaryColumn('text')
  kind!: 'target' | 'results' | 'mend' | 'review' | 'fix';

  /** What it is about: a month, or the id of a share; empty for the reviewer's queue. */
  @PrimaryColumn('text')
  subject!: string;

  @Column('timestamptz')
  at!: Date;

  /** Until when there is something to do, exclusive; null: until it is done. */
  @Column('timestamptz', { nullable: true })
  until!: Date | null;

  /** When there was no reason for it any more. */
  @Column('timestamptz', { nullable: true })
  doneAt!: Date | null;
}
