import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to which thing, when; rows are only ever added. Ids instead of relations: audit stands below every room. */
@Entity('audit_entry')
@Index(['subject', 'subjectId'])
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('timestamptz')
  at!: Date;

  /** Null: the program itself or the command line. */
  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('text')
  verb!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  subjectId!: string;

  @Column('jsonb', { nullable: true })
  before!: unknown;

  @Column('jsonb', { nullable: true })
  after!: unknown;
}
