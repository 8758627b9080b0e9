import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Person } from './person.entity';
import { Unit } from './unit.entity';

/** A role of a person on a unit and everything below it, from one day to another (inclusive). */
@Entity('role_grant')
@Check('role_grant_dates_check', 'ends_on IS NULL OR ends_on >= starts_on')
@Check(
  'role_grant_role_check',
  `role IN ('reviewer', 'head', 'editor', 'publisher', 'evaluator', 'auditor', 'agent', 'admin')`,
)
export class RoleGrant {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Index()
  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Column('text')
  role!: string;

  @Column('integer')
  unitId!: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit?: Relation<Unit>;

  @Column('date')
  startsOn!: string;

  @Column('date', { nullable: true })
  endsOn!: string | null;
}
