import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Share } from '../shares/share.entity';

/** How far the reading of a share's short link has come. */
@Entity('link_resolution')
export class LinkResolution {
  @PrimaryColumn('uuid')
  shareId!: string;

  @OneToOne(() => Share, { nullable: false })
  @JoinColumn({ name: 'share_id' })
  share?: Relation<Share>;

  /** The short link's key: a mended share with another short link begins anew. */
  @Column('text')
  linkKey!: string;

  @Column('smallint')
  attempts!: number;

  /** When to ask again; null: not any more. */
  @Column('timestamptz', { nullable: true })
  nextAt!: Date | null;

  /** What the last try found: `post`, `seen`, `not_a_post`, `gone`, or why nothing was learnt. */
  @Column('text', { nullable: true })
  outcome!: string | null;
}
