/*
 * A fixed month as rows that anybody can hash again. Every row is one line of RFC 8785 canonical JSON, as exported and
 * with its kind; lines stand in the order head, person, share, unit, then by id, then as text. The closing hash is the
 * SHA-256 over all lines, each ended by a line feed, after the line of the previous closing hash (64 zeros: there is
 * none). The export also lists "kind id hash" of every line, so that a verifier can name the row that does not fit.
 * Example: the unit DISDIK makes the line {"active":1,…,"code":"DISDIK",…,"kind":"unit",…} and the entry
 * "unit DISDIK 5f0c…".
 * Source: evaluation.md §6.3; RFC 8785.
 */
import canonicalize from 'canonicalize';
import type { ResultJson, ResultPerson, ResultUnit } from '../evaluation/result.rules';
import { running256, sha256 } from '../kernel/random';
import type { CountedShareRow } from '../sampling/sampling.rules';

export const noPreviousHash = '0'.repeat(64);

/** What a month's head says beyond the result itself: the values of the juknis and the items' sums. */
export interface ClosingFacts {
  rule: object;
  posts: object[];
}

/** The part of an export that lets it be checked without the database. */
export interface Verification extends ClosingFacts {
  previousHash: string;
  shares: CountedShareRow[];
  /** `kind id hash` of every row, in the order of the lines. */
  rows: string[];
}

export type ClosingContent = Omit<ResultJson, 'closingHash'> & ClosingFacts & { shares: CountedShareRow[] };

type Kind = 'head' | 'person' | 'share' | 'unit';
export interface Row {
  kind: Kind;
  id: string;
  line: string;
}

const part = 2000;

export function headRow(head: Omit<ClosingContent, 'people' | 'shares' | 'units'>): Row {
  return row('head', head.period, head);
}

/** In parts, so that a large month can be hashed without holding up others. */
export function* personRows(people: readonly ResultPerson[]): Generator<Row[]> {
  const inOrder = people.toSorted(
    (a, b) => order(a.number, b.number) || order(lineOf('person', a), lineOf('person', b)),
  );
  for (let from = 0; from < inOrder.length; from += part) {
    yield inOrder.slice(from, from + part).map((person) => row('person', person.number, person));
  }
}

export function shareRows(shares: readonly CountedShareRow[]): Row[] {
  return sorted(shares.map((share) => row('share', share.id, share)));
}

export function unitRows(units: readonly ResultUnit[]): Row[] {
  return sorted(units.map((unit) => row('unit', unit.code, unit)));
}

/** The rows of a month in the order of the closing hash. */
export function closingRows({ people, units, shares, ...head }: ClosingContent): Row[] {
  return [headRow(head), ...[...personRows(people)].flat(), ...shareRows(shares), ...unitRows(units)];
}

/** The closing hash while its rows come in. */
export class ClosingHash {
  private readonly hash = running256();

  constructor(previousHash: string) {
    this.hash.add(`${previousHash}\n`);
  }

  add(rows: readonly Pick<Row, 'line'>[]): this {
    this.hash.add(rows.map(({ line }) => `${line}\n`).join(''));
    return this;
  }

  hex(): string {
    return this.hash.hex();
  }
}

/** The export's entry of a row. */
export function rowEntry({ kind, id, line }: Row): string {
  return `${kind} ${id} ${sha256(line).toString('hex')}`;
}

function row(kind: Kind, id: string, content: object): Row {
  return { kind, id: String(id), line: lineOf(kind, content) };
}

/** A row without parts is canonical as plain JSON with its keys in order, which costs a third and leaves no litter. */
function lineOf(kind: Kind, content: object): string {
  const whole = { ...content, kind };
  const isFlat = Object.values(whole).every((value) => typeof value !== 'object' || value === null);
  return isFlat ? JSON.stringify(whole, Object.keys(whole).sort()) : (canonicalize(whole) ?? '');
}

function sorted(rows: Row[]): Row[] {
  return rows.sort((a, b) => order(a.id, b.id) || order(a.line, b.line));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
