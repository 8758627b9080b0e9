import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** A personal token for programs (`Authorization: Bearer gng_…`): it may what its owner may. */
@Entity('api_token')
@Unique(['tokenHash'])
export class ApiToken {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('bytea')
  tokenHash!: Buffer;

  @Index()
  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Column('text')
  name!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;
}
