import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A day on which nobody works, whatever the unit's week: national holiday or joint leave. */
@Entity('holiday')
@Check('holiday_kind_check', `kind IN ('libur_nasional', 'cuti_bersama')`)
@Check('holiday_certainty_check', `certainty IN ('sourced', 'estimate')`)
export class Holiday {
  @PrimaryColumn('date')
  day!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: 'libur_nasional' | 'cuti_bersama';

  /** `estimate` days make the year provisional: its months cannot be closed. */
  @Column('text', { default: 'sourced' })
  certainty!: 'sourced' | 'estimate';

  @Column('text', { default: '' })
  source!: string;
}
