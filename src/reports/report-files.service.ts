import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { ClosingService } from '../closing/closing.service';
import { monthText as exportText } from '../closing/verifying.rules';
import { EvaluationService, type FigureRow, type UnitRow, type VersionRow } from '../evaluation/evaluation.service';
import { resultJson, resultPerson } from '../evaluation/result.rules';
import { missing, words } from '../kernel/refusal';
import { Clock } from '../kernel/clock';
import { monthOf, previousMonth, type Lang, type Month } from '../kernel/wita';
import { renderPdf } from '../papers/pdf';
import { type PaperTable, toCsv } from '../papers/table-writer';
import { toXlsx } from '../papers/xlsx-writer';
import { SettingsService } from '../settings/settings.service';
import { SharesService } from '../shares/shares.service';
import type { MonthLine } from './evaluation.page';
import { monthPaper, monthText, type MonthReport, type MonthTotals } from './report-paper.rules';
import { agencyTable, channelTable, peopleTable, stateTable, trendTable, unitTable } from './report-tables.rules';
import { totalsFrom, trendOf } from './reports.queries';
import { inScope, peopleScope, type PeopleScope } from './scope.rules';

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json', 'txt'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ReportFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** Which report, for whom. */
export interface ReportWish {
  month: Month;
  lang: Lang;
  /** Code of the unit whose own edition is wanted; empty or absent: the whole province. */
  unit?: string | undefined;
}

const types: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** What a report is made of: a version, its units and people as far as they are wanted and may be seen. */
interface Material {
  head: VersionRow;
  units: UnitRow[];
  /** The unit whose edition it is. */
  unit: UnitRow | undefined;
  /** Everybody and everything is in it: only then it can be checked against the closing hash. */
  isWhole: boolean;
  people: FigureRow[];
}

/** The month's report in its forms, all from the same stored version, so that they carry the same figures. */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly closing: ClosingService,
    private readonly shares: SharesService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * One file of a month's newest version. People are in it only as far as the actor may see them, and on paper only in
   * a unit's own edition.
   * @param actor null: the command line, which sees everybody
   * @throws Refusal 404 when the month was not computed or has no such unit, 503 where the PDF engine is missing
   */
  async make(actor: Actor | null, format: ReportFormat, wish: ReportWish): Promise<ReportFile> {
    const material = await this.material(actor, wish);
    const { head, unit } = material;
    const of = unit ? `-${unit.code.replace(/[^\w.-]/g, '-')}` : '';
    const bytes = await this.bytes(material, format, wish.lang);
    return { name: `gaung-${head.month}-v${head.version}${of}.${format}`, type: types[format], bytes };
  }

  /** The last twelve months and every computed one before, the newest first. */
  async months(): Promise<MonthLine[]> {
    const now = monthOf(this.clock.now());
    const recent = [now];
    while (recent.length <= 12) recent.push(previousMonth(recent.at(-1) ?? now));
    const versions = await this.evaluation.versionsFrom(recent.at(-1) ?? now);
    const computed = new Map(versions.map((version) => [version.month, version]));
    return recent
      .map((month) => ({
        month,
        state: computed.get(month)?.state ?? ('none' as const),
        cutoff: computed.get(month)?.cutoff ?? null,
      }))
      .filter(({ state }, index) => index < 3 || state !== 'none');
  }

  /** What the report says of a month, for the page. Throws 404 when it was not computed. */
  async report(actor: Actor, wish: ReportWish): Promise<MonthReport> {
    return this.reportOf(await this.material(actor, wish), wish.lang);
  }

  private async material(actor: Actor | null, { month, unit: code }: ReportWish): Promise<Material> {
    const head = await this.evaluation.version(month);
    if (!head) throw missing();
    const all = await this.evaluation.units(head);
    const unit = code ? all.find((one) => one.code === code) : undefined;
    if (code && !unit) throw missing();
    const units = unit ? all.filter(({ path }) => path.includes(unit.unitId)) : all;
    const scope = peopleScope(actor);
    const people = await this.evaluation.people(head, { unitIds: within(scope, unit, all) });
    return { head, units, unit, people, isWhole: !unit && scope === null };
  }

  private async reportOf({ head, units, unit, people }: Material, lang: Lang): Promise<MonthReport> {
    const { month, version, policyVersion, cutoff } = head;
    const policy = await this.evaluation.ruleOf(head);
    const tops = unit ? [unit] : units.filter(({ path }) => path.length === 1);
    const channels = added(tops.map((one) => one.channels));
    const names = new Map((await this.shares.channels()).map((one) => [one.code, words(one.nameId, one.nameEn)]));
    const trend = await this.trend(head.month, unit);
    const persons = people.map((person) => resultPerson(person, policy));
    return {
      ...{ month, version, policyVersion, cutoff, policy, units, trend },
      ...{ provisional: head.state === 'provisional', edition: unit?.name ?? null, totals: totalsOf(tops, channels) },
      tables: {
        agencies: agencyTable(units, policy.rankingBasis, lang),
        units: unitTable(units, lang),
        channels: channelTable(channels, names, lang),
        states: stateTable(added(tops.map((one) => one.states)), lang),
        // Posts are counted for the whole province only.
        posts: postTable(unit ? [] : head.posts, lang),
        trend: trendTable(trend, lang),
        people: peopleTable(persons, lang),
      },
    };
  }

  private async trend(month: Month, unit: UnitRow | undefined) {
    let from = month;
    for (let count = 1; count < 12; count += 1) from = previousMonth(from);
    if (unit) return trendOf(this.db, unit.unitId, { from, until: month });
    return totalsFrom(this.db, { from, until: month });
  }

  private async bytes(material: Material, format: ReportFormat, lang: Lang): Promise<Buffer> {
    const { head, units, people, isWhole } = material;
    if (format === 'json') {
      const result = resultJson(head, { people, units }, await this.evaluation.ruleOf(head));
      const verification = isWhole ? await this.closing.verification(head) : null;
      return Buffer.from(exportText(verification ? { ...result, verification } : result));
    }
    const report = await this.reportOf(material, format === 'pdf' || format === 'txt' ? 'id' : lang);
    if (format === 'txt') return Buffer.from(monthText(report));
    if (format === 'csv') return toCsv(report.tables.units, { lang });
    if (format === 'xlsx') return toXlsx(Object.values(report.tables));
    const { paper, pictures } = monthPaper(report, await this.settings.all());
    return (await renderPdf({ template: 'report', data: paper, pictures, moment: head.cutoff })).pdf;
  }
}

/** Of the units whose people a reader may see those that lie in a unit's edition; null: everybody. */
function within(scope: PeopleScope, unit: UnitRow | undefined, all: UnitRow[]): PeopleScope {
  if (!unit) return scope;
  if (scope === null || inScope(scope, unit.path)) return [unit.unitId];
  return scope.filter((id) => all.some((one) => one.unitId === id && one.path.includes(unit.unitId)));
}

function totalsOf(tops: UnitRow[], channels: Record<string, number>): MonthTotals {
  const sum = (pick: (unit: UnitRow) => number) => tops.reduce((total, unit) => total + pick(unit), 0);
  return {
    obliged: sum(({ obliged }) => obliged),
    exempt: sum(({ exempt }) => exempt),
    active: sum(({ active }) => active),
    met: sum(({ met }) => met),
    shares: Object.values(channels).reduce((total, count) => total + count, 0),
  };
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
