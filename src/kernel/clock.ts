import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { momentOfDatabase } from './clock.queries';
import { outageOf } from './outage';

const halfAMinute = 30_000;

/** A known moment and the reading of the stopwatch at it, which runs on evenly, whatever is done to this machine's clock. */
let known = { moment: performance.timeOrigin, reading: 0 };
let isInvented = false;

const present = () => known.moment + performance.now() - known.reading;

/** Lets the program's clock start at this moment and run on, whatever the database says; for the demo only. */
export function startClock(moment: Date): void {
  known = { moment: moment.getTime(), reading: performance.now() };
  isInvented = true;
}

/** The only source of the present moment; tests put their own in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date(present());
  }
}

/** The database's clock decides for every server: read before anything is served or due, and again and again. */
@Injectable()
export class DatabaseClock implements OnModuleInit {
  constructor(private readonly db: DataSource) {}

  /** An answer that agrees with the clock, as closely as the wait for it can tell, changes nothing. */
  async onModuleInit(): Promise<void> {
    const asked = present();
    const moment = (await momentOfDatabase(this.db)).getTime();
    const wait = present() - asked;
    if (isInvented || (asked <= moment && moment <= asked + wait)) return;
    known = { moment: moment + wait / 2, reading: performance.now() };
  }

  /** While the database is away, the clock runs on by itself. */
  @Interval(halfAMinute)
  async readAgain(): Promise<void> {
    await this.onModuleInit().catch((error: unknown) => {
      if (!outageOf(error)) throw error;
    });
  }
}
