import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { CalendarService } from '../calendar/calendar.service';
import { DirectoryService } from '../directory/directory.service';
import type { ImportReport } from '../papers/import-report';
import { PostsImport } from '../posts/posts.import';
import { SharesService } from '../shares/shares.service';
import type { Upload } from '../web/upload';
import type { ImportKind } from './import-kinds.rules';

/** Each kind of file and the room that takes it. */
@Injectable()
export class Importers {
  constructor(
    private readonly calendar: CalendarService,
    private readonly directory: DirectoryService,
    private readonly posts: PostsImport,
    private readonly shares: SharesService,
  ) {}

  /**
   * Imports a file or, as a trial, only reports.
   * @param actor null: the command line and the demo
   * @returns the report; with problems in it nothing was written
   */
  run(
    kind: ImportKind['code'],
    actor: Actor | null,
    file: Upload,
    options: { dryRun: boolean },
  ): Promise<ImportReport> {
    const doors: Record<ImportKind['code'], () => Promise<ImportReport>> = {
      calendar: () => this.calendar.importHolidays(actor, file, options),
      units: () => this.directory.importUnits(actor, file, options),
      staff: () => this.directory.importStaff(actor, file, options),
      leave: () => this.directory.importLeave(actor, file, options),
      posts: () => this.posts.import(actor, file, options),
      shares: () => this.shares.importFile(actor, file, options),
    };
    return doors[kind]();
  }
}
