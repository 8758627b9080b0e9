import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { record } from '../audit/audit';
import { typedNumber } from '../directory/person-number.rules';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { readCode, secretHash } from '../kernel/random';
import { Refusal, words } from '../kernel/refusal';
import { dayOf } from '../kernel/wita';
import { claimCode, endAccess, holderOfCode, saveAccount, voidCodes, type CodeHolder } from './codes.queries';
import { keyedHash, Limits, limits } from '../signin/limits.service';
import { Passwords, type ChosenPassword } from '../signin/passwords.service';
import type { Visitor } from '../signin/session.rules';
import { SigninService, type OpenedSession } from '../signin/signin.service';

export interface Activation extends ChosenPassword {
  number: string;
  code: string;
}

/** A code turns into a password of one's own: the first one, or a new one after a reset. */
@Injectable()
export class ActivationService {
  private readonly log = new Logger('Activation');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly limits: Limits,
    private readonly signin: SigninService,
  ) {}

  /**
   * Sets the password of whoever holds the code and signs in; all earlier sessions and personal tokens end.
   * @throws Refusal `wrong-code` (also for an unknown number or a disabled account), `used-code`, `ended-code`,
   *   a weak password at its field, `too-many-attempts` after five tries of one number in 15 minutes
   */
  async activate(given: Activation, visitor: Visitor): Promise<OpenedSession> {
    const number = typedNumber(given.number);
    await this.limits.count(limits.address, visitor.address);
    await this.limits.count(limits.code, number);
    const codeHash = secretHash(readCode(given.code), config().sessionSecret);
    const holder = await this.holder(codeHash, number);
    const { personId, name, numbers, unitName } = holder;
    await this.passwords.demandGood(given, { name, numbers, unitName });
    const passwordHash = await this.passwords.hash(given.password);
    const opened = await this.save(holder, { codeHash, passwordHash }, visitor);
    await this.limits.forget(limits.code, number);
    this.log.log(`${holder.purpose}: person ${personId}`);
    return opened;
  }

  private async holder(codeHash: Buffer, number: string): Promise<CodeHolder> {
    const now = this.clock.now();
    const holder = await holderOfCode(this.db, { codeHash, number, today: dayOf(now) });
    if (!holder || holder.disabled) {
      this.log.warn(`refused: number ${keyedHash(number)}`);
      throw wrongCode();
    }
    if (holder.usedAt) throw usedCode();
    if (holder.expiresAt <= now) throw endedCode();
    return holder;
  }

  private save(
    { personId, purpose }: CodeHolder,
    { codeHash, passwordHash }: { codeHash: Buffer; passwordHash: string },
    visitor: Visitor,
  ): Promise<OpenedSession> {
    const now = this.clock.now();
    return this.db.transaction(async (em) => {
      if (!(await claimCode(em, codeHash, now))) throw usedCode();
      await voidCodes(em, [personId], now);
      await saveAccount(em, { personId, passwordHash, now });
      await endAccess(em, personId);
      const entry = { at: now, actorId: personId, verb: 'self.change', subject: 'account', subjectId: personId };
      await record(em, { ...entry, after: { password: purpose, noticeRead: true } });
      return this.signin.open(em, personId, visitor);
    });
  }
}

function wrongCode(): Refusal {
  return new Refusal(
    'invalid',
    'wrong-code',
    words(
      'NIP, nomor THL, atau kode tidak sesuai. Periksa kembali lembar Anda; kode terdiri atas 10 huruf dan angka.',
      'The NIP, THL number or code is not right. Check your slip; a code has 10 letters and digits.',
    ),
  );
}

function usedCode(): Refusal {
  return new Refusal(
    'conflict',
    'used-code',
    words(
      'Kode ini sudah dipakai. Masuklah dengan kata sandi Anda, atau minta kode baru kepada Kasubag Umum dan Kepegawaian.',
      'This code was used already. Sign in with your password, or ask your personnel officer for a new code.',
    ),
  );
}

function endedCode(): Refusal {
  return new Refusal(
    'conflict',
    'ended-code',
    words(
      'Kode ini tidak berlaku lagi karena lewat waktunya atau sudah diganti. Gunakan lembar terbaru, atau minta kode baru kepada Kasubag Umum dan Kepegawaian.',
      'This code is no longer valid: it ran out or was replaced. Use the newest slip, or ask your personnel officer for a new code.',
    ),
  );
}
