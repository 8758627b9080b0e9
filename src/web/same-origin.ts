import type { FastifyRequest } from 'fastify';
import { Refusal, words } from '../kernel/refusal';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses an unsafe request that another site made the browser send: Sec-Fetch-Site decides, where it is missing the
 * Origin's host must be ours, and without either a request with a cookie is refused.
 */
export function demandSameOrigin(request: FastifyRequest, ownHost: string): void {
  if (safe.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw foreign();
    return;
  }
  const origin = request.headers.origin;
  if (origin !== undefined) {
    const host = hostOf(origin);
    if (!host || (host !== request.headers.host && host !== ownHost)) throw foreign();
    return;
  }
  if (request.headers.cookie !== undefined) throw foreign();
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function foreign(): Refusal {
  return new Refusal(
    'forbidden',
    'other-site',
    words(
      'Permintaan ini tidak berasal dari halaman Gaung. Buka Gaung langsung, lalu ulangi.',
      'This request did not come from a page of Gaung. Open Gaung itself and try again.',
    ),
  );
}
