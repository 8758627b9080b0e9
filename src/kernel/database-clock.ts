import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { followClock } from './clock';
import { momentOfDatabase } from './clock.queries';
import { outageOf } from './outage';

const halfAMinute = 30_000;

/** The database's clock decides for every server: read before anything is served or due, and again and again. */
@Injectable()
export class DatabaseClock implements OnModuleInit {
  constructor(private readonly db: DataSource) {}

  onModuleInit(): Promise<void> {
    return followClock(() => momentOfDatabase(this.db));
  }

  /** While the database is away, the clock runs on by itself. */
  @Interval(halfAMinute)
  async readAgain(): Promise<void> {
    await this.onModuleInit().catch((error: unknown) => {
      if (!outageOf(error)) throw error;
    });
  }
}
