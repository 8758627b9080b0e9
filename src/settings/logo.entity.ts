import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { StoredFile } from '../files/stored-file.entity';

/** One row: the coat of arms that papers bear from now on. */
@Entity('letterhead_logo')
@Check('letterhead_logo_one_row', 'id = 1')
export class LetterheadLogo {
  @PrimaryColumn('smallint')
  id!: number;

  /** Null: papers bear none. */
  @Column('bytea', { nullable: true })
  fileHash!: Buffer | null;

  @ManyToOne(() => StoredFile)
  @JoinColumn({ name: 'file_hash' })
  file?: Relation<StoredFile> | null;
}
