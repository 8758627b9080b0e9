import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { record, type AuditRecord } from '../audit/audit';
import { fullName } from '../directory/person.rules';
import { maskNip } from '../directory/person-number.rules';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { newId, newToken, secretHash } from '../kernel/random';
import { missing, Refusal, words } from '../kernel/refusal';
import {
  deleteToken,
  insertToken,
  ownAccount,
  sessionsOf,
  tokensOf,
  type OwnSession,
  type OwnToken,
} from './account.queries';
import { saveAccount } from './codes.queries';
import { Limits, limits } from '../signin/limits.service';
import { atField, Passwords, type ChosenPassword } from '../signin/passwords.service';
import type { Visitor } from '../signin/session.rules';
import { SigninService, type OpenedSession } from '../signin/signin.service';

const dayLength = 24 * 3_600_000;
const mostTokens = 10;

export interface AccountOverview {
  name: string;
  /** Masked: the owner knows them, and somebody may look over the shoulder. */
  numbers: string[];
  unitName: string;
  sessions: OwnSession[];
  tokens: OwnToken[];
}

/** The own account: where one is signed in, the password, and tokens for own programs. */
@Injectable()
export class AccountService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly limits: Limits,
    private readonly signin: SigninService,
  ) {}

  async overview(actor: Actor): Promise<AccountOverview> {
    const { personId, session } = actor;
    const now = this.clock.now();
    const account = await this.own(actor);
    return {
      name: fullName(account),
      numbers: account.numbers.map(maskNip),
      unitName: actor.unitName,
      sessions: await sessionsOf(this.db, { personId, session, now }),
      tokens: await tokensOf(this.db, personId, now),
    };
  }

  /**
   * Changes the password; every session ends and this browser gets a new one. Personal tokens stay.
   * @throws Refusal at `current`, `password` or `repeat`; `too-many-attempts`; `browser-only` for a personal token
   */
  async changePassword(
    actor: Actor,
    given: ChosenPassword & { current: string },
    visitor: Visitor,
  ): Promise<OpenedSession> {
    demandBrowser(actor);
    const { personId, unitName } = actor;
    await this.limits.count(limits.ownPassword, personId);
    const { passwordHash, name, numbers } = await this.own(actor);
    if (!(await this.passwords.verify(given.current, passwordHash))) throw atField('current', wrongCurrent);
    await this.passwords.demandGood(given, { name, numbers, unitName });
    if (given.current === given.password) throw atField('password', sameAsCurrent);
    const changed = await this.passwords.hash(given.password);
    const now = this.clock.now();
    return this.db.transaction(async (em) => {
      await saveAccount(em, { personId, passwordHash: changed, now });
      await this.signin.endSessions(em, personId);
      await record(em, this.entry(actor, { password: 'changed' }));
      return this.signin.open(em, personId, visitor);
    });
  }

  /** Signs out everywhere, here too. Personal tokens stay. */
  async endAllSessions(actor: Actor): Promise<void> {
    await this.db.transaction(async (em) => {
      await this.signin.endSessions(em, actor.personId);
      await record(em, this.entry(actor, { sessions: 'ended' }));
    });
  }

  /** A personal token for programs, shown this once; it may what its owner may. */
  async createToken(actor: Actor, { name, days }: { name: string; days: number }): Promise<string> {
    demandBrowser(actor);
    const now = this.clock.now();
    const { personId } = actor;
    if ((await tokensOf(this.db, personId, now)).length >= mostTokens) throw tooManyTokens();
    const token = `gng_${newToken()}`;
    const expiresAt = new Date(now.getTime() + days * dayLength);
    const tokenHash = secretHash(token, config().sessionSecret);
    await this.db.transaction(async (em) => {
      const id = newId();
      await insertToken(em, { id, tokenHash, personId, name, now, expiresAt });
      await record(em, this.entry(actor, { token: id, expiresAt }));
    });
    return token;
  }

  /** @throws Refusal not-found when it is not a token of the actor */
  async revokeToken(actor: Actor, id: string): Promise<void> {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw missing();
    await this.db.transaction(async (em) => {
      if (!(await deleteToken(em, actor.personId, id))) throw missing();
      await record(em, this.entry(actor, { tokenRevoked: id }));
    });
  }

  private async own({ personId }: Actor) {
    const account = await ownAccount(this.db, personId);
    if (!account) throw missing();
    return account;
  }

  private entry({ personId }: Actor, after: object): AuditRecord {
    const at = this.clock.now();
    return { at, actorId: personId, verb: 'self.change', subject: 'account', subjectId: personId, after };
  }
}

const wrongCurrent = words(
  'Kata sandi saat ini tidak sesuai. Ketik kembali.',
  'The current password is not right. Type it again.',
);
const sameAsCurrent = words(
  'Kata sandi baru sama dengan yang sekarang. Pilih yang lain.',
  'The new password is the same as the current one. Choose another.',
);

/** A leaked token must not be able to make more tokens or take the account over. */
function demandBrowser(actor: Actor): void {
  if (actor.session) return;
  const sentence = words(
    'Kata sandi dan token pribadi hanya diubah setelah masuk lewat peramban. Buka Gaung, lalu masuk.',
    'Password and personal tokens are changed only after signing in with a browser. Open Gaung and sign in.',
  );
  throw new Refusal('forbidden', 'browser-only', sentence);
}

function tooManyTokens(): Refusal {
  const sentence = words(
    `Anda sudah memiliki ${mostTokens} token pribadi. Cabut yang tidak dipakai lebih dahulu.`,
    `You already have ${mostTokens} personal tokens. Revoke those you do not use first.`,
  );
  return new Refusal('conflict', 'too-many-tokens', sentence);
}
