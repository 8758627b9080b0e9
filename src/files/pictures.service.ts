import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock';
import { sha256 } from '../kernel/random';
import { Refusal, words } from '../kernel/refusal';
import * as queries from './files.queries';
import type { KeptRow } from './files.queries';
import { type PictureForm, remake } from './remake';
import { StoredFiles } from './stored-files.service';

export type { KeptRow as KeptPicture } from './files.queries';

/** A screenshot stays readable at this size and takes some 100 kB. */
const form: PictureForm = { type: 'webp', most: 1280 };

/** A phone on a bad network sends the picture first and what stands on it later. */
const keptUntaken = 30 * 24 * 3_600_000;

/** Pictures of somebody, under ids that the sender made; kept remade, never as they came. */
@Injectable()
export class Pictures {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly files: StoredFiles,
  ) {}

  /** A whole picture of this owner; undefined when there is none under the id, or it is somebody else's. */
  async own(ownerId: string, id: string): Promise<KeptRow | undefined> {
    const kept = await queries.pictureById(this.db, id);
    return kept?.ownerId === ownerId ? kept : undefined;
  }

  /**
   * The picture under this id if it is the same one, sent again; undefined when the id is free.
   * @throws Refusal 409 `picture-id-reused`
   */
  async same(ownerId: string, id: string, bytes: Buffer): Promise<KeptRow | undefined> {
    const kept = await queries.pictureById(this.db, id);
    if (!kept) return undefined;
    if (kept.ownerId !== ownerId || !kept.originalHash.equals(sha256(bytes))) throw pictureIdReused();
    return kept;
  }

  /**
   * Remakes and keeps a picture. Sent again under the same id it changes nothing.
   * @throws Refusal 409 `picture-id-reused`, those of `remake`
   */
  async keep(ownerId: string, id: string, bytes: Buffer): Promise<KeptRow> {
    const before = await this.same(ownerId, id, bytes);
    if (before) return before;
    const { files, look, strip } = await remake(bytes, [form]);
    const [file] = files;
    if (!file) throw new Error('remade nothing');
    const original = { originalHash: sha256(bytes), originalSize: bytes.length };
    await this.db.transaction(async (em) => {
      const fileHash = await this.files.put(em, file);
      const row = { id, ownerId, fileHash, ...original, look, strip, at: this.clock.now() };
      if (!(await queries.insertPicture(em, row))) await this.files.erase(em, [fileHash]);
      await queries.deleteUpload(em, id);
    });
    return this.keep(ownerId, id, bytes);
  }

  /**
   * Takes an own picture in the caller's transaction, for one thing that from then on stands on it.
   * @throws Refusal 422 `picture-missing`, 409 `picture-taken`
   */
  async take(em: EntityManager, ownerId: string, id: string): Promise<void> {
    if (await queries.takePicture(em, ownerId, id)) return;
    throw (await this.own(ownerId, id)) ? pictureTaken() : pictureMissing();
  }

  /** The file of a picture, of anybody: the caller decides who may see it. */
  async read(id: string): Promise<{ type: string; bytes: Buffer } | undefined> {
    const kept = await queries.pictureById(this.db, id);
    return kept && this.files.read(kept.fileHash);
  }

  /** Forgets pictures on which nothing has come to stand for 30 days; tells how many. */
  async forgetUntaken(em: EntityManager, now: Date): Promise<number> {
    const ids = await queries.untakenBefore(em, new Date(now.getTime() - keptUntaken));
    await this.erase(em, ids);
    return ids.length;
  }

  /** Erases pictures, to which nothing may refer any more, and the files that were only theirs. */
  async erase(em: EntityManager, ids: string[]): Promise<void> {
    await this.files.erase(em, await queries.deletePictures(em, ids));
  }
}

function pictureTaken(): Refusal {
  const sentence = words(
    'Gambar ini sudah menjadi bukti sebaran lain. Unggah tangkapan layar dari sebaran ini.',
    'This picture is evidence of another share already. Upload a screenshot of this share.',
  );
  return new Refusal('conflict', 'picture-taken', sentence, { fields: [{ field: 'pictureId', words: sentence }] });
}

function pictureMissing(): Refusal {
  const sentence = words(
    'Gambarnya belum sampai. Kirim gambarnya sekali lagi, lalu catat sebarannya.',
    'The picture has not arrived. Send the picture again, then log the share.',
  );
  return new Refusal('invalid', 'picture-missing', sentence, { fields: [{ field: 'pictureId', words: sentence }] });
}

export function pictureIdReused(): Refusal {
  return new Refusal(
    'conflict',
    'picture-id-reused',
    words(
      'Nomor gambar ini sudah dipakai untuk gambar lain. Pilih gambarnya sekali lagi, lalu kirim.',
      'The id of this picture is used by another one. Choose the picture once more and send it.',
    ),
  );
}
