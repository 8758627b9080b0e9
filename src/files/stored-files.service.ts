import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock';
import { sha256 } from '../kernel/random';
import { deleteFiles, factsByHash, fileByHash, insertFile, partByHash } from './files.queries';

const foreignKey = '23503';
const pieceSize = 512 * 1024;

/** Files by what they are: put, read and erased by their SHA-256. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Keeps the bytes in the caller's transaction, which must refer to them before it ends. Returns their hash. */
  async put(em: EntityManager, file: { type: string; bytes: Buffer }): Promise<Buffer> {
    const hash = sha256(file.bytes);
    await insertFile(em, { hash, ...file, at: this.clock.now() });
    return hash;
  }

  read(hash: Buffer): Promise<{ type: string; bytes: Buffer } | undefined> {
    return fileByHash(this.db, hash);
  }

  /** Type and length of a file, without reading it. */
  about(hash: Buffer): Promise<{ type: string; size: number } | undefined> {
    return factsByHash(this.db, hash);
  }

  /** The bytes from one place to another (inclusive), piece by piece, so that a long file takes little memory. */
  async *pieces(hash: Buffer, { first, last }: { first: number; last: number }): AsyncGenerator<Buffer> {
    for (let from = first; from <= last; from += pieceSize) {
      const length = Math.min(pieceSize, last - from + 1);
      const bytes = await partByHash(this.db, hash, { from, length });
      if (bytes?.length !== length) throw new Error('a stored file ended early');
      yield bytes;
    }
  }

  /** Erases files in the caller's transaction; those that any table still refers to stay. */
  async erase(em: EntityManager, hashes: Buffer[]): Promise<void> {
    if (!hashes.length) return;
    try {
      await em.transaction((inner) => deleteFiles(inner, hashes));
    } catch (error) {
      if ((error as { code?: string }).code !== foreignKey) throw error;
      const half = Math.ceil(hashes.length / 2);
      if (hashes.length === 1) return;
      await this.erase(em, hashes.slice(0, half));
      await this.erase(em, hashes.slice(half));
    }
  }
}
