import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { ClosingService } from '../closing/closing.service';
import { monthText as exportText } from '../closing/verifying.rules';
import { EvaluationService } from '../evaluation/evaluation.service';
import { resultJson } from '../evaluation/result.rules';
import { renderPdf } from '../papers/pdf';
import { toCsv } from '../papers/table-writer';
import { toXlsx } from '../papers/xlsx-writer';
import { type Material, MonthReports, type ReportWish } from '../reports/month-reports.service';
import { SettingsService } from '../settings/settings.service';
import { monthPaper, noTexts, type PaperFrame } from './month-paper.rules';
import { monthText } from './month-text.rules';
import { unitPaper } from './unit-paper.rules';

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json', 'txt'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ReportFile {
  name: string;
  type: string;
  bytes: Buffer;
}

const types: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** The month's report in its forms, all from the same stored version, so that they carry the same figures. */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly reports: MonthReports,
    private readonly evaluation: EvaluationService,
    private readonly closing: ClosingService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * One file of a month's newest version. People are in it only as far as the actor may see them, and on paper only in
   * a unit's own edition.
   * @param actor null: the command line, which sees everybody
   * @throws Refusal 404 when the month was not computed or has no such unit, 503 where the PDF engine is missing
   */
  async make(actor: Actor | null, format: ReportFormat, wish: ReportWish): Promise<ReportFile> {
    const material = await this.reports.material(actor, wish);
    const { head, unit } = material;
    const of = unit ? `-${unit.code.replace(/[^\w.-]/g, '-')}` : '';
    const bytes = await this.bytes(material, format, wish);
    return { name: `gaung-${head.month}-v${head.version}${of}.${format}`, type: types[format], bytes };
  }

  private async bytes(material: Material, format: ReportFormat, { lang }: ReportWish): Promise<Buffer> {
    const { head, units, people, isWhole } = material;
    if (format === 'json') {
      const result = resultJson(head, { people, units }, await this.evaluation.ruleOf(head));
      const verification = isWhole ? await this.closing.verification(head) : null;
      return Buffer.from(exportText(verification ? { ...result, verification } : result));
    }
    const report = await this.reports.reportOf(material, format === 'pdf' || format === 'txt' ? 'id' : lang);
    if (format === 'txt') return Buffer.from(monthText(report, null));
    if (format === 'csv') return toCsv(report.tables.units, { lang });
    if (format === 'xlsx') return toXlsx(Object.values(report.tables));
    const frame: PaperFrame = {
      ...{ settings: await this.settings.all(), texts: noTexts, date: head.cutoff, check: null, logo: null },
    };
    const { edition } = report;
    const { paper, pictures } = edition ? unitPaper({ ...report, edition }, frame) : monthPaper(report, frame);
    return (await renderPdf({ template: 'report', data: paper, pictures, moment: frame.date })).pdf;
  }
}
