import type { EntityManager } from 'typeorm';
import { insertShare, type NewShare } from '../../src/shares/recording.queries';
import { shareById } from '../../src/shares/shares.queries';
import { actorOfToken } from '../../src/signin/sessions.queries';

/** A prepared statement of the program, with the name of the field that each parameter is. */
export interface RecordedStatement {
  name: string;
  text: string;
  fields: string[];
}

export interface RecordedStatements {
  session: RecordedStatement;
  insert: RecordedStatement;
  standing: RecordedStatement;
}

/** The statements of the hot paths as the program really sends them, so that the bare server cannot fall behind. */
export async function recordStatements(): Promise<RecordedStatements> {
  const named = <T>(fields: string[]) => Object.fromEntries(fields.map((field) => [field, field])) as T;
  const share = named<NewShare>([
    ...['id', 'personId', 'postId', 'channel', 'linkUrl', 'linkKey', 'linkPostedAt', 'statement', 'pasted'],
    ...['sharedAt', 'receivedAt', 'businessDate', 'keys', 'state', 'hints'],
  ]);
  const key = named<{ tokenHash: Buffer; today: string; now: Date }>(['tokenHash', 'today', 'now']);
  return {
    session: await record((db) => actorOfToken(db as never, 'session', key)),
    insert: await record((db) => insertShare(db, share)),
    standing: await record((db) => shareById(db, 'id')),
  };
}

async function record(ask: (db: EntityManager) => Promise<unknown>): Promise<RecordedStatement> {
  const seen: RecordedStatement[] = [];
  const client = {
    query: ({ name, text, values }: { name: string; text: string; values: unknown[] }) => {
      if (!values.every((value) => typeof value === 'string')) throw new Error(`${name} has a parameter of its own`);
      seen.push({ name, text, fields: values });
      return Promise.resolve({ rows: [] });
    },
  };
  await ask({ queryRunner: { connect: () => Promise.resolve(client) } } as unknown as EntityManager);
  if (seen.length !== 1 || !seen[0]) throw new Error(`expected one statement, saw ${seen.length}`);
  return seen[0];
}
