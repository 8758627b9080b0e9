import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { record } from '../audit/audit';
import { DirectoryService } from '../directory/directory.service';
import { Clock } from '../kernel/clock';
import { missing } from '../kernel/refusal';
import { Channel } from '../shares/channel.entity';
import { directorySizes, recentJobs, trailBefore, type JobRow, type Sizes, type TrailRow } from './admin.queries';

export type { JobRow, Sizes, TrailRow } from './admin.queries';

const trailPart = 50;

/** What runs the province's Gaung: job runs, channels, the audit trail. */
@Injectable()
export class AdminService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly directory: DirectoryService,
  ) {}

  async overview(): Promise<{ jobs: JobRow[]; sizes: Sizes; channels: Channel[] }> {
    const channels = await this.db.getRepository(Channel).find({ order: { position: 'ASC' } });
    return { jobs: await recentJobs(this.db, 20), sizes: await directorySizes(this.db), channels };
  }

  /**
   * Switches a channel on or off; shares logged on it before keep their credit.
   * @throws Refusal missing for an unknown channel, 403 for an administrator of one agency
   */
  async switchChannel(actor: Actor, code: string, active: boolean): Promise<void> {
    await this.directory.demandTop(actor, 'channel.switch');
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

  /** One part of the trail, newest first; `next` is where the part after begins. */
  async trail(before: string | null, subject: string | null): Promise<{ rows: TrailRow[]; next: string | null }> {
    const rows = await trailBefore(this.db, { before, subject, limit: trailPart + 1 });
    const shown = rows.slice(0, trailPart);
    return { rows: shown, next: rows.length > trailPart ? (shown.at(-1)?.id ?? null) : null };
  }
}
