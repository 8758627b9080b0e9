import {
  Check,
  Column,
  Entity,
  Exclusion,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Person } from './person.entity';
import { Unit } from './unit.entity';

/** PNS, CPNS, PPPK, …: a table because the law keeps changing it; `grouping` says whether it is spoken of as ASN or THL. */
@Entity('employment_type')
@Check('employment_type_grouping_check', `grouping IN ('ASN', 'THL')`)
export class EmploymentType {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  grouping!: 'ASN' | 'THL';

  @Column('smallint')
  position!: number;
}

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
