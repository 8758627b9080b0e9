import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';

/** A file that was uploaded and tried, waiting for the word to import it; kept for a day. */
@Entity('import_draft')
export class ImportDraft {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid')
  ownerId!: string;

  @ManyToOne(() => Person, { nullable: false })
  owner?: Relation<Person>;

  @Column('text')
  kind!: string;

  @Column('text')
  name!: string;

  @Column('bytea')
  bytes!: Buffer;

  @Column('timestamptz')
  createdAt!: Date;
}
