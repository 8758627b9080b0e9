import { Check, Column, Entity, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { Unit } from '../directory/unit.entity';

/** Days (both included) on which nothing is asked of the people of a unit and its sub-units, such as without network. */
@Entity('void_day')
@Unique(['unitId', 'startsOn', 'endsOn'])
@Check('void_day_dates_check', 'ends_on >= starts_on')
export class VoidDay {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('integer')
  unitId!: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit?: Relation<Unit>;

  @Column('date')
  startsOn!: string;

  @Column('date')
  endsOn!: string;

  @Column('text')
  reason!: string;

  @Column('uuid')
  byId!: string;

  @ManyToOne(() => Person, { nullable: false })
  by?: Relation<Person>;

  @Column('timestamptz')
  at!: Date;
}
