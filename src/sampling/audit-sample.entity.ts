import { Column, Entity, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** The draw of a fixed month: the public number, where it was announced, and the drawn shares. Never changed. */
@Entity('audit_sample')
export class AuditSample {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('smallint')
  version!: number;

  @Column('text')
  publicNumber!: string;

  /** Where and when the number was announced. */
  @Column('text')
  source!: string;

  @Column('text')
  seed!: string;

  /** How many shares the sample was drawn from. */
  @Column('integer')
  population!: number;

  /** In the order of their lots. */
  @Column('uuid', { array: true })
  shares!: string[];

  @Column('timestamptz')
  drawnAt!: Date;

  /** Null: by the command line. */
  @Column('uuid', { nullable: true })
  drawnById!: string | null;

  @ManyToOne(() => Person)
  drawnBy?: Relation<Person> | null;
}

/** The check of a drawn share by somebody of another agency. */
@Entity('audit_check')
export class AuditCheck {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('smallint')
  version!: number;

  @PrimaryColumn('uuid')
  shareId!: string;

  /** The place in the draw, from 1. */
  @Column('smallint')
  position!: number;

  /** Null: nobody was chosen yet. */
  @Column('uuid', { nullable: true })
  checkerId!: string | null;

  @ManyToOne(() => Person)
  checker?: Relation<Person> | null;

  /** Null: not checked yet. */
  @Column('boolean', { nullable: true })
  valid!: boolean | null;

  @Column('text', { default: '' })
  note!: string;

  @Column('timestamptz', { nullable: true })
  checkedAt!: Date | null;
}
