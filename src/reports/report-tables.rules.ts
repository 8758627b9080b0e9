/*
 * A month's figures as tables, one source for PDF, XLSX and CSV, so that every form carries the same numbers.
 * Percent columns hold fractions (0.875); nothing is rounded here. A unit without anybody obliged shows "–", never 0 %.
 * Example: 51 of 85 with the target met → obliged 85, met 51, raw 0.6, estimate 0.6049…, interval 0.5222…–0.6851….
 * Source: evaluation.md, sections 4, 5 and 7.
 */
import { bandWords, descriptionWords } from '../evaluation/ranking.rules';
import type { ResultPerson } from '../evaluation/result.rules';
import { fraction } from '../evaluation/unit.rules';
import type { Words } from '../kernel/refusal';
import { formatMonth, formatPercent, type Lang, type Month } from '../kernel/wita';
import type { PaperTable } from '../papers/table-writer';
import { stateWords, type ShareState } from '../shares/standing.rules';

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
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Peringkat perangkat daerah', 'Ranking of agencies'),
    columns: [
      { key: 'name', title: t('Perangkat daerah', 'Agency'), kind: 'text' },
      { key: 'n', title: t('Wajib', 'Obliged'), kind: 'integer' },
      { key: 'x', title: basis === 'fulfilment' ? t('Tercapai', 'Met') : t('Aktif', 'Active'), kind: 'integer' },
      { key: 'raw', title: t('Mentah', 'Raw'), kind: 'percent' },
      { key: 'estimate', title: t('Perkiraan', 'Estimate'), kind: 'percent', decimals: 2 },
      { key: 'interval', title: t('Selang 90%', '90% interval'), kind: 'text', width: 16 },
      { key: 'rank', title: t('Peringkat', 'Rank'), kind: 'text', width: 10 },
      { key: 'description', title: t('Keterangan', 'Description'), kind: 'text', width: 10 },
    ],
    rows: inRankOrder(units).map((unit) => agencyRow(unit, basis, lang)),
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
      { key: 'number', title: t('NIP atau nomor THL', 'NIP or THL number'), kind: 'text' },
      { key: 'name', title: t('Nama', 'Name'), kind: 'text' },
      { key: 'unit', title: t('Unit kerja', 'Unit'), kind: 'text' },
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

/** Counting shares per channel, the most used first. */
export function channelTable(
  channels: Record<string, number>,
  names: ReadonlyMap<string, Words>,
  lang: Lang,
): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const total = Object.values(channels).reduce((sum, count) => sum + count, 0);
  return {
    title: t('Sebaran terhitung per kanal', 'Counting shares per channel'),
    columns: [
      { key: 'channel', title: t('Kanal', 'Channel'), kind: 'text' },
      { key: 'count', title: t('Sebaran', 'Shares'), kind: 'integer' },
      { key: 'part', title: t('Bagian', 'Part'), kind: 'percent' },
    ],
    rows: Object.entries(channels)
      .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([code, count]) => ({
        channel: names.get(code)?.[lang] ?? code,
        count,
        part: orNone(fraction(count, total)),
      })),
  };
}

/** All shares of the month by state. */
export function stateTable(states: Record<string, number>, lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Sebaran menurut keadaan', 'Shares by state'),
    columns: [
      { key: 'state', title: t('Keadaan', 'State'), kind: 'text' },
      { key: 'count', title: t('Sebaran', 'Shares'), kind: 'integer' },
    ],
    rows: Object.entries(states)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([state, count]) => ({ state: stateWords[state as ShareState]?.[lang] ?? state, count })),
  };
}

/** A month of the trend. */
export interface TrendMonth {
  month: Month;
  obliged: number;
  active: number;
  met: number;
}

/** The stored months, the oldest first. */
export function trendTable(months: readonly TrendMonth[], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Tren dua belas bulan', 'Trend over twelve months'),
    columns: [
      { key: 'month', title: t('Bulan', 'Month'), kind: 'text' },
      { key: 'obliged', title: t('Wajib', 'Obliged'), kind: 'integer' },
      { key: 'participation', title: t('Partisipasi', 'Participation'), kind: 'percent' },
      { key: 'fulfilment', title: t('Ketercapaian', 'Fulfilment'), kind: 'percent' },
    ],
    rows: months.map(({ month, obliged, active, met }) => ({
      ...{ month: formatMonth(month, lang), obliged },
      participation: orNone(fraction(active, obliged)),
      fulfilment: orNone(fraction(met, obliged)),
    })),
  };
}
