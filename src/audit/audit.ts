import type { EntityManager } from 'typeorm';
import { insertAudit } from './audit.queries';

export interface AuditRecord {
  at: Date;
  /** Person id of who acted; null: the program itself or the command line. */
  actorId: string | null;
  /** A verb of `access/actions.ts`, or a job's name. */
  verb: string;
  /** The thing's table, e.g. `post`. */
  subject: string;
  subjectId: string;
  before?: unknown;
  after?: unknown;
}

/** Writes to the audit trail inside the caller's transaction: the act and its record exist together or not at all. */
export async function record(em: EntityManager, ...records: AuditRecord[]): Promise<void> {
  if (records.length) await insertAudit(em, records);
}
