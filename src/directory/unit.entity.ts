import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';

/** A node of the tree of agencies; a renamed or moved agency is a new row that the old one names as successor. */
@Entity('unit')
@Unique(['code'])
@Check('unit_week_check', 'week IN (5, 6, 7)')
@Check('unit_validity_check', 'valid_until IS NULL OR valid_until >= valid_from')
export class Unit {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  shortName!: string;

  @Column('text')
  kind!: string;

  @Column('integer', { nullable: true })
  parentId!: number | null;

  @ManyToOne(() => Unit, { nullable: true })
  @JoinColumn({ name: 'parent_id' })
  parent?: Relation<Unit> | null;

  /** Ids from the root down to this unit itself; a unit lies in the subtree of every id in it. */
  @Column('integer', { array: true, default: '{}' })
  path!: number[];

  /** Whether the unit takes part in the ranking of agencies. */
  @Column('boolean', { default: false })
  ranked!: boolean;

  /** Working days a week: 5 Monday–Friday, 6 Monday–Saturday, 7 every day. */
  @Column('smallint', { default: 5 })
  week!: number;

  @Column('date', { nullable: true })
  validFrom!: string | null;

  /** The last day, inclusive. */
  @Column('date', { nullable: true })
  validUntil!: string | null;

  @Column('integer', { nullable: true })
  successorId!: number | null;

  @ManyToOne(() => Unit, { nullable: true })
  @JoinColumn({ name: 'successor_id' })
  successor?: Relation<Unit> | null;
}
