import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EvaluationService } from '../evaluation/evaluation.service';
import { ReportFileRow } from '../issuance/report-order.entity';
import { readCode } from '../kernel/random';
import { type Limit, Limits } from '../signin/limits.service';
import { type IssuedFile, summaryOf } from './authenticity.rules';

/** Offices share an address; a code has 50 bits, so this many tries find none. */
const looks: Limit = { name: 'report-check', most: 300, minutes: 15 };

/** Answers everybody whether a file is one that was issued. Knows codes and hashes; keeps nothing of what is asked. */
@Injectable()
export class Authenticity {
  constructor(
    private readonly db: DataSource,
    private readonly evaluation: EvaluationService,
    private readonly limits: Limits,
  ) {}

  /**
   * The issued file of a code as it was typed.
   * @param address of the visitor, of whom only so many questions are answered
   * @returns undefined when none was issued under it
   * @throws Refusal 429
   */
  async ofCode(typed: string, address: string): Promise<IssuedFile | undefined> {
    await this.limits.count(looks, address);
    const code = readCode(typed);
    const row = /^[0-9A-Z]{10}$/.test(code) ? await this.db.manager.findOneBy(ReportFileRow, { code }) : null;
    return this.told(row);
  }

  /**
   * The issued file that has these bytes, unsigned or signed; as `ofCode`.
   * @param hashed gives their SHA-256 in hex; asked only after the visitor was counted, as it may read a whole upload
   */
  async ofHash(
    hashed: () => Promise<string>,
    address: string,
  ): Promise<{ given: string; file: IssuedFile | undefined }> {
    await this.limits.count(looks, address);
    const given = await hashed();
    const hash = Buffer.from(given, 'hex');
    const row = await this.db.manager.findOne(ReportFileRow, { where: [{ hash }, { signedHash: hash }] });
    return { given, file: await this.told(row) };
  }

  private async told(row: ReportFileRow | null): Promise<IssuedFile | undefined> {
    if (!row?.hash || !row.madeAt) return undefined;
    const versions = await this.evaluation.versions(row.month);
    const version = versions.find((one) => one.version === row.version);
    if (!version) return undefined;
    const units = await this.evaluation.units(version);
    const { code, kind, subject, format, hash, madeAt, signedHash, signedAt } = row;
    const file = { code, kind, subject, format, hash, madeAt, signedHash, signedAt };
    return summaryOf(file, { version, newest: versions[0] ?? version, units });
  }
}
