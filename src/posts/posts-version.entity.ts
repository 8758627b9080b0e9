import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row, counted up by every change of a post: servers keep the open posts in memory until it moves. */
@Entity('posts_version')
@Check('posts_version_one_row', 'id = 1')
export class PostsVersion {
  @PrimaryColumn('smallint')
  id!: number;

  @Column('bigint')
  version!: string;
}
