import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Refusal, words } from '../kernel/refusal';
import type { Actor } from './actor';
import { declaredAccess, type Declaration } from './allow';
import { demand, notAllowed } from './roles.rules';

/** Stands before every route: no declaration, no entry; who is asking is read by the passport strategy `token`. */
@Injectable()
export class AccessGuard extends AuthGuard('token') {
  constructor(private readonly reflector: Reflector) {
    super({ session: false, property: 'actor' });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = this.reflector.get<Declaration | undefined>(declaredAccess, context.getHandler());
    if (!declared) throw notAllowed();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (carriesSecret(request)) await super.canActivate(context);
    else request.actor = null;
    if ('public' in declared) return true;
    if (!request.actor || isForSomebodyElse(request, request.actor)) throw notSignedIn();
    demand(request.actor, declared.action);
    return true;
  }

  /** Nobody is not an error here: a public page is shown to anybody. */
  override handleRequest<T = Actor | null>(error: unknown, actor: T | false): T {
    if (error) throw error;
    return (actor || null) as T;
  }
}

/** A phone says whose share it sends, because another person may have signed in on it since. */
function isForSomebodyElse(request: FastifyRequest, actor: Actor): boolean {
  const named = request.headers['gaung-person'];
  return named !== undefined && named !== actor.personId;
}

function carriesSecret(request: FastifyRequest): boolean {
  return Boolean(request.headers.authorization ?? request.headers.cookie);
}

export function notSignedIn(): Refusal {
  return new Refusal(
    'unauthenticated',
    'sign-in-required',
    words(
      'Sesi Anda berakhir atau Anda belum masuk. Silakan masuk, lalu ulangi.',
      'Your session has ended or you have not signed in. Please sign in and try again.',
    ),
  );
}
