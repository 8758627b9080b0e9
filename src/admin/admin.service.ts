import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { missing, Refusal, words } from '../kernel/refusal';
import { readGroup, settingGroups } from '../settings/setting.rules';
import { SettingsService } from '../settings/settings.service';
import { Channel } from '../shares/channel.entity';
import * as queries from './admin.queries';
import type { JobRow, Sizes, TrailRow } from './admin.queries';

export type { JobRow, Sizes, TrailRow } from './admin.queries';

const trailPart = 50;

export interface Overview {
  jobs: JobRow[];
  sizes: Sizes;
  channels: Channel[];
  /** The program cannot switch off what keeps fixed months as they are. */
  isRestricted: boolean;
}

/** What runs the province's Gaung: job runs, channels, the audit trail. */
@Injectable()
export class AdminService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
  ) {}

  async overview(): Promise<Overview> {
    const channels = await this.db.getRepository(Channel).find({ order: { position: 'ASC' } });
    const jobs = await queries.recentJobs(this.db, 20);
    const isRestricted = await queries.isRestricted(this.db);
    return { jobs, sizes: await queries.directorySizes(this.db), channels, isRestricted };
  }

  /**
   * Switches a channel on or off; shares logged on it before keep their credit.
   * @throws Refusal missing for an unknown channel, 403 for an administrator of one agency
   */
  async switchChannel(actor: Actor, code: string, active: boolean): Promise<void> {
    demand(actor, 'channel.switch');
    await this.db.transaction(async (em) => {
      const before = await em.findOneBy(Channel, { code });
      if (!before) throw missing();
      if (before.active === active) return;
      await em.update(Channel, { code }, { active });
      const trail = { verb: 'channel.switch', subject: 'channel', subjectId: code };
      await record(em, {
        at: this.clock.now(),
        actorId: actor.personId,
        ...trail,
        before: { active: !active },
        after: { active },
      });
    });
  }

  /**
   * Lets a failed period of a job be tried again, at its next beat and five times more if need be.
   * @param actor null: the operator of the machine
   * @throws Refusal 404 for a period that the ledger does not know, 409 `job-not-failed`, 403 for an administrator of one agency
   */
  async retryJob(actor: Actor | null, { job, period }: Pick<JobRow, 'job' | 'period'>): Promise<void> {
    if (actor) demand(actor, 'job.retry');
    await this.db.transaction(async (em) => {
      const run = await queries.lockRun(em, job, period);
      if (!run) throw unknownRun();
      const { state, attempts, result } = run;
      if (state !== 'failed') throw notFailed();
      await queries.makeDue(em, job, period);
      const subject = { subject: 'job_run', subjectId: `${job} ${period}` };
      const before = { state, attempts, result };
      const act = { at: this.clock.now(), actorId: actor?.personId ?? null, verb: 'job.retry' };
      await record(em, { ...act, ...subject, before, after: { state: 'due' } });
    });
  }

  /**
   * Changes the settings of one group as they were typed in its form; false when nothing differed.
   * @throws Refusal missing for an unknown group, 403 for an administrator of one agency, 422 `invalid-setting`
   */
  async changeSettings(actor: Actor, name: string, typed: Record<string, string>): Promise<boolean> {
    demand(actor, 'setting.change');
    const group = settingGroups.find((one) => one.name === name);
    if (!group) throw missing();
    return this.settings.change(actor, readGroup(group, typed));
  }

  /** One part of the trail, newest first; `next` is where the part after begins. */
  async trail(before: string | null, subject: string | null): Promise<{ rows: TrailRow[]; next: string | null }> {
    const rows = await queries.trailBefore(this.db, { before, subject, limit: trailPart + 1 });
    const shown = rows.slice(0, trailPart);
    return { rows: shown, next: rows.length > trailPart ? (shown.at(-1)?.id ?? null) : null };
  }
}

function unknownRun(): Refusal {
  const sentence = words(
    'Pekerjaan atau periode ini tidak ada dalam catatan. Periksa nama dan periodenya pada halaman Administrasi.',
    'The ledger knows no such job or period. Check its name and period on the page Administration.',
  );
  return new Refusal('missing', 'unknown-job', sentence);
}

function notFailed(): Refusal {
  const sentence = words(
    'Hanya pekerjaan yang gagal yang dapat diulang. Muat ulang halaman untuk melihat keadaannya.',
    'Only work that failed can be tried again. Load the page again to see how it stands.',
  );
  return new Refusal('conflict', 'job-not-failed', sentence);
}
