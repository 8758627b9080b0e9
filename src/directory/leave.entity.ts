import { Check, Column, Entity, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Person } from './person.entity';

/** Approved leave: its kind and dates (inclusive) only, never a reason. */
@Entity('leave')
@Unique(['personId', 'startsOn', 'endsOn'])
@Check('leave_dates_check', 'ends_on >= starts_on')
export class Leave {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Column('date')
  startsOn!: string;

  @Column('date')
  endsOn!: string;

  @Column('text', { default: 'CUTI' })
  kind!: string;
}
