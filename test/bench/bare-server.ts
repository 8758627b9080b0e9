import { readFileSync } from 'node:fs';
import cookie from '@fastify/cookie';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { secretHash } from '../../src/kernel/random';
import { dayOf } from '../../src/kernel/wita';
import { bareList } from './bare-list.sql';
import type { RecordedStatement, RecordedStatements } from './statements';

/*
 * What the program is measured against: Fastify and pg and nothing else. The same session check, the same statements to
 * log a share, one statement that asks everything for the list, bodies checked by JSON schema.
 */
interface ActorRow {
  personId: string;
  unitPath: number[] | null;
}
interface Body {
  postId: string;
  channel: string;
  text?: string;
  statement?: string;
  sharedAt?: string;
}
interface StandingRow extends Record<string, unknown> {
  sharedAt: Date;
  reason: string | null;
}

const statements = JSON.parse(readFileSync(process.env['STATEMENTS'] ?? '', 'utf8')) as RecordedStatements;
const secret = process.env['SESSION_SECRET'] ?? '';
const pool = new Pool({ connectionString: process.env['DATABASE_URL'] ?? '', max: 10 });
const server = fastify();

async function run<Row>({ name, text, fields }: RecordedStatement, values: Record<string, unknown>): Promise<Row[]> {
  return (await pool.query({ name, text, values: fields.map((field) => values[field]) })).rows as Row[];
}

async function actorOf(request: FastifyRequest): Promise<ActorRow | undefined> {
  const token = request.cookies['gaung'];
  if (!token) return undefined;
  const now = new Date();
  return (await run<ActorRow>(statements.session, { tokenHash: secretHash(token, secret), today: dayOf(now), now }))[0];
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const actor = await actorOf(request);
  if (!actor) return reply.status(401).send();
  const values = [actor.personId, new Date(), actor.unitPath ?? []];
  const { rows } = await pool.query({ name: 'bare-list', text: bareList, values });
  return { items: rows, next: null };
}

async function log(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const actor = await actorOf(request);
  if (!actor) return reply.status(401).send();
  const { id } = request.params as { id: string };
  const { postId, channel, text, statement, sharedAt: stated } = request.body as Body;
  const now = new Date();
  const sharedAt = stated ? new Date(stated) : now;
  const common = {
    id,
    personId: actor.personId,
    postId,
    channel,
    sharedAt,
    receivedAt: now,
    businessDate: dayOf(sharedAt),
    state: 'recorded',
    hints: [],
  };
  try {
    const made = await run(statements.insert, { ...common, ...evidence(text, statement) });
    if (!made.length) return await reply.status(422).send();
  } catch (error) {
    return reply.status(409).send({ detail: String(error) });
  }
  const [share] = await run<StandingRow>(statements.standing, { id });
  return reply.status(201).send({ ...share, counts: share?.reason === null });
}

/** Only what the benchmark sends: a sentence or a link of X. */
function evidence(text: string | undefined, statement: string | undefined) {
  const number = /\/status\/(\d{1,20})/.exec(text ?? '')?.[1];
  if (!number) {
    return { linkUrl: null, linkKey: null, linkPostedAt: null, statement: statement ?? null, pasted: null, keys: [] };
  }
  const linkPostedAt = new Date(Number((BigInt(number) >> 22n) + 1288834974657n));
  const links = { linkUrl: `https://x.com/i/web/status/${number}`, linkKey: `x:${number}`, linkPostedAt };
  return { ...links, statement: null, pasted: text, keys: [`x:${number}`] };
}

const uuid = { type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' };
const longText = { type: 'string', maxLength: 20_000 };
const body = {
  type: 'object',
  required: ['postId', 'channel'],
  additionalProperties: false,
  properties: {
    postId: uuid,
    channel: { type: 'string', pattern: '^[a-z_]{1,40}$' },
    text: longText,
    statement: longText,
    sharedAt: { type: 'string', format: 'date-time' },
  },
};
const params = { type: 'object', required: ['id'], properties: { id: uuid } };

async function main(): Promise<void> {
  await server.register(cookie);
  server.get('/ready', () => 'ready');
  server.get('/api/v1/posts', list);
  server.put('/api/v1/shares/:id', { schema: { body, params } }, log);
  await server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
}

process.on('SIGTERM', () => process.exit(0));
void main();
