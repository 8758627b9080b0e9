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

/** `2026-11-23 14:05` or `2026-11-23` (00:00) in WITA, or any ISO moment with an offset. */
export function wita(moment: string): Date {
  if (/Z|[+-]\d\d:\d\d$/.test(moment)) return new Date(moment);
  return new Date(`${moment.replace(' ', 'T')}${moment.length === 10 ? 'T00:00' : ''}+08:00`);
}

/** The link of a post on X, whose id was made at this moment; each number makes another one. */
export function linkOnX(moment: Date, number: number): string {
  return `https://x.com/warga/status/${((BigInt(moment.getTime()) - 1_288_834_974_657n) << 22n) + BigInt(number)}`;
}
