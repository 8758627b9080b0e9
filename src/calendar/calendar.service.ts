import { Injectable } from '@nestjs/common';
import { And, DataSource, type EntityManager, In, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import type { Day } from '../kernel/wita';
import type { ImportReport } from '../papers/import-report';
import { type CalendarRow, readCalendar } from './calendar.import';
import { hasApprovedCalendar } from './calendar.rules';
import { Holiday } from './holiday.entity';

/** The days on which nobody works, as data of each year's decree. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Holidays and joint leave from one day to another, both included, in order. */
  holidays(from: Day, to: Day): Promise<Holiday[]> {
    return this.db.manager.find(Holiday, {
      where: { day: And(MoreThanOrEqual(from), LessThanOrEqual(to)) },
      order: { day: 'ASC' },
    });
  }

  /** Whether a year has days and none of them is an estimate: only then may its months be closed. */
  async isApproved(year: number): Promise<boolean> {
    return hasApprovedCalendar(`${year}-01`, await this.holidays(`${year}-01-01`, `${year}-12-31`));
  }

  /**
   * Imports the columns of `holidays-2026.csv`, all or nothing; days that the file does not name stay as they are.
   * @param actor null: the command line
   * @returns the report; with problems in it nothing was written
   * @throws Refusal when the actor may not, or the file is no table
   */
  async importHolidays(
    actor: Actor | null,
    file: { name: string; bytes: Buffer },
    options: { dryRun: boolean },
  ): Promise<ImportReport> {
    if (actor) demand(actor, 'calendar.import');
    const { rows, report } = await readCalendar(file);
    if (report.problems.length) return report;
    return this.db.transaction(async (em) => {
      const changes = await compare(em, rows, report);
      if (options.dryRun || !changes.length) return report;
      await em.upsert(
        Holiday,
        changes.flatMap(({ holiday }) => holiday ?? []),
        ['day'],
      );
      await em.delete(Holiday, { day: In(changes.filter(({ holiday }) => !holiday).map(({ day }) => day)) });
      const { rows: read, added, changed, unchanged } = report;
      await record(em, {
        at: this.clock.now(),
        actorId: actor?.personId ?? null,
        verb: 'calendar.import',
        subject: 'holiday',
        subjectId: file.name,
        after: { rows: read, added, changed, unchanged },
      });
      return report;
    });
  }
}

/** The rows that differ from what is kept; counts them in the report. */
async function compare(em: EntityManager, rows: CalendarRow[], report: ImportReport): Promise<CalendarRow[]> {
  const kept = await em.find(Holiday, { where: { day: In(rows.map(({ day }) => day)) } });
  const known = new Map(kept.map((holiday) => [holiday.day, holiday]));
  return rows.filter(({ day, holiday }) => {
    const before = known.get(day);
    const same = holiday ? before !== undefined && isSame(before, holiday) : before === undefined;
    if (same) report.unchanged += 1;
    else if (before) report.changed += 1;
    else report.added += 1;
    return !same;
  });
}

function isSame(a: Holiday, b: Holiday): boolean {
  return a.name === b.name && a.kind === b.kind && a.certainty === b.certainty && a.source === b.source;
}
