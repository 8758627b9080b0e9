import type { EntityManager } from 'typeorm';
import type { AuditRecord } from './audit';

/** Adds rows to the trail, with one statement for any number of them. */
export async function insertAudit(em: EntityManager, records: AuditRecord[]): Promise<void> {
  await em.query(
    `INSERT INTO audit_entry (at, actor_id, verb, subject, subject_id, before, after)
     SELECT r.at, r."actorId", r.verb, r.subject, r."subjectId", r.before, r.after
     FROM jsonb_to_recordset($1::jsonb) AS r(at timestamptz, "actorId" uuid, verb text, subject text, "subjectId" text,
       before jsonb, after jsonb)`,
    [JSON.stringify(records)],
  );
}
