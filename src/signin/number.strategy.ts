import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { Refusal, words } from '../kernel/refusal';
import { visitorOf } from './session.rules';
import { SigninService } from './signin.service';

declare module 'fastify' {
  interface FastifyRequest {
    /** Person id of who gave the right number and password, or why not. */
    identified?: string | Refusal;
  }
}

/** Number and password of a form or JSON body, through passport-local: says who it is and keeps nothing. */
@Injectable()
export class NumberStrategy extends PassportStrategy(Strategy, 'number') {
  constructor(private readonly signin: SigninService) {
    super({ usernameField: 'number', passwordField: 'password', passReqToCallback: true });
  }

  /** Called by passport-local with what was typed. */
  validate(request: FastifyRequest, number: string, password: string): Promise<string> {
    return this.signin.identify({ number, password }, visitorOf(request).address);
  }
}

/** Runs the strategy before a sign-in route; a refusal is left for the route, which shows its form again. */
@Injectable()
export class NumberGuard extends AuthGuard('number') implements CanActivate {
  constructor() {
    super({ session: false, property: 'identified' });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // Only the body counts: passport-local would also read the address, where a password must never stand.
    if (isFilled(request.body)) return (await super.canActivate(context)) as boolean;
    request.identified = empty();
    return true;
  }

  override handleRequest<T>(error: unknown, personId: T): T {
    if (error instanceof Refusal) return error as T;
    if (error) throw error;
    return personId;
  }
}

/** Person id of who just gave number and password; throws what the guard found wrong. */
export function identifiedBy({ identified }: FastifyRequest): string {
  if (typeof identified === 'string') return identified;
  throw identified ?? empty();
}

function isFilled(body: unknown): boolean {
  const { number, password } = (body ?? {}) as Record<string, unknown>;
  return typeof number === 'string' && number.trim() !== '' && typeof password === 'string' && password !== '';
}

function empty(): Refusal {
  return new Refusal(
    'invalid',
    'invalid-input',
    words('Isi NIP atau nomor THL dan kata sandi Anda.', 'Enter your NIP or THL number and your password.'),
  );
}
