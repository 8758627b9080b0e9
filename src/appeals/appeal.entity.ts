import { Check, Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { Unit } from '../directory/unit.entity';
import { Share } from '../shares/share.entity';

/** A person's appeal about one row behind a month's result, and its decision; the text is read by who decides and audits. */
@Entity('appeal')
@Index('appeal_share_once', ['shareId'], { unique: true, where: 'decided_at IS NULL' })
@Index('appeal_days_once', ['personId', 'month', 'kind', 'startsOn'], { unique: true, where: 'decided_at IS NULL' })
@Index('appeal_waiting', ['dueOn'], { where: 'decided_at IS NULL' })
@Index(['personId', 'filedAt'])
@Check('appeal_kind_check', `kind IN ('share', 'leave', 'unit')`)
@Check('appeal_wish_check', `wish IN ('missing', 'wrong')`)
@Check('appeal_decision_check', `decision IN ('granted', 'refused')`)
@Check(
  'appeal_subject_check',
  `CASE kind WHEN 'share' THEN share_id IS NOT NULL OR decided_at IS NOT NULL
      WHEN 'leave' THEN wish IS NOT NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL
      ELSE wanted_unit_id IS NOT NULL AND starts_on IS NOT NULL END`,
)
@Check('appeal_decided_check', '(decision IS NULL) = (decided_at IS NULL)')
@Check('appeal_second_person', 'decided_by_id <> person_id')
export class Appeal {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('text')
  month!: string;

  @Column('text')
  kind!: 'share' | 'leave' | 'unit';

  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  /** The person's latest unit of the month, for lists and counts; null for somebody without one. */
  @Column('integer', { nullable: true })
  unitId!: number | null;

  @ManyToOne(() => Unit)
  unit?: Relation<Unit> | null;

  @Column('uuid', { nullable: true })
  shareId!: string | null;

  @ManyToOne(() => Share)
  share?: Relation<Share> | null;

  /** Of leave: it is missing, or was recorded though the person worked. */
  @Column('text', { nullable: true })
  wish!: 'missing' | 'wrong' | null;

  @Column('date', { nullable: true })
  startsOn!: string | null;

  /** The last day; null of a unit: from then on. */
  @Column('date', { nullable: true })
  endsOn!: string | null;

  @Column('integer', { nullable: true })
  wantedUnitId!: number | null;

  @ManyToOne(() => Unit)
  wantedUnit?: Relation<Unit> | null;

  @Column('text')
  text!: string;

  @Column('timestamptz')
  filedAt!: Date;

  /** The last day for deciding. */
  @Column('date')
  dueOn!: string;

  @Column('text', { nullable: true })
  decision!: 'granted' | 'refused' | null;

  /** What the person reads about the decision. */
  @Column('text', { default: '' })
  reason!: string;

  @Column('uuid', { nullable: true })
  decidedById!: string | null;

  @ManyToOne(() => Person)
  decidedBy?: Relation<Person> | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;
}
