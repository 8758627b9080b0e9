import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { Unit } from '../directory/unit.entity';
import { PeriodVersion } from './period-version.entity';

/** A person's figures of a month, with number and name as they were; written by one statement, deleted with its version. */
@Entity('person_result')
export class PersonResult {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('smallint')
  version!: number;

  @ManyToOne(() => PeriodVersion, { nullable: false, createForeignKeyConstraints: false })
  @JoinColumn([
    { name: 'month', referencedColumnName: 'month' },
    { name: 'version', referencedColumnName: 'version' },
  ])
  period?: Relation<PeriodVersion>;

  @PrimaryColumn('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false, createForeignKeyConstraints: false })
  person?: Relation<Person>;

  @Column('text')
  number!: string;

  @Column('text')
  name!: string;

  @Column('integer')
  unitId!: number;

  @ManyToOne(() => Unit, { nullable: false, createForeignKeyConstraints: false })
  unit?: Relation<Unit>;

  @Column('smallint')
  workingDays!: number;

  @Column('smallint')
  availableDays!: number;

  @Column('smallint')
  target!: number;

  @Column('smallint')
  counted!: number;

  /** 0…1; null for the exempt. */
  @Column('double precision', { nullable: true })
  achievement!: number | null;

  @Column('boolean')
  exempt!: boolean;
}
