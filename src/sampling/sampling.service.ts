import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { cleanLine } from '../kernel/clean-text';
import { Clock } from '../kernel/clock';
import { Refusal, words } from '../kernel/refusal';
import { firstDayOf, lastDayOf } from '../kernel/wita';
import { AuditSample } from './audit-sample.entity';
import { upperBound } from './bounds.rules';
import { type CountedShareRow, drawSample, isPublicNumber, seedOf } from './sampling.rules';
import * as stored from './sampling.queries';
import type { CheckCounts, VersionKey } from './sampling.queries';

const part = 5000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** What the evaluator enters after the results were fixed. */
export interface Announced {
  publicNumber: string;
  /** Where and when it was announced. */
  source: string;
}

/** The draw of a version and what came of its checks. */
export interface AuditStatement extends CheckCounts {
  draw: AuditSample;
  population: number;
  /** At most this share of all counting shares is invalid (confidence 95 %); null until all are checked. */
  bound: number | null;
}

/** The random audit of a fixed month: what it is drawn from, the draw, and what the checks say of the whole. */
@Injectable()
export class SamplingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Keeps the counting shares of a version that is being fixed. */
  keepPopulation(em: EntityManager, key: VersionKey, receivedUntil: Date): Promise<void> {
    const days = { firstDay: firstDayOf(key.month), lastDay: lastDayOf(key.month), receivedUntil };
    return stored.insertCountedShares(em, key, days);
  }

  /** The counting shares of a fixed version by id, part by part, so that a large month is never in memory as a whole. */
  async *population(key: VersionKey, em: EntityManager = this.db.manager): AsyncGenerator<CountedShareRow[]> {
    for (let after = beforeAll; ;) {
      const rows = await stored.countedAfter(em, key, { after, limit: part });
      if (rows.length) yield rows;
      if (rows.length < part) return;
      after = rows.at(-1)?.id ?? after;
    }
  }

  /**
   * Draws the sample of a fixed version from its closing hash and a number announced after it, and opens the checks.
   * Whether it is time to draw is for the caller to know.
   * @throws Refusal 422 for a number or a source that is none
   */
  async draw(
    em: EntityManager,
    { month, version, closingHash }: VersionKey & { closingHash: string },
    given: Announced & { size: number; drawnById: string | null },
  ): Promise<AuditSample> {
    const { publicNumber, source } = readAnnounced(given);
    const seed = seedOf(closingHash, publicNumber);
    const ids = await stored.countedIds(em, { month, version });
    const shares = drawSample(seed, ids, given.size);
    const what = { month, version, publicNumber, source, seed, population: ids.length, shares };
    const draw: AuditSample = { ...what, drawnAt: this.clock.now(), drawnById: given.drawnById };
    await em.insert(AuditSample, draw);
    await stored.insertChecks(em, { month, version }, shares);
    return draw;
  }

  /** The draw of a version and how far its checks are; null when nothing is drawn. */
  async statement({ month, version }: VersionKey, em: EntityManager = this.db.manager): Promise<AuditStatement | null> {
    const draw = await em.findOneBy(AuditSample, { month, version });
    if (!draw) return null;
    const counts = await stored.checkCounts(em, { month, version });
    const { population } = draw;
    const isDone = counts.checked === counts.sampled;
    const bound = isDone ? upperBound({ population, checked: counts.checked, invalid: counts.invalid }) : null;
    return { draw, population, ...counts, bound };
  }
}

function readAnnounced(given: Announced): Announced {
  const publicNumber = given.publicNumber.trim();
  const source = cleanLine(given.source);
  if (!isPublicNumber(publicNumber)) throw wrong('nomor', 'public-number-required', noNumber);
  if (source.length < 5 || source.length > 300) throw wrong('sumber', 'source-required', noSource);
  return { publicNumber, source };
}

function wrong(field: string, code: string, sentence: ReturnType<typeof words>): Refusal {
  return new Refusal('invalid', code, sentence, { fields: [{ field, words: sentence }] });
}

const noNumber = words(
  'Tulis bilangan publik yang diumumkan setelah hasil ditetapkan: 1 sampai 100 angka atau huruf tanpa spasi.',
  'Write the public number announced after the results were fixed: 1 to 100 digits or letters without spaces.',
);
const noSource = words(
  'Tulis sumber bilangan publik itu, misalnya nama pengundian dan tanggalnya, 5 sampai 300 karakter.',
  'Write where the public number was announced, such as the lottery and its date, 5 to 300 characters.',
);
