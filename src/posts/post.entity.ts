import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { Unit } from '../directory/unit.entity';

/** An official item that staff share: drafted by one person, published by another. */
@Entity('post')
@Unique(['code'])
@Index(['shareUntil'])
@Check('post_state_check', `state IN ('draft', 'submitted', 'returned', 'published', 'withdrawn')`)
@Check('post_window_check', 'share_until > share_from')
@Check('post_published_check', `state NOT IN ('published', 'withdrawn') OR published_at IS NOT NULL`)
@Check('post_second_person_check', 'published_by_id IS NULL OR published_by_id <> author_id')
export class Post {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  title!: string;

  @Column('text')
  program!: string;

  @Column('integer')
  unitId!: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit?: Relation<Unit>;

  @Column('text')
  narrative!: string;

  @Column('text')
  sourceUrl!: string;

  @Column('text', { array: true, default: '{}' })
  captions!: string[];

  /** Addresses of the official publications, in canonical form. */
  @Column('text', { array: true, default: '{}' })
  officialLinks!: string[];

  /** Their link keys: a share with one of these is the original, not a reshare. */
  @Column('text', { array: true, default: '{}' })
  officialKeys!: string[];

  @Column('boolean', { default: true })
  everybody!: boolean;

  /** Unit ids whose subtrees are asked, when it is not everybody. */
  @Column('integer', { array: true, default: '{}' })
  audience!: number[];

  @Column('timestamptz')
  shareFrom!: Date;

  /** Exclusive. */
  @Column('timestamptz')
  shareUntil!: Date;

  @Column('text', { default: 'draft' })
  state!: 'draft' | 'submitted' | 'returned' | 'published' | 'withdrawn';

  /** Null: imported. */
  @Column('uuid', { nullable: true })
  authorId!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  author?: Relation<Person> | null;

  @Column('uuid', { nullable: true })
  publishedById!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  publishedBy?: Relation<Person> | null;

  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;

  @Column('timestamptz')
  changedAt!: Date;
}
