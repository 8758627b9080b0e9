import { Injectable } from '@nestjs/common';

let shift = 0;

/** Lets the program's clock start at this moment and run on; for the demo only. */
export function shiftClock(start: Date): void {
  shift = start.getTime() - Date.now();
}

/** The only source of the present moment; tests put their own in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date(Date.now() + shift);
  }
}
