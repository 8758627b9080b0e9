/*
 * The list of a unit's people: who is chosen, in which order, and which part of it.
 * "belum": obliged and nothing counted yet; "kurang": obliged, begun, target not reached; "tercapai": target reached;
 * "dikecualikan": exempt. Names are sorted without the titles before them and found by any part of them.
 * A page is continued after the last person seen: with a page of 50, `after` = the 50th person gives the 51st to 100th.
 * Example: "Dr. Ir. Ani Contoh" stands before "Budi Contoh"; the search "contoh" finds both.
 * Source: product.md, "Evaluate"; people are listed for their own chain only and never ranked.
 */
import { type Words, words } from '../kernel/refusal';
import type { PaperTable } from '../papers/table-writer';

export const statuses = ['semua', 'belum', 'kurang', 'tercapai', 'dikecualikan'] as const;
export type Status = (typeof statuses)[number];
export const orders = ['nama', 'capaian', 'dihitung', 'target'] as const;
export type Order = (typeof orders)[number];

export const statusWords: Record<Status, Words> = {
  semua: words('Semua', 'All'),
  belum: words('Belum berpartisipasi', 'Not yet participating'),
  kurang: words('Belum tercapai', 'Target not reached'),
  tercapai: words('Tercapai', 'Target reached'),
  dikecualikan: words('Dikecualikan', 'Exempt'),
};
export const orderWords: Record<Order, Words> = {
  nama: words('Nama', 'Name'),
  capaian: words('Capaian, terendah dahulu', 'Achievement, lowest first'),
  dihitung: words('Materi dihitung, terbanyak dahulu', 'Posts counted, most first'),
  target: words('Target, tertinggi dahulu', 'Target, highest first'),
};

/** What the list needs to know of a person. */
export interface ListedPerson {
  personId: string;
  name: string;
  target: number;
  counted: number;
  exempt: boolean;
  achievement: number | null;
}

export interface PeopleQuery {
  status: Status;
  search: string;
  order: Order;
}

/** The query of an address; anything unknown falls back to everybody by name. */
export function readPeopleQuery(given: { status?: string; cari?: string; urut?: string }): PeopleQuery {
  return {
    status: statuses.find((status) => status === given.status) ?? 'semua',
    search: (given.cari ?? '').trim().slice(0, 100),
    order: orders.find((order) => order === given.urut) ?? 'nama',
  };
}

/** The status of one person; `semua` never. */
export function statusOf({ exempt, counted, target }: ListedPerson): Exclude<Status, 'semua'> {
  if (exempt) return 'dikecualikan';
  if (counted >= target) return 'tercapai';
  return counted === 0 ? 'belum' : 'kurang';
}

/** The people chosen, in order. */
export function choosePeople<Person extends ListedPerson>(people: readonly Person[], query: PeopleQuery): Person[] {
  const wanted = query.search.toLocaleLowerCase('id');
  return people
    .filter((person) => query.status === 'semua' || statusOf(person) === query.status)
    .filter(({ name }) => name.toLocaleLowerCase('id').includes(wanted))
    .map((person) => ({ person, name: bareName(person.name) }))
    .sort((a, b) => compare(a.person, b.person, query.order) || collator.compare(a.name, b.name) || byId(a, b))
    .map(({ person }) => person);
}

/** The people after the one named, and whom to name next; null: nobody is left. */
export function partAfter<Person extends ListedPerson>(
  people: readonly Person[],
  after: string | null,
  size: number,
): { part: Person[]; next: string | null } {
  const from = after === null ? 0 : people.findIndex(({ personId }) => personId === after) + 1;
  const part = people.slice(from, from + size);
  return { part, next: from + size < people.length ? (part.at(-1)?.personId ?? null) : null };
}

export interface TablePerson extends ListedPerson {
  /** As the reader may see it. */
  shownNumber: string;
  unitName: string;
  availableDays: number;
  posts: number;
}

/** The list as a file, in the reader's language. */
export function peopleTable(people: readonly TablePerson[], lang: 'id' | 'en'): PaperTable {
  const t = (id: string, en: string) => (lang === 'id' ? id : en);
  return {
    title: t('Partisipasi', 'Participation'),
    columns: [
      { key: 'shownNumber', title: t('Nomor', 'Number'), kind: 'text' },
      { key: 'name', title: t('Nama', 'Name'), kind: 'text' },
      { key: 'unitName', title: t('Unit kerja', 'Unit'), kind: 'text' },
      { key: 'availableDays', title: t('Hari tersedia', 'Available days'), kind: 'integer' },
      { key: 'target', title: 'Target', kind: 'integer' },
      { key: 'counted', title: t('Materi dihitung', 'Posts counted'), kind: 'integer' },
      { key: 'posts', title: t('Materi disebarkan', 'Posts shared'), kind: 'integer' },
      { key: 'achievement', title: t('Capaian', 'Achievement'), kind: 'percent' },
      { key: 'status', title: t('Keterangan', 'Status'), kind: 'text' },
    ],
    rows: people.map((person) => ({
      ...{ shownNumber: person.shownNumber, name: person.name, unitName: person.unitName },
      ...{ availableDays: person.availableDays, target: person.target, counted: person.counted, posts: person.posts },
      ...{ achievement: person.achievement, status: statusWords[statusOf(person)][lang] },
    })),
  };
}

const collator = new Intl.Collator('id-ID', { sensitivity: 'base' });

function bareName(name: string): string {
  return name.replace(/^(?:(?:prof|dr|drs|dra|drg|ir|apt|ns|h|hj)\.?\s+)+/i, '');
}

function compare(a: ListedPerson, b: ListedPerson, order: Order): number {
  if (order === 'capaian') return (a.achievement ?? 2) - (b.achievement ?? 2);
  if (order === 'dihitung') return b.counted - a.counted;
  return order === 'target' ? b.target - a.target : 0;
}

function byId(a: { person: ListedPerson }, b: { person: ListedPerson }): number {
  return a.person.personId < b.person.personId ? -1 : 1;
}
