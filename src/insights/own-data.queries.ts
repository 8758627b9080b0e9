import type { DataSource } from 'typeorm';
import type { Day, Month } from '../kernel/wita';

const channels = `
  SELECT s.channel, count(*)::integer AS shares FROM share_standing s
  WHERE s.person_id = $1 AND s.business_date >= $2::date AND s.business_date <= $3::date AND s.state <> 'withdrawn'
    AND s.reason IS NULL GROUP BY s.channel`;

/** A person's counting shares of some days by channel: for that person's eyes only. */
export async function ownChannels(
  db: DataSource,
  personId: string,
  days: { from: Day; until: Day },
): Promise<Record<string, number>> {
  const rows: { channel: string; shares: number }[] = await db.query(channels, [personId, days.from, days.until]);
  return Object.fromEntries(rows.map(({ channel, shares }) => [channel, shares]));
}

/** Everything of a person that the program keeps as rows of that person; moments in ISO 8601. */
export interface OwnData {
  name: string;
  titleBefore: string;
  titleAfter: string;
  numbers: { number: string; kind: string }[];
  memberships: { unit: string; employment: string; position: string; from: Day; until: Day | null }[];
  leave: { kind: string; from: Day; until: Day }[];
  shares: OwnShare[];
  appeals: OwnAppeal[];
  results: OwnResult[];
  /** Who else looked at the pictures of the shares. */
  looks: { at: string; by: string | null; share: string; post: string }[];
}
interface OwnShare {
  id: string;
  post: string;
  channel: string;
  link: string | null;
  statement: string | null;
  sharedAt: string;
  receivedAt: string;
  state: string;
  verdicts: { verdict: string; reason: string; at: string }[];
}
interface OwnAppeal {
  month: Month;
  kind: string;
  text: string;
  filedAt: string;
  dueOn: Day;
  decision: string | null;
  reason: string;
  decidedAt: string | null;
}
interface OwnResult {
  month: Month;
  version: number;
  target: number;
  counted: number;
  achievement: number | null;
  exempt: boolean;
}

const everything = `
  SELECT h.name, h.title_before AS "titleBefore", h.title_after AS "titleAfter",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'kind', n.kind) ORDER BY n.number), '[]')
     FROM person_number n WHERE n.person_id = h.id) AS numbers,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('unit', u.name, 'employment', m.employment_type,
       'position', m.position, 'from', m.starts_on, 'until', m.ends_on) ORDER BY m.starts_on DESC), '[]')
     FROM membership m JOIN unit u ON u.id = m.unit_id WHERE m.person_id = h.id) AS memberships,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'from', l.starts_on, 'until', l.ends_on)
       ORDER BY l.starts_on DESC), '[]')
     FROM leave l WHERE l.person_id = h.id) AS leave,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'post', p.title, 'channel', s.channel,
       'link', s.link_url, 'statement', s.statement, 'sharedAt', s.shared_at, 'receivedAt', s.received_at,
       'state', s.state, 'verdicts', (
         SELECT coalesce(jsonb_agg(jsonb_build_object('verdict', v.verdict, 'reason', v.reason, 'at', v.at)
           ORDER BY v.id), '[]') FROM verdict v WHERE v.share_id = s.id)) ORDER BY s.shared_at DESC, s.id), '[]')
     FROM share s JOIN post p ON p.id = s.post_id WHERE s.person_id = h.id) AS shares,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('month', a.month, 'kind', a.kind, 'text', a.text,
       'filedAt', a.filed_at, 'dueOn', a.due_on, 'decision', a.decision, 'reason', a.reason,
       'decidedAt', a.decided_at) ORDER BY a.filed_at DESC), '[]')
     FROM appeal a WHERE a.person_id = h.id) AS appeals,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('month', r.month, 'version', r.version, 'target', r.target,
       'counted', r.counted, 'achievement', r.achievement, 'exempt', r.exempt) ORDER BY r.month DESC, r.version), '[]')
     FROM person_result r WHERE r.person_id = h.id) AS results,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'by', b.name, 'share', s.id, 'post', p.title)
       ORDER BY e.id DESC), '[]')
     FROM share s JOIN post p ON p.id = s.post_id
       JOIN audit_entry e ON e.subject = 'share' AND e.subject_id = s.id::text AND e.verb = 'evidence.look'
       LEFT JOIN person b ON b.id = e.actor_id
     WHERE s.person_id = h.id) AS looks
  FROM person h WHERE h.id = $1`;

/** What is kept about a person; undefined for nobody. */
export async function ownData(db: DataSource, personId: string): Promise<OwnData | undefined> {
  const rows: OwnData[] = await db.query(everything, [personId]);
  return rows[0];
}
