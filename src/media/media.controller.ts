import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { words, type Refusal, type Words } from '../kernel/refusal';
import { demandMove } from '../posts/post.rules';
import { PostsService } from '../posts/posts.service';
import { answerForm, readForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { readFormWithFile, type FormWithFile } from '../web/upload';
import { View, ViewOf } from '../web/view';
import { ChangeMediumForm, MediumForm } from './media.forms';
import { mediaPage, type Attempt } from './media.page';
import { MediaService } from './media.service';
import { mostVideoBytes } from './video.rules';

interface Asked {
  view: View;
  actor: Actor;
  id: string;
}

/** The page on which the writers of a post keep its pictures and video. */
@Controller('materi/:id/media')
export class MediaController {
  constructor(
    private readonly media: MediaService,
    private readonly posts: PostsService,
  ) {}

  @GetPage('', 'post.draft')
  async show(@ViewOf() view: View, @Who() actor: Actor, @Param('id') id: string) {
    const post = await this.posts.postVisibleTo(actor, id);
    demandMove('change', post, actor);
    return mediaPage(view, { post });
  }

  @PostForm('', 'post.draft')
  async addPicture(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const add = (form: MediumForm, bytes: Buffer) => this.media.addPicture(actor, id, form, bytes);
    await this.take(reply, { view, actor, id }, request, { at: 'gambar', add, say: pictureAdded });
  }

  @PostForm('video', 'post.draft')
  async addVideo(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const add = (form: MediumForm, bytes: Buffer) => this.media.addVideo(actor, id, form, bytes);
    await this.take(reply, { view, actor, id }, request, { at: 'video', add, say: videoAdded });
  }

  @PostForm(':medium', 'post.draft')
  async change(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Param() { id = '', medium = '' }: Record<string, string>,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        await this.media.change(actor, id, medium, readForm(ChangeMediumForm, body));
        return { to: `/materi/${id}/media`, say: changed };
      },
      (refusal) => this.again({ view, actor, id }, { at: medium, alt: typedTexts(body)['alt'] ?? '', refusal }),
    );
  }

  private async take(
    reply: FastifyReply,
    asked: Asked,
    request: FastifyRequest,
    { at, add, say }: { at: string; add: (form: MediumForm, bytes: Buffer) => Promise<void>; say: Words },
  ) {
    let sent: FormWithFile | undefined;
    await answerForm(
      reply,
      async () => {
        sent = await readFormWithFile(request, mostVideoBytes);
        await add(readForm(MediumForm, sent.fields), sent.bytes);
        return { to: `/materi/${asked.id}/media`, say };
      },
      (refusal: Refusal) => this.again(asked, { at, alt: sent?.fields['alt'] ?? '', refusal }),
    );
  }

  private async again({ view, actor, id }: Asked, attempt: Attempt) {
    return mediaPage(view, { post: await this.posts.postVisibleTo(actor, id), attempt });
  }
}

const pictureAdded = words('Gambar tersimpan.', 'The picture is saved.');
const videoAdded = words('Video tersimpan.', 'The video is saved.');
const changed = words('Perubahan tersimpan.', 'The change is saved.');
