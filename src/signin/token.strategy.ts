import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { secretHash } from '../kernel/random';
import { dayOf } from '../kernel/wita';
import { sessionCookie } from './session.rules';
import { actorOfToken, touchSession } from './sessions.queries';

const hour = 3_600_000;

/** Turns the session cookie or a personal token into an Actor, read anew from the database at each request. */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, 'token') {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Called by passport for each request with a cookie or an Authorization header. */
  override authenticate(request: unknown): void {
    this.actorOf(request as FastifyRequest).then(
      (actor) => (actor ? this.success(actor) : this.fail(401)),
      (error: unknown) => this.error(error),
    );
  }

  /** Required by the base class; the work is done in `authenticate`. */
  validate(): null {
    return null;
  }

  private async actorOf(request: FastifyRequest): Promise<Actor | undefined> {
    const bearer = /^Bearer (gng_[\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? request.cookies[sessionCookie()];
    if (!token) return undefined;
    const now = this.clock.now();
    const tokenHash = secretHash(token, config().sessionSecret);
    const row = await actorOfToken(this.db, bearer ? 'api-token' : 'session', { tokenHash, today: dayOf(now), now });
    if (!row) return undefined;
    const { seenAt, ...actor } = row;
    const before = new Date(now.getTime() - hour);
    if (seenAt && seenAt < before) await touchSession(this.db, { tokenHash, now, before });
    return {
      ...actor,
      unitName: actor.unitName ?? '',
      unitPath: actor.unitPath ?? [],
      roles: actor.roles ?? [],
      session: bearer ? null : tokenHash,
    };
  }
}
