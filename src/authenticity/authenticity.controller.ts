import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, words } from '../kernel/refusal';
import { visitorOf } from '../signin/session.rules';
import { answerForm } from '../web/form';
import { PublicForm, PublicPage } from '../web/page.decorators';
import { hashFormFile } from '../web/upload';
import { View, ViewOf } from '../web/view';
import { checkPage, filePage } from './authenticity.page';
import { type IssuedFile, matchOf, unknownFile } from './authenticity.rules';
import { Authenticity } from './authenticity.service';

const reason = 'Siapa pun boleh memeriksa keaslian laporan';
const mostBytes = 20 * 1024 * 1024;

/** Where everybody checks whether a report is genuine: by its code, or by the file itself. */
@Controller('periksa')
export class AuthenticityController {
  constructor(private readonly authenticity: Authenticity) {}

  /** `kode` as it was typed, or `sidik`: the hash that a script has made of a file. */
  @PublicPage('', reason)
  async form(
    @ViewOf() view: View,
    @Query() { kode, sidik }: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const [code, hash] = [kode, sidik].map((one) => (typeof one === 'string' ? one.trim().slice(0, 100) : ''));
    if (!code && !hash) return reply.send(await checkPage(view, {}));
    await answerForm(
      reply,
      async () => {
        const { address } = visitorOf(request);
        if (!code) return { to: await this.addressOf(async () => hash ?? '', address) };
        return { to: `/periksa/${known(await this.authenticity.ofCode(code, address)).code}` };
      },
      (refusal) => again(reply, view, { typed: code, refusal }),
    );
  }

  /** A file sent without a script: it is hashed here and not kept. */
  @PublicForm('', reason)
  async file(@ViewOf() view: View, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => ({ to: await this.addressOf(() => hashOfUpload(request), visitorOf(request).address) }),
      (refusal) => again(reply, view, { refusal }),
    );
  }

  @PublicPage(':code', reason)
  async one(
    @ViewOf() view: View,
    @Param('code') code: string,
    @Query('sidik') given: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        const file = known(await this.authenticity.ofCode(code, visitorOf(request).address));
        const match = typeof given === 'string' ? matchOf(file, given.toLowerCase()) : undefined;
        await reply.send(await filePage(view, file, match));
        return null;
      },
      (refusal) => again(reply, view, { typed: code, refusal }),
    );
  }

  /** A file compared with one code, without a script. */
  @PublicForm(':code', reason)
  async compare(
    @ViewOf() view: View,
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        const file = known(await this.authenticity.ofCode(code, visitorOf(request).address));
        return { to: `/periksa/${file.code}?sidik=${await hashOfUpload(request)}` };
      },
      (refusal) => again(reply, view, { typed: code, refusal }),
    );
  }

  private async addressOf(hashed: () => Promise<string>, visitor: string): Promise<string> {
    const { given, file } = await this.authenticity.ofHash(hashed, visitor);
    return `/periksa/${known(file).code}?sidik=${given}`;
  }
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

async function hashOfUpload(request: FastifyRequest): Promise<string> {
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
