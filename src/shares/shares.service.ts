import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { listPart, readPlace, type ListPart } from '../kernel/list-part';
import { missing } from '../kernel/refusal';
import { firstDayOf, lastDayOf, type Month } from '../kernel/wita';
import type { LinkReading } from '../links/link.rules';
import type { ImportReport } from '../papers/import-report';
import { OpenPosts, type PostInMemory } from '../posts/open-posts.service';
import { isFor } from '../posts/post.rules';
import type { Upload } from '../web/upload';
import { type HintCode, linkHints } from './hint.rules';
import { addHints } from './recording.queries';
import { Share } from './share.entity';
import { readLink, type ChannelWords } from './share.rules';
import { importShares } from './shares.import';
import * as queries from './shares.queries';
import type { OwnShare, ShareRow, VerdictRow } from './shares.queries';
import * as standing from './standing.rules';

export { shareId } from './shares.forms';
export type { OwnShare, ShareRow, VerdictRow } from './shares.queries';

/** An item to share, with the actor's own shares of it on every channel. */
export interface OpenItem {
  post: PostInMemory;
  shares: OwnShare[];
}

export interface AskedShares {
  limit: number;
  /** `next` of the part before. */
  after?: string | undefined;
  state?: standing.ShareState | undefined;
  month?: Month | undefined;
}

/** The state of a share as a room above sets it. */
export interface Decision {
  shareId: string;
  to: 'accepted' | 'returned' | 'rejected' | 'held';
  /** In which states the share may be; default: waiting. */
  from?: standing.ShareState[];
  reason: string;
  /** Null: the program or the command line. */
  byId: string | null;
  at: Date;
  /** How long the share was on the screen; absent where that is not known. */
  seconds?: number | null;
  /** Decided together with others, `seconds` being the average. */
  batch?: boolean;
}

/** A share whose short link was followed. */
export interface Followed {
  shareId: string;
  /** The short link's key as it was when asked about. */
  linkKey: string;
  at: Date;
}

/** Shares as they stand, the items to share, and what rooms above decide about a share or notice on it. */
@Injectable()
export class SharesService {
  private knownVersion = '0';

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly posts: OpenPosts,
  ) {}

  /**
   * Writes a decision of a room above inside its transaction: state, verdict row and audit row.
   * @returns false, with nothing written, when the share is in none of the expected states
   */
  async setState(em: EntityManager, decision: Decision): Promise<boolean> {
    const { shareId, to, reason, byId, at, from = ['recorded', 'held'], seconds = null, batch = false } = decision;
    if (!(await queries.moveShare(em, { id: shareId, from, to }))) return false;
    const verdict = { shareId, reason, byId, at, seconds, batch };
    if (to !== 'held') await queries.insertVerdict(em, { ...verdict, verdict: to });
    const subject = { subject: 'share', subjectId: shareId };
    await record(em, { at, actorId: byId, verb: 'share.review', ...subject, after: { to, reason } });
    return true;
  }

  /** Excuses that a share was received late, inside the transaction of the room above that decided so. */
  async excuseReceipt(em: EntityManager, given: { shareId: string; byId: string; at: Date }): Promise<void> {
    const { shareId, byId, at } = given;
    await em.update(Share, { id: shareId }, { receiptExcused: true });
    const subject = { subject: 'share', subjectId: shareId };
    await record(em, { at, actorId: byId, verb: 'appeal.decide', ...subject, after: { receiptExcused: true } });
  }

  /** Adds what was noticed later to a share; hints change nothing but what its reviewer reads. */
  async addHints(em: EntityManager, shareId: string, hints: HintCode[]): Promise<void> {
    if (hints.length) await addHints(em, shareId, hints);
  }

  /**
   * A share's short link was followed to its post, on which it stands from now on; the short key stays its own as well.
   * Nobody is refused: where another share stands on the post, this one keeps its short link and is marked.
   * @returns `changed` when the share has another link by now, was taken back or decided against
   */
  async openLink(em: EntityManager, found: Followed & { reading: LinkReading }): Promise<'post' | 'seen' | 'changed'> {
    const { shareId, linkKey: shortKey, reading, at } = found;
    const share = await queries.shareById(em, shareId);
    if (!share) return 'changed';
    const { linkUrl, linkKey, linkPostedAt } = readLink(reading.canonicalUrl, at).content;
    const item = await this.posts.byId(share.postId);
    const hints = linkHints(reading, { ...share, item, officialHandles: this.posts.officialHandles });
    if (linkKey && item?.officialKeys.has(linkKey)) hints.push('link_is_official');
    const opened = { shareId, shortKey, linkUrl, linkKey, linkPostedAt, hints };
    const outcome = await queries.openShortLink(em, opened);
    if (outcome === 'seen') await this.addHints(em, shareId, ['link_seen']);
    if (outcome !== 'post') return outcome;
    const before = { linkUrl: share.linkUrl, linkKey: share.linkKey };
    const act = { at, actorId: null, verb: 'links.resolve', subject: 'share', subjectId: shareId };
    await record(em, { ...act, before, after: { linkUrl, linkKey } });
    return outcome;
  }

  /** A share's short link was followed and led to no post: the share is marked, unless its link has changed since. */
  async markLink(em: EntityManager, found: Followed & { hint: HintCode }): Promise<void> {
    const share = await queries.shareById(em, found.shareId);
    if (share?.linkKey === found.linkKey) await this.addHints(em, share.id, [found.hint]);
  }

  /** The published items open now to the actor's unit, last published first, with the actor's shares of them. */
  async openPostsFor(actor: Actor): Promise<OpenItem[]> {
    const now = this.clock.now();
    const posts = (await this.posts.at(now, this.knownVersion)).filter((post) => isFor(post, actor));
    const ids = posts.map(({ id }) => id);
    const own = await queries.ownShares(this.db, actor.personId, ids);
    if (own.version === this.knownVersion) return withOwn(posts, own.shares);
    this.knownVersion = own.version;
    return this.openPostsFor(actor);
  }

  /** The items open to the actor with the own shares, and one more that is published, if it exists. */
  async itemsToLog(actor: Actor, also: string): Promise<OpenItem[]> {
    const open = await this.openPostsFor(actor);
    const other = open.some(({ post }) => post.id === also) ? undefined : await this.posts.byId(also);
    return other?.state === 'published' ? [...open, { post: other, shares: [] }] : open;
  }

  /** One published or withdrawn item with the actor's shares of it; 404 when it is not for the actor. */
  async item(actor: Actor, postId: string): Promise<OpenItem> {
    const post = await this.posts.byId(postId);
    if (!post) throw missing();
    const { shares } = await queries.ownShares(this.db, actor.personId, [post.id]);
    if (!isFor(post, actor) && !shares.length) throw missing();
    return { post, shares };
  }

  /** An own share; 404 for anybody else's. */
  async own(actor: Actor, id: string): Promise<ShareRow> {
    const share = await queries.shareById(this.db, id);
    if (share?.personId !== actor.personId) throw missing();
    return share;
  }

  /** An own share with its verdicts, oldest first; 404 for anybody else's. */
  async get(actor: Actor, id: string): Promise<{ share: ShareRow; verdicts: VerdictRow[] }> {
    return { share: await this.own(actor, id), verdicts: await queries.verdictsOf(this.db, id) };
  }

  /** Own shares, newest first, those taken back only when asked for; `next` is null at the end. */
  async list(actor: Actor, { limit, month, state, after: place }: AskedShares): Promise<ListPart<ShareRow>> {
    const days = { from: month ? firstDayOf(month) : null, until: month ? lastDayOf(month) : null };
    const asked = { personId: actor.personId, state: state ?? null, after: readPlace(place), limit: limit + 1 };
    const rows = await queries.listOwn(this.db, { ...asked, ...days });
    return listPart(rows, limit, ({ sharedAt, id }) => ({ at: sharedAt, id }));
  }

  /**
   * Imports a file of shares, all or nothing; see `shares.import.ts`.
   * @param actor null: the operator of the machine; otherwise only people of the actor's units are known
   * @returns the report; with problems in it nothing was written
   * @throws Refusal 403, 422 when the file is no table of shares, 409 when a share was logged meanwhile
   */
  async importFile(actor: Actor | null, file: Upload, { dryRun }: { dryRun: boolean }): Promise<ImportReport> {
    if (actor) demand(actor, 'share.import');
    const scope = actor && scopeOf(actor, 'share.import');
    const posts = new Map((await this.posts.get(await this.posts.currentVersion())).map((post) => [post.code, post]));
    const { officialHandles } = this.posts;
    const hintsOf = (code: string, reading: LinkReading, moments: { sharedAt: Date; receivedAt: Date }) =>
      linkHints(reading, { ...moments, item: posts.get(code), officialHandles });
    const by = { actorId: actor?.personId ?? null, scope, dryRun, now: this.clock.now(), hintsOf };
    return importShares(this.db, file, by);
  }

  /** Every channel in the order of the screens, those switched off included. */
  channels(): Promise<ChannelWords[]> {
    return queries.channels(this.db);
  }
}

const withOwn = (posts: PostInMemory[], shares: OwnShare[]): OpenItem[] =>
  posts.map((post) => ({ post, shares: shares.filter(({ postId }) => postId === post.id) }));
