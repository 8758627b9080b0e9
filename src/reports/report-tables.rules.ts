/*
 * A month's figures as tables, one source for PDF, XLSX and CSV, so that every form carries the same numbers.
 * Percent columns hold fractions (0.875); nothing is rounded here. A unit without anybody obliged shows "–", never 0 %.
 * Example: 51 of 85 with the target met → obliged 85, met 51, raw 0.6, estimate 0.6049…, interval 0.5222…–0.6851….
 * Source: evaluation.md, sections 4, 5 and 7.
 */
import { bandWords, descriptionWords, type Prior } from '../evaluation/ranking.rules';
import type { ResultPerson } from '../evaluation/result.rules';
import { fraction } from '../evaluation/unit.rules';
import { formatPercent, type Lang, type Month } from '../kernel/wita';
import type { PaperTable } from '../papers/table-writer';
import type { AppealCounts } from '../appeals/appeals.service';
import type { Policy } from '../policies/policy.rules';
import type { AuditStatement } from '../sampling/sampling.service';
import type { TrendMonth } from './report-counts.rules';

/** A unit's stored figures as the tables need them. */
export interface UnitFigures {
  /** Ids from the root down to the unit itself. */
  path: number[];
  code: string;
  name: string;
  ranked: boolean;
  obliged: number;
  exempt: number;
  active: number;
  met: number;
  meanAchievement: number | null;
  channels: Record<string, number>;
  states: Record<string, number>;
  estimate: number | null;
  low: number | null;
  high: number | null;
  description: keyof typeof descriptionWords | null;
  band: keyof typeof bandWords | null;
  rank: number | null;
}

/** The month as a whole. */
export interface MonthTotals {
  obliged: number;
  exempt: number;
  active: number;
  met: number;
  shares: number;
}

/** What a month's page and papers say, all from one stored version. */
export interface MonthReport {
  month: Month;
  version: number;
  /** Whether the month was reopened since, as a newer version. */
  isSuperseded: boolean;
  state: 'provisional' | 'fixed' | 'closed';
  policyVersion: number;
  cutoff: Date;
  closingHash: string | null;
  policy: Policy;
  totals: MonthTotals;
  units: readonly UnitFigures[];
  /** What the ranked agencies have in common. */
  prior: Prior;
  /** The month's appeals by what became of them; null: too few people to tell, so channels and states are empty too. */
  appeals: AppealCounts | null;
  /** The draw of the random audit and what its checks say; null: nothing is drawn. */
  audit: AuditStatement | null;
  /** The stored months up to this one, the oldest first. */
  trend: readonly TrendMonth[];
  /** The unit whose own edition this is; null: the whole province. */
  edition: UnitFigures | null;
  tables: {
    agencies: PaperTable;
    units: PaperTable;
    channels: PaperTable;
    states: PaperTable;
    programs: PaperTable;
    posts: PaperTable;
    trend: PaperTable;
    /** As far as the reader may see them. */
    people: PaperTable;
  };
}

export type RankingBasis = 'fulfilment' | 'participation';

const none = '–';
const orNone = (value: number | null): number | string => value ?? none;

/** Ranked agencies: within a size band by rank, then by estimate; those too small to be ranked last. */
export function inRankOrder(units: readonly UnitFigures[]): UnitFigures[] {
  const bands = ['besar', 'sedang', 'kecil'];
  const place = ({ band }: UnitFigures) => (band === null ? bands.length : bands.indexOf(band));
  return units
    .filter(({ ranked }) => ranked)
    .toSorted(
      (a, b) =>
        place(a) - place(b) ||
        (a.rank ?? 999) - (b.rank ?? 999) ||
        (b.estimate ?? 0) - (a.estimate ?? 0) ||
        (a.code < b.code ? -1 : 1),
    );
}

/** The agencies with their fair ranking: n, x, raw, estimate, 90 % interval, band and rank, description. */
export function agencyTable(units: readonly UnitFigures[], basis: RankingBasis, lang: Lang): PaperTable {
  const title = lang === 'en' ? 'Ranking of agencies' : 'Peringkat perangkat daerah';
  return rankingTable(title, inRankOrder(units), basis, lang);
}

/** How many agencies stand at an end of the month at most. */
const places = 5;

/**
 * The ends of the month: of the agencies that differ from the common mean for certain the five highest and the five
 * lowest. Five of every month by estimate alone would name large agencies by chance, as their estimates are drawn less.
 */
export function monthEnds<Unit extends Pick<UnitFigures, 'code' | 'description' | 'estimate'>>(
  units: readonly Unit[],
): { above: Unit[]; below: Unit[] } {
  const inOrder = units.toSorted((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0) || (a.code < b.code ? -1 : 1));
  return {
    above: inOrder.filter(({ description }) => description === 'di atas').slice(0, places),
    below: inOrder
      .filter(({ description }) => description === 'di bawah')
      .reverse()
      .slice(0, places),
  };
}

/** The ends of the month as tables, none for an end where nobody stands. */
export function extremeTables(units: readonly UnitFigures[], basis: RankingBasis, lang: Lang): PaperTable[] {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const { above, below } = monthEnds(units.filter(({ ranked }) => ranked));
  return [
    rankingTable(t('Tertinggi, di atas rata-rata', 'Highest, above the mean'), above, basis, lang),
    rankingTable(t('Terendah, di bawah rata-rata', 'Lowest, below the mean'), below, basis, lang),
  ].filter(({ rows }) => rows.length);
}

function rankingTable(title: string, units: readonly UnitFigures[], basis: RankingBasis, lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title,
    columns: [
      { key: 'name', title: t('Perangkat daerah', 'Agency'), kind: 'text' },
      { key: 'n', title: t('Wajib', 'Obliged'), kind: 'integer' },
      { key: 'x', title: basis === 'fulfilment' ? t('Tercapai', 'Met') : t('Aktif', 'Active'), kind: 'integer' },
      { key: 'raw', title: t('Mentah', 'Raw'), kind: 'percent' },
      { key: 'estimate', title: t('Perkiraan', 'Estimate'), kind: 'percent', decimals: 2 },
      { key: 'interval', title: t('Selang 90%', '90% interval'), kind: 'text', width: 16 },
      { key: 'rank', title: t('Peringkat', 'Rank'), kind: 'text', width: 10 },
      { key: 'description', title: t('Keterangan', 'Description'), kind: 'text', width: 12 },
    ],
    rows: units.map((unit) => agencyRow(unit, basis, lang)),
  };
}

function agencyRow(unit: UnitFigures, basis: RankingBasis, lang: Lang): PaperTable['rows'][number] {
  const { name, obliged, low, high, band, rank, description } = unit;
  const x = basis === 'fulfilment' ? unit.met : unit.active;
  return {
    ...{ name, n: obliged, x, raw: orNone(fraction(x, obliged)), estimate: orNone(unit.estimate) },
    interval: low === null || high === null ? none : `${formatPercent(low, lang, 2)}–${formatPercent(high, lang, 2)}`,
    rank: band === null || rank === null ? none : `${bandWords[band][lang]} ${rank}`,
    description: description === null ? none : descriptionWords[description][lang],
  };
}

/** Every unit with its plain figures. */
export function unitTable(units: readonly UnitFigures[], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Rekapitulasi unit kerja', 'Units'),
    columns: [
      { key: 'code', title: t('Kode', 'Code'), kind: 'text' },
      { key: 'name', title: t('Unit kerja', 'Unit'), kind: 'text' },
      { key: 'obliged', title: t('Wajib', 'Obliged'), kind: 'integer' },
      { key: 'exempt', title: t('Dikecualikan', 'Exempt'), kind: 'integer' },
      { key: 'active', title: t('Aktif', 'Active'), kind: 'integer' },
      { key: 'met', title: t('Tercapai', 'Met'), kind: 'integer' },
      { key: 'participation', title: t('Partisipasi', 'Participation'), kind: 'percent' },
      { key: 'fulfilment', title: t('Ketercapaian', 'Fulfilment'), kind: 'percent' },
      { key: 'mean', title: t('Rata-rata capaian', 'Mean achievement'), kind: 'percent' },
    ],
    rows: units.map(({ code, name, obliged, exempt, active, met, meanAchievement }) => ({
      ...{ code, name, obliged, exempt, active, met },
      participation: orNone(fraction(active, obliged)),
      fulfilment: orNone(fraction(met, obliged)),
      mean: orNone(meanAchievement),
    })),
  };
}

/** People by number; only for readers who may see these people. */
export function peopleTable(people: readonly ResultPerson[], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Pegawai', 'Staff'),
    columns: [
      { key: 'number', title: t('NIP atau nomor THL', 'NIP or THL number'), kind: 'text', whole: true },
      { key: 'name', title: t('Nama', 'Name'), kind: 'text' },
      { key: 'unit', title: t('Unit kerja', 'Unit'), kind: 'text', whole: true },
      { key: 'workingDays', title: t('Hari kerja', 'Working days'), kind: 'integer' },
      { key: 'availableDays', title: t('Hari tersedia', 'Available days'), kind: 'integer' },
      { key: 'target', title: t('Target', 'Target'), kind: 'integer' },
      { key: 'counted', title: t('Terhitung', 'Counted'), kind: 'integer' },
      { key: 'achievement', title: t('Capaian', 'Achievement'), kind: 'percent' },
      { key: 'label', title: t('Tingkat partisipasi', 'Participation level'), kind: 'text' },
    ],
    rows: people.map((person) => ({
      ...person,
      achievement: orNone(person.achievement),
      label: person.exempt ? t('Dikecualikan', 'Exempt') : (person.label ?? none),
      exempt: null,
    })),
  };
}
