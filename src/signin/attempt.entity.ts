import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often a limited thing was tried in a window of time; in the database, so that it holds over several servers. */
@Entity('attempt')
export class Attempt {
  /** What is limited, with personal parts hashed. */
  @PrimaryColumn('text')
  key!: string;

  @PrimaryColumn('timestamptz')
  windowStart!: Date;

  @Column('integer')
  count!: number;
}
