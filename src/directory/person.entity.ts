import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

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
