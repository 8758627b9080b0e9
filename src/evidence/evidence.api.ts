import { Controller, Head, HttpCode, Param, Patch, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { Summary } from '../access/summary';
import { type Progress, WrongOffset } from '../files/uploads.service';
import { shareId, SharesService } from '../shares/shares.service';
import { shareAsJson } from '../shares/standing.rules';
import { TakesPicture, withPart, withPicture } from '../web/pictures';
import { View, ViewOf } from '../web/view';
import { EvidenceService } from './evidence.service';
import { newPictureId, readPlace } from './upload.rules';

/**
 * Own pictures, whole or in parts, under ids that the sender makes. `PATCH` with `Upload-Offset` and `Upload-Length` adds
 * a part, `HEAD` tells how far it has come; what was sent is said again with the same headers.
 */
@Controller('api/v1/pictures')
export class PicturesApi {
  constructor(private readonly evidence: EvidenceService) {}

  @Put(':id')
  @Summary('Send a whole picture (JPEG, PNG or WebP, at most 8 MB) under an id made by the sender.', {
    upload: 'image/*',
    answers: { 201: 'The picture is kept.', 200: 'It was kept already.' },
  })
  @TakesPicture()
  @Allow('share.log')
  async put(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const kept = await withPicture(request, (bytes) => this.evidence.keep(actor, newPictureId(id), bytes));
    const { id: pictureId, originalSize } = kept.picture;
    void reply.status(kept.created ? 201 : 200);
    return { id: pictureId, offset: originalSize, length: originalSize, complete: true };
  }

  @Head(':id')
  @Summary('How far a picture has come: Upload-Offset and Upload-Length.')
  @Allow('share.log')
  async head(@Who() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    tell(reply, await this.evidence.progress(actor, shareId(id)));
  }

  @Patch(':id')
  @Summary('Send the next part of a picture; the headers Upload-Offset and Upload-Length say which.', {
    upload: 'image/*',
  })
  @HttpCode(200)
  @TakesPicture()
  @Allow('share.log')
  async patch(
    @Who() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const place = readPlace(request.headers);
    try {
      const append = (bytes: Buffer) => this.evidence.append(actor, newPictureId(id), { ...place, bytes });
      const progress = await withPart(request, append);
      tell(reply, progress);
      const { offset, length, picture } = progress;
      return { id: newPictureId(id), offset, length, complete: picture !== null };
    } catch (error) {
      if (error instanceof WrongOffset) tell(reply, error.progress);
      throw error;
    }
  }
}

/** A picture as evidence of an own share, sent as the body or as the file of a form. */
@Controller('api/v1/shares')
export class ShareEvidenceApi {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly shares: SharesService,
  ) {}

  @Put(':id/evidence')
  @Summary('Add a picture to an own share as evidence, as the body or as the file of a form.', {
    upload: 'image/*',
    answers: { 201: 'The picture was added.', 200: 'The share has it already.' },
  })
  @TakesPicture()
  @Allow('share.log')
  async put(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const added = await withPicture(request, (bytes) => this.evidence.add(actor, shareId(id), bytes));
    void reply.status(added ? 201 : 200);
    return shareAsJson(await this.shares.own(actor, shareId(id)), view.lang);
  }
}

function tell(reply: FastifyReply, { offset, length }: Pick<Progress, 'offset' | 'length'>): void {
  void reply.header('Upload-Offset', String(offset)).header('Upload-Length', String(length));
}
