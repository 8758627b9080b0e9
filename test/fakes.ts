import { Clock } from '../src/kernel/clock';

/** A clock that stands still until a test sets it. Moments without an offset are WITA. */
export class FakeClock extends Clock {
  private moment: Date;

  constructor(moment: string) {
    super();
    this.moment = wita(moment);
  }

  override now(): Date {
    return new Date(this.moment);
  }

  set(moment: string): void {
    this.moment = wita(moment);
  }
}

/** `2026-11-23 14:05` in WITA, or any ISO moment with an offset. */
export function wita(moment: string): Date {
  return /Z|[+-]\d\d:\d\d$/.test(moment) ? new Date(moment) : new Date(`${moment.replace(' ', 'T')}+08:00`);
}
