import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { record } from '../audit/audit';
import { typedNumber } from '../directory/person-number.rules';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { newToken, secretHash } from '../kernel/random';
import { Refusal, words } from '../kernel/refusal';
import { dayOf } from '../kernel/wita';
import { keyedHash, Limits, limits } from './limits.service';
import { Passwords } from './passwords.service';
import { cookieOptions, sessionCookie, sessionEnd, type Visitor } from './session.rules';
import {
  accountOfNumber,
  currentRoles,
  deleteSessions,
  hasAdministrator,
  insertSession,
  replaceSetupCode,
  unitNames,
} from './sessions.queries';

const dayLength = 24 * 3_600_000;

export interface OpenedSession {
  personId: string;
  expiresAt: Date;
  /** What the browser keeps: for `reply.setCookie(name, value, options)`. */
  cookie: { name: string; value: string; options: ReturnType<typeof cookieOptions> & { maxAge: number } };
}

/** Signing in and out, and the way in for the first administrator. */
@Injectable()
export class SigninService {
  private readonly log = new Logger('Signin');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly limits: Limits,
  ) {}

  /**
   * Whose NIP or THL number and password these are: the person's id. An unknown number, a wrong password and a disabled
   * account take the same work and get the same sentence.
   * @param given as typed; spaces, dots and hyphens in a NIP do not matter
   * @throws Refusal `wrong-credentials` (422), `too-many-attempts` (429), `busy` (503)
   */
  async identify(given: { number: string; password: string }, address: string): Promise<string> {
    const number = readTyped(given.number);
    await this.limits.count(limits.address, address);
    await this.limits.count(limits.numberAtAddress, number, address);
    await this.limits.count(limits.number, number);
    const account = await accountOfNumber(this.db, number);
    const right = await this.passwords.verify(given.password, account?.passwordHash ?? null);
    if (!account || !right || account.disabledAt) {
      this.log.warn(`refused: number ${keyedHash(number)}, address ${keyedHash(address)}`);
      throw wrongCredentials();
    }
    await this.limits.forget(limits.numberAtAddress, number, address);
    return account.personId;
  }

  /** Opens a session for somebody identified; a session the browser had before ends. Joins the caller's transaction. */
  async open(em: EntityManager, personId: string, visitor: Visitor): Promise<OpenedSession> {
    const now = this.clock.now();
    const token = newToken();
    const expiresAt = sessionEnd(await currentRoles(em, personId, dayOf(now)), now);
    if (visitor.token) await deleteSessions(em, { tokenHash: hashOf(visitor.token) });
    await insertSession(em, { tokenHash: hashOf(token), personId, now, expiresAt, device: visitor.device });
    this.log.log(`signed in: person ${personId}`);
    // A span, not a moment: the browser's clock may differ from ours.
    const maxAge = Math.floor((expiresAt.getTime() - now.getTime()) / 1000);
    return {
      personId,
      expiresAt,
      cookie: { name: sessionCookie(), value: token, options: { ...cookieOptions(), maxAge } },
    };
  }

  /** Opens a session in a transaction of its own. */
  signIn(personId: string, visitor: Visitor): Promise<OpenedSession> {
    return this.db.transaction((em) => this.open(em, personId, visitor));
  }

  /** Ends the session of this browser, if it has one. */
  async signOut(token: string | undefined): Promise<void> {
    if (token) await deleteSessions(this.db.manager, { tokenHash: hashOf(token) });
  }

  /** Ends all sessions of a person with the caller's transaction; it works on the next request on every server. */
  endSessions(em: EntityManager, personId: string): Promise<void> {
    return deleteSessions(em, { personId });
  }

  /** The actor as programs see it: person, unit and roles, units with their code and name. */
  async describe(actor: Actor) {
    const known = await unitNames(this.db, [...actor.roles.map(({ unitId }) => unitId), ...own(actor)]);
    const unit = (id: number | null) => known.find((one) => one.id === id) ?? null;
    return {
      id: actor.personId,
      name: actor.name,
      unit: unit(actor.unitId),
      roles: ['staff' as const, ...actor.roles.map(({ role }) => role)].filter(first),
      grants: actor.roles.map(({ role, unitId }) => ({ role, unit: unit(unitId) })),
    };
  }

  /**
   * The one-time address (a path, valid 24 hours) at which the first administrator makes the own account; null when
   * there is an administrator who can sign in. A new call replaces the address given before.
   */
  async offerSetup(): Promise<string | null> {
    const now = this.clock.now();
    return this.db.transaction(async (em) => {
      if (await hasAdministrator(em, dayOf(now))) return null;
      const token = newToken();
      const expiresAt = new Date(now.getTime() + dayLength);
      await replaceSetupCode(em, hashOf(token), expiresAt);
      const offered = { subject: 'one_time_code', subjectId: 'setup', after: { expiresAt } };
      await record(em, { at: now, actorId: null, verb: 'account.invite', ...offered });
      return `/awal/${token}`;
    });
  }
}

const hashOf = (secret: string) => secretHash(secret, config().sessionSecret);
const own = ({ unitId }: Actor) => (unitId === null ? [] : [unitId]);
const first = <T>(value: T, index: number, all: T[]) => all.indexOf(value) === index;

/** Numbers hold no control characters; the database would refuse them instead of not finding them. */
function readTyped(text: string): string {
  return typedNumber(text.slice(0, 100).replace(/[\p{Cc}\p{Cs}]/gu, ''));
}

function wrongCredentials(): Refusal {
  return new Refusal(
    'invalid',
    'wrong-credentials',
    words('NIP, nomor THL, atau kata sandi tidak sesuai.', 'The NIP, THL number or password is not right.'),
  );
}
