import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row, counted up by every change of what targets are computed from: servers keep targets until it moves. */
@Entity('figures_version')
@Check('figures_version_one_row', 'id = 1')
export class FiguresVersion {
  @PrimaryColumn('smallint')
  id!: number;

  @Column('bigint')
  version!: string;
}
