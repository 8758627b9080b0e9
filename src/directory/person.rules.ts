/*
 * How a person is written, and where a person works over time.
 * A screen name is titles, bare name, titles: "Dr. Ir." + "Maria Lasut" + "M.Si." → "Dr. Ir. Maria Lasut, M.Si."
 * A phone number is kept as E.164: 0812-3456-7890, 62812…, 812… and +62 0812… all become +6281234567890.
 * A person works in one unit at a time, both ends inclusive. DISKES from 2020-01-01 without an end and BAPENDA from
 * 2026-06-01: when DISKES is already recorded and the file names BAPENDA only, it is a move and DISKES ends on
 * 2026-05-31; when one file names both, it must say itself when DISKES ended.
 * A number is shown whole to its owner and to reviewer, head and administrator of the owner's unit only.
 * Source: domain.md 0.3 and 1.6 (NIP discloses birth date and sex); evaluation.md 1 (one unit at a time).
 */
import type { Actor } from '../access/actor';
import { coversTop, roles, type Role } from '../access/roles.rules';
import { Refusal, type RefusalKind, type Words, words } from '../kernel/refusal';
import { addDays, type Day, formatDay } from '../kernel/wita';
import { damagedNumber } from '../papers/cell.rules';
import { maskNip } from './person-number.rules';

export interface PersonName {
  name: string;
  titleBefore: string;
  titleAfter: string;
}

/** The name as screens and papers show it, with its titles. */
export function fullName({ name, titleBefore, titleAfter }: PersonName): string {
  const before = titleBefore ? `${titleBefore} ${name}` : name;
  return titleAfter ? `${before}, ${titleAfter}` : before;
}

/** Whether this actor may see the number, phone and e-mail of a person of the unit with this path (ids from the root). */
export function seesWhole(actor: Actor, person: { id: string; unitPath: number[] }): boolean {
  if (actor.personId === person.id) return true;
  return actor.roles.some(
    ({ role, unitId }) => ['reviewer', 'head', 'admin'].includes(role) && person.unitPath.includes(unitId),
  );
}

/** The number as this actor may see it. */
export function shownNumber(actor: Actor, person: { id: string; unitPath: number[] }, number: string): string {
  return seesWhole(actor, person) ? number : maskNip(number);
}

/** A role that is granted; `staff` is everybody and never granted. */
export type GrantedRole = Exclude<Role, 'staff'>;
export const grantedRoles = roles.filter((role): role is GrantedRole => role !== 'staff');

export const roleNames: Record<GrantedRole, Words> = {
  reviewer: words('Verifikator', 'Reviewer'),
  head: words('Kepala unit', 'Head of unit'),
  editor: words('Penyusun materi', 'Editor'),
  publisher: words('Penerbit', 'Publisher'),
  evaluator: words('Evaluator', 'Evaluator'),
  auditor: words('Auditor', 'Auditor'),
  agent: words('Petugas layanan informasi', 'Call-centre agent'),
  admin: words('Administrator', 'Administrator'),
};

/** Roles with which one person alone decides for the whole province: granting them is confirmed. */
export const weightyRoles: readonly string[] = ['admin', 'evaluator', 'publisher'];

/** Roles that reach beyond their unit: only an administrator of a top unit grants them. */
export const farRoles: readonly string[] = ['publisher', 'evaluator', 'auditor'];

/** The roles that this administrator may give somebody. */
export function grantableBy(actor: Pick<Actor, 'roles'>): GrantedRole[] {
  return grantedRoles.filter((role) => !farRoles.includes(role) || coversTop(actor, 'role.grant'));
}

/**
 * Whether a role may begin or end on these days: nobody changes the own roles, none begins in the past (nobody had the
 * authority then), and none is held twice. @throws Refusal own-role, role-dates, role-held
 */
export function checkGrant(
  { actor, personId, today }: { actor: Actor; personId: string; today: Day },
  { startsOn, endsOn }: Term,
  held: Term[],
): void {
  if (actor.personId === personId)
    throw refuse('conflict', 'own-role', [
      'Anda tidak dapat mengubah peran sendiri. Minta administrator lain melakukannya.',
      'You cannot change your own roles. Ask another administrator.',
    ]);
  if (startsOn < today || (endsOn !== null && endsOn < startsOn))
    throw refuse('invalid', 'role-dates', [
      'Peran berlaku paling awal hari ini dan tidak berakhir sebelum dimulai. Perbaiki tanggalnya.',
      'A role begins today at the earliest and does not end before it begins. Correct the dates.',
    ]);
  const isHeld = held.some(
    (own) => (own.endsOn === null || own.endsOn >= startsOn) && (endsOn === null || own.startsOn <= endsOn),
  );
  if (isHeld)
    throw refuse('conflict', 'role-held', [
      'Peran ini sudah dipegang pada unit dan waktu tersebut. Akhiri dahulu peran itu bila ingin mengubahnya.',
      'This role is already held on that unit at that time. End it first to change it.',
    ]);
}

/** From one day to another, both inclusive; without an end it goes on. */
interface Term {
  startsOn: Day;
  endsOn: Day | null;
}

function refuse(kind: RefusalKind, code: string, [id, en]: [string, string]): Refusal {
  return new Refusal(kind, code, words(id, en));
}

export type Reading = { ok: true; value: string } | { ok: false; words: Words };

/** A bare name: letters, points, hyphens, apostrophes; single-word names exist. */
export function readName(text: string): Reading {
  if (/^[\p{L}][\p{L}\p{M}\s.,'’‘`ʼ()/-]*$/u.test(text)) return { ok: true, value: text.replace(/\s+/g, ' ') };
  return wrong(
    'Nama diawali huruf dan hanya berisi huruf, spasi, titik, koma, tanda hubung, atau apostrof. Perbaiki penulisannya.',
    'A name starts with a letter and has letters, spaces, points, commas, hyphens or apostrophes only. Correct it.',
  );
}

/** A phone number as people and spreadsheets write it, as E.164; empty stays empty. */
export function readPhone(text: string): Reading {
  const compact = text.normalize('NFKC').replace(/[\s().\p{Pd}]/gu, '');
  const damaged = damagedNumber('telepon', compact);
  if (damaged) return { ok: false, words: damaged };
  if (!compact) return { ok: true, value: '' };
  const phone = compact
    .replace(/^00/, '+')
    .replace(/^0(?=[1-9])/, '+62')
    .replace(/^62/, '+62')
    .replace(/^8/, '+628')
    .replace(/^\+620/, '+62');
  const fits = phone.startsWith('+62') ? /^\+62[1-9]\d{6,11}$/ : /^\+[1-9]\d{7,14}$/;
  if (fits.test(phone)) return { ok: true, value: phone };
  return wrong(
    'Nomor telepon tidak terbaca. Tulis seperti 0812-3456-7890 atau +6281234567890.',
    'The phone number could not be read. Write it like 0812-3456-7890 or +6281234567890.',
  );
}

/** An e-mail address in lower case; empty stays empty. */
export function readEmail(text: string): Reading {
  if (!text || /^[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+$/.test(text)) return { ok: true, value: text.toLowerCase() };
  return wrong(
    'Alamat email tidak terbaca. Tulis satu alamat seperti nama@contoh.go.id.',
    'The e-mail address could not be read. Write one address like name@example.go.id.',
  );
}

/** Role codes separated by spaces or commas. */
export function readRoles(text: string): { roles: GrantedRole[]; unknown: string[] } {
  const named = [...new Set(text.toLowerCase().split(/[\s,;]+/))].filter((word) => word && word !== 'staff');
  return {
    roles: grantedRoles.filter((role) => named.includes(role)),
    unknown: named.filter((word) => !grantedRoles.some((role) => role === word)),
  };
}

/** Rows that share a number, directly or through another row, belong to one person; rows without a number to nobody. */
export function byNumber<R extends { numbers: { number: string }[] }>(rows: R[]): R[][] {
  const people = new Map<string, R[]>();
  for (const row of rows) {
    const met = new Set(row.numbers.flatMap(({ number }) => [people.get(number) ?? []]));
    const [own = [], ...others] = [...met].filter((group) => group.length);
    own.push(row, ...others.flat());
    for (const { number } of (others.length ? own : [row]).flatMap(({ numbers }) => numbers)) people.set(number, own);
  }
  return [...new Set(people.values())];
}

/** Names are one person's when they differ in capitals, points and spaces only. */
export function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '');
  return plain(a) === plain(b);
}

export interface PersonFields extends PersonName {
  id: string;
  phone: string;
  email: string;
}

export const personTexts = ['name', 'titleBefore', 'titleAfter', 'phone', 'email'] as const;

/** What the latest of a person's rows says; where it says nothing, what an earlier one or the record says. */
export function latestTexts(
  rows: (Omit<PersonFields, 'id'> & { from: Day | null })[],
  known: PersonFields | undefined,
): Omit<PersonFields, 'id'> {
  const inOrder = [...rows].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  const said = personTexts.map((key) => [key, inOrder.findLast((row) => row[key])?.[key] ?? known?.[key] ?? '']);
  return Object.fromEntries(said) as Omit<PersonFields, 'id'>;
}

/** Where a person works, both days inclusive; without `until` it goes on. */
export interface Placement {
  unit: string;
  from: Day;
  until: Day | null;
  /** Row of the file; null: already recorded and not named in the file. */
  row: number | null;
}

export interface Chained<P extends Placement> {
  /** Recorded placements that a later one of the file brings to an end, with their last day. */
  moves: { placement: P; until: Day }[];
  problems: { row: number; column: string; words: Words }[];
}

/** Whether these placements of one person follow one another; a recorded open one ends the day before a new one. */
export function chain<P extends Placement>(placements: P[]): Chained<P> {
  const found: Chained<P> = { moves: [], problems: [] };
  const inOrder = [...placements].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const [index, later] of inOrder.entries()) {
    const earlier = inOrder[index - 1];
    if (!earlier || (earlier.until !== null && earlier.until < later.from)) continue;
    const row = later.row ?? earlier.row;
    const moved = earlier.row === null && earlier.until === null && earlier.from < later.from;
    if (moved && later.row !== null) found.moves.push({ placement: earlier, until: addDays(later.from, -1) });
    else if (row !== null) found.problems.push({ row, column: 'mulai', words: overlap(earlier, later) });
  }
  return found;
}

function overlap(earlier: Placement, later: Placement): Words {
  const lastDay = addDays(later.from, -1);
  if (earlier.row !== null && later.row !== null && earlier.until === null && earlier.from < later.from) {
    return words(
      `Penempatan di ${earlier.unit} (baris ${earlier.row}) belum diakhiri, padahal baris ini mulai ${formatDay(later.from, 'id')}. Isi kolom selesai pada baris ${earlier.row}, misalnya ${lastDay}.`,
      `The placement in ${earlier.unit} (row ${earlier.row}) has no end, but this row starts on ${formatDay(later.from, 'en')}. Fill in column selesai of row ${earlier.row}, for example ${lastDay}.`,
    );
  }
  const [own, other] = later.row === null ? [earlier, later] : [later, earlier];
  return words(
    `Penempatan di ${own.unit} bertumpang tindih dengan ${other.unit} (${span(other, 'id')}). Seorang pegawai bertugas di satu unit pada satu waktu; perbaiki kolom mulai atau selesai.`,
    `The placement in ${own.unit} overlaps the one in ${other.unit} (${span(other, 'en')}). A person works in one unit at a time; correct column mulai or selesai.`,
  );
}

function span({ row, from, until }: Placement, lang: 'id' | 'en'): string {
  const where =
    row === null ? (lang === 'id' ? 'sudah tercatat' : 'recorded') : `${lang === 'id' ? 'baris' : 'row'} ${row}`;
  const end = until ? formatDay(until, lang) : lang === 'id' ? 'tanpa akhir' : 'no end';
  return `${where}, ${formatDay(from, lang)} – ${end}`;
}

function wrong(id: string, en: string): Reading {
  return { ok: false, words: words(id, en) };
}
