import { Check, Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from './person.entity';

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
