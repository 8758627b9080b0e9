import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../kernel/random';
import { missing, Refusal, words, type RefusalKind } from '../kernel/refusal';
import { errorPage } from './error.page';
import { viewOf } from './view';

/** Turns what was thrown into a page or a problem document; anything but a Refusal is a bug: a number to quote, nothing leaked. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly log = new Logger('Error');

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    await this.answer(error, request, reply);
  }

  async answer(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (reply.sent) return;
    const refusal = refusalFrom(error) ?? this.bug(error, request);
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

/** Problems found by the framework itself, in our words. */
function refusalFrom(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  if (status === 404) return missing();
  const known: Record<number, [RefusalKind, string, string]> = {
    400: [
      'invalid',
      'Permintaan tidak terbaca. Periksa isinya lalu kirim lagi.',
      'The request could not be read. Check it and send it again.',
    ],
    413: [
      'too-large',
      'Kiriman terlalu besar. Perkecil lalu kirim lagi.',
      'The upload is too large. Make it smaller and send it again.',
    ],
    415: ['unsupported', 'Jenis isi ini tidak diterima.', 'This kind of content is not accepted.'],
  };
  const found = known[status ?? 0];
  return found && new Refusal(found[0], 'unreadable', words(found[1], found[2]));
}

async function answerProgram(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { lang } = viewOf(request);
  await reply
    .status(refusal.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        status: refusal.status,
        title: refusal.code,
        detail: refusal.words[lang],
        code: refusal.code,
        errors: refusal.fields.map(({ field, words: sentence }) => ({ field, detail: sentence[lang] })),
      }),
    );
}

async function answerReader(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (refusal.kind === 'unauthenticated' && request.method === 'GET') {
    await reply
      .status(303)
      .header('Location', `/masuk?kembali=${encodeURIComponent(request.url)}`)
      .send();
    return;
  }
  const page = await errorPage(viewOf(request), refusal);
  await reply.status(refusal.status).header('Content-Type', 'text/html; charset=utf-8').send(page);
}
