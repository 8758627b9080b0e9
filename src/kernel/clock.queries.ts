import type { DataSource } from 'typeorm';

/** The one place that reads the database's clock; every other statement is given its moments. */
export async function momentOfDatabase(db: DataSource): Promise<Date> {
  const [row] = await db.query<[{ moment: Date }]>('SELECT clock_timestamp() AS moment');
  return row.moment;
}
