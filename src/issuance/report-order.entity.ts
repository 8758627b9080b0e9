import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { PeriodVersion } from '../evaluation/period-version.entity';
import { StoredFile } from '../files/stored-file.entity';

/** What the agency writes on the report of a month, until it is issued. */
@Entity('report_text')
export class ReportText {
  @PrimaryColumn('text')
  month!: string;

  @Column('text')
  number!: string;

  @Column('text')
  nature!: string;

  @Column('text')
  attachments!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  followUp!: string;

  @Column('timestamptz')
  changedAt!: Date;

  @Column('uuid')
  changedById!: string;

  @ManyToOne(() => Person, { nullable: false })
  changedBy?: Relation<Person>;
}

/** The issuing of a closed version: its files are made one by one by whoever holds the lease. */
@Entity('report_order')
export class ReportOrder {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('smallint')
  version!: number;

  @ManyToOne(() => PeriodVersion, { nullable: false })
  @JoinColumn([
    { name: 'month', referencedColumnName: 'month' },
    { name: 'version', referencedColumnName: 'version' },
  ])
  period?: Relation<PeriodVersion>;

  /** Letterhead, signatory and texts as they were: every file of the version bears the same. */
  @Column('jsonb')
  frame!: Record<string, unknown>;

  /** The coat of arms of that moment; null: none. */
  @Column('bytea', { nullable: true })
  logoHash!: Buffer | null;

  @ManyToOne(() => StoredFile)
  @JoinColumn({ name: 'logo_hash' })
  logo?: Relation<StoredFile> | null;

  /** The date of the documents: the moment of closing. */
  @Column('timestamptz')
  date!: Date;

  @Column('timestamptz')
  orderedAt!: Date;

  /** Null: the command line. */
  @Column('uuid', { nullable: true })
  orderedById!: string | null;

  @ManyToOne(() => Person)
  orderedBy?: Relation<Person> | null;

  /** Who works on it until when; another lease shuts the former out. */
  @Column('uuid', { nullable: true })
  lease!: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  @Column('smallint', { default: 0 })
  tries!: number;

  @Column('text', { nullable: true })
  failure!: string | null;
}

/** One issued file. Its check code exists before its bytes, so that every process prints the same one. */
@Entity('report_file')
@Unique(['month', 'version', 'kind', 'subject', 'format'])
@Check('report_file_kind_check', `kind IN ('month', 'unit', 'person')`)
@Check('report_file_format_check', `format IN ('pdf', 'xlsx', 'csv', 'json', 'txt')`)
@Check('report_file_signed_check', 'signed_hash <> hash')
export class ReportFileRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  month!: string;

  @Column('smallint')
  version!: number;

  @ManyToOne(() => ReportOrder, { nullable: false })
  @JoinColumn([
    { name: 'month', referencedColumnName: 'month' },
    { name: 'version', referencedColumnName: 'version' },
  ])
  order?: Relation<ReportOrder>;

  @Column('text')
  kind!: 'month' | 'unit' | 'person';

  /** Code of the unit, id of the person, or nothing. */
  @Column('text')
  subject!: string;

  @Column('text')
  format!: 'pdf' | 'xlsx' | 'csv' | 'json' | 'txt';

  @Column('text', { unique: true })
  code!: string;

  /** Null: not made yet. */
  @Index('report_file_hash')
  @Column('bytea', { nullable: true })
  hash!: Buffer | null;

  @ManyToOne(() => StoredFile)
  @JoinColumn({ name: 'hash' })
  file?: Relation<StoredFile> | null;

  @Column('timestamptz', { nullable: true })
  madeAt!: Date | null;

  /** Characters that the font of the paper lacks. */
  @Column('text', { array: true, default: [] })
  replaced!: string[];

  /** The file as it was signed elsewhere and sent back; null: not signed. */
  @Index('report_file_signed_hash')
  @Column('bytea', { nullable: true })
  signedHash!: Buffer | null;

  @ManyToOne(() => StoredFile)
  @JoinColumn({ name: 'signed_hash' })
  signedFile?: Relation<StoredFile> | null;

  @Column('timestamptz', { nullable: true })
  signedAt!: Date | null;

  @Column('uuid', { nullable: true })
  signedById!: string | null;

  @ManyToOne(() => Person)
  signedBy?: Relation<Person> | null;
}
