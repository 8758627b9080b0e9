import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/allow';
import { StoredFiles } from '../files/stored-files.service';
import { View, ViewOf } from '../web/view';
import { MediaService } from './media.service';
import { readRange } from './range.rules';

/** The files themselves. A file never changes under its address, so a browser keeps it; a shared cache does not, for a post may be withdrawn. */
@Controller('media')
export class MediaFilesController {
  constructor(
    private readonly media: MediaService,
    private readonly files: StoredFiles,
  ) {}

  @Get(':id/:name')
  @Public(
    'Media materi yang terbit boleh dilihat siapa saja; yang belum terbit hanya oleh yang boleh melihat materinya',
  )
  async show(
    @ViewOf() view: View,
    @Param('id') id: string,
    @Param('name') name: string,
    @Headers() asked: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ) {
    const { hash, type, size } = await this.media.fileFor(view.actor, id, name);
    const etag = `"${hash.toString('hex').slice(0, 32)}"`;
    describe(reply, { name, etag, type });
    if (asked['if-none-match']?.includes(etag)) return reply.status(304).send();
    const isSame = !asked['if-range'] || asked['if-range'] === etag;
    const stretch = readRange(isSame ? asked['range'] : undefined, size);
    if (stretch === 'unsatisfiable') return reply.status(416).header('Content-Range', `bytes */${size}`).send();
    const { first, last } = stretch ?? { first: 0, last: size - 1 };
    if (stretch) void reply.status(206).header('Content-Range', `bytes ${first}-${last}/${size}`);
    return reply
      .header('Content-Length', String(last - first + 1))
      .send(Readable.from(this.files.pieces(hash, { first, last })));
  }
}

function describe(reply: FastifyReply, { name, etag, type }: { name: string; etag: string; type: string }): void {
  void reply
    .header('Cache-Control', 'private, max-age=31536000, immutable')
    .header('ETag', etag)
    .header('Accept-Ranges', 'bytes')
    .header('Content-Disposition', `inline; filename="${name}"`)
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .type(type);
}
