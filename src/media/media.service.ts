import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { record } from '../audit/audit';
import { tooLarge } from '../files/picture.rules';
import { remake } from '../files/remake';
import { StoredFiles } from '../files/stored-files.service';
import { Clock } from '../kernel/clock';
import { uuid } from '../kernel/list-part';
import { newId } from '../kernel/random';
import { missing } from '../kernel/refusal';
import { OpenPosts } from '../posts/open-posts.service';
import { demandMove, isPublic, type PostMedium } from '../posts/post.rules';
import { PostsService } from '../posts/posts.service';
import type { ChangeMediumForm, MediumForm } from './media.forms';
import { deleteMedium, insertMedium, selectMedium, updateAlt, updateOrder } from './media.queries';
import { alreadyThere, demandRoom, movedUp, previewForm, shareForm } from './media.rules';
import { cleanVideo, mostVideoBytes } from './video.rules';

/** Files of a medium, ready to be kept. */
interface Prepared {
  kind: PostMedium['kind'];
  alt: string;
  file: { type: string; bytes: Buffer };
  preview: { type: string; bytes: Buffer } | null;
  width: number | null;
  height: number | null;
}

export interface ServedFile {
  hash: Buffer;
  type: string;
  size: number;
}

/** Pictures and video of posts: whoever may change a post may change them, whoever may see it may see them. */
@Injectable()
export class MediaService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly posts: PostsService,
    private readonly open: OpenPosts,
    private readonly files: StoredFiles,
  ) {}

  /** Adds a picture as the last one. @throws Refusal 404, 403, 409 (state, ten already, twice), and what `remake` refuses */
  async addPicture(actor: Actor, postId: string, form: MediumForm, bytes: Buffer): Promise<void> {
    await this.demandRoomFor(actor, postId, 'picture');
    await this.add(actor, postId, form, await picture(bytes, form.alt));
  }

  /** Adds the video. @throws Refusal 404, 403, 409 (state, one already), 413, 422 for what is no whole MP4 */
  async addVideo(actor: Actor, postId: string, form: MediumForm, bytes: Buffer): Promise<void> {
    await this.demandRoomFor(actor, postId, 'video');
    const file = { type: 'video/mp4', bytes: Buffer.from(cleanVideo(bytes)) };
    const shape = { preview: null, width: null, height: null };
    await this.add(actor, postId, form, { kind: 'video', alt: form.alt, file, ...shape });
  }

  /** Writes the alternative text, moves one place up, or removes. @throws Refusal 404, 403, 409 */
  async change(actor: Actor, postId: string, id: string, form: ChangeMediumForm): Promise<void> {
    await this.posts.changeKept(actor, postId, form, async (em, { media }) => {
      const medium = media.find((one) => one.id === id);
      if (!medium) throw missing();
      if (form.tindakan === 'hapus') {
        await this.files.erase(em, await deleteMedium(em, id));
        return { before: { medium }, after: { medium: null } };
      }
      if (form.tindakan === 'naik') {
        const order = movedUp(media, id);
        await updateOrder(em, order);
        return { before: { order: media.map((one) => one.id) }, after: { order } };
      }
      await updateAlt(em, id, form.alt);
      return { before: { medium }, after: { medium: { ...medium, alt: form.alt } } };
    });
  }

  /** Gives a post pictures without asking for rights: for the operator of the machine. */
  async importPictures(postId: string, pictures: { bytes: Buffer; alt: string }[]): Promise<void> {
    const ready: Prepared[] = [];
    for (const { bytes, alt } of pictures) ready.push(await picture(bytes, alt));
    const at = this.clock.now();
    await this.db.transaction(async (em) => {
      const media = [];
      for (const one of ready) media.push(await this.keep(em, { postId, byId: null }, one));
      const act = { at, actorId: null, verb: 'post.import', subject: 'post', subjectId: postId };
      await record(em, { ...act, after: { media } });
    });
  }

  /**
   * The file of this name of a picture or video, if the reader may see its post: a published one anybody.
   * @param actor null: nobody is signed in
   * @throws Refusal 404
   */
  async fileFor(actor: Actor | null, id: string, name: string): Promise<ServedFile> {
    const medium = uuid.test(id) ? await selectMedium(this.db, id) : undefined;
    if (!medium) throw missing();
    const { postId, kind, fileHash, previewHash } = medium;
    const open = await this.open.byId(postId);
    if (!open || !isPublic(open, this.clock.now())) {
      if (!actor) throw missing();
      await this.posts.postVisibleTo(actor, postId);
    }
    const named = { [kind === 'video' ? 'video.mp4' : 'gambar.jpg']: fileHash, 'kecil.webp': previewHash };
    const hash = Object.hasOwn(named, name) ? named[name] : null;
    const about = hash && (await this.files.about(hash));
    if (!about) throw missing();
    return { hash, ...about };
  }

  /** Asked before the costly part; asked again in the transaction. */
  private async demandRoomFor(actor: Actor, postId: string, kind: PostMedium['kind']): Promise<void> {
    const post = await this.posts.postVisibleTo(actor, postId);
    demandMove('change', post, actor);
    demandRoom(post.media, kind);
  }

  private add(actor: Actor, postId: string, seen: MediumForm, medium: Prepared): Promise<void> {
    return this.posts.changeKept(actor, postId, seen, async (em, { media }) => {
      demandRoom(media, medium.kind);
      return { after: { medium: await this.keep(em, { postId, byId: actor.personId }, medium) } };
    });
  }

  private async keep(em: EntityManager, of: { postId: string; byId: string | null }, medium: Prepared) {
    const { kind, alt, file, preview, width, height } = medium;
    const shown = { id: newId(), kind, alt, width, height, size: file.bytes.length };
    const fileHash = await this.files.put(em, file);
    const previewHash = preview && (await this.files.put(em, preview));
    const row = { ...shown, ...of, fileHash, previewHash, at: this.clock.now() };
    if (!(await insertMedium(em, row))) throw alreadyThere();
    return { ...shown, sha256: fileHash.toString('hex') };
  }
}

async function picture(bytes: Buffer, alt: string): Promise<Prepared> {
  if (bytes.length > mostVideoBytes) throw tooLarge(null);
  const [file, preview] = (await remake(bytes, [shareForm, previewForm])).files;
  if (!file || !preview) throw new Error('remade too little');
  return { kind: 'picture', alt, file, preview, width: file.width, height: file.height };
}
