import '@fastify/multipart';
import { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mostBytes, empty, tooLarge } from '../files/picture.rules';
import { busy } from '../kernel/apart';
import type { Refusal } from '../kernel/refusal';
import { isPlain, unreadable, unsupported } from './plain-input';

declare module 'fastify' {
  interface FastifyContextConfig {
    takesPicture?: boolean;
  }
}

/**
 * A measure of something scarce, such as memory for bodies: who asks for more than is left waits in line, unread.
 * @throws Refusal `busy` when more than `mostWaiting` wait already, or after `patience` milliseconds in line
 */
class Budget {
  private line: { size: number; start: () => void }[] = [];

  constructor(
    private left: number,
    private readonly mostWaiting: number,
    private readonly patience: number,
  ) {}

  async hold<T>(size: number, job: () => Promise<T>): Promise<T> {
    if (this.line.length >= this.mostWaiting) throw busy();
    await this.turn(size);
    try {
      return await job();
    } finally {
      this.left += size;
      this.letIn();
    }
  }

  private turn(size: number): Promise<void> {
    return new Promise((start, giveUp) => {
      const timer = setTimeout(() => {
        this.line = this.line.filter((one) => one !== place);
        giveUp(busy());
        this.letIn();
      }, this.patience);
      const place = {
        size,
        start: () => {
          clearTimeout(timer);
          start();
        },
      };
      this.line.push(place);
      this.letIn();
    });
  }

  private letIn(): void {
    for (let next = this.line[0]; next && next.size <= this.left; next = this.line[0]) {
      this.line.shift();
      this.left -= next.size;
      next.start();
    }
  }
}

/** What a form's fields and boundaries may add to its file. */
const frame = 256 * 1024;
const megabyte = 1024 * 1024;
/** Memory for pictures that are being read or remade; more of them wait, unread. */
const large = new Budget(4 * mostBytes, 200, 30_000);
/** What a phone has shrunk, or a part: it never waits behind a photograph that arrives over a weak network. */
const small = new Budget(16 * megabyte, 200, 30_000);

/** This route takes a picture as its body; every other one refuses such a body unread. */
export const TakesPicture = () => RouteConfig({ takesPicture: true });

/** Lets bodies of pictures through, unread, to the routes that take them. */
export function acceptPictures(server: FastifyInstance): void {
  for (const type of [/^image\//, 'application/offset+octet-stream']) {
    server.addContentTypeParser(type, (request, body, done) => {
      if (request.routeOptions.config.takesPicture) done(null, body);
      else done(unsupported());
    });
  }
}

/** Reads the picture that is the body or the file of a form, at most 8 MB, and holds its memory until the act is done. */
export function withPicture<T>(request: FastifyRequest, act: (bytes: Buffer) => Promise<T>): Promise<T> {
  if (!request.isMultipart() && !(request.body instanceof Readable)) throw unsupported();
  const length = announced(request);
  if (length !== null && length > mostBytes + (request.isMultipart() ? frame : 0)) throw tooLarge(length);
  return withForm(request, async ({ picture }) => {
    const bytes = picture();
    if (!bytes) throw empty();
    return act(bytes);
  });
}

/** Reads a part of a picture; an empty one is a part too. */
export function withPart<T>(request: FastifyRequest, act: (bytes: Buffer) => Promise<T>): Promise<T> {
  if (!(request.body instanceof Readable)) return act(Buffer.alloc(0));
  const length = announced(request);
  if (length !== null && length > mostBytes) throw tooLarge(length);
  return withForm(request, ({ picture }) => act(picture() ?? Buffer.alloc(0)));
}

/** What a form says, and the picture that came with it. */
export interface FormWithPicture {
  fields: unknown;
  /** Null when none was chosen. @throws Refusal when it is too large */
  picture: () => Buffer | null;
}

/** Reads a form that may carry a picture; an ordinary form carries none. */
export function withForm<T>(request: FastifyRequest, act: (sent: FormWithPicture) => Promise<T>): Promise<T> {
  const isRaw = request.body instanceof Readable;
  if (!isRaw && !request.isMultipart()) return act({ fields: request.body, picture: () => null });
  const size = Math.min(announced(request) ?? mostBytes, mostBytes);
  return (size > megabyte ? large : small).hold(size, async () => {
    // Who went away while waiting sends no end, for which a reader of forms would wait.
    if (request.raw.destroyed) throw unreadable();
    return act(isRaw ? await readBody(request) : await readParts(request));
  });
}

async function readBody(request: FastifyRequest): Promise<FormWithPicture> {
  return { fields: {}, picture: await readFile(request.body as Readable, announced(request)) };
}

async function readParts(request: FastifyRequest): Promise<FormWithPicture> {
  const fields: Record<string, unknown> = {};
  let picture: FormWithPicture['picture'] = () => null;
  for await (const part of request.parts({ limits: { files: 1 } })) {
    if (part.type === 'file') picture = await readFile(part.file, announced(request));
    else fields[part.fieldname] = part.fieldname in fields ? [fields[part.fieldname], part.value] : part.value;
  }
  if (!isPlain(fields)) throw unreadable();
  return { fields, picture };
}

/**
 * Reads to the end, so that what follows is read too, but keeps no more than a picture may have, and each byte once:
 * pieces put together at the end would take twice the memory.
 */
async function readFile(file: Readable, length: number | null): Promise<FormWithPicture['picture']> {
  const bytes = Buffer.allocUnsafeSlow(Math.min(length ?? mostBytes, mostBytes));
  let size = 0;
  for await (const piece of file as AsyncIterable<Buffer>) {
    if (size < bytes.length) piece.copy(bytes, size);
    size += piece.length;
  }
  const refusal: Refusal | null = size > mostBytes ? tooLarge(length && Math.max(size, length)) : null;
  return () => {
    if (refusal) throw refusal;
    return size ? bytes.subarray(0, size) : null;
  };
}

function announced({ headers }: FastifyRequest): number | null {
  const length = Number(headers['content-length'] ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : null;
}

/** Answers with a picture that only its reader may see: never kept, never run, never shown in another site's page. */
export function sendPicture(reply: FastifyReply, { type, bytes }: { type: string; bytes: Buffer }): FastifyReply {
  return reply
    .header('Content-Type', type)
    .header('Content-Disposition', `inline; filename="bukti.${type.split('/')[1]}"`)
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('Cross-Origin-Resource-Policy', 'same-origin')
    .header('X-Content-Type-Options', 'nosniff')
    .send(bytes);
}
