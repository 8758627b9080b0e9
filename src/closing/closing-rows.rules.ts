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
import { sha256 } from '../kernel/random';

export const noPreviousHash = '0'.repeat(64);

/** A counting share of a fixed month. */
export interface CountedShareRow {
  id: string;
  /** Number of the person. */
  number: string;
  /** Code of the item. */
  post: string;
  channel: string;
  day: string;
}

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
interface Row {
  kind: Kind;
  id: string;
  line: string;
}

/** The rows of a month in the order of the closing hash. */
export function closingRows({ people, units, shares, ...head }: ClosingContent): Row[] {
  return [
    row('head', head.period, head),
    ...sorted(people.map((person: ResultPerson) => row('person', person.number, person))),
    ...sorted(shares.map((share) => row('share', share.id, share))),
    ...sorted(units.map((unit: ResultUnit) => row('unit', unit.code, unit))),
  ];
}

export function closingHash(previousHash: string, rows: readonly Pick<Row, 'line'>[]): string {
  return sha256([previousHash, ...rows.map(({ line }) => line), ''].join('\n')).toString('hex');
}

/** The export's entry of a row. */
export function rowEntry({ kind, id, line }: Row): string {
  return `${kind} ${id} ${sha256(line).toString('hex')}`;
}

function row(kind: Kind, id: string, content: object): Row {
  return { kind, id: String(id), line: canonicalize({ ...content, kind }) ?? '' };
}

function sorted(rows: Row[]): Row[] {
  return rows.sort((a, b) => order(a.id, b.id) || order(a.line, b.line));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
