import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { secretHash } from '../kernel/random';
import { Refusal, words, type Words } from '../kernel/refusal';
import { countAttempt, deleteEnded, forgetAttempts } from './sessions.queries';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A limit of a day starts anew at midnight in WITA. */
const witaOffset = 8 * 60 * minute;

export interface Limit {
  name: string;
  /** So many tries in one window. */
  most: number;
  minutes: number;
}

/**
 * How often something may be tried. Offices share one address, so an address alone may fail often; one number from one
 * address may not; and one number from many addresses is stopped for the day.
 */
export const limits = {
  address: { name: 'address', most: 1000, minutes: 60 },
  numberAtAddress: { name: 'number-at-address', most: 10, minutes: 15 },
  number: { name: 'number', most: 50, minutes: 24 * 60 },
  code: { name: 'code', most: 5, minutes: 15 },
  ownPassword: { name: 'own-password', most: 10, minutes: 15 },
  issuing: { name: 'issuing', most: 60, minutes: 60 },
} as const satisfies Record<string, Limit>;

/** Counts tries in the database, so that limits hold over several servers and a restart. Keys hold hashes only. */
@Injectable()
export class Limits {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts one try of this thing, named by its parts (a number, an address).
   * @throws Refusal `too-many-attempts` (429, Retry-After) when it was tried too often in the running window
   */
  async count(limit: Limit, ...parts: string[]): Promise<void> {
    const length = limit.minutes * minute;
    const now = this.clock.now().getTime();
    const start = now - ((now + witaOffset) % length);
    const count = await countAttempt(this.db, keyOf(limit, parts), new Date(start));
    if (count > limit.most) throw tooMany(limit, Math.ceil((start + length - now) / 1000));
  }

  /** Forgets the tries after a success. */
  async forget(limit: Limit, ...parts: string[]): Promise<void> {
    await forgetAttempts(this.db, keyOf(limit, parts));
  }

  /** Deletes windows older than two days, and sessions, tokens and codes that ended 30 days ago; tells how many. */
  async purge(em: EntityManager, now: Date): Promise<string> {
    const gone = await deleteEnded(em, {
      attempts: new Date(now.getTime() - 2 * day),
      ended: new Date(now.getTime() - 30 * day),
    });
    return `attempts ${gone.attempts}, sessions ${gone.sessions}, tokens ${gone.tokens}, codes ${gone.codes}`;
  }
}

function keyOf(limit: Limit, parts: string[]): string {
  return `${limit.name}:${keyedHash(parts.join('\n'))}`;
}

/** A number or address as it may stand in a log or key: the same for the same text, unreadable without our secret. */
export function keyedHash(text: string): string {
  return secretHash(`limit:${text}`, config().sessionSecret).toString('hex').slice(0, 32);
}

function tooMany(limit: Limit, retryAfter: number): Refusal {
  return new Refusal('too-many', 'too-many-attempts', wait(limit.minutes), { retryAfter });
}

function wait(minutes: number): Words {
  if (minutes > 60)
    return words('Terlalu banyak percobaan. Coba lagi besok.', 'Too many attempts. Try again tomorrow.');
  return words(
    `Terlalu banyak percobaan. Coba lagi dalam ${minutes} menit.`,
    `Too many attempts. Try again in ${minutes} minutes.`,
  );
}
