import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { record } from '../audit/audit';
import { Pictures, type KeptPicture } from '../files/pictures.service';
import { type Part, PictureUploads, type Progress } from '../files/uploads.service';
import { Clock } from '../kernel/clock';
import { idOf, sha256 } from '../kernel/random';
import { missing } from '../kernel/refusal';
import { firstDayOf, lastDayOf, type Month } from '../kernel/wita';
import { RecordingService } from '../shares/recording.service';
import { SharesService } from '../shares/shares.service';
import { type Limit, Limits } from '../signin/limits.service';
import * as queries from './evidence.queries';

/** How many pictures a person may have checked in a day, those refused included. */
const picturesADay: Limit = { name: 'picture', most: 100, minutes: 24 * 60 };

/** Pictures that prove shares: sent by the owner, seen by the owner and by those who may judge the share. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly limits: Limits,
    private readonly pictures: Pictures,
    private readonly uploads: PictureUploads,
    private readonly shares: SharesService,
    private readonly recording: RecordingService,
  ) {}

  /**
   * Keeps a whole picture of the actor under the id the sender made. Sent again it changes nothing.
   * @throws Refusal 409 `picture-id-reused`, 429, and those of a picture that is none
   */
  async keep(actor: Actor, id: string, bytes: Buffer): Promise<{ created: boolean; picture: KeptPicture }> {
    const same = await this.pictures.same(actor.personId, id, bytes);
    if (same) return { created: false, picture: same };
    await this.limits.count(picturesADay, actor.personId);
    return { created: true, picture: await this.pictures.keep(actor.personId, id, bytes) };
  }

  /** Keeps a picture that came with the form of a share: the same form sent twice makes one picture. Returns its id. */
  async keepFor(actor: Actor, shareId: string, bytes: Buffer): Promise<string> {
    const id = idOf(`picture\n${actor.personId}\n${shareId}\n${sha256(bytes).toString('hex')}`);
    return (await this.keep(actor, id, bytes)).picture.id;
  }

  /** How much of an own picture has come; 404 when nothing has. */
  async progress(actor: Actor, id: string): Promise<Progress> {
    const progress = await this.uploads.progress(actor.personId, id);
    if (!progress) throw missing();
    return progress;
  }

  /** Takes the next part of a picture; see `PictureUploads.append`. @throws Refusal also 429 */
  async append(actor: Actor, id: string, part: Part): Promise<Progress> {
    const isNew = !(await this.uploads.progress(actor.personId, id));
    if (isNew) await this.limits.count(picturesADay, actor.personId);
    return this.uploads.append(actor.personId, id, part);
  }

  /** Adds a picture to an own share; see `RecordingService.addPicture`. Returns whether it was added now. */
  async add(actor: Actor, shareId: string, bytes: Buffer): Promise<boolean> {
    await this.shares.own(actor, shareId);
    return this.recording.addPicture(actor, shareId, await this.keepFor(actor, shareId, bytes));
  }

  /** How many pictures each of the shares has; those without any are not in the map. */
  async of(shareIds: string[]): Promise<Map<string, number>> {
    const rows = shareIds.length ? await queries.countPictures(this.db, shareIds) : [];
    return new Map(rows.map(({ shareId, count }) => [shareId, count]));
  }

  /** A picture of an own share; 404 for anybody else's. */
  async openOwn(actor: Actor, shareId: string, number?: string): Promise<{ type: string; bytes: Buffer }> {
    await this.shares.own(actor, shareId);
    return this.open(actor, shareId, number);
  }

  /**
   * A picture of a share for somebody who may see the share: that is for the caller to make sure of. Every look by
   * somebody else than the owner is written into the trail.
   * @param number 1 for the first; default: the last
   * @throws Refusal 404
   */
  async open(actor: Actor, shareId: string, number?: string): Promise<{ type: string; bytes: Buffer }> {
    const proofs = await queries.proofsOf(this.db, shareId);
    const proof = number === undefined ? proofs.at(-1) : proofs[Number(number) - 1];
    const file = proof && (await this.pictures.read(proof.pictureId));
    if (!file) throw missing();
    if (proof.personId !== actor.personId) {
      const look = { at: this.clock.now(), actorId: actor.personId, verb: 'evidence.look' };
      const what = { subject: 'share', subjectId: shareId, after: { pictureId: proof.pictureId } };
      await record(this.db.manager, { ...look, ...what });
    }
    return file;
  }

  /** Erases the pictures of a month's shares and writes count and range into the trail; tells how many. */
  async eraseMonth(em: EntityManager, month: Month): Promise<number> {
    const days = { from: firstDayOf(month), until: lastDayOf(month) };
    const ids = await queries.detachPictures(em, days);
    if (!ids.length) return 0;
    await this.pictures.erase(em, ids);
    const act = { at: this.clock.now(), actorId: null, verb: 'evidence.erase' };
    await record(em, { ...act, subject: 'share', subjectId: month, after: { pictures: ids.length, ...days } });
    return ids.length;
  }
}
