import {
  Check,
  Column,
  Entity,
  Exclusion,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { EmploymentType } from './employment-type.entity';
import { Person } from './person.entity';
import { Unit } from './unit.entity';

/** A person works in a unit, with an employment type and a position, from one day to another (inclusive). */
@Entity('membership')
@Check('membership_dates_check', 'ends_on IS NULL OR ends_on >= starts_on')
@Exclusion(
  'membership_one_unit_at_a_time',
  `USING gist (person_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`,
)
export class Membership {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Index()
  @Column('integer')
  unitId!: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit?: Relation<Unit>;

  @Column('text')
  employmentType!: string;

  @ManyToOne(() => EmploymentType, { nullable: false })
  @JoinColumn({ name: 'employment_type' })
  employment?: Relation<EmploymentType>;

  @Column('text', { default: '' })
  position!: string;

  @Column('date')
  startsOn!: string;

  @Column('date', { nullable: true })
  endsOn!: string | null;
}
