import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { ClosingService } from '../closing/closing.service';
import { monthText as exportText } from '../closing/verifying.rules';
import { EvaluationService } from '../evaluation/evaluation.service';
import { resultJson } from '../evaluation/result.rules';
import { StoredFiles } from '../files/stored-files.service';
import type { Lang } from '../kernel/wita';
import { renderPdf } from '../papers/pdf';
import { toCsv } from '../papers/table-writer';
import { toXlsx } from '../papers/xlsx-writer';
import { type Material, MonthReports } from '../reports/month-reports.service';
import type { PersonMonth } from '../reports/participation.service';
import { peopleScope } from '../reports/scope.rules';
import { SamplingService } from '../sampling/sampling.service';
import { monthPaper, type PaperFrame, type Printable } from './month-paper.rules';
import { monthText } from './month-text.rules';
import { personPaper } from './person-paper.rules';
import { unitPaper } from './unit-paper.rules';
import { workbook } from './workbook.rules';

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json', 'txt'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Whether a file names people: of the province only the workbook and the export, of a unit its own edition. */
export function namesPeople(format: ReportFormat, { unit }: Pick<Material, 'unit'>): boolean {
  return format === 'xlsx' || format === 'json' || (format === 'pdf' && unit !== undefined);
}

export interface Made {
  bytes: Buffer;
  /** Characters that the font of the paper lacks. */
  replaced: string[];
}

/** Writes a month in its forms, all from the same stored version: the same version and frame give the same bytes. */
@Injectable()
export class ReportForms {
  constructor(
    private readonly reports: MonthReports,
    private readonly evaluation: EvaluationService,
    private readonly closing: ClosingService,
    private readonly sampling: SamplingService,
    private readonly stored: StoredFiles,
  ) {}

  /**
   * One file, with people as far as the actor may see them.
   * @param actor null: the command line and the issued report, which see everybody
   * @throws Refusal 503 where the PDF engine is missing
   */
  async write(
    actor: Actor | null,
    given: Material,
    { format, lang, frame }: { format: ReportFormat; lang: Lang; frame: PaperFrame },
  ): Promise<Made> {
    const material = namesPeople(format, given) ? await this.reports.withPeople(actor, given) : given;
    // Only then it can be checked against the closing hash.
    const isWhole = !material.unit && peopleScope(actor) === null;
    if (format === 'json') return plain(await this.json(material, isWhole));
    const report = await this.reports.reportOf(material, format === 'pdf' || format === 'txt' ? 'id' : lang);
    if (format === 'txt') return plain(Buffer.from(monthText(report, frame.check?.address ?? null)));
    if (format === 'csv') return plain(toCsv(report.tables.units, { lang }));
    if (format === 'xlsx') {
      const hasShares = isWhole && report.state !== 'provisional';
      return plain(await toXlsx(workbook(report, lang, hasShares ? this.shares(material) : undefined)));
    }
    const { edition } = report;
    return this.print(edition ? unitPaper({ ...report, edition }, frame) : monthPaper(report, frame), frame);
  }

  /** A person's own figure with what is behind it. */
  proof(person: PersonMonth, frame: PaperFrame): Promise<Made> {
    return this.print(personPaper(person, frame), frame);
  }

  private async print(printable: Printable, { logo, date }: PaperFrame): Promise<Made> {
    const file = logo && (await this.stored.read(logo));
    const { paper, pictures } = file ? withLogo(printable, file.bytes) : printable;
    const { pdf, replaced } = await renderPdf({ template: 'report', data: paper, pictures, moment: date });
    return { bytes: pdf, replaced };
  }

  /** The counting shares one by one, a part of them in memory. */
  private async *shares({ head }: Material) {
    for await (const part of this.sampling.population(head)) yield* part.map((share) => ({ ...share }));
  }

  private async json({ head, units, people }: Material, isWhole: boolean): Promise<Buffer> {
    const result = resultJson(head, { people, units }, await this.evaluation.ruleOf(head));
    const verification = isWhole ? await this.closing.verification(head) : null;
    return Buffer.from(exportText(verification ? { ...result, verification } : result));
  }
}

function withLogo({ paper, pictures }: Printable, bytes: Buffer) {
  const logo = { picture: 'lambang', alt: 'Lambang daerah' };
  return {
    paper: { ...paper, letterhead: { ...paper.letterhead, logo } },
    pictures: { ...pictures, [logo.picture]: bytes },
  };
}

const plain = (bytes: Buffer): Made => ({ bytes, replaced: [] });
