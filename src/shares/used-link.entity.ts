import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Share } from './share.entity';

/** Every key and alias of a link that a share stands on: a link is used once in the whole system. */
@Entity('used_link')
export class UsedLink {
  @PrimaryColumn('text')
  key!: string;

  @Index()
  @Column('uuid')
  shareId!: string;

  @ManyToOne(() => Share, { nullable: false })
  share?: Relation<Share>;
}
