import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A share that counts in a fixed month, as it was: what the random audit is drawn from. Written by one statement. */
@Entity('counted_share')
export class CountedShare {
  @PrimaryColumn('text')
  month!: string;

  @PrimaryColumn('smallint')
  version!: number;

  @PrimaryColumn('uuid')
  shareId!: string;

  /** The person's number in the month. */
  @Column('text')
  number!: string;

  /** Code of the item. */
  @Column('text')
  post!: string;

  @Column('text')
  channel!: string;

  @Column('date')
  businessDate!: string;
}
