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

/** A unit's figures of a month, sub-units included, with code and name as they were. */
@Entity('unit_result')
export class UnitResult {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('smallint')
  version!: number;

  @ManyToOne(() => PeriodVersion, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'month', referencedColumnName: 'month' },
    { name: 'version', referencedColumnName: 'version' },
  ])
  period?: Relation<PeriodVersion>;

  @PrimaryColumn('integer')
  unitId!: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit?: Relation<Unit>;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('boolean')
  ranked!: boolean;

  @Column('integer')
  obliged!: number;

  @Column('integer')
  exempt!: number;

  @Column('integer')
  active!: number;

  @Column('integer')
  met!: number;

  /** Mean achievement of the obliged; null without any. */
  @Column('double precision', { nullable: true })
  meanAchievement!: number | null;

  /** Counting shares per channel code. */
  @Column('jsonb', { default: {} })
  channels!: Record<string, number>;

  /** Shares of the month per state code. */
  @Column('jsonb', { default: {} })
  states!: Record<string, number>;

  @Column('double precision', { nullable: true })
  estimate!: number | null;

  @Column('double precision', { nullable: true })
  low!: number | null;

  @Column('double precision', { nullable: true })
  high!: number | null;

  @Column('text', { nullable: true })
  description!: 'di atas' | 'setara' | 'di bawah' | null;

  @Column('text', { nullable: true })
  band!: 'kecil' | 'sedang' | 'besar' | null;

  @Column('integer', { nullable: true })
  rank!: number | null;
}
