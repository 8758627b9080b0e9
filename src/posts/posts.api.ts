import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Public, Who } from '../access/allow';
import { ImportSummary, Summary } from '../access/summary';
import { Clock } from '../kernel/clock';
import { config } from '../kernel/config';
import { sha256 } from '../kernel/random';
import { isTrial, reportAsJson } from '../papers/import-report';
import { readUpload } from '../web/upload';
import { langOf } from '../web/view';
import { OpenPosts, feedOf, postAsJson } from './open-posts.service';
import { PostForm, PublicationForm, ReturnForm, SeenForm } from './posts.forms';
import { PostsImport } from './posts.import';
import { PostsService } from './posts.service';

/** Posts for programs. The list of open posts holds the caller's shares too and is therefore answered by `shares`. */
@Controller('api/v1/posts')
export class PostsApi {
  constructor(
    private readonly posts: PostsService,
    private readonly open: OpenPosts,
    private readonly imports: PostsImport,
    private readonly clock: Clock,
  ) {}

  @Get('feed.json')
  @Public('Materi yang terbit boleh dibaca dan diikuti siapa saja')
  @Summary('The newest published posts as JSON Feed 1.1.', {
    answers: { 200: 'The feed, with an ETag.', 304: 'Nothing new since the ETag of If-None-Match.' },
    type: 'application/feed+json',
  })
  async feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const posts = await this.open.get(await this.open.currentVersion());
    const body = JSON.stringify(feedOf(posts, config().baseUrl, this.clock.now()));
    const etag = `W/"${sha256(body).toString('base64url').slice(0, 22)}"`;
    void reply.header('ETag', etag).header('Cache-Control', 'public, max-age=60');
    if (request.headers['if-none-match']?.includes(etag.slice(2))) return void (await reply.status(304).send());
    await reply.header('Content-Type', 'application/feed+json; charset=utf-8').send(body);
  }

  @Get(':id')
  @Allow('post.read')
  @Summary('One post that the caller may see.')
  async show(@Who() actor: Actor, @Param('id') id: string) {
    return postAsJson(await this.posts.postVisibleTo(actor, id));
  }

  @Post()
  @Allow('post.draft')
  @Summary('Write the draft of an official post.')
  async draft(@Who() actor: Actor, @Body() form: PostForm) {
    return postAsJson(await this.posts.draft(actor, form));
  }

  @Post(':id/submission')
  @HttpCode(200)
  @Allow('post.draft')
  @Summary('Submit a draft for approval by a second person.')
  async submit(@Who() actor: Actor, @Param('id') id: string, @Body() form?: SeenForm) {
    return postAsJson(await this.posts.submit(actor, id, form));
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Allow('post.publish')
  @Summary('Approve and publish a submitted post of somebody else.')
  async publish(@Who() actor: Actor, @Param('id') id: string, @Body() form: PublicationForm) {
    return postAsJson(await this.posts.publish(actor, id, form));
  }

  @Post(':id/return')
  @HttpCode(200)
  @Allow('post.publish')
  @Summary('Return a submitted post to its author with a reason.')
  async return(@Who() actor: Actor, @Param('id') id: string, @Body() form: ReturnForm) {
    return postAsJson(await this.posts.returnWithReason(actor, id, form));
  }

  /** A file as `multipart/form-data`; `?dryRun=true` only tries. */
  @Post('imports')
  @HttpCode(200)
  @Allow('post.import')
  @ImportSummary('published posts')
  async import(@Who() actor: Actor, @Req() request: FastifyRequest, @Query('dryRun') dryRun?: string) {
    const options = { dryRun: isTrial(dryRun) };
    return reportAsJson(await this.imports.import(actor, await readUpload(request), options), langOf(request));
  }
}
