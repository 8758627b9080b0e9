import { Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual, MoreThan } from 'typeorm';
import type { Actor } from '../access/actor';
import { may } from '../access/roles.rules';
import { Clock } from '../kernel/clock';
import { missing } from '../kernel/refusal';
import type { ImportReport } from '../papers/import-report';
import type { Upload } from '../web/upload';
import { importKinds, type ImportKind } from './import-kinds.rules';
import { ImportDraft } from './import-draft.entity';
import { Importers } from './importers.service';

const keptFor = 24 * 3_600_000;

/** Upload, look at what would happen, then import: the page's way through the same imports as the command line's. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly importers: Importers,
  ) {}

  /** Those of the actor, in the order of their use. */
  kinds(actor: Actor): ImportKind[] {
    return importKinds.filter(({ action }) => may(actor, action));
  }

  /** @throws Refusal missing for a kind that does not exist or is not the actor's */
  kind(actor: Actor, code: string): ImportKind {
    const kind = importKinds.find((one) => one.code === code);
    if (!kind || !may(actor, kind.action)) throw missing();
    return kind;
  }

  /** Tries the file; one without problems is kept for a day, until its owner imports it or tries another. */
  async tryFile(actor: Actor, code: string, file: Upload): Promise<{ report: ImportReport; draftId: string | null }> {
    const kind = this.kind(actor, code);
    const report = await this.importers.run(kind.code, actor, file, { dryRun: true });
    if (report.problems.length) return { report, draftId: null };
    const drafts = this.db.getRepository(ImportDraft);
    await drafts.delete({ ownerId: actor.personId });
    await drafts.delete({ createdAt: LessThanOrEqual(new Date(this.clock.now().getTime() - keptFor)) });
    const draft = await drafts.save({ ownerId: actor.personId, kind: code, ...file, createdAt: this.clock.now() });
    return { report, draftId: draft.id };
  }

  /** Imports a file kept for no longer than a day; the draft goes with it, so a second click finds nothing to do. */
  async importDraft(actor: Actor, code: string, draftId: string): Promise<ImportReport | null> {
    const kind = this.kind(actor, code);
    const drafts = this.db.getRepository(ImportDraft);
    const yesterday = new Date(this.clock.now().getTime() - keptFor);
    const which = { id: draftId, ownerId: actor.personId, kind: kind.code };
    const draft = await drafts.findOneBy({ ...which, createdAt: MoreThan(yesterday) });
    if (!draft) return null;
    const report = await this.importers.run(kind.code, actor, draft, { dryRun: false });
    if (!report.problems.length) await drafts.delete({ id: draft.id });
    return report;
  }
}
