import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EvaluationService, type VersionRow } from '../evaluation/evaluation.service';
import { resultJson } from '../evaluation/result.rules';
import type { CountedShareRow } from '../sampling/sampling.rules';
import { SamplingService } from '../sampling/sampling.service';
import {
  ClosingHash,
  headRow,
  noPreviousHash,
  personRows,
  type Row,
  rowEntry,
  shareRows,
  unitRows,
  type Verification,
} from './closing-rows.rules';
import * as stored from './closing.queries';

/** The rows of a fixed version as they are hashed and as anybody can hash them again. */
@Injectable()
export class FrozenRows {
  constructor(
    private readonly db: DataSource,
    private readonly evaluation: EvaluationService,
    private readonly sampling: SamplingService,
  ) {}

  /** The closing hash of a version that is being fixed, chained to the one before. */
  async hashes(em: EntityManager, head: VersionRow): Promise<{ previousHash: string; closingHash: string }> {
    const previousHash = (await stored.previousHash(em, head.month)) ?? noPreviousHash;
    const [computed] = await this.evaluation.versions(head.month, em);
    const hash = new ClosingHash(previousHash);
    for await (const { rows } of this.parts(em, { ...head, posts: computed?.posts ?? [] })) hash.add(rows);
    return { previousHash, closingHash: hash.hex() };
  }

  /** What lets an export of a fixed version be checked without the database; null for a provisional one. */
  async verification(head: VersionRow): Promise<Verification | null> {
    const { rule, previousHash, posts } = head;
    if (!rule || !previousHash) return null;
    const verification: Verification = { previousHash, rule, posts, shares: [], rows: [] };
    for await (const { rows, shares } of this.parts(this.db.manager, head)) {
      for (const row of rows) verification.rows.push(rowEntry(row));
      verification.shares.push(...(shares ?? []));
    }
    return verification;
  }

  /** All rows in the order of the hash, a part at a time: between two parts others have their turn. */
  private async *parts(
    em: EntityManager,
    head: VersionRow,
  ): AsyncGenerator<{ rows: Row[]; shares?: CountedShareRow[] }> {
    const rule = await this.evaluation.ruleOf(head);
    const people = await this.evaluation.people(head, { unitIds: null }, em);
    const units = await this.evaluation.units(head, em);
    const { closingHash: _, people: persons, units: places, ...result } = resultJson(head, { people, units }, rule);
    yield { rows: [headRow({ ...result, rule, posts: head.posts })] };
    for (const rows of personRows(persons)) {
      await turn();
      yield { rows };
    }
    for await (const shares of this.sampling.population(head, em)) yield { rows: shareRows(shares), shares };
    yield { rows: unitRows(places) };
  }
}
