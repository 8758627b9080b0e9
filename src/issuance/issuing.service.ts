import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { EvaluationService, type VersionRow } from '../evaluation/evaluation.service';
import { StoredFiles } from '../files/stored-files.service';
import { Clock } from '../kernel/clock';
import { newCode, newId } from '../kernel/random';
import type { Month } from '../kernel/wita';
import { Logo } from '../settings/logo.service';
import { SettingsService } from '../settings/settings.service';
import { retryOrder } from './issuance.queries';
import { alreadyIssued, notClosed, notSigned, orderState, type OrderState, signingFault } from './issuing.rules';
import { noTexts, type ReportTexts } from './month-paper.rules';
import { reportFormats } from './report-forms.service';
import { ReportFileRow, ReportOrder, ReportText } from './report-order.entity';

/** A month's report as its page shows it. */
export interface Issue {
  head: VersionRow;
  /** Whether the month was reopened since, as a newer version. */
  isSuperseded: boolean;
  /** Whether the settings name who signs. */
  hasSignatory: boolean;
  texts: ReportTexts;
  /** Null: not issued. */
  order: { state: OrderState; made: number; total: number; failure: string | null; orderedAt: Date } | null;
  files: ReportFileRow[];
}

const mostSigned = 20 * 1024 * 1024;

/** Issues the report of a closed month: its text, its files to be made, and the file that comes back signed. */
@Injectable()
export class Issuing {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly evaluation: EvaluationService,
    private readonly settings: SettingsService,
    private readonly logo: Logo,
    private readonly stored: StoredFiles,
  ) {}

  /** A version of a month, if none is named the newest, and its report. Throws 404 when there is none. */
  async issue(text: string, version?: number): Promise<Issue> {
    const { head, isSuperseded } = await this.evaluation.shown(this.evaluation.begunMonth(text), version);
    const key = { month: head.month, version: head.version };
    const order = await this.db.manager.findOneBy(ReportOrder, key);
    const files = await this.db.manager.find(ReportFileRow, { where: key, order: { kind: 'ASC', subject: 'ASC' } });
    return {
      head,
      isSuperseded,
      hasSignatory: (await this.settings.all())['report.signatory_name'] !== '',
      texts: await this.texts(this.db.manager, head.month),
      files,
      order: order && this.told(order, files),
    };
  }

  /**
   * Keeps what the agency writes on the report of a month.
   * @throws Refusal 403 for who is not of the top unit; 404; 409 when the newest version is issued
   */
  async write(actor: Actor, text: string, texts: ReportTexts): Promise<void> {
    demand(actor, 'report.issue');
    const { month, version } = await this.head(text);
    const at = this.clock.now();
    await this.db.transaction(async (em) => {
      if (await em.existsBy(ReportOrder, { month, version })) throw alreadyIssued();
      const before = await this.texts(em, month);
      await em.upsert(ReportText, { month, ...texts, changedAt: at, changedById: actor.personId }, ['month']);
      await record(em, {
        ...{ at, actorId: actor.personId, verb: 'report.write', subject: 'report_text', subjectId: month },
        ...{ before, after: texts },
      });
    });
  }

  /**
   * Orders all files of a closed month; asked again, it lets an order that failed be tried once more.
   * @param actor null: the command line
   * @throws Refusal 403 for who is not of the top unit; 404; 409 when the month is not closed
   */
  async order(actor: Actor | null, text: string): Promise<void> {
    if (actor) demand(actor, 'report.issue');
    const head = await this.head(text);
    if (head.state !== 'closed') throw notClosed();
    await this.db.transaction(async (em) => {
      if (await this.begin(em, head, actor)) return;
      const { month, version } = head;
      await retryOrder(em, { month, version }, this.clock.now());
    });
  }

  /**
   * Keeps the report of the province as it was signed elsewhere, beside the unsigned one.
   * @throws Refusal 403 for who is not of the top unit; 404; 409 when the report is not made; 413, 422 for a file that is none or not signed
   */
  async sign(actor: Actor, text: string, bytes: Buffer): Promise<void> {
    demand(actor, 'report.issue');
    const { head, files } = await this.issue(text);
    const file = files.find(({ kind, format }) => kind === 'month' && format === 'pdf');
    if (!file?.hash) throw notSigned('', 'not-made');
    if (bytes.length > mostSigned) throw notSigned(file.code, 'too-large');
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw notSigned(file.code, 'not-pdf');
    const issued = await this.stored.read(file.hash);
    if (!issued) throw notSigned('', 'not-made');
    const fault = signingFault(bytes, { bytes: issued.bytes, code: file.code });
    if (fault) throw notSigned(file.code, fault);
    const at = this.clock.now();
    await this.db.transaction(async (em) => {
      const signedHash = await this.stored.put(em, { type: 'application/pdf', bytes });
      await em.update(ReportFileRow, { id: file.id }, { signedHash, signedAt: at, signedById: actor.personId });
      await record(em, {
        ...{ at, actorId: actor.personId, verb: 'report.sign', subject: 'report_file', subjectId: file.id },
        before: { signedHash: file.signedHash?.toString('hex') ?? null },
        after: { signedHash: signedHash.toString('hex'), month: head.month },
      });
    });
  }

  /** What the agency has written for a month so far. */
  textsOf(month: Month): Promise<ReportTexts> {
    return this.texts(this.db.manager, month);
  }

  /** False when the version was ordered before. */
  private async begin(em: EntityManager, head: VersionRow, actor: Actor | null): Promise<boolean> {
    const { month, version } = head;
    const [orderedAt, orderedById] = [this.clock.now(), actor?.personId ?? null];
    const frame = { settings: await this.settings.all(), texts: await this.texts(em, month) };
    const date = head.closedAt ?? head.fixedAt ?? head.cutoff;
    const logoHash = await this.logo.heldIn(em);
    const row = { month, version, frame, logoHash, date, orderedAt, orderedById };
    const insert = em.createQueryBuilder().insert().into(ReportOrder).values(row).orIgnore().returning('month');
    if (!((await insert.execute()).raw as unknown[]).length) return false;
    await em.insert(ReportFileRow, await this.planned(head));
    await record(em, {
      ...{ at: orderedAt, actorId: orderedById, verb: 'report.issue', subject: 'report_order' },
      subjectId: `${month}/${version}`,
    });
    return true;
  }

  private async head(text: string): Promise<VersionRow> {
    return (await this.evaluation.shown(this.evaluation.begunMonth(text))).head;
  }

  private async texts(em: EntityManager, month: Month): Promise<ReportTexts> {
    const row = await em.findOneBy(ReportText, { month });
    if (!row) return noTexts;
    const { number, nature, attachments, subject, followUp } = row;
    return { number, nature, attachments, subject, followUp };
  }

  private told(order: ReportOrder, files: ReportFileRow[]): Issue['order'] {
    // What single people asked for comes and goes by itself.
    const wanted = files.filter(({ kind }) => kind !== 'person');
    const [made, total] = [wanted.filter(({ hash }) => hash).length, wanted.length];
    const { tries, lease, leaseUntil, failure, orderedAt } = order;
    const state = orderState({ made, total, tries, lease, leaseUntil, now: this.clock.now() });
    return { state, made, total, failure, orderedAt };
  }

  /** The province in every form, and on paper every unit below it that has people. */
  private async planned(
    head: VersionRow,
  ): Promise<Pick<ReportFileRow, 'id' | 'month' | 'version' | 'kind' | 'subject' | 'format' | 'code'>[]> {
    const { month, version } = head;
    const units = await this.evaluation.units(head);
    const own = units.filter(({ path, obliged, exempt }) => path.length > 1 && obliged + exempt > 0);
    const plan = [
      ...reportFormats.map((format) => ({ kind: 'month' as const, subject: '', format })),
      ...own.map(({ code }) => ({ kind: 'unit' as const, subject: code, format: 'pdf' as const })),
    ];
    return plan.map((file) => ({ id: newId(), month, version, ...file, code: newCode() }));
  }
}
