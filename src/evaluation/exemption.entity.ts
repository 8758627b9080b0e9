import { Column, Entity, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** An approved exemption of a person for one month: out of every denominator. */
@Entity('exemption')
export class Exemption {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Column('text')
  reason!: string;

  @Column('uuid', { nullable: true })
  approvedById!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  approvedBy?: Relation<Person> | null;

  @Column('timestamptz')
  approvedAt!: Date;
}
