import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { config } from '../kernel/config';
import type { Words } from '../kernel/refusal';

/** A page before says a sentence on the next one; it travels in a cookie and is shown once. */
const overHttps = () => config().baseUrl.startsWith('https:');
const name = () => (overHttps() ? '__Host-kabar' : 'kabar');
const options = () => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: overHttps() }) as const;
const longest = 600;

export function writeFlash(reply: FastifyReply, { id, en }: Words): void {
  const value = JSON.stringify({ id: id.slice(0, longest), en: en.slice(0, longest) });
  void reply.setCookie(name(), Buffer.from(value).toString('base64url'), { ...options(), maxAge: 60 });
}

export function clearFlash(reply: FastifyReply): void {
  void reply.clearCookie(name(), options());
}

/** Anything that `writeFlash` did not write is ignored. */
export function readFlash(request: FastifyRequest): Words | undefined {
  const value = request.cookies[name()];
  if (!value || value.length > 8 * longest || !/^[\w-]+$/.test(value)) return undefined;
  try {
    const said = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Partial<Words> | null;
    const { id, en } = said ?? {};
    if (typeof id !== 'string' || typeof en !== 'string' || id.length > longest || en.length > longest)
      return undefined;
    return { id, en };
  } catch {
    return undefined;
  }
}
