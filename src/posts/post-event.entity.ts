import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { Post } from './post.entity';

/** A step in the life of a post: who, when, and why. */
@Entity('post_event')
@Index(['postId', 'id'])
@Check('post_event_kind_check', `kind IN ('drafted', 'changed', 'submitted', 'returned', 'published', 'withdrawn')`)
export class PostEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid')
  postId!: string;

  @ManyToOne(() => Post, { nullable: false })
  post?: Relation<Post>;

  @Column('text')
  kind!: 'drafted' | 'changed' | 'submitted' | 'returned' | 'published' | 'withdrawn';

  @Column('uuid', { nullable: true })
  byId!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  by?: Relation<Person> | null;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { default: '' })
  reason!: string;
}
