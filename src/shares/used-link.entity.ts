import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Share } from './share.entity';

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
