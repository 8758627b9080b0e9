import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** A random public id. */
export function newId(): string {
  return randomUUID();
}

/** 256 random bits for a session, a token or a one-time address, safe in a URL. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten characters (50 bits) that are easy to read from paper: no I, L, O or U. */
export function newCode(): string {
  return Array.from({ length: 10 }, () => crockford[randomInt(32)]).join('');
}

/** What was typed from paper, as `newCode` made it: upper case, no separators, O→0, I and L→1. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** The form in which a secret is stored: nobody who reads the database can use it. */
export function secretHash(secret: string, key: string): Buffer {
  return createHmac('sha256', key).update(secret).digest();
}

/** SHA-256 over many texts or parts of a file, one after the other. */
export function running256(): { add(part: string | Buffer): void; hex(): string } {
  const hash = createHash('sha256');
  return { add: (part) => void hash.update(part), hex: () => hash.digest('hex') };
}

export function sha256(bytes: string | Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** An id made of what it stands for: the same content always gets the same UUID. */
export function idOf(content: string): string {
  const hex = sha256(content).toString('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A repeatable stream of numbers in [0, 1) for the demo's invented province. */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
