import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { StoredFile } from './stored-file.entity';

/** A picture that somebody sent, under an id of the sender's making; what is kept of it is the remade file. */
@Entity('picture')
@Index('picture_not_taken', ['createdAt'], { where: 'NOT taken' })
export class Picture {
  @PrimaryColumn('uuid')
  id!: string;

  /** The person's id; this room knows no people. */
  @Column('uuid')
  ownerId!: string;

  @Index()
  @Column('bytea')
  fileHash!: Buffer;

  @ManyToOne(() => StoredFile, { nullable: false })
  @JoinColumn({ name: 'file_hash' })
  file?: Relation<StoredFile>;

  /** SHA-256 and length of what was sent. */
  @Index()
  @Column('bytea')
  originalHash!: Buffer;

  @Column('integer')
  originalSize!: number;

  /** How the whole looks, and the strip at the top, where the account's name stands: see look.rules.ts. */
  @Column('bigint')
  look!: string;

  @Column('bigint')
  strip!: string;

  /** Something stands on it; what nothing stands on is forgotten after a while. */
  @Column('boolean', { default: false })
  taken!: boolean;

  @Column('timestamptz')
  createdAt!: Date;
}
