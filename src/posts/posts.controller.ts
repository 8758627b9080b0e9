import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { may } from '../access/roles.rules';
import { Clock } from '../kernel/clock';
import { missing, words, type Refusal } from '../kernel/refusal';
import { addDays, dayOf } from '../kernel/wita';
import { answerForm, readForm, typedTexts } from '../web/form';
import { GetPage, PostForm as FormRoute, PublicPage } from '../web/page.decorators';
import { ViewOf, type View } from '../web/view';
import { editPostPage, type TypedPost } from './edit-post.page';
import { OpenPosts } from './open-posts.service';
import { everybodyWord, inputMoment } from './post-content.rules';
import { postPage } from './post.page';
import { allowedMoves, demandMove, hadAHand, isPublic, listFilters, type PostRecord } from './post.rules';
import { PostForm, PublicationForm, ReturnForm, SeenForm } from './posts.forms';
import { postsPage, publicPostPage } from './posts.page';
import { PostsService } from './posts.service';

/** Pages of the posts: list, form, one post with what may be done, and the public page. */
@Controller()
export class PostsController {
  constructor(
    private readonly posts: PostsService,
    private readonly open: OpenPosts,
    private readonly clock: Clock,
  ) {}

  @GetPage('materi', 'post.draft')
  async list(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Query('keadaan') state?: string,
    @Query('setelah') after?: string,
  ) {
    const filter = listFilters.find((one) => one === state) ?? null;
    const part = await this.posts.list(actor, filter, after ?? null);
    return postsPage(view, { part, filter, now: this.clock.now() });
  }

  @GetPage('materi/baru', 'post.draft')
  async blank(@ViewOf() view: View, @Who() actor: Actor) {
    const today = dayOf(this.clock.now());
    const typed = { ...noText, shareFrom: `${today}T00:00`, shareUntil: `${addDays(today, 8)}T00:00` };
    return editPostPage(view, { id: null, typed, units: await this.posts.unitsFor(actor) });
  }

  @FormRoute('materi', 'post.draft')
  async draft(@ViewOf() view: View, @Who() actor: Actor, @Body() body: unknown, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        const { id } = await this.posts.draft(actor, readForm(PostForm, body));
        return { to: `/materi/${id}`, say: saved };
      },
      async (refusal) =>
        editPostPage(view, { id: null, typed: typedIn(body), units: await this.posts.unitsFor(actor), refusal }),
    );
  }

  @GetPage('materi/:id', 'post.read')
  async show(@ViewOf() view: View, @Who() actor: Actor, @Param('id') id: string) {
    return this.pageOf(view, actor, id);
  }

  @GetPage('materi/:id/ubah', 'post.draft')
  async edit(@ViewOf() view: View, @Who() actor: Actor, @Param('id') id: string) {
    const post = await this.posts.postVisibleTo(actor, id);
    demandMove('change', post, actor);
    return editPostPage(view, { id, typed: typedFrom(post), units: await this.posts.unitsFor(actor) });
  }

  @FormRoute('materi/:id', 'post.draft')
  async change(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        await this.posts.change(actor, id, readForm(PostForm, body));
        return { to: `/materi/${id}`, say: saved };
      },
      async (refusal) =>
        editPostPage(view, { id, typed: typedIn(body), units: await this.posts.unitsFor(actor), refusal }),
    );
  }

  @FormRoute('materi/:id/pengajuan', 'post.draft')
  async submit(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await this.decide(reply, { view, actor, id, body }, async () => {
      await this.posts.submit(actor, id, readForm(SeenForm, body));
      return words(
        'Materi diajukan. Orang lain akan memeriksanya.',
        'The post is submitted. Somebody else will check it.',
      );
    });
  }

  @FormRoute('materi/:id/penerbitan', 'post.publish')
  async publish(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await this.decide(reply, { view, actor, id, body }, async () => {
      await this.posts.publish(actor, id, readForm(PublicationForm, body));
      return words('Materi terbit.', 'The post is published.');
    });
  }

  @FormRoute('materi/:id/pengembalian', 'post.publish')
  async return(
    @ViewOf() view: View,
    @Who() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await this.decide(reply, { view, actor, id, body }, async () => {
      await this.posts.returnWithReason(actor, id, readForm(ReturnForm, body));
      return words('Materi dikembalikan kepada penyusunnya.', 'The post is returned to its writers.');
    });
  }

  @PublicPage('p/:code', 'Materi yang terbit boleh dibaca siapa saja')
  async publicPost(@ViewOf() view: View, @Param('code') code: string) {
    const post = await this.open.byCode(code);
    if (!post || !isPublic(post, this.clock.now())) throw missing();
    return publicPostPage(view, post);
  }

  private async decide(
    reply: FastifyReply,
    on: { view: View; actor: Actor; id: string; body: unknown },
    act: () => Promise<{ id: string; en: string }>,
  ) {
    await answerForm(
      reply,
      async () => ({ to: `/materi/${on.id}`, say: await act() }),
      (refusal) => this.pageOf(on.view, on.actor, on.id, { refusal, typed: typedTexts(on.body) }),
    );
  }

  private async pageOf(
    view: View,
    actor: Actor,
    id: string,
    attempt: { refusal?: Refusal; typed?: Record<string, string> } = {},
  ) {
    const post = await this.posts.postVisibleTo(actor, id);
    const moves = allowedMoves(post, actor);
    const needsOther = post.state === 'submitted' && may(actor, 'post.publish') && hadAHand(post, actor);
    const steps = may(actor, 'post.draft') || may(actor, 'audit.read') ? await this.posts.stepsOf(actor, id) : null;
    return postPage(view, { post, steps, moves, needsOther, now: this.clock.now(), ...attempt });
  }
}

const saved = words('Draf tersimpan. Ajukan bila sudah lengkap.', 'Draft saved. Submit it once it is complete.');

const noText: TypedPost = {
  ...{ title: '', program: '', unit: '', narrative: '', sourceUrl: '', captions: [], officialLinks: '' },
  ...{ audience: everybodyWord, shareFrom: '', shareUntil: '', changedAt: '' },
};

function typedFrom(post: PostRecord): TypedPost {
  return {
    ...{ title: post.title, program: post.program, unit: post.unitCode, narrative: post.narrative },
    ...{ sourceUrl: post.sourceUrl, captions: post.captions, officialLinks: post.officialLinks.join('\n') },
    audience: post.everybody ? everybodyWord : post.audienceCodes.join(' '),
    shareFrom: inputMoment(post.shareFrom),
    shareUntil: inputMoment(post.shareUntil),
    changedAt: post.changedAt.toISOString(),
  };
}

/** What was typed, to be shown again; nothing of it is trusted. */
function typedIn(body: unknown): TypedPost {
  const texts = typedTexts(body);
  const captions = (body as Record<string, unknown> | null)?.['captions'] ?? [];
  const typed = Object.keys(noText).map((name) => [name, texts[name] ?? '']);
  return {
    ...(Object.fromEntries(typed) as unknown as TypedPost),
    captions: [captions].flat().filter((caption) => typeof caption === 'string' && caption.trim() !== '') as string[],
  };
}
