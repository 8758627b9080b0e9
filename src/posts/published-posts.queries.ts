import type { DataSource, EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';
import type { PostContent } from './post-content.rules';
import type { PostMedium, PostState } from './post.rules';

export interface PublishedRow extends PostContent {
  id: string;
  code: string;
  unitCode: string;
  unitName: string;
  audienceCodes: string[];
  state: 'published' | 'withdrawn';
  publishedAt: Date;
  changedAt: Date;
  media: PostMedium[];
}

/** The pictures and the video of post `p`, in their order. */
export const mediaOf = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'alt', m.alt,
    'width', m.width, 'height', m.height, 'size', m.size) ORDER BY m.position, m.id), '[]')
  FROM post_media m WHERE m.post_id = p.id) AS media`;

const version = { name: 'posts-version', text: 'SELECT version FROM posts_version' };

/** How often posts were changed so far: while it stands still, what is in memory is right. */
export async function selectPostsVersion(db: DataSource): Promise<string> {
  const [row] = await prepared<{ version: string }>(db, version, []);
  return row?.version ?? '0';
}

/** Every published or withdrawn post, newest first, and the version they belong to, of one moment. */
export async function selectPublished(db: DataSource): Promise<{ version: string; posts: PublishedRow[] }> {
  const rows: (PublishedRow & { version: string; id: string | null })[] = await db.query(
    `SELECT v.version, p.id, p.code, p.title, p.program, p.unit_id AS "unitId", u.code AS "unitCode",
       u.name AS "unitName", p.narrative, p.source_url AS "sourceUrl", p.captions,
       p.official_links AS "officialLinks", p.official_keys AS "officialKeys", p.everybody, p.audience,
       ARRAY(SELECT a.code FROM unit a WHERE a.id = ANY(p.audience) ORDER BY a.code) AS "audienceCodes",
       p.share_from AS "shareFrom", p.share_until AS "shareUntil", p.state, p.published_at AS "publishedAt",
       p.changed_at AS "changedAt", ${mediaOf}
     FROM posts_version v
     LEFT JOIN (post p JOIN unit u ON u.id = p.unit_id) ON p.state IN ('published', 'withdrawn')
     ORDER BY p.published_at DESC, p.id`,
  );
  const posts = rows
    .filter(({ id }) => id !== null)
    .map((row) => {
      const { version: _, ...post } = row;
      return post;
    });
  return { version: rows[0]?.version ?? '0', posts };
}

/** Holds back every other change of a post until this transaction ends, so that what an import compares stays true. */
export async function lockPosts(em: EntityManager): Promise<void> {
  await em.query('SELECT version FROM posts_version FOR UPDATE');
}

export interface ImportedPost extends PostContent {
  id: string;
  code: string;
  unitPath: number[];
  state: PostState;
  /** Written in Gaung by a person, not imported. */
  authored: boolean;
  /** Somebody has logged a share of it. */
  shared: boolean;
}

/** The posts with these codes, to be compared with a file. */
export async function selectByCodes(em: EntityManager, codes: string[]): Promise<ImportedPost[]> {
  return em.query(
    `SELECT p.id, p.code, p.title, p.program, p.unit_id AS "unitId", u.path AS "unitPath", p.narrative,
       p.source_url AS "sourceUrl", p.captions, p.official_links AS "officialLinks",
       p.official_keys AS "officialKeys", p.everybody, p.audience, p.share_from AS "shareFrom",
       p.share_until AS "shareUntil", p.state, p.author_id IS NOT NULL AS authored,
       EXISTS (SELECT FROM share s WHERE s.post_id = p.id) AS shared
     FROM post p JOIN unit u ON u.id = p.unit_id WHERE p.code = ANY($1)`,
    [codes],
  );
}

export interface PostToImport extends PostContent {
  id: string;
  code: string;
}

/** Writes published posts, published at the beginning of their window; one that exists by its code is overwritten. */
export async function upsertPublished(em: EntityManager, posts: PostToImport[], at: Date): Promise<void> {
  await em.query(
    `INSERT INTO post (id, code, title, program, unit_id, narrative, source_url, captions, official_links,
       official_keys, everybody, audience, share_from, share_until, state, published_at, changed_at)
     SELECT r.id, r.code, r.title, r.program, r."unitId", r.narrative, r."sourceUrl", r.captions, r."officialLinks",
       r."officialKeys", r.everybody, r.audience, r."shareFrom", r."shareUntil", 'published', r."shareFrom", $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, code text, title text, program text, "unitId" integer,
       narrative text, "sourceUrl" text, captions text[], "officialLinks" text[], "officialKeys" text[],
       everybody boolean, audience integer[], "shareFrom" timestamptz, "shareUntil" timestamptz)
     ON CONFLICT (code) DO UPDATE SET title = excluded.title, program = excluded.program, unit_id = excluded.unit_id,
       narrative = excluded.narrative, source_url = excluded.source_url, captions = excluded.captions,
       official_links = excluded.official_links, official_keys = excluded.official_keys,
       everybody = excluded.everybody, audience = excluded.audience, share_from = excluded.share_from,
       share_until = excluded.share_until, published_at = excluded.published_at, changed_at = excluded.changed_at`,
    [JSON.stringify(posts), at],
  );
}
