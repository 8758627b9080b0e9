import '@fastify/cookie';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { escapeHtml } from '@kitajs/html';
import type { FastifyRequest } from 'fastify';
import type { Action } from '../access/actions';
import type { Actor } from '../access/actor';
import { may } from '../access/roles.rules';
import type { Words } from '../kernel/refusal';

export type Lang = 'id' | 'en';

declare module 'fastify' {
  interface FastifyRequest {
    flash?: Words | undefined;
    flashShown?: boolean;
  }
}

/** What every page knows about its reader: language, actor, where they are. */
export class View {
  constructor(
    readonly lang: Lang,
    readonly actor: Actor | null,
    /** Path and query of this page. */
    readonly path: string,
    private readonly request?: FastifyRequest,
  ) {}

  /** A sentence in the reader's language, escaped, for an element. */
  t(id: string, en: string): JSX.Element {
    return escapeHtml(this.lang === 'en' ? en : id) as JSX.Element;
  }

  /** The same as plain text, for an attribute (which escapes it itself). */
  s(id: string, en: string): string {
    return this.lang === 'en' ? en : id;
  }

  /** Words kept as a pair, escaped, for an element. */
  w(words: Words): JSX.Element {
    return escapeHtml(words[this.lang]) as JSX.Element;
  }

  /** The guard has looked and found nobody signed in; where it did not look, as at an unknown address, nobody knows. */
  isNobody(): boolean {
    return this.request?.actor === null;
  }

  may(action: Action): boolean {
    return this.actor !== null && may(this.actor, action);
  }

  /** What the page before has to say, shown once. */
  flash(): Words | undefined {
    if (this.request?.flash) this.request.flashShown = true;
    return this.request?.flash;
  }
}

/** The language of pages is a choice kept in a cookie; programs ask with Accept-Language. */
export function langOf(request: FastifyRequest): Lang {
  const chosen = request.cookies?.['bahasa'];
  if (chosen === 'en' || chosen === 'id') return chosen;
  const asked = request.headers['accept-language'] ?? '';
  return request.url.startsWith('/api/') && /^en\b/i.test(asked) ? 'en' : 'id';
}

export function viewOf(request: FastifyRequest): View {
  return new View(langOf(request), request.actor ?? null, request.url, request);
}

export const ViewOf = createParamDecorator((_: unknown, context: ExecutionContext): View => {
  return viewOf(context.switchToHttp().getRequest<FastifyRequest>());
});
