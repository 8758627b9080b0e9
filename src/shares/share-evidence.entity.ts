import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Picture } from '../files/picture.entity';
import { Share } from './share.entity';

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
