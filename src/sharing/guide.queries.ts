import type { DataSource } from 'typeorm';
import { prepared } from '../database/prepared';

const reading = { name: 'guide-reading', text: 'SELECT true AS read FROM guide_reading WHERE person_id = $1' };

export async function hasReading(db: DataSource, personId: string): Promise<boolean> {
  return (await prepared(db, reading, [personId])).length > 0;
}

/** The first reading stays as it was. */
export async function insertReading(db: DataSource, personId: string, at: Date): Promise<void> {
  await db.query('INSERT INTO guide_reading (person_id, at) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING', [
    personId,
    at,
  ]);
}
