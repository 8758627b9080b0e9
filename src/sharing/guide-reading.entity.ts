import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** Who has read the guide to sharing, and when first. */
@Entity('guide_reading')
export class GuideReading {
  @PrimaryColumn('uuid')
  personId!: string;

  @OneToOne(() => Person, { nullable: false })
  @JoinColumn({ name: 'person_id' })
  person?: Relation<Person>;

  @Column('timestamptz')
  at!: Date;
}
