import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** A signed-in browser; the token itself is only in its cookie. */
@Entity('session')
export class Session {
  @PrimaryColumn('bytea')
  tokenHash!: Buffer;

  @Index()
  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  seenAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** What the browser calls itself, cut to 120 characters, so that a person knows own sessions apart. */
  @Column('text', { default: '' })
  device!: string;
}
