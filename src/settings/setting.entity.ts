import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One setting that was changed from its default. Ids instead of relations: settings stand below the people. */
@Entity('setting')
export class Setting {
  @PrimaryColumn('text')
  key!: string;

  @Column('jsonb')
  value!: unknown;

  @Column('timestamptz')
  changedAt!: Date;

  /** Person id of who changed it last; null: the program itself or the command line. */
  @Column('uuid', { nullable: true })
  changedBy!: string | null;
}
