import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** A person's way in: exists once activated. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid')
  personId!: string;

  @OneToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'person_id' })
  person?: Relation<Person>;

  /** argon2id in PHC notation. */
  @Column('text')
  passwordHash!: string;

  @Column('timestamptz')
  activatedAt!: Date;

  @Column('timestamptz', { nullable: true })
  disabledAt!: Date | null;
}
