/*
 * The month as a text that can be sent on by WhatsApp: the figures of page one and no person's name.
 * The draft of a superseded version says so first, as its paper does across each page.
 * Example: "Partisipasi: 77,8% (7 pegawai aktif)", as on paper and on the page.
 * Source: evaluation.md, section 7; domain.md, section 3.3 (cut-off, highest and lowest).
 */
import { formatMoment, formatMonth, formatPercent } from '../kernel/wita';
import { inRankOrder, type MonthReport, type UnitFigures } from '../reports/report-tables.rules';
import { tiles } from './month-sections.rules';

/** @param address of the check page; null: a draft */
export function monthText(report: MonthReport, address: string | null): string {
  const ranked = inRankOrder(report.units);
  const described = (description: UnitFigures['description']) =>
    ranked
      .filter((unit) => unit.description === description)
      .map(({ name, estimate }) => `${name} (${formatPercent(estimate, 'id')})`)
      .join('; ');
  const [above, below] = [described('di atas'), described('di bawah')];
  return [
    ...(report.isSuperseded && !address ? ['DIGANTIKAN oleh versi yang lebih baru'] : []),
    `*Evaluasi penyebarluasan informasi ${formatMonth(report.month, 'id')}*${report.state === 'provisional' ? ' (sementara)' : ''}`,
    ...(report.edition ? [report.edition.name] : []),
    `Data sampai ${formatMoment(report.cutoff, 'id')}, versi ${report.version}`,
    '',
    ...tiles(report.totals).map(({ label, value, note }) => `${label}: ${value}${note ? ` (${note})` : ''}`),
    ...(above ? ['', `Di atas rata-rata provinsi: ${above}`] : []),
    ...(below ? ['', `Perlu pembinaan: ${below}`] : []),
    '',
    'Bahan pertimbangan atasan, bukan penilaian kinerja.',
    ...(address ? [`Periksa keasliannya: ${address}`] : []),
    '',
  ].join('\n');
}
