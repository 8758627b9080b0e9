/*
 * What was counted in a month, as tables: counting shares per channel, official post and programme, all shares by state,
 * and the stored months up to this one. Percent columns hold fractions; nothing is rounded here.
 * A channel's part is taken of all counting shares; a programme adds up its posts. One sentence above a month's figures
 * says whether they are fixed or may still change.
 * Example: 30 shares on Facebook of 40 in all → part 0.75; two posts of "Kesehatan" with 12 and 8 → 2 posts, 20 shares.
 * Source: evaluation.md, sections 4 and 7.
 */
import { fraction } from '../evaluation/unit.rules';
import { type Words, words } from '../kernel/refusal';
import { formatMonth, type Lang, type Month } from '../kernel/wita';
import type { PaperTable } from '../papers/table-writer';
import { stateWords, type ShareState } from '../shares/standing.rules';

/** Counting shares of an official post, with title and programme as they were. */
export interface PostCount {
  code: string;
  title: string;
  program: string;
  shares: number;
}

/** A month of the trend. */
export interface TrendMonth {
  month: Month;
  obliged: number;
  active: number;
  met: number;
}

const none = '–';

/** Whether the figures of a month stand or may still change. */
export function certaintyWords(month: Month, fixed: boolean): Words {
  const [id, en] = [formatMonth(month, 'id'), formatMonth(month, 'en')];
  if (fixed) return words(`Hasil tetap ${id}.`, `Fixed results of ${en}.`);
  return words(
    `Angka ${id} saat ini; dapat berubah sampai hasil ditetapkan.`,
    `Figures of ${en} as of now; they may change until the results are fixed.`,
  );
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
        part: fraction(count, total) ?? none,
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

/** Counting shares per official post. */
export function postTable(posts: readonly PostCount[], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Sebaran terhitung per materi', 'Counting shares per official post'),
    columns: [
      { key: 'title', title: t('Materi', 'Official post'), kind: 'text' },
      { key: 'program', title: t('Program', 'Programme'), kind: 'text' },
      { key: 'shares', title: t('Sebaran', 'Shares'), kind: 'integer' },
    ],
    rows: posts.map(({ program, title, shares }) => ({ title, program, shares })),
  };
}

/** Counting shares per programme, the most shared first. */
export function programTable(posts: readonly PostCount[], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const names = [...new Set(posts.map(({ program }) => program))];
  const total = sharesOf(posts);
  const rows = names.map((program) => {
    const own = posts.filter((post) => post.program === program);
    const shares = sharesOf(own);
    return { program, posts: own.length, shares, part: fraction(shares, total) ?? none };
  });
  return {
    title: t('Sebaran terhitung per program', 'Counting shares per programme'),
    columns: [
      { key: 'program', title: t('Program', 'Programme'), kind: 'text' },
      { key: 'posts', title: t('Materi', 'Official posts'), kind: 'integer' },
      { key: 'shares', title: t('Sebaran', 'Shares'), kind: 'integer' },
      { key: 'part', title: t('Bagian', 'Part'), kind: 'percent' },
    ],
    rows: rows.toSorted((a, b) => b.shares - a.shares || (a.program < b.program ? -1 : 1)),
  };
}

function sharesOf(posts: readonly PostCount[]): number {
  return posts.reduce((sum, { shares }) => sum + shares, 0);
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
      participation: fraction(active, obliged) ?? none,
      fulfilment: fraction(met, obliged) ?? none,
    })),
  };
}
