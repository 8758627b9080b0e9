import { Check, Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** A code on a printed slip (activation, reset) or the one-time address of the first administrator (setup). */
@Entity('one_time_code')
@Check('one_time_code_purpose_check', `purpose IN ('activate', 'reset', 'setup')`)
export class OneTimeCode {
  @PrimaryColumn('bytea')
  codeHash!: Buffer;

  @Column('text')
  purpose!: 'activate' | 'reset' | 'setup';

  @Index()
  @Column('uuid', { nullable: true })
  personId!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  person?: Relation<Person> | null;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}
