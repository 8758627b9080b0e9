import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** PNS, CPNS, PPPK, …: a table because the law keeps changing it; `grouping` says whether it is spoken of as ASN or THL. */
@Entity('employment_type')
@Check('employment_type_grouping_check', `grouping IN ('ASN', 'THL')`)
export class EmploymentType {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  grouping!: 'ASN' | 'THL';

  @Column('smallint')
  position!: number;
}
