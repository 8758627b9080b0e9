import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { Clock } from '../kernel/clock';
import { GuideReading } from './guide-reading.entity';

/** Remembers who has read the guide; the row is its own record, so nothing is written to the audit trail. */
@Injectable()
export class GuideService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  hasRead({ personId }: Actor): Promise<boolean> {
    return this.db.getRepository(GuideReading).existsBy({ personId });
  }

  /** The first reading stays as it was. */
  async read({ personId }: Actor): Promise<void> {
    const reading = { personId, at: this.clock.now() };
    await this.db.createQueryBuilder().insert().into(GuideReading).values(reading).orIgnore().execute();
  }
}
