import type { Pool, QueryConfig } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

/** A statement that the server parses and plans once per connection: for the hot paths. */
export interface Prepared {
  /** Unique in the program. */
  name: string;
  text: string;
}

/** Runs a prepared statement on the pool or, given a manager, inside its transaction. */
export async function prepared<Row>(
  db: DataSource | EntityManager,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> {
  const query: QueryConfig = { ...statement, values };
  if (db instanceof DataSource) {
    const { master } = db.driver as unknown as { master: Pool };
    return (await master.query(query)).rows as Row[];
  }
  if (!db.queryRunner) return prepared(db.connection, statement, values);
  const client = (await db.queryRunner.connect()) as { query(config: QueryConfig): Promise<{ rows: Row[] }> };
  return (await client.query(query)).rows;
}
