import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';

export interface NewMedium {
  id: string;
  postId: string;
  kind: 'picture' | 'video';
  alt: string;
  fileHash: Buffer;
  size: number;
  previewHash: Buffer | null;
  width: number | null;
  height: number | null;
  byId: string | null;
  at: Date;
}

/** Adds a picture or video as the last one; false when the same file is there already. */
export async function insertMedium(em: EntityManager, medium: NewMedium): Promise<boolean> {
  const rows: unknown[] = await em.query(
    `INSERT INTO post_media (id, post_id, kind, position, alt, file_hash, size, preview_hash, width, height, by_id, at)
     VALUES ($1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM post_media WHERE post_id = $2),
       $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (post_id, file_hash) DO NOTHING RETURNING id`,
    [
      ...[medium.id, medium.postId, medium.kind, medium.alt, medium.fileHash, medium.size, medium.previewHash],
      ...[medium.width, medium.height, medium.byId, medium.at],
    ],
  );
  return rows.length === 1;
}

export async function updateAlt(em: EntityManager, id: string, alt: string): Promise<void> {
  await em.query('UPDATE post_media SET alt = $2 WHERE id = $1', [id, alt]);
}

/** Numbers them anew, in the order of the ids. */
export async function updateOrder(em: EntityManager, ids: string[]): Promise<void> {
  await em.query(
    `UPDATE post_media m SET position = o.position FROM unnest($1::uuid[]) WITH ORDINALITY AS o(id, position)
     WHERE m.id = o.id`,
    [ids],
  );
}

/** Takes one away and answers the hashes of its files. */
export async function deleteMedium(em: EntityManager, id: string): Promise<Buffer[]> {
  const [rows] = (await em.query('DELETE FROM post_media WHERE id = $1 RETURNING file_hash, preview_hash', [id])) as [
    { file_hash: Buffer; preview_hash: Buffer | null }[],
    number,
  ];
  return rows.flatMap((row) => [row.file_hash, row.preview_hash]).filter((hash) => hash !== null);
}

export interface MediumFile {
  postId: string;
  kind: 'picture' | 'video';
  fileHash: Buffer;
  previewHash: Buffer | null;
}

const oneMedium = {
  name: 'post-medium',
  text: `SELECT post_id AS "postId", kind, file_hash AS "fileHash", preview_hash AS "previewHash"
    FROM post_media WHERE id = $1`,
};

export async function selectMedium(db: DataSource, id: string): Promise<MediumFile | undefined> {
  return (await prepared<MediumFile>(db, oneMedium, [id]))[0];
}
