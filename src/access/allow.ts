import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Action } from './actions';
import type { Actor } from './actor';

export const declaredAccess = 'gaung:access';
export type Declaration = { action: Action } | { public: string };

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor | null;
  }
}

/** This route asks for one verb. */
export const Allow = (action: Action) => SetMetadata(declaredAccess, { action } satisfies Declaration);

/** This route is open to everybody, for the stated reason. */
export const Public = (reason: string) => SetMetadata(declaredAccess, { public: reason } satisfies Declaration);

/** The signed-in actor of an `@Allow` route. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('@Who on a route that is not @Allow');
  return actor;
});
