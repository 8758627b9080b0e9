import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { StoredFile } from '../files/stored-file.entity';
import { Post } from '../posts/post.entity';

/** A picture or the video of an official post. */
@Entity('post_media')
@Unique(['postId', 'fileHash'])
@Index('post_media_one_video', ['postId'], { unique: true, where: `kind = 'video'` })
@Check('post_media_kind_check', `kind IN ('picture', 'video')`)
@Check('post_media_preview_check', `(kind = 'picture') = (preview_hash IS NOT NULL)`)
export class PostMedia {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  postId!: string;

  @ManyToOne(() => Post, { nullable: false })
  post?: Relation<Post>;

  @Column('text')
  kind!: 'picture' | 'video';

  @Column('smallint')
  position!: number;

  @Column('text')
  alt!: string;

  /** What is handed on, and its length. */
  @Index()
  @Column('bytea')
  fileHash!: Buffer;

  @ManyToOne(() => StoredFile, { nullable: false })
  @JoinColumn({ name: 'file_hash' })
  file?: Relation<StoredFile>;

  @Column('integer')
  size!: number;

  /** The small form of a picture; null for a video, like its width and height. */
  @Index()
  @Column('bytea', { nullable: true })
  previewHash!: Buffer | null;

  @ManyToOne(() => StoredFile, { nullable: true })
  @JoinColumn({ name: 'preview_hash' })
  preview?: Relation<StoredFile> | null;

  @Column('integer', { nullable: true })
  width!: number | null;

  @Column('integer', { nullable: true })
  height!: number | null;

  /** Null: the operator of the machine. */
  @Column('uuid', { nullable: true })
  byId!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  by?: Relation<Person> | null;

  @Column('timestamptz')
  at!: Date;
}
