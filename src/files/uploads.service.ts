import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock';
import { Refusal, words } from '../kernel/refusal';
import * as queries from './files.queries';
import { pictureIdReused, Pictures, type KeptPicture } from './pictures.service';
import { empty, mostBytes, tooLarge } from './picture.rules';

const day = 24 * 3_600_000;
/** More unfinished uploads than that nobody needs: a new one pushes out the oldest. */
const mostUnfinished = 5;

export interface Part {
  /** The place of its first byte. */
  offset: number;
  /** How many bytes the whole picture has. */
  length: number;
  bytes: Buffer;
}

/** How much of a picture has come. */
export interface Progress {
  offset: number;
  length: number;
  /** Null until it is whole and remade. */
  picture: KeptPicture | null;
}

/** The part does not begin where the picture ends so far. */
export class WrongOffset extends Refusal {
  constructor(readonly progress: Pick<Progress, 'offset' | 'length'>) {
    const at = progress.offset;
    super(
      'conflict',
      'wrong-offset',
      words(
        `Bagian gambar ini tidak menyambung. Lanjutkan dari byte ${at}.`,
        `This part of the picture does not fit. Go on from byte ${at}.`,
      ),
    );
  }
}

/** Pictures that arrive in parts, over a network that breaks: what has come is kept, what comes twice changes nothing. */
@Injectable()
export class PictureUploads {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly pictures: Pictures,
  ) {}

  /** Undefined when nothing has come under this id, or it is somebody else's. */
  async progress(ownerId: string, id: string): Promise<Progress | undefined> {
    const picture = await this.pictures.own(ownerId, id);
    if (picture) return { offset: picture.originalSize, length: picture.originalSize, picture };
    const upload = await queries.uploadById(this.db, id);
    if (upload?.ownerId !== ownerId) return undefined;
    return { offset: upload.received, length: upload.length, picture: null };
  }

  /**
   * Takes the next part; the last one makes the picture whole, which is then remade and kept.
   * @throws Refusal `WrongOffset`, 409 `picture-id-reused`, and those of a picture that is none
   */
  async append(ownerId: string, id: string, part: Part): Promise<Progress> {
    if (part.length > mostBytes) throw tooLarge(part.length);
    if (!part.length) throw empty();
    const before = (await this.progress(ownerId, id)) ?? (await this.begin(ownerId, id, part.length));
    if (before.length !== part.length) throw pictureIdReused();
    if (before.picture) return before;
    const after = await this.received(ownerId, id, part);
    if (after < part.length) return { offset: after, length: part.length, picture: null };
    return this.finish(ownerId, id);
  }

  /** Forgets, with their parts, uploads that began more than a day before; tells how many. */
  forget(em: EntityManager, now: Date): Promise<number> {
    return queries.deleteUploadsBefore(em, new Date(now.getTime() - day));
  }

  private async begin(ownerId: string, id: string, length: number): Promise<Progress> {
    if (await queries.pictureById(this.db, id)) throw pictureIdReused();
    const upload = { id, ownerId, length, at: this.clock.now(), others: mostUnfinished - 1 };
    await this.db.transaction((em) => queries.beginUpload(em, upload));
    const begun = await this.progress(ownerId, id);
    if (!begun) throw pictureIdReused();
    return begun;
  }

  /** How much has come with this part; one that came before counts once. */
  private async received(ownerId: string, id: string, { offset, length, bytes }: Part): Promise<number> {
    const grown = bytes.length ? await queries.appendPart(this.db, { id, ownerId, start: offset, bytes }) : undefined;
    if (grown !== undefined) return grown;
    const upload = await queries.uploadById(this.db, id);
    // Another request with the last part was faster: the picture is whole.
    if (!upload) return length;
    const { received } = upload;
    const isThere = bytes.length ? await queries.hasPart(this.db, { id, start: offset, bytes }) : offset === received;
    if (!isThere) throw new WrongOffset({ offset: received, length });
    return received;
  }

  /** A picture that proves to be none is forgotten; one that only found the server busy may be asked for again. */
  private async finish(ownerId: string, id: string): Promise<Progress> {
    const bytes = Buffer.concat(await queries.partsOf(this.db, id));
    try {
      const picture = bytes.length ? await this.pictures.keep(ownerId, id, bytes) : undefined;
      const kept = picture ?? (await this.pictures.own(ownerId, id));
      if (!kept) throw pictureIdReused();
      return { offset: kept.originalSize, length: kept.originalSize, picture: kept };
    } catch (error) {
      if (error instanceof Refusal && error.kind !== 'unavailable') await queries.deleteUpload(this.db, id);
      throw error;
    }
  }
}
