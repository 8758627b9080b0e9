import { Injectable } from '@nestjs/common';

/** A moment that was known for certain, and the reading of the stopwatch at it: a stopwatch runs on evenly, whatever is done to this machine's clock. */
let known = { moment: performance.timeOrigin, reading: 0 };
let isInvented = false;

const present = () => known.moment + performance.now() - known.reading;

/** Lets the program's clock start at this moment and run on, whatever the database says; for the demo only. */
export function startClock(moment: Date): void {
  known = { moment: moment.getTime(), reading: performance.now() };
  isInvented = true;
}

/** Puts the program's clock right by the database's, asked in between: servers whose own clocks are wrong agree. */
export async function followClock(ask: () => Promise<Date>): Promise<void> {
  const asked = performance.now();
  const moment = await ask();
  const reading = (asked + performance.now()) / 2;
  if (!isInvented) known = { moment: moment.getTime(), reading };
}

/** The only source of the present moment; tests put their own in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date(present());
  }
}
