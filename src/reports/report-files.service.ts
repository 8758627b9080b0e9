import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { DirectoryService } from '../directory/directory.service';
import { EvaluationService, type VersionRow } from '../evaluation/evaluation.service';
import { resultJson, resultPerson } from '../evaluation/result.rules';
import { missing, words } from '../kernel/refusal';
import { Clock } from '../kernel/clock';
import { monthOf, previousMonth, type Lang, type Month } from '../kernel/wita';
import { renderPdf } from '../papers/pdf';
import { toCsv, type PaperTable } from '../papers/table-writer';
import { toXlsx } from '../papers/xlsx-writer';
import { SharesService } from '../shares/shares.service';
import type { MonthLine } from './evaluation.page';
import { monthPaper, type MonthReport } from './report-paper.rules';
import { agencyTable, channelTable, peopleTable, stateTable, unitTable } from './report-tables.rules';
import { peopleScope } from './scope.rules';

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json'] as const;
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
};

/** The month's report in its forms, all from the same stored version, so that they carry the same figures. */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly directory: DirectoryService,
    private readonly shares: SharesService,
  ) {}

  /**
   * One file of a month's newest version. People are in XLSX and JSON only as far as the actor may see them.
   * @param actor null: the command line, which sees everybody
   * @throws Refusal 404 when the month was not computed, 503 where the PDF engine is missing
   */
  async make(actor: Actor | null, month: Month, format: ReportFormat, lang: Lang): Promise<ReportFile> {
    const head = await this.evaluation.version(month);
    if (!head) throw missing();
    const bytes = await this.bytes(actor, head, format, lang);
    return { name: `gaung-${month}-v${head.version}.${format}`, type: types[format], bytes };
  }

  /** The last twelve months and every computed one before, the newest first. */
  async months(): Promise<MonthLine[]> {
    const now = monthOf(this.clock.now());
    const recent = Array.from({ length: 12 }).reduce<Month[]>(
      (months) => [...months, previousMonth(months.at(-1) ?? now)],
      [now],
    );
    const computed = new Map(
      (await this.evaluation.versionsFrom(recent.at(-1) ?? now)).map((version) => [version.month, version]),
    );
    return recent
      .map((month) => ({
        month,
        state: computed.get(month)?.state ?? ('none' as const),
        cutoff: computed.get(month)?.cutoff ?? null,
      }))
      .filter(({ state }, index) => index < 3 || state !== 'none');
  }

  /** What the report says of a month; the page shows the same. */
  async report(head: VersionRow, lang: Lang): Promise<MonthReport> {
    const { month, version, policyVersion, cutoff } = head;
    const { policy } = await this.evaluation.policy(month);
    const units = await this.evaluation.units(head);
    const tops = new Set(
      (await this.directory.allUnits()).filter(({ parentId }) => parentId === null).map(({ code }) => code),
    );
    const whole = units.filter(({ code }) => tops.has(code));
    const sum = (pick: (unit: (typeof units)[number]) => number) =>
      whole.reduce((total, unit) => total + pick(unit), 0);
    const channels = added(whole.map((unit) => unit.channels));
    const names = new Map((await this.shares.channels()).map((one) => [one.code, words(one.nameId, one.nameEn)]));
    return {
      ...{ month, version, policyVersion, cutoff, policy, units, provisional: head.state === 'provisional' },
      totals: {
        obliged: sum(({ obliged }) => obliged),
        exempt: sum(({ exempt }) => exempt),
        active: sum(({ active }) => active),
        met: sum(({ met }) => met),
        shares: Object.values(channels).reduce((total, count) => total + count, 0),
      },
      tables: {
        agencies: agencyTable(units, policy.rankingBasis, lang),
        units: unitTable(units, lang),
        channels: channelTable(channels, names, lang),
        states: stateTable(added(whole.map((unit) => unit.states)), lang),
        posts: postTable(head.posts, lang),
      },
    };
  }

  private async bytes(actor: Actor | null, head: VersionRow, format: ReportFormat, lang: Lang): Promise<Buffer> {
    if (format === 'json') return Buffer.from(JSON.stringify(await this.json(actor, head), null, 2));
    const report = await this.report(head, format === 'pdf' ? 'id' : lang);
    if (format === 'csv') return toCsv(report.tables.units, { lang });
    if (format === 'xlsx') return toXlsx([...Object.values(report.tables), await this.people(actor, head, lang)]);
    const { paper, pictures } = monthPaper(report);
    return (await renderPdf({ template: 'report', data: paper, pictures, moment: head.cutoff })).pdf;
  }

  private async json(actor: Actor | null, head: VersionRow) {
    const { policy } = await this.evaluation.policy(head.month);
    const people = await this.evaluation.people(head, { unitIds: peopleScope(actor) });
    return resultJson(head, { people, units: await this.evaluation.units(head) }, policy);
  }

  private async people(actor: Actor | null, head: VersionRow, lang: Lang): Promise<PaperTable> {
    const { policy } = await this.evaluation.policy(head.month);
    const people = await this.evaluation.people(head, { unitIds: peopleScope(actor) });
    return peopleTable(
      people.map((person) => resultPerson(person, policy)),
      lang,
      true,
    );
  }
}

function added(parts: Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [key, count] of parts.flatMap((part) => Object.entries(part))) sums[key] = (sums[key] ?? 0) + count;
  return sums;
}

function postTable(rows: VersionRow['posts'], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Materi dan program', 'Official posts and programmes'),
    columns: [
      { key: 'program', title: t('Program', 'Programme'), kind: 'text' },
      { key: 'title', title: t('Materi', 'Official post'), kind: 'text' },
      { key: 'shares', title: t('Sebaran', 'Shares'), kind: 'integer' },
    ],
    rows: rows.map(({ program, title, shares }) => ({ program, title, shares })),
  };
}
