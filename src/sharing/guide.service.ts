import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { Clock } from '../kernel/clock';
import { hasReading, insertReading } from './guide.queries';

/** Remembers who has read the guide; the row is its own record, so nothing is written to the audit trail. */
@Injectable()
export class GuideService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  hasRead(actor: Actor): Promise<boolean> {
    return hasReading(this.db, actor.personId);
  }

  read(actor: Actor): Promise<void> {
    return insertReading(this.db, actor.personId, this.clock.now());
  }
}
