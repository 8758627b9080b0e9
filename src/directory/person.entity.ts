import { Check, Column, Entity, Index, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn, type Relation } from 'typeorm';

/** A member of staff, found by a random id; the NIP or THL number is an attribute that may change. */
@Entity('person')
export class Person {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** Bare name, without titles: what is sorted and searched. */
  @Column('text')
  name!: string;

  @Column('text', { default: '' })
  titleBefore!: string;

  @Column('text', { default: '' })
  titleAfter!: string;

  /** E.164, `+62…`, or empty. */
  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { default: '' })
  email!: string;
}

/** A NIP or THL number of a person and since when; one number belongs to one person for ever. */
@Entity('person_number')
@Check('person_number_kind_check', `kind IN ('nip', 'thl')`)
export class PersonNumber {
  @PrimaryColumn('text')
  number!: string;

  @Column('text')
  kind!: 'nip' | 'thl';

  @Index()
  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Column('date', { nullable: true })
  validFrom!: string | null;
}
