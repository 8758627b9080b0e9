import { Check, Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One version of the juknis: every value a month is computed with, in force from one day until another (exclusive).
 * Both are first days of a month, because a month is computed with one version only.
 */
@Entity('policy')
@Check('policy_acceptance_check', `acceptance IN ('audit', 'review')`)
@Check('policy_ranking_basis_check', `ranking_basis IN ('fulfilment', 'participation')`)
@Check('policy_dates_check', 'valid_until IS NULL OR valid_until > valid_from')
@Check(
  'policy_whole_months',
  `date_part('day', valid_from) = 1 AND (valid_until IS NULL OR date_part('day', valid_until) = 1)`,
)
@Exclusion('policy_one_at_a_time', `USING gist (daterange(valid_from, valid_until) WITH &&)`)
export class PolicyVersion {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  version!: number;

  @Column('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validUntil!: string | null;

  @Column('text', { default: 'audit' })
  acceptance!: 'audit' | 'review';

  @Column('smallint', { default: 48 })
  receiptHours!: number;

  @Column('smallint', { default: 5 })
  mendDays!: number;

  @Column('smallint', { default: 8 })
  monthlyPosts!: number;

  @Column('smallint', { default: 5 })
  minAvailableDays!: number;

  @Column('smallint', { default: 3 })
  dailyCap!: number;

  /** Lowest achievement for Sangat Aktif, Aktif, Cukup Aktif; above 0 is Kurang Aktif. */
  @Column('double precision', { array: true, default: '{1,0.75,0.5}' })
  labelThresholds!: number[];

  @Column('text', { default: 'fulfilment' })
  rankingBasis!: 'fulfilment' | 'participation';

  @Column('smallint', { default: 5 })
  minRankedPeople!: number;

  @Column('double precision', { default: 1 })
  minutesPerPost!: number;

  @Column('smallint', { default: 60 })
  maxMinutes!: number;

  /** Names of the five labels, highest first. */
  @Column('text', {
    array: true,
    default: '{"Sangat Aktif",Aktif,"Cukup Aktif","Kurang Aktif","Belum Berpartisipasi"}',
  })
  labelNames!: string[];

  @Column('text', {
    array: true,
    default: '{"Very active",Active,"Fairly active","Less active","Not yet participating"}',
  })
  labelNamesEn!: string[];

  @Column('smallint', { default: 5 })
  defaultWeek!: number;

  @Column('smallint', { default: 1 })
  provisionalDay!: number;

  @Column('text', { default: '00:30' })
  provisionalTime!: string;

  @Column('smallint', { default: 5 })
  appealDays!: number;

  @Column('smallint', { default: 3 })
  decisionDays!: number;

  @Column('smallint', { default: 59 })
  sampleSize!: number;

  @Column('text', { default: '' })
  reason!: string;
}
