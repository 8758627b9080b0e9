/*
 * A month's charts, for the page and for paper, from the figures that the tables carry.
 * The ranking shows the estimate as a bar and the 90 % interval as a line; the trend interrupts its line at a month
 * without anybody obliged. Same figures, same picture.
 * Example: estimate 0.6049, interval 0.5222–0.6851 → a bar to 60.49 % with a line from 52.22 % to 68.51 %.
 * Source: evaluation.md, sections 5 and 7.
 */
import { fraction } from '../evaluation/unit.rules';
import { formatMonth, formatPercent, type Lang } from '../kernel/wita';
import { barChart, lineChart } from '../papers/chart';
import type { TrendMonth } from './report-counts.rules';
import { inRankOrder, type MonthReport, type UnitFigures } from './report-tables.rules';

type Palette = 'page' | 'paper';

/** Participation month by month. */
export function trendChart(trend: readonly TrendMonth[], palette: Palette, lang: Lang): string {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return lineChart({
    title: t('Partisipasi dua belas bulan', 'Participation over twelve months'),
    description: t('Bagian pegawai wajib yang berpartisipasi tiap bulan.', 'Part of the obliged who took part.'),
    points: trend.map(({ month, active, obliged }) => {
      const value = fraction(active, obliged);
      const label = formatMonth(month, lang).slice(0, 3);
      return { label, value, ...(value === null ? {} : { text: formatPercent(value, lang, 0) }) };
    }),
    palette,
  });
}

/** Agencies with estimate and 90 % interval. */
export function rankingChart(report: Pick<MonthReport, 'units' | 'month'>, palette: Palette, lang: Lang): string {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const bars = inRankOrder(report.units).flatMap((unit) => barOf(unit, lang));
  return barChart({
    title: t(
      `Perkiraan ketercapaian perangkat daerah, ${formatMonth(report.month, lang)}`,
      `Estimated fulfilment of agencies, ${formatMonth(report.month, lang)}`,
    ),
    description: t(
      'Batang menunjukkan perkiraan; garis menunjukkan selang 90 persen. Angkanya ada pada tabel.',
      'Bars show the estimate, lines the 90 per cent interval. The figures stand in the table.',
    ),
    bars,
    palette,
  });
}

function barOf({ name, estimate, low, high }: UnitFigures, lang: Lang) {
  if (estimate === null) return [];
  const interval = low === null || high === null ? {} : { low, high };
  return [{ label: name, value: estimate, ...interval, text: formatPercent(estimate, lang) }];
}
