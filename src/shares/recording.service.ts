import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { record } from '../audit/audit';
import { nearLook, nearStrip } from '../files/look.rules';
import { Pictures } from '../files/pictures.service';
import { Clock } from '../kernel/clock';
import { missing, Refusal } from '../kernel/refusal';
import { dayOf } from '../kernel/wita';
import type { LinkReading } from '../links/link.rules';
import { OpenPosts } from '../posts/open-posts.service';
import { type HintCode, linkHints } from './hint.rules';
import { checkPictureDoes, checkWanted } from './picture-evidence.rules';
import * as recording from './recording.queries';
import type { Filing, NewShare, Slot } from './recording.queries';
import * as rules from './share.rules';
import * as queries from './shares.queries';
import type { ShareRow } from './shares.queries';
import { SharesService } from './shares.service';
import * as standing from './standing.rules';

const [linkUsed, slotUsed] = ['used_link_main', 'share_once'];

/** What somebody reports; `sharedAt` null means now. */
export interface Report extends rules.Evidence {
  id: string;
  postId: string;
  /** Null: the link says which one. */
  channel: string | null;
  sharedAt: Date | null;
}

/** Logging, mending and taking back shares. */
@Injectable()
export class RecordingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly posts: OpenPosts,
    private readonly shares: SharesService,
    private readonly pictures: Pictures,
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
      if (reading && reading.platform !== channel) {
        throw rules.wrongChannel(await queries.channelByCode(this.db, channel), reading);
      }
      if (!reading && content.statement === null) checkPictureDoes(await queries.channelByCode(this.db, channel));
      rules.checkMoment(sharedAt, now);
      const share = { ...slot, sharedAt, receivedAt: now, businessDate: dayOf(sharedAt) };
      const file = { ...share, reading, disputed: report.disputed };
      const write = (filing: Filing) => this.write({ ...share, ...filing }, report.pictureId);
      if (!(await this.filed(file, write))) throw await this.untaken(share);
      return { created: true, share: await this.shares.own(actor, slot.id) };
    } catch (error) {
      const stored = await queries.shareById(this.db, slot.id);
      if (!stored) return this.unlessInTheWay(error, slot, () => this.log(actor, report));
      const isSame = rules.sameContent(stored, { ...slot, sharedAt: report.sharedAt });
      if (!isSame || !(await this.cameWith(stored, report.pictureId))) throw standing.idReused();
      return { created: false, share: stored };
    }
  }

  /**
   * Puts new evidence into an own returned share, which then waits again and keeps its moment shared. Sent again it
   * changes nothing.
   * @throws Refusal 404, 409 `not-returned`, `mend-late`, `link-already-logged`, 422
   */
  async mend(actor: Actor, id: string, evidence: rules.Evidence): Promise<ShareRow> {
    const now = this.clock.now();
    const share = await this.shares.own(actor, id);
    const { reading, content } = rules.readEvidence(evidence, now);
    if (isMendedSo(share, content)) return share;
    rules.checkMendable(share, dayOf(now));
    rules.checkEvidence(await queries.channelByCode(this.db, share.channel), reading);
    const post = await this.posts.byId(share.postId);
    if (content.keys.some((key) => post?.officialKeys.has(key))) throw rules.officialLink();
    const slot = { ...share, ...content };
    await this.demandUnlogged(slot);
    const mended = this.filed({ ...slot, reading, disputed: evidence.disputed }, (filing) =>
      this.db.transaction(async (em) => {
        await recording.freeLinks(em, id);
        if (!(await recording.mendShare(em, { ...slot, ...filing }))) throw standing.notReturned();
        await record(em, changed(actor, share, { at: now, after: filing.state }));
      }),
    );
    try {
      await mended;
    } catch (error) {
      if (!isMendedSo(await this.shares.own(actor, id), content))
        return this.unlessInTheWay(error, slot, () => this.mend(actor, id, evidence));
    }
    return this.shares.own(actor, id);
  }

  /**
   * Takes back an own share that is not decided, or returned: link and place are free again. Repeating changes nothing.
   * @throws Refusal 404, 409 `not-withdrawable`
   */
  async withdraw(actor: Actor, id: string): Promise<ShareRow> {
    const share = await this.shares.own(actor, id);
    if (share.state === 'withdrawn') return share;
    await this.db.transaction(async (em) => {
      const taken = await queries.moveShare(em, { id, from: ['recorded', 'held', 'returned'], to: 'withdrawn' });
      if (!taken) throw standing.notWithdrawable();
      await recording.freeLinks(em, id);
      await record(em, changed(actor, share, { at: this.clock.now(), after: 'withdrawn' }));
    });
    return this.shares.own(actor, id);
  }

  /**
   * Adds an own picture to an own share that nobody has decided; a returned one then waits again, on hold where its link
   * is disputed. Repeating is harmless.
   * @returns whether it was added now
   * @throws Refusal 404, 409 `evidence-not-wanted`, `mend-late`, `too-many-pictures`, `picture-taken`
   */
  async addPicture(actor: Actor, id: string, pictureId: string): Promise<boolean> {
    const share = await this.shares.own(actor, id);
    return this.db.transaction(async (em) => {
      const { state, disputed, pictures } = await recording.lockShare(em, id);
      if (pictures.includes(pictureId)) return false;
      checkWanted(state, pictures.length);
      if (state === 'returned') rules.checkMendable({ ...share, state }, dayOf(this.clock.now()));
      await this.attach(em, share, { pictureId, cameAlong: false });
      const after = state !== 'returned' ? state : disputed ? 'held' : 'recorded';
      if (after !== state) await queries.moveShare(em, { id, from: [state], to: after });
      const row = changed(actor, { ...share, state }, { at: this.clock.now(), after });
      await record(em, { ...row, after: { state: after, pictureId } });
      return true;
    });
  }

  /** One statement or, with a picture, a transaction around it. */
  private async write(share: NewShare, pictureId: string | undefined): Promise<boolean> {
    if (pictureId === undefined) return recording.insertShare(this.db, share);
    return this.db.transaction(async (em) => {
      const isWritten = await recording.insertShare(em, share);
      if (isWritten) await this.attach(em, share, { pictureId, cameAlong: true });
      return isWritten;
    });
  }

  /** Puts an own picture to a share, and notes where a like one was seen. */
  private async attach(
    em: EntityManager,
    { id: shareId, personId, postId }: Pick<Slot, 'id' | 'personId' | 'postId'>,
    picture: { pictureId: string; cameAlong: boolean },
  ): Promise<void> {
    await this.pictures.take(em, personId, picture.pictureId);
    await recording.insertEvidence(em, { shareId, ...picture, at: this.clock.now() });
    const compared = { pictureId: picture.pictureId, personId, postId, nearLook, nearStrip };
    await this.shares.addHints(em, shareId, await recording.likePictures(em, compared));
  }

  private async cameWith({ id }: ShareRow, pictureId: string | undefined): Promise<boolean> {
    return (await recording.pictureThatCameAlong(this.db, id)) === (pictureId ?? null);
  }

  /** Writes a share as recorded or, where the link is somebody else's and the sender insists on it, as held. */
  private async filed<T>(file: Incoming, write: (filing: Filing) => Promise<T>): Promise<T> {
    const hints = file.reading ? await this.hintsOf(file.reading, file) : [];
    try {
      return await write({ state: 'recorded', hints });
    } catch (error) {
      if (!file.disputed || !(await this.isLinkOfOther(error, file))) throw error;
      return write({ state: 'held', hints: ['link_of_other', ...hints] });
    }
  }

  private async hintsOf(reading: LinkReading, { postId, sharedAt, receivedAt }: Incoming): Promise<HintCode[]> {
    const item = await this.posts.asKnown(postId);
    return linkHints(reading, { sharedAt, receivedAt, item, officialHandles: this.posts.officialHandles });
  }

  /** No row was written: which of the conditions failed, in the order a person would mend them. */
  private async untaken(share: Slot & { sharedAt: Date }): Promise<Refusal> {
    const post = await this.posts.byId(share.postId);
    if (!post) return missing();
    if (post.state === 'withdrawn' && share.sharedAt >= post.changedAt) return standing.postWithdrawn();
    if (share.keys.some((key) => post.officialKeys.has(key))) return rules.officialLink();
    await this.demandUnlogged(share);
    return rules.channelRefusal(await queries.channelByCode(this.db, share.channel), share.linkKey !== null);
  }

  /** Throws when the link is that of another own share. */
  private async demandUnlogged(slot: Slot): Promise<void> {
    const own = slot.linkKey && (await recording.ownLinkMoment(this.db, slot));
    if (own) throw standing.linkTaken(own);
  }

  /** Throws what stood in the way; when it was taken back meanwhile, tries once more. */
  private async unlessInTheWay<T>(error: unknown, slot: Slot, again: () => Promise<T>): Promise<T> {
    const reason = await this.conflict(error, slot);
    if (reason !== undefined) throw reason;
    return again();
  }

  /** What a unique violation means, undefined when its cause is gone; any other error as it is. */
  private async conflict(error: unknown, slot: Slot): Promise<unknown> {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (error instanceof Refusal || code !== '23505') return error;
    await this.demandUnlogged(slot);
    if (constraint === linkUsed) {
      return (await recording.isLinkTaken(this.db, slot.linkKey)) ? standing.linkOfOther() : undefined;
    }
    if (constraint !== slotUsed) return error;
    const moment = await recording.slotMoment(this.db, slot);
    return moment && standing.slotTaken(moment);
  }

  /** Whether nothing but somebody else's share on the same link stood in the way. */
  private async isLinkOfOther(error: unknown, slot: Slot): Promise<boolean> {
    if ((error as { constraint?: string }).constraint !== linkUsed) return false;
    return (await recording.ownLinkMoment(this.db, slot)) === undefined;
  }
}

/** A share on its way in. */
interface Incoming extends Slot {
  sharedAt: Date;
  receivedAt: Date;
  reading: LinkReading | null;
  /** The sender insists that a link which somebody else logged is the own one. */
  disputed: boolean | undefined;
}

/** Whether a share that waits stands already on what it is to be mended with: the repair came twice. */
function isMendedSo(share: ShareRow, { linkKey, statement }: rules.ShareContent): boolean {
  const waits = share.state === 'recorded' || share.state === 'held';
  return waits && share.linkKey === linkKey && share.statement === statement;
}

function changed(actor: Actor, share: ShareRow, change: { at: Date; after: standing.ShareState }) {
  const before = { state: share.state, linkUrl: share.linkUrl, statement: share.statement };
  const subject = { subject: 'share', subjectId: share.id };
  const act = { at: change.at, actorId: actor.personId, verb: 'share.log' };
  return { ...act, ...subject, before, after: { state: change.after } };
}
