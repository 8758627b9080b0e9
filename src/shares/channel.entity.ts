import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A way of sharing; all earn the same credit. `proof` says what a share on it shows: a link, a statement, or either a statement or a picture. */
@Entity('channel')
@Check('channel_proof_check', `proof IN ('link', 'statement_or_picture', 'statement')`)
export class Channel {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  nameId!: string;

  @Column('text')
  nameEn!: string;

  @Column('text')
  proof!: 'link' | 'statement_or_picture' | 'statement';

  @Column('smallint')
  position!: number;

  @Column('boolean', { default: true })
  active!: boolean;
}
