import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { ImportSummary, Summary } from '../access/summary';
import { Clock } from '../kernel/clock';
import { listPart, readPlace, type Place } from '../kernel/list-part';
import { isTrial, reportAsJson } from '../papers/import-report';
import { corpusColumns, parseShareLink, readingSentence } from '../links/link.rules';
import { readUpload } from '../web/upload';
import { langOf, View, ViewOf } from '../web/view';
import { EvidenceBody, InspectBody, newShareId, OpenPostsQuery, shareId, ShareBody } from './shares.forms';
import { statedMoment } from './share.rules';
import { RecordingService } from './recording.service';
import { SharesService, type OpenItem } from './shares.service';
import { shareAsJson, stateWords } from './standing.rules';

/** Logging a share: the phone's outbox lands here, as often as it likes. */
@Controller('api/v1/shares')
export class SharesApi {
  constructor(
    private readonly shares: SharesService,
    private readonly recording: RecordingService,
  ) {}

  @Put(':id')
  @Allow('share.log')
  @Summary('Log a share under a UUID that the sender made; sending it again is harmless.', {
    answers: {
      201: 'The share, recorded now: its state, whether it counts and why not.',
      200: 'The same share: this content had arrived before.',
    },
  })
  async log(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Body() body: ShareBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { postId, channel, ...evidence } = body;
    const pictureId = body.pictureId?.toLowerCase();
    const sharedAt = statedMoment(body.sharedAt, 'sharedAt');
    const report = { ...evidence, id: newShareId(id), postId: postId.toLowerCase(), channel, sharedAt, pictureId };
    const { created, share } = await this.recording.log(actor, report);
    void reply.status(created ? 201 : 200);
    return shareAsJson(share, view.lang);
  }

  @Get(':id')
  @Allow('share.log')
  @Summary('One own share with its verdicts.')
  async show(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string) {
    const { share, verdicts } = await this.shares.get(actor, shareId(id));
    return { ...shareAsJson(share, view.lang), verdicts };
  }

  @Delete(':id')
  @Allow('share.log')
  @Summary('Take back an own share that is not decided; its link and its place are free again.')
  async withdraw(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string) {
    return shareAsJson(await this.recording.withdraw(actor, shareId(id)), view.lang);
  }

  @Post(':id/repairs')
  @HttpCode(200)
  @Allow('share.log')
  @Summary('Put new evidence into an own share that was returned.')
  async mend(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string, @Body() body: EvidenceBody) {
    return shareAsJson(await this.recording.mend(actor, shareId(id), body), view.lang);
  }

  /** A file as `multipart/form-data`; `?dryRun=true` only tries. */
  @Post('imports')
  @HttpCode(200)
  @Allow('share.import')
  @ImportSummary('shares')
  async import(@Who() actor: Actor, @Req() request: FastifyRequest, @Query('dryRun') dryRun?: string) {
    const options = { dryRun: isTrial(dryRun) };
    return reportAsJson(await this.shares.importFile(actor, await readUpload(request), options), langOf(request));
  }
}

/** The items to share now, all of them unless `limit` is given; only the caller's own shares are put into ready text. */
@Controller('api/v1/posts')
export class OpenPostsApi {
  constructor(private readonly shares: SharesService) {}

  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Allow('post.read')
  @Summary('The items open now to the caller, with the own share on each channel; all of them unless a limit is given.')
  async list(@Who() actor: Actor, @ViewOf() view: View, @Query() query: OpenPostsQuery) {
    const place = readPlace(query.after);
    const open = await this.shares.openPostsFor(actor);
    const rest = place ? open.filter((item) => comesAfter(item, place)) : open;
    const { items, next } = listPart(rest, Number(query.limit ?? rest.length), placeOf);
    return `{"items":[${items.map((item) => itemAsJson(item, view)).join(',')}],"next":${JSON.stringify(next)}}`;
  }
}

@Controller('api/v1/links')
export class LinksInspectionApi {
  constructor(private readonly clock: Clock) {}

  @Post('inspection')
  @HttpCode(200)
  @Allow('share.log')
  @Summary('Read a pasted text as a link: network, kind, canonical address and a sentence.')
  inspect(@ViewOf() view: View, @Body() body: InspectBody) {
    const reading = parseShareLink(body.text, this.clock.now());
    return { ...corpusColumns(reading), sentence: readingSentence(reading)[view.lang] };
  }
}

const placeOf = ({ post }: OpenItem): Place => ({ at: post.publishedAt, id: post.id });

/** In the order of the list: last published first, those of one moment by their ids. */
function comesAfter({ post }: OpenItem, { at, id }: Place): boolean {
  const later = post.publishedAt.getTime() - at.getTime();
  return later < 0 || (later === 0 && post.id > id.toLowerCase());
}

function itemAsJson({ post, shares }: OpenItem, view: View): string {
  const own = shares.map(({ id, channel, state, reason }) => ({
    ...{ id, channel, state, counts: reason === null, reason },
    stateName: stateWords[state][view.lang],
  }));
  return `${post.json.slice(0, -1)},"shares":${JSON.stringify(own)}}`;
}
