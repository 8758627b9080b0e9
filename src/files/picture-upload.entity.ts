import { Check, Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A picture that arrives in parts and is not whole yet. */
@Entity('picture_upload')
@Check('picture_upload_received_check', 'received >= 0 AND received <= length')
export class PictureUpload {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid')
  ownerId!: string;

  /** How many bytes it will have, and how many have come. */
  @Column('integer')
  length!: number;

  @Column('integer', { default: 0 })
  received!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

/** One part of it, by the place of its first byte. */
@Entity('picture_part')
export class PicturePart {
  @PrimaryColumn('uuid')
  uploadId!: string;

  @ManyToOne(() => PictureUpload, { nullable: false, onDelete: 'CASCADE' })
  upload?: Relation<PictureUpload>;

  @PrimaryColumn('integer')
  start!: number;

  @Column('bytea')
  bytes!: Buffer;
}
