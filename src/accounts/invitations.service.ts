import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { typedNumber } from '../directory/person-number.rules';
import { fullName } from '../directory/person.rules';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { newCode, secretHash } from '../kernel/random';
import { missing, Refusal, words } from '../kernel/refusal';
import { dayOf, type Lang } from '../kernel/wita';
import { renderPdf } from '../papers/pdf';
import {
  insertCodes,
  invitableUnits,
  inviteeByNumber,
  inviteesById,
  lockPeople,
  notActivated,
  voidCodes,
  type CodePurpose,
  type InvitableUnit,
  type Invitee,
  type Viewpoint,
} from './codes.queries';
import { codeEnd, issuingProblem } from './issuing.rules';
import { slipsOrder } from './slips.rules';

/** Slips that are printed at once: 25 pages. */
export const slipsAtOnce = 100;

/** A code that was just made: shown or printed once, stored as a hash only. */
export interface IssuedCode {
  personId: string;
  name: string;
  number: string;
  unitName: string;
  purpose: CodePurpose;
  /** Ten characters without separators. */
  code: string;
  validUntil: Date;
  /** Where it is used; a QR code holds this address with `#` and the code behind it. */
  address: string;
}

export interface Waiting {
  units: InvitableUnit[];
  unit: InvitableUnit | null;
  people: Invitee[];
  /** Id after which the next part begins; null: this is the last part. */
  next: string | null;
}

/**
 * Codes for people who have no password yet or have lost it. Whoever holds `account.invite` reaches the people of the
 * own units; everybody else is not found. Actor null is the operator of the machine and reaches everybody.
 */
@Injectable()
export class Invitations {
  private readonly log = new Logger('Invitations');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The units one may invite for, and of one of them (default: the own, or the first with work left) who has no account. */
  async waiting(actor: Actor, unitCode: string | null, after: string | null): Promise<Waiting> {
    const from = this.viewpoint(actor);
    const units = await invitableUnits(this.db, from);
    const chosen = unitCode === null ? defaultUnit(units, actor) : units.find(({ code }) => code === unitCode);
    if (!chosen) {
      if (unitCode !== null) throw missing();
      return { units, unit: null, people: [], next: null };
    }
    const ask = { unitId: chosen.id, after, limit: slipsAtOnce + 1 };
    const people = await notActivated(this.db, from, ask);
    const next = people.length > slipsAtOnce ? (people[slipsAtOnce - 1]?.id ?? null) : null;
    return { units, unit: chosen, people: people.slice(0, slipsAtOnce), next };
  }

  /**
   * Activation codes (14 days) for these people, or for all of a unit without an account; earlier codes end.
   * @throws Refusal not-found when one is out of reach, `already-active`, or why a code may not be given
   */
  async invite(actor: Actor | null, who: { personIds: string[] } | { unitCode: string }): Promise<IssuedCode[]> {
    const people =
      'personIds' in who ? await this.chosen(actor, who.personIds) : await this.ofUnit(actor, who.unitCode);
    return this.save(actor, this.prepare(actor, people, 'activate'));
  }

  /** A reset code (24 hours) for somebody who has an account and whose identity was checked in person. */
  async reset(actor: Actor | null, personId: string): Promise<IssuedCode> {
    const people = await this.chosen(actor, [personId]);
    return firstOf(await this.save(actor, this.prepare(actor, people, 'reset')));
  }

  /** A code for the person of a number: to activate, or to reset when there is an account. */
  async issueFor(actor: Actor | null, typed: string, purpose?: CodePurpose): Promise<IssuedCode> {
    const number = typedNumber(typed.replace(/[\p{Cc}\p{Cs}]/gu, ''));
    const person = await inviteeByNumber(this.db, this.viewpoint(actor), number);
    if (!person) throw unknownNumber();
    const wanted = purpose ?? (person.activated ? 'reset' : 'activate');
    return firstOf(await this.save(actor, this.prepare(actor, [person], wanted)));
  }

  /**
   * Activation slips as PDF, one for each of these people (at most 100). The codes hold only once the paper exists.
   * @throws Refusal as `invite`, or when no PDF can be made here
   */
  async slips(actor: Actor, personIds: string[], lang: Lang): Promise<Buffer> {
    const people = await this.chosen(actor, personIds.slice(0, slipsAtOnce));
    if (!people.length) throw nobodyChosen();
    const issued = this.prepare(actor, people, 'activate');
    const { pdf, replaced } = await renderPdf(slipsOrder(issued, lang, this.clock.now()));
    if (replaced.length) this.log.warn(`slips: ${replaced.length} characters replaced`);
    await this.save(actor, issued);
    return pdf;
  }

  private viewpoint(actor: Actor | null): Viewpoint {
    if (actor) demand(actor, 'account.invite');
    const now = this.clock.now();
    return { scope: actor && scopeOf(actor, 'account.invite'), today: dayOf(now), now };
  }

  private async chosen(actor: Actor | null, personIds: string[]): Promise<Invitee[]> {
    const ids = [...new Set(personIds)];
    if (ids.some((id) => !/^[0-9a-f-]{36}$/.test(id))) throw missing();
    const people = await inviteesById(this.db, this.viewpoint(actor), ids);
    if (people.length < ids.length) throw missing();
    return people;
  }

  private async ofUnit(actor: Actor | null, unitCode: string): Promise<Invitee[]> {
    const from = this.viewpoint(actor);
    const unit = (await invitableUnits(this.db, from)).find(({ code }) => code === unitCode);
    if (!unit) throw missing();
    const people = await notActivated(this.db, from, { unitId: unit.id, after: null, limit: 5000 });
    return people.filter((person) => !issuingProblem(actor, person));
  }

  private prepare(actor: Actor | null, people: Invitee[], purpose: CodePurpose): IssuedCode[] {
    const validUntil = codeEnd(purpose, this.clock.now());
    return people.map((person) => {
      const problem = issuingProblem(actor, person) ?? purposeProblem(person, purpose);
      if (problem) throw problem;
      const { id: personId, number, unitName } = person;
      const address = `${config().baseUrl}/aktivasi`;
      return { personId, name: fullName(person), number, unitName, purpose, code: newCode(), validUntil, address };
    });
  }

  private async save(actor: Actor | null, issued: IssuedCode[]): Promise<IssuedCode[]> {
    const at = this.clock.now();
    const ids = issued.map(({ personId }) => personId);
    const rows = issued.map(({ code, purpose, personId, validUntil }) => ({
      ...{ purpose, personId, expiresAt: validUntil },
      codeHash: secretHash(code, config().sessionSecret),
    }));
    const entries = issued.map(({ personId, purpose, validUntil }) => ({
      ...{ at, actorId: actor?.personId ?? null, verb: 'account.invite', subject: 'person', subjectId: personId },
      after: { purpose, validUntil },
    }));
    await this.db.transaction(async (em) => {
      await lockPeople(em, ids);
      await voidCodes(em, ids, at);
      await insertCodes(em, rows);
      await record(em, ...entries);
    });
    return issued;
  }
}

function defaultUnit(units: InvitableUnit[], { unitId }: Actor): InvitableUnit | undefined {
  return units.find(({ id }) => id === unitId) ?? units.find(({ waiting }) => waiting > 0) ?? units[0];
}

function firstOf(issued: IssuedCode[]): IssuedCode {
  const [code] = issued;
  if (!code) throw missing();
  return code;
}

function purposeProblem({ activated }: Invitee, purpose: CodePurpose): Refusal | undefined {
  if (purpose === 'activate' && activated) {
    const sentence = words(
      'Akun pegawai ini sudah aktif. Bila kata sandinya lupa, buat kode atur ulang.',
      'This account is already active. If the password is lost, make a reset code.',
    );
    return new Refusal('conflict', 'already-active', sentence);
  }
  if (purpose === 'activate' || activated) return undefined;
  const sentence = words(
    'Pegawai ini belum mengaktifkan akun. Buat kode aktivasi.',
    'This person has no active account yet. Make an activation code.',
  );
  return new Refusal('conflict', 'not-active', sentence);
}

function unknownNumber(): Refusal {
  const sentence = words(
    'Tidak ada pegawai dengan nomor ini di unit yang Anda tangani. Periksa kembali nomornya.',
    'Nobody in your units has this number. Check the number.',
  );
  return new Refusal('invalid', 'unknown-number', sentence, { fields: [{ field: 'number', words: sentence }] });
}

function nobodyChosen(): Refusal {
  return new Refusal(
    'invalid',
    'nobody-chosen',
    words('Pilih sedikitnya satu pegawai.', 'Choose at least one person.'),
  );
}
