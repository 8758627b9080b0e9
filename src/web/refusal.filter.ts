import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../kernel/random';
import { Refusal, words } from '../kernel/refusal';
import { errorPage } from './error.page';
import { refusalFrom, titleOf } from './thrown';
import { viewOf } from './view';

/** Turns what was thrown into a page or a problem document; anything but a Refusal is a bug: a number to quote, nothing leaked. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly log = new Logger('Error');

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const refusal = refusalFrom(error, request) ?? this.bug(error, request);
    if (refusal.more.retryAfter) void reply.header('Retry-After', String(refusal.more.retryAfter));
    if (request.url.startsWith('/api/')) await answerProgram(refusal, request, reply);
    else await answerReader(refusal, request, reply);
  }

  private bug(error: unknown, request: FastifyRequest): Refusal {
    const number = newId().slice(0, 8);
    const path = request.url.split('?')[0];
    this.log.error(`${number} ${request.method} ${path}`, error instanceof Error ? error.stack : String(error));
    return new Bug(number);
  }
}

/** A bug, told to the reader as a number to quote. */
class Bug extends Refusal {
  constructor(number: string) {
    super(
      'unavailable',
      'bug',
      words(
        `Terjadi kesalahan pada program. Coba lagi; bila terulang, sampaikan nomor ${number} kepada administrator.`,
        `Something went wrong in the program. Try again; if it happens again, tell the administrator the number ${number}.`,
      ),
    );
  }

  override get status(): number {
    return 500;
  }
}

async function answerProgram(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { lang } = viewOf(request);
  if (refusal.kind === 'unauthenticated') void reply.header('WWW-Authenticate', 'Bearer');
  await reply
    .status(refusal.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Content-Language', lang)
    .send(
      JSON.stringify({
        status: refusal.status,
        title: titleOf(refusal)[lang],
        detail: refusal.words[lang],
        code: refusal.code,
        errors: refusal.fields.map(({ field, words: sentence }) => ({ field, detail: sentence[lang] })),
      }),
    );
}

async function answerReader(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (refusal.kind === 'unauthenticated' && ['GET', 'HEAD'].includes(request.method)) {
    const way = `/masuk?kembali=${encodeURIComponent(request.url)}`;
    await reply.status(303).header('Location', way).send();
    return;
  }
  const page = await errorPage(viewOf(request), refusal);
  await reply.status(refusal.status).header('Content-Type', 'text/html; charset=utf-8').send(page);
}
