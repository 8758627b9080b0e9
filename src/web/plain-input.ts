import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { missing, Refusal, words } from '../kernel/refusal';

const deepest = 20;
/** NUL, which PostgreSQL refuses in text, and halves of characters, which it would silently replace. */
const unstorable = /[\0\p{Cs}]/u;
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Refuses what no honest form or program sends: text that cannot be stored as it was typed, names that mean something
 * to JavaScript, nesting without end, and an address that says one thing twice. An address part that cannot be stored
 * names nothing: not found.
 */
export function demandPlainInput(request: FastifyRequest): void {
  const { params, query, body } = request as { params: object; query: object; body: unknown };
  if (!isPlain(params)) throw missing();
  if (!isPlain(query) || Object.values(query).some((value) => typeof value !== 'string')) throw unreadable();
  if (!isPlain(body)) throw unreadable();
}

export function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return true;
  // A picture, which is checked where it is read.
  if (value instanceof Readable) return true;
  if (depth > deepest) return false;
  return Object.entries(value).every(
    ([name, one]) => !reserved.has(name) && !unstorable.test(name) && isPlain(one, depth + 1),
  );
}

const forms = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** Pages take forms, the API takes everything but simple forms: another site's page can send neither in the other's place. */
export function demandFittingType(request: FastifyRequest): void {
  const type = request.headers['content-type'];
  if (type === undefined || request.method === 'GET' || request.method === 'HEAD') return;
  const isApi = request.url.startsWith('/api/');
  if (isApi ? /^application\/x-www-form-urlencoded\b/i.test(type) : !forms.test(type)) throw unsupported();
}

export function unreadable(): Refusal {
  const sentence = words(
    'Kiriman ini tidak terbaca. Periksa isinya, lalu kirim lagi.',
    'The request could not be read. Check it and send it again.',
  );
  return new Refusal('unreadable', 'unreadable', sentence);
}

export function unsupported(): Refusal {
  const sentence = words(
    'Jenis isi ini tidak diterima. Formulir dikirim dari halaman Gaung; program mengirim JSON, gambar sebagai image/jpeg, image/png, atau image/webp.',
    'This kind of content is not accepted. Forms are sent from a page of Gaung; programs send JSON, pictures as image/jpeg, image/png or image/webp.',
  );
  return new Refusal('unsupported', 'unsupported-content', sentence);
}
