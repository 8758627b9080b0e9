import { Injectable } from '@nestjs/common';
import { DataSource, Not, IsNull } from 'typeorm';
import type { Actor } from '../access/actor';
import type { VersionRow } from '../evaluation/evaluation.service';
import { StoredFiles } from '../files/stored-files.service';
import { Clock } from '../kernel/clock';
import { newCode } from '../kernel/random';
import type { Lang } from '../kernel/wita';
import { type Material, MonthReports, type ReportWish } from '../reports/month-reports.service';
import type { PersonMonth } from '../reports/participation.service';
import { peopleScope } from '../reports/scope.rules';
import { Logo } from '../settings/logo.service';
import { SettingsService } from '../settings/settings.service';
import { type Limit, Limits } from '../signin/limits.service';
import { keepProof } from './issuance.queries';
import { Issuing } from './issuing.service';
import type { PaperFrame } from './month-paper.rules';
import { namesPeople, ReportForms, type ReportFormat } from './report-forms.service';
import { ReportFileRow, ReportOrder } from './report-order.entity';
import { frameOf, mediaTypes } from './report-work.service';

export interface ReportFile {
  name: string;
  type: string;
  bytes: Buffer;
}

type FileKey = Pick<ReportFileRow, 'month' | 'version' | 'kind' | 'subject' | 'format'>;

// One person alone must not fill the line in which the reports wait for the printer too.
const ownProofs: Limit = { name: 'own-proof', most: 5, minutes: 5 };
const proofs: Limit = { name: 'proof', most: 30, minutes: 5 };

/** Hands out the files of a month: the issued bytes where there are, else a draft of this moment. */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reports: MonthReports,
    private readonly forms: ReportForms,
    private readonly issuing: Issuing,
    private readonly settings: SettingsService,
    private readonly logo: Logo,
    private readonly stored: StoredFiles,
    private readonly limits: Limits,
  ) {}

  /**
   * One file of a month's version. People are in it only as far as the actor may see them, and on paper only in a
   * unit's own edition. What was not issued of a superseded version says so in its name, as a table has no other place.
   * @param actor null: the command line, which sees everybody
   * @throws Refusal 404 when the month was not computed or has no such unit, 503 where the PDF engine is missing
   */
  async make(actor: Actor | null, format: ReportFormat, wish: ReportWish): Promise<ReportFile> {
    const material = await this.reports.material(wish);
    const { head, unit } = material;
    const of = unit ? `-${unit.code.replace(/[^\w.-]/g, '-')}` : '';
    const name = `gaung-${head.month}-v${head.version}${of}`;
    const type = mediaTypes[format];
    const issued = await this.issued(actor, material, format);
    if (issued) return { name: `${name}.${format}`, type, bytes: issued };
    const mark = material.isSuperseded ? '-digantikan' : '';
    const bytes = await this.draft(actor, material, { format, lang: wish.lang });
    return { name: `${name}${mark}.${format}`, type, bytes };
  }

  /**
   * A person's bukti dukung, which the caller has read for this reader.
   * @throws Refusal 429 when the reader had too many printed
   */
  async proof(actor: Actor, person: PersonMonth): Promise<ReportFile> {
    const { month, fixed, personId } = person;
    const name = `bukti-dukung-${month}${fixed ? `-v${fixed.version}` : ''}.pdf`;
    const order = fixed && (await this.db.manager.findOneBy(ReportOrder, { month, version: fixed.version }));
    if (!order) {
      await this.countPrint(actor, person);
      const frame = await this.draftFrame(month, this.clock.now());
      return { name, type: mediaTypes.pdf, bytes: (await this.forms.proof(person, frame)).bytes };
    }
    const key = { month, version: order.version, kind: 'person' as const, subject: personId, format: 'pdf' as const };
    const kept = await this.bytesOf(key);
    if (!kept) await this.countPrint(actor, person);
    return { name, type: mediaTypes.pdf, bytes: kept ?? (await this.keepProof(person, key, order)) };
  }

  /** The report of the province as it was signed; undefined where it was not. */
  async signed({ month, version }: Pick<VersionRow, 'month' | 'version'>): Promise<ReportFile | undefined> {
    const key = { month, version, kind: 'month' as const, format: 'pdf' as const };
    const row = await this.db.manager.findOneBy(ReportFileRow, { ...key, signedHash: Not(IsNull()) });
    const file = row?.signedHash && (await this.stored.read(row.signedHash));
    return file ? { name: `gaung-${month}-v${version}-bertanda-tangan.pdf`, ...file } : undefined;
  }

  /** Only who may see everything in an issued file gets it; others get a draft with what they may see. */
  private async issued(actor: Actor | null, material: Material, format: ReportFormat): Promise<Buffer | undefined> {
    const { head, unit } = material;
    const scope = peopleScope(actor);
    const seesAll = scope === null || (unit?.path.some((id) => scope.includes(id)) ?? false);
    if ((unit || namesPeople(format, material)) && !seesAll) return undefined;
    const kind = unit ? ('unit' as const) : ('month' as const);
    return this.bytesOf({ month: head.month, version: head.version, kind, subject: unit?.code ?? '', format });
  }

  private async bytesOf(key: FileKey): Promise<Buffer | undefined> {
    const row = await this.db.manager.findOneBy(ReportFileRow, key);
    return row?.hash ? (await this.stored.read(row.hash))?.bytes : undefined;
  }

  private async draft(
    actor: Actor | null,
    material: Material,
    form: { format: ReportFormat; lang: Lang },
  ): Promise<Buffer> {
    const { month, closedAt, fixedAt, cutoff } = material.head;
    const frame = await this.draftFrame(month, closedAt ?? fixedAt ?? cutoff);
    return (await this.forms.write(actor, material, { ...form, frame })).bytes;
  }

  private async draftFrame(month: string, date: Date): Promise<PaperFrame> {
    const texts = await this.issuing.textsOf(month);
    return { settings: await this.settings.all(), texts, date, check: null, logo: await this.logo.hash() };
  }

  private countPrint(actor: Actor, person: PersonMonth): Promise<void> {
    return this.limits.count(actor.personId === person.personId ? ownProofs : proofs, actor.personId);
  }

  /** Whoever is first keeps the row and its bytes together; the others hand out what the first one kept. */
  private async keepProof(person: PersonMonth, key: FileKey, order: ReportOrder): Promise<Buffer> {
    const code = newCode();
    const { bytes, replaced } = await this.forms.proof(person, frameOf(order, code));
    await this.db.transaction(async (em) => {
      const hash = await this.stored.put(em, { type: mediaTypes.pdf, bytes });
      const isFirst = await keepProof(em, { ...key, code, hash, at: this.clock.now(), replaced });
      if (!isFirst) await this.stored.erase(em, [hash]);
    });
    return (await this.bytesOf(key)) ?? bytes;
  }
}
