import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { DataSource, IsNull, Not } from 'typeorm';
import { StoredFiles } from '../files/stored-files.service';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { newId } from '../kernel/random';
import { Refusal } from '../kernel/refusal';
import type { Month } from '../kernel/wita';
import { MonthReports } from '../reports/month-reports.service';
import { claimOrder, holdOrder, keepFile, releaseOrder } from './issuance.queries';
import { mostTries, pauseAfter } from './issuing.rules';
import type { PaperFrame } from './month-paper.rules';
import { ReportForms } from './report-forms.service';
import { ReportFileRow, ReportOrder } from './report-order.entity';

const minute = 60_000;
const leaseTime = 3 * minute;

interface Work {
  lease: string;
  month: Month;
  version: number;
}

/**
 * Makes the files of issued reports, one at a time. A lease says who works on an order; a killed server's lease runs
 * out, and the next worker goes on with the files that are missing. Who lost the lease writes nothing more.
 */
@Injectable()
export class ReportWork {
  private readonly log = new Logger('ReportWork');
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reports: MonthReports,
    private readonly forms: ReportForms,
    private readonly stored: StoredFiles,
  ) {}

  @Cron('*/10 * * * * *')
  async heartbeat(): Promise<void> {
    await this.workOff();
  }

  /** Works off every order that waits; a second call joins the first. */
  workOff(): Promise<void> {
    this.running ??= this.all().finally(() => (this.running = undefined));
    return this.running;
  }

  private async all(): Promise<void> {
    for (;;) {
      const lease = newId();
      const claimed = await claimOrder(this.db, { lease, now: this.clock.now(), until: this.later() }, mostTries);
      if (!claimed) return;
      await this.one({ lease, ...claimed });
    }
  }

  private async one(work: Work): Promise<void> {
    const { lease, month, version } = work;
    const order = await this.db.manager.findOneByOrFail(ReportOrder, { month, version });
    try {
      // A person's file is made when it is asked for, never here.
      const wanted = { month, version, hash: IsNull(), kind: Not('person' as const) };
      const files = await this.db.manager.findBy(ReportFileRow, wanted);
      for (const file of files) await this.make(work, file, order);
      await releaseOrder(this.db, lease, { again: null, failure: null });
    } catch (error) {
      // Too many others print at this moment: that says nothing about the report.
      if (error instanceof Refusal && error.code === 'busy') {
        return releaseOrder(this.db, lease, { again: new Date(this.clock.now().getTime() + minute), failure: null });
      }
      const failure = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
      this.log.error(`${month}/${version}: ${failure}`);
      const again = new Date(this.clock.now().getTime() + pauseAfter(order.tries) * minute);
      await releaseOrder(this.db, lease, { again, failure });
    }
  }

  private async make({ lease, month, version }: Work, file: ReportFileRow, order: ReportOrder): Promise<void> {
    const unit = file.kind === 'unit' ? file.subject : undefined;
    const material = await this.reports.material({ month, version, lang: 'id', unit });
    const { bytes, replaced } = await this.forms.write(null, material, {
      ...{ format: file.format, lang: 'id', frame: frameOf(order, file.code) },
    });
    if (replaced.length) this.log.warn(`${file.code}: replaced ${replaced.join(' ')}`);
    await this.db.transaction(async (em) => {
      if (!(await holdOrder(em, lease, this.later()))) throw new Error('the lease was lost');
      const hash = await this.stored.put(em, { type: mediaTypes[file.format], bytes });
      await keepFile(em, { id: file.id, hash, at: this.clock.now(), replaced });
    });
  }

  private later(): Date {
    return new Date(this.clock.now().getTime() + leaseTime);
  }
}

export const mediaTypes: Record<ReportFileRow['format'], string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** The frame of an issued file: as it was when the report was issued. */
export function frameOf(order: Pick<ReportOrder, 'frame' | 'logoHash' | 'date'>, code: string): PaperFrame {
  const { settings, texts } = order.frame as Pick<PaperFrame, 'settings' | 'texts'>;
  const check = { code, address: `${config().baseUrl}/periksa/${code}` };
  return { settings, texts, date: order.date, check, logo: order.logoHash };
}
