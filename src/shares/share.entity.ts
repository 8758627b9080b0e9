import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../directory/person.entity';
import { Picture } from '../files/picture.entity';
import { Post } from '../posts/post.entity';
import { Channel } from './channel.entity';

/** A person's reshare of an official post on one channel; its id is made by whoever sends it, so repeating is harmless. */
@Entity('share')
@Index('share_once', ['personId', 'postId', 'channel'], { unique: true, where: `state <> 'withdrawn'` })
@Index(['businessDate', 'personId'])
// A month is computed from this index alone, with columns it only carries along; typeorm cannot say that.
@Index('share_of_post', { synchronize: false })
// What waits for a verdict in the order of the queue, which begins with an expression; typeorm cannot say that either.
@Index('share_waiting', { synchronize: false })
@Check('share_state_check', `state IN ('recorded', 'accepted', 'returned', 'rejected', 'held', 'withdrawn')`)
@Check('share_business_date_check', `business_date = (shared_at AT TIME ZONE 'Asia/Makassar')::date`)
export class Share {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  personId!: string;

  @ManyToOne(() => Person, { nullable: false })
  person?: Relation<Person>;

  @Column('uuid')
  postId!: string;

  @ManyToOne(() => Post, { nullable: false })
  post?: Relation<Post>;

  @Column('text')
  channel!: string;

  @ManyToOne(() => Channel, { nullable: false })
  @JoinColumn({ name: 'channel' })
  channelRow?: Relation<Channel>;

  /** Canonical address, only ever built from validated parts; null on channels without a link. */
  @Column('text', { nullable: true })
  linkUrl!: string | null;

  @Column('text', { nullable: true })
  linkKey!: string | null;

  /** The moment in the link's own id: a lower bound of the posting time. */
  @Column('timestamptz', { nullable: true })
  linkPostedAt!: Date | null;

  /** Where and to whom, in a sentence, on channels without a link. */
  @Column('text', { nullable: true })
  statement!: string | null;

  /** What was pasted, as it was pasted. */
  @Column('text', { nullable: true })
  pasted!: string | null;

  @Column('timestamptz')
  sharedAt!: Date;

  @Column('timestamptz')
  receivedAt!: Date;

  /** The WITA date of the moment shared: it puts the share into a month. */
  @Column('date')
  businessDate!: string;

  @Column('text', { default: 'recorded' })
  state!: 'recorded' | 'accepted' | 'returned' | 'rejected' | 'held' | 'withdrawn';

  /** An appeal about its late receipt was granted; the appeal says by whom and why. */
  @Column('boolean', { default: false })
  receiptExcused!: boolean;

  /** What the machine noticed, by the codes of hint.rules.ts: for a person to look at, never a verdict. */
  @Column('text', { array: true, default: '{}' })
  hints!: string[];
}

/**
 * Every key of a link that a share stands on. Its main key is used once in the whole system; an alias is only a claim
 * about the same post and may stand on several shares.
 */
@Entity('used_link')
@Index('used_link_main', ['key'], { unique: true, where: 'NOT alias' })
@Index('used_link_alias', ['key'], { where: 'alias' })
export class UsedLink {
  @PrimaryColumn('uuid')
  shareId!: string;

  @ManyToOne(() => Share, { nullable: false })
  share?: Relation<Share>;

  @PrimaryColumn('text')
  key!: string;

  @Column('boolean', { default: false })
  alias!: boolean;
}

/** A picture that proves a share; a picture proves one share only. */
@Entity('share_evidence')
@Index('share_evidence_once', ['pictureId'], { unique: true })
export class ShareEvidence {
  @PrimaryColumn('uuid')
  shareId!: string;

  @ManyToOne(() => Share, { nullable: false })
  share?: Relation<Share>;

  @PrimaryColumn('uuid')
  pictureId!: string;

  @ManyToOne(() => Picture, { nullable: false })
  picture?: Relation<Picture>;

  /** It was named when the share was logged, so it belongs to the share's content; others were added later. */
  @Column('boolean')
  cameAlong!: boolean;

  @Index()
  @Column('timestamptz')
  at!: Date;
}
