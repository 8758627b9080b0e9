import type { DataSource, EntityManager } from 'typeorm';

export interface Proof {
  pictureId: string;
  /** Whose share it proves. */
  personId: string;
}

/** The pictures of a share in the order they were added. */
export async function proofsOf(db: DataSource, shareId: string): Promise<Proof[]> {
  return db.query(
    `SELECT e.picture_id AS "pictureId", s.person_id AS "personId" FROM share_evidence e JOIN share s ON s.id = e.share_id
     WHERE e.share_id = $1 ORDER BY e.at, e.picture_id`,
    [shareId],
  );
}

/** How many pictures each of the shares has; those without any are not named. */
export async function countPictures(db: DataSource, shareIds: string[]): Promise<{ shareId: string; count: number }[]> {
  return db.query(
    `SELECT share_id AS "shareId", count(*)::integer AS count FROM share_evidence
     WHERE share_id = ANY($1::uuid[]) GROUP BY share_id`,
    [shareIds],
  );
}

/** Takes the pictures from the shares of some days, both included; answers their ids. */
export async function detachPictures(em: EntityManager, days: { from: string; until: string }): Promise<string[]> {
  const [gone] = (await em.query(
    `DELETE FROM share_evidence e USING share s
     WHERE s.id = e.share_id AND s.business_date >= $1 AND s.business_date <= $2 RETURNING e.picture_id AS id`,
    [days.from, days.until],
  )) as [{ id: string }[], number];
  return gone.map(({ id }) => id);
}
