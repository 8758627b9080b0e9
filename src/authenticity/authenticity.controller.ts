import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, words } from '../kernel/refusal';
import { visitorOf } from '../signin/session.rules';
import { answerForm, type FormOutcome, typedTexts } from '../web/form';
import { PublicForm, PublicPage } from '../web/page.decorators';
import { hashFormFile } from '../web/upload';
import { View, ViewOf } from '../web/view';
import { checkPage, filePage } from './authenticity.page';
import { type IssuedFile, matchOf, matchWords, otherFile, unknownFile } from './authenticity.rules';
import { Authenticity } from './authenticity.service';

const reason = 'Siapa pun boleh memeriksa keaslian laporan';
const mostBytes = 20 * 1024 * 1024;

/** Where everybody checks whether a report is genuine: by its code, or by the file itself. */
@Controller('periksa')
export class AuthenticityController {
  constructor(private readonly authenticity: Authenticity) {}

  /** `kode` as it was typed. */
  @PublicPage('', reason)
  async form(
    @ViewOf() view: View,
    @Query('kode') typed: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const code = typeof typed === 'string' ? typed.trim().slice(0, 100) : '';
    if (!code) return reply.send(await checkPage(view, {}));
    await answerForm(
      reply,
      async () => ({ to: `/periksa/${known(await this.authenticity.ofCode(code, visitorOf(request).address)).code}` }),
      (refusal) => again(reply, view, { typed: code, refusal }),
    );
  }

  /**
   * The hash that a script has made of a file, or the file itself, which is hashed here and not kept. Only a form of this
   * page says that a file is genuine: an address that does could stand in the QR of a forged one.
   */
  @PublicForm('', reason)
  async file(@ViewOf() view: View, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        const { given, file } = await this.authenticity.ofHash(() => hashSent(request), visitorOf(request).address);
        return matched(known(file), given);
      },
      (refusal) => again(reply, view, { refusal }),
    );
  }

  @PublicPage(':code', reason)
  async one(
    @ViewOf() view: View,
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        const file = known(await this.authenticity.ofCode(code, visitorOf(request).address));
        await reply.send(await filePage(view, file));
        return null;
      },
      (refusal) => again(reply, view, { typed: code, refusal }),
    );
  }

  /** A file compared with one code; sent as above. */
  @PublicForm(':code', reason)
  async compare(
    @ViewOf() view: View,
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    let file: IssuedFile | undefined;
    await answerForm(
      reply,
      async () => {
        file = known(await this.authenticity.ofCode(code, visitorOf(request).address));
        return matched(file, await hashSent(request));
      },
      (refusal) => (file ? filePage(view, file, refusal) : again(reply, view, { typed: code, refusal })),
    );
  }
}

/** Shows the file with what was found. @throws Refusal 422 for the hash of another file */
function matched(file: IssuedFile, given: string): FormOutcome {
  const match = matchOf(file, given);
  if (!match) throw otherFile();
  return { to: `/periksa/${file.code}`, say: matchWords[match] };
}

function known(file: IssuedFile | undefined): IssuedFile {
  if (!file) throw unknownFile('invalid');
  return file;
}

function again(reply: FastifyReply, view: View, attempt: { typed?: string; refusal: Refusal }) {
  const { retryAfter } = attempt.refusal.more;
  if (retryAfter) void reply.header('Retry-After', String(retryAfter));
  return checkPage(view, attempt);
}

async function hashSent(request: FastifyRequest): Promise<string> {
  const { sidik = '' } = typedTexts(request.body);
  if (/^[0-9a-f]{64}$/i.test(sidik)) return sidik.toLowerCase();
  const { hash, size } = await hashFormFile(request, mostBytes);
  if (size && size <= mostBytes) return hash;
  throw new Refusal(
    size ? 'too-large' : 'invalid',
    'check-file',
    words(
      'Berkas kosong atau lebih besar dari 20 MB. Pilih berkas laporan yang Anda terima.',
      'The file is empty or larger than 20 MB. Choose the report file that you received.',
    ),
  );
}
