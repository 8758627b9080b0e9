import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { record } from '../audit/audit';
import { normaliseNumber, readNip, readThlNumber } from '../directory/person-number.rules';
import { readName } from '../directory/person.rules';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { newId, secretHash } from '../kernel/random';
import { Refusal, words } from '../kernel/refusal';
import { dayOf } from '../kernel/wita';
import { claimCode, endAccess, saveAccount } from './codes.queries';
import { atField, Passwords, type ChosenPassword } from '../signin/passwords.service';
import type { Visitor } from '../signin/session.rules';
import { ensurePerson, grantAdministrator, insertRoot, setupState, type FirstPerson } from './setup.queries';
import { SigninService, type OpenedSession } from '../signin/signin.service';

export interface Setup extends ChosenPassword {
  name: string;
  number: string;
  /** Name of the province's government; needed while there is no unit. */
  rootName?: string;
}

/** The first administrator makes the own account at a one-time address; there is no default one. */
@Injectable()
export class SetupService {
  private readonly log = new Logger('Setup');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly signin: SigninService,
  ) {}

  /** Whether the address holds, and whether the first unit must be named. @throws Refusal with what to do when not */
  async state(token: string): Promise<{ needsRoot: boolean; rootId: number | null }> {
    const state = await setupState(this.db, hashOf(token));
    if (!state) throw unknownAddress();
    if (state.usedAt) throw usedAddress();
    if (state.expiresAt <= this.clock.now()) throw unknownAddress();
    return { needsRoot: state.rootId === null, rootId: state.rootId };
  }

  /**
   * Makes person, membership, account and the role of administrator at the top of the tree, and signs in.
   * Somebody who is already recorded under this number keeps name and unit.
   */
  async complete(token: string, given: Setup, visitor: Visitor): Promise<OpenedSession> {
    const { rootId } = await this.state(token);
    const rootName = (given.rootName ?? '').trim();
    if (rootId === null && !rootName) throw atField('rootName', rootMissing);
    const person = this.firstPerson(given);
    const owner = { name: person.name, numbers: [person.number], unitName: rootName };
    await this.passwords.demandGood(given, owner);
    const passwordHash = await this.passwords.hash(given.password);
    const now = this.clock.now();
    return this.db.transaction(async (em) => {
      if (!(await claimCode(em, hashOf(token), now))) throw usedAddress();
      const unitId = rootId ?? (await insertRoot(em, rootName));
      const personId = await ensurePerson(em, { ...person, rootId: unitId });
      await saveAccount(em, { personId, passwordHash, now });
      await endAccess(em, personId);
      await grantAdministrator(em, { personId, unitId, today: person.today });
      const entry = { at: now, actorId: null, verb: 'role.grant', subject: 'person', subjectId: personId };
      await record(em, { ...entry, after: { role: 'admin', unitId, by: 'setup address' } });
      this.log.log(`first administrator: person ${personId}`);
      return this.signin.open(em, personId, visitor);
    });
  }

  private firstPerson({ name, number }: Setup): Omit<FirstPerson, 'rootId'> {
    const readable = readName(name.trim());
    if (!readable.ok) throw atField('name', readable.words);
    const common = { id: newId(), name: readable.value, today: dayOf(this.clock.now()) };
    if (/^\d{17,}$/.test(normaliseNumber(number))) {
      const nip = readNip(number);
      if (!nip.ok) throw atField('number', nip.words);
      return { ...common, number: nip.number, kind: 'nip', employmentType: nip.kind };
    }
    const thl = readThlNumber(number);
    if (!thl.ok) throw atField('number', thl.words);
    return { ...common, number: thl.number, kind: 'thl', employmentType: 'THL' };
  }
}

const hashOf = (token: string) => secretHash(token, config().sessionSecret);

const rootMissing = words(
  'Isi nama pemerintah provinsi, misalnya "Pemerintah Provinsi Sulawesi Utara".',
  'Enter the name of the provincial government, for example "Pemerintah Provinsi Sulawesi Utara".',
);

function usedAddress(): Refusal {
  return new Refusal(
    'missing',
    'setup-used',
    words(
      'Alamat ini sudah dipakai dan tidak berlaku lagi. Masuklah sebagai administrator yang sudah dibuat.',
      'This address was used and is no longer valid. Sign in as the administrator that was made.',
    ),
  );
}

function unknownAddress(): Refusal {
  return new Refusal(
    'missing',
    'setup-ended',
    words(
      'Alamat ini tidak berlaku: sudah lebih dari 24 jam, atau sudah diganti saat Gaung dijalankan kembali. Jalankan ulang Gaung, lalu buka alamat yang tertulis di layarnya.',
      'This address is not valid: it is older than 24 hours, or Gaung was started again since. Restart Gaung and open the address it prints.',
    ),
  );
}
