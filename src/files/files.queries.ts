import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';

type Db = DataSource | EntityManager;

export interface FileRow {
  hash: Buffer;
  type: string;
  bytes: Buffer;
  at: Date;
}

const file = {
  name: 'keep-file',
  // Updating what is there already locks it: nobody erases it before it is referred to.
  text: `INSERT INTO stored_file (hash, type, size, bytes, created_at) VALUES ($1, $2, octet_length($3::bytea), $3, $4)
    ON CONFLICT (hash) DO UPDATE SET type = EXCLUDED.type`,
};

/** Keeps a file once, however often it comes. */
export async function insertFile(em: EntityManager, { hash, type, bytes, at }: FileRow): Promise<void> {
  await prepared(em, file, [hash, type, bytes, at]);
}

const oneFile = { name: 'read-file', text: 'SELECT type, bytes FROM stored_file WHERE hash = $1' };

export async function fileByHash(db: Db, hash: Buffer): Promise<{ type: string; bytes: Buffer } | undefined> {
  return (await prepared<{ type: string; bytes: Buffer }>(db, oneFile, [hash]))[0];
}

const fileFacts = { name: 'file-facts', text: 'SELECT type, size FROM stored_file WHERE hash = $1' };

export async function factsByHash(db: Db, hash: Buffer): Promise<{ type: string; size: number } | undefined> {
  return (await prepared<{ type: string; size: number }>(db, fileFacts, [hash]))[0];
}

const filePart = {
  name: 'read-file-part',
  text: 'SELECT substring(bytes FROM $2::integer FOR $3::integer) AS bytes FROM stored_file WHERE hash = $1',
};

/** A stretch of a file; the database reads no more than that. */
export async function partByHash(db: Db, hash: Buffer, { from, length }: { from: number; length: number }) {
  return (await prepared<{ bytes: Buffer }>(db, filePart, [hash, from + 1, length]))[0]?.bytes;
}

/** Deletes files by their hashes; a table that still refers to one of them makes it fail (23503). */
export async function deleteFiles(em: EntityManager, hashes: Buffer[]): Promise<void> {
  await em.query('DELETE FROM stored_file WHERE hash = ANY($1::bytea[])', [hashes]);
}

export interface PictureRow {
  id: string;
  ownerId: string;
  fileHash: Buffer;
  originalHash: Buffer;
  originalSize: number;
  look: bigint;
  strip: bigint;
  at: Date;
}

/** False when the id is taken. */
export async function insertPicture(em: EntityManager, row: PictureRow): Promise<boolean> {
  const rows: unknown[] = await em.query(
    `INSERT INTO picture (id, owner_id, file_hash, original_hash, original_size, look, strip, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      ...[row.id, row.ownerId, row.fileHash, row.originalHash, row.originalSize],
      ...[String(row.look), String(row.strip), row.at],
    ],
  );
  return rows.length === 1;
}

export interface KeptRow {
  id: string;
  ownerId: string;
  fileHash: Buffer;
  originalHash: Buffer;
  originalSize: number;
  at: Date;
}

const onePicture = {
  name: 'picture',
  text: `SELECT id, owner_id AS "ownerId", file_hash AS "fileHash", original_hash AS "originalHash",
      original_size AS "originalSize", created_at AS at
    FROM picture WHERE id = $1`,
};

export async function pictureById(db: Db, id: string): Promise<KeptRow | undefined> {
  return (await prepared<KeptRow>(db, onePicture, [id]))[0];
}

/** Marks an own picture as taken; false when it is none of the owner's, or taken already. */
export async function takePicture(em: EntityManager, ownerId: string, id: string): Promise<boolean> {
  const [, count] = (await em.query(
    'UPDATE picture SET taken = true WHERE id = $2 AND owner_id = $1 AND NOT taken RETURNING id',
    [ownerId, id],
  )) as [unknown, number];
  return count === 1;
}

/** The pictures on which nothing stands, sent before a moment. */
export async function untakenBefore(em: EntityManager, before: Date): Promise<string[]> {
  const rows: { id: string }[] = await em.query('SELECT id FROM picture WHERE NOT taken AND created_at < $1', [before]);
  return rows.map(({ id }) => id);
}

/** Deletes pictures by id and answers the hashes of their files that no picture uses any more. */
export async function deletePictures(em: EntityManager, ids: string[]): Promise<Buffer[]> {
  const [gone] = (await em.query('DELETE FROM picture WHERE id = ANY($1::uuid[]) RETURNING file_hash AS hash', [
    ids,
  ])) as [{ hash: Buffer }[], number];
  const rows: { hash: Buffer }[] = await em.query(
    `SELECT DISTINCT f.hash FROM unnest($1::bytea[]) AS f(hash)
     WHERE NOT EXISTS (SELECT 1 FROM picture p WHERE p.file_hash = f.hash)`,
    [gone.map(({ hash }) => hash)],
  );
  return rows.map(({ hash }) => hash);
}

export interface UploadRow {
  ownerId: string;
  length: number;
  received: number;
}

const oneUpload = {
  name: 'picture-upload',
  text: 'SELECT owner_id AS "ownerId", length, received FROM picture_upload WHERE id = $1',
};

export async function uploadById(db: Db, id: string): Promise<UploadRow | undefined> {
  return (await prepared<UploadRow>(db, oneUpload, [id]))[0];
}

/** Begins an upload, unless it has begun; of the person's others only the newest stay. */
export async function beginUpload(
  em: EntityManager,
  upload: { id: string; ownerId: string; length: number; at: Date; others: number },
): Promise<void> {
  const { id, ownerId, length, at, others } = upload;
  await em.query(
    `INSERT INTO picture_upload (id, owner_id, length, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
    [id, ownerId, length, at],
  );
  await em.query(
    `DELETE FROM picture_upload WHERE owner_id = $1 AND id IN (SELECT id FROM picture_upload
       WHERE owner_id = $1 AND id <> $2 ORDER BY created_at DESC, id OFFSET $3)`,
    [ownerId, id, others],
  );
}

const append = {
  name: 'picture-part',
  text: `
    WITH fitting AS (
      UPDATE picture_upload SET received = received + octet_length($4::bytea)
      WHERE id = $1 AND owner_id = $2 AND received = $3 AND received + octet_length($4::bytea) <= length
      RETURNING id, received
    ), part AS (
      INSERT INTO picture_part (upload_id, start, bytes) SELECT id, $3, $4 FROM fitting
    )
    SELECT received FROM fitting`,
};

/** Adds a part that begins where the upload ends so far; undefined, with nothing written, when it does not fit. */
export async function appendPart(
  db: Db,
  part: { id: string; ownerId: string; start: number; bytes: Buffer },
): Promise<number | undefined> {
  const rows = await prepared<{ received: number }>(db, append, [part.id, part.ownerId, part.start, part.bytes]);
  return rows[0]?.received;
}

/** Whether exactly this part is there already. */
export async function hasPart(db: Db, part: { id: string; start: number; bytes: Buffer }): Promise<boolean> {
  const rows: unknown[] = await db.query(
    'SELECT 1 FROM picture_part WHERE upload_id = $1 AND start = $2 AND bytes = $3::bytea',
    [part.id, part.start, part.bytes],
  );
  return rows.length === 1;
}

/** The parts in order. */
export async function partsOf(db: Db, id: string): Promise<Buffer[]> {
  const rows: { bytes: Buffer }[] = await db.query(
    'SELECT bytes FROM picture_part WHERE upload_id = $1 ORDER BY start',
    [id],
  );
  return rows.map(({ bytes }) => bytes);
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db.query('DELETE FROM picture_upload WHERE id = $1', [id]);
}

/** Forgets uploads begun before a moment; tells how many. */
export async function deleteUploadsBefore(em: EntityManager, before: Date): Promise<number> {
  const [, count] = (await em.query('DELETE FROM picture_upload WHERE created_at < $1', [before])) as [unknown, number];
  return count;
}
