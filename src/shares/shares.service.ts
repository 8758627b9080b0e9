import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { listPart, readPlace, type ListPart } from '../kernel/list-part';
import { missing, Refusal } from '../kernel/refusal';
import { dayOf, firstDayOf, lastDayOf, type Month } from '../kernel/wita';
import type { ImportReport } from '../papers/import-report';
import { OpenPosts, type PostInMemory } from '../posts/open-posts.service';
import { isFor } from '../posts/post.rules';
import type { Upload } from '../web/upload';
import * as rules from './share.rules';
import { importShares } from './shares.import';
import * as queries from './shares.queries';
import type { OwnShare, ShareRow, VerdictRow } from './shares.queries';
import * as standing from './standing.rules';

export { shareId } from './shares.forms';
export type { OwnShare, ShareRow, VerdictRow } from './shares.queries';

/** What somebody reports; `sharedAt` null means now. */
export interface Report extends rules.Evidence {
  id: string;
  postId: string;
  /** Null: the link says which one. */
  channel: string | null;
  sharedAt: Date | null;
}

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
}

/** Logging, mending and taking back shares, and writing what a room above decides about them. */
@Injectable()
export class SharesService {
  private knownVersion = '0';

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly posts: OpenPosts,
  ) {}

  /**
   * Logs a share under an id that the sender made. Sent again with the same content it changes nothing.
   * @returns `created` false for a repetition
   * @throws Refusal 404, 409 `share-id-reused`, `link-already-logged`, `already-logged`, `post-withdrawn`, 422
   */
  async log(actor: Actor, report: Report): Promise<{ created: boolean; share: ShareRow }> {
    const now = this.clock.now();
    const { reading, content } = rules.readEvidence(report, now);
    const channel = report.channel ?? reading?.platform ?? '';
    const sharedAt = report.sharedAt ?? now;
    const slot = { id: report.id, postId: report.postId, personId: actor.personId, channel, ...content };
    try {
      if (reading && reading.platform !== channel) throw rules.wrongChannel(await this.channel(channel), reading);
      rules.checkMoment(sharedAt, now);
      const share = { ...slot, sharedAt, receivedAt: now, businessDate: dayOf(sharedAt) };
      if (!(await queries.insertShare(this.db, share))) throw await this.whyNotTaken(share);
      return { created: true, share: await this.existing(slot.id) };
    } catch (error) {
      const stored = await queries.shareById(this.db, slot.id);
      if (!stored) throw await this.conflict(error, slot);
      if (!rules.sameContent(stored, { ...slot, sharedAt: report.sharedAt })) throw standing.idReused();
      return { created: false, share: stored };
    }
  }

  /**
   * Puts new evidence into an own returned share, which then waits again and keeps its moment shared.
   * @throws Refusal 404, 409 `not-returned`, `link-already-logged`, 422
   */
  async mend(actor: Actor, id: string, evidence: rules.Evidence): Promise<ShareRow> {
    const now = this.clock.now();
    const share = await this.own(actor, id);
    if (share.state !== 'returned') throw standing.notReturned();
    const { reading, content } = rules.readEvidence(evidence, now);
    rules.checkEvidence(await this.channel(share.channel), reading);
    const post = await this.posts.byId(share.postId);
    if (content.keys.some((key) => post?.officialKeys.has(key))) throw rules.officialLink();
    const mended = this.db.transaction(async (em) => {
      await queries.freeLinks(em, id);
      if (!(await queries.mendShare(em, id, content))) throw standing.notReturned();
      await record(em, changed(actor, share, { at: now, after: 'recorded' }));
    });
    await mended.catch(async (error: unknown) => Promise.reject(await this.conflict(error, { ...share, ...content })));
    return this.existing(id);
  }

  /**
   * Takes back an own recorded or returned share: link and place are free again. Repeating changes nothing.
   * @throws Refusal 404, 409 `not-withdrawable`
   */
  async withdraw(actor: Actor, id: string): Promise<ShareRow> {
    const share = await this.own(actor, id);
    if (share.state === 'withdrawn') return share;
    await this.db.transaction(async (em) => {
      const taken = await queries.moveShare(em, { id, from: ['recorded', 'returned'], to: 'withdrawn' });
      if (!taken) throw standing.notWithdrawable();
      await queries.freeLinks(em, id);
      await record(em, changed(actor, share, { at: this.clock.now(), after: 'withdrawn' }));
    });
    return this.existing(id);
  }

  /**
   * Writes a decision of a room above inside its transaction: state, verdict row and audit row.
   * @returns false, with nothing written, when the share is in none of the expected states
   */
  async setState(em: EntityManager, decision: Decision): Promise<boolean> {
    const { shareId, to, reason, byId, at, from = ['recorded', 'held'] } = decision;
    if (!(await queries.moveShare(em, { id: shareId, from, to }))) return false;
    if (to !== 'held') await queries.insertVerdict(em, { shareId, verdict: to, reason, byId, at });
    const subject = { subject: 'share', subjectId: shareId };
    await record(em, { at, actorId: byId, verb: 'share.review', ...subject, after: { to, reason } });
    return true;
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

  /** The items open to the actor, and one more that is published, if it exists. */
  async itemsToLog(actor: Actor, also: string): Promise<PostInMemory[]> {
    const open = (await this.openPostsFor(actor)).map(({ post }) => post);
    const other = open.some(({ id }) => id === also) ? undefined : await this.posts.byId(also);
    return other?.state === 'published' ? [...open, other] : open;
  }

  /** One published or withdrawn item with the actor's shares of it; 404 when it is not for the actor. */
  async item(actor: Actor, postId: string): Promise<OpenItem> {
    const post = await this.posts.byId(postId);
    if (!post) throw missing();
    const { shares } = await queries.ownShares(this.db, actor.personId, [post.id]);
    if (!isFor(post, actor) && !shares.length) throw missing();
    return { post, shares };
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

  /** Every channel in the order of the screens, those switched off included. */
  channels(): Promise<rules.ChannelWords[]> {
    return queries.channels(this.db);
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
    const by = { actorId: actor?.personId ?? null, scope, dryRun, now: this.clock.now() };
    return importShares(this.db, file, by);
  }

  private async own(actor: Actor, id: string): Promise<ShareRow> {
    return this.existing(id, (share) => share.personId === actor.personId);
  }

  private async existing(id: string, isVisible: (share: ShareRow) => boolean = () => true): Promise<ShareRow> {
    const share = await queries.shareById(this.db, id);
    if (!share || !isVisible(share)) throw missing();
    return share;
  }

  private async channel(code: string): Promise<rules.ChannelWords | undefined> {
    return (await queries.channels(this.db)).find((channel) => channel.code === code);
  }

  /** The database took no share: which of its conditions failed, in the order a person would mend them. */
  private async whyNotTaken(share: queries.NewShare): Promise<Refusal> {
    const post = await this.posts.byId(share.postId);
    if (!post) return missing();
    if (post.state === 'withdrawn' && share.sharedAt >= post.changedAt) return standing.postWithdrawn();
    if (share.keys.some((key) => post.officialKeys.has(key))) return rules.officialLink();
    return rules.channelRefusal(await this.channel(share.channel), share.linkKey !== null);
  }

  /** What a unique violation means; any other error as it is. */
  private async conflict(error: unknown, slot: Omit<queries.NewShare, 'sharedAt' | 'receivedAt' | 'businessDate'>) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (error instanceof Refusal || code !== '23505') return error;
    const owner = slot.keys.length ? await queries.linkOwner(this.db, slot.keys) : undefined;
    if (owner) return standing.linkTaken(owner.personId === slot.personId ? owner.sharedAt : null);
    if (constraint === 'used_link_main') return standing.linkTaken(null);
    const moment = await queries.slotMoment(this.db, slot);
    return moment ? standing.slotTaken(moment) : standing.idReused();
  }
}

const withOwn = (posts: PostInMemory[], shares: OwnShare[]): OpenItem[] =>
  posts.map((post) => ({ post, shares: shares.filter(({ postId }) => postId === post.id) }));

function changed(actor: Actor, share: ShareRow, change: { at: Date; after: standing.ShareState }) {
  const before = { state: share.state, linkUrl: share.linkUrl, statement: share.statement };
  const subject = { subject: 'share', subjectId: share.id };
  const act = { at: change.at, actorId: actor.personId, verb: 'share.log' };
  return { ...act, ...subject, before, after: { state: change.after } };
}
