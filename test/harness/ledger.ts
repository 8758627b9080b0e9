import type { Client } from 'pg';
import type { MadeRequest } from '../bench/requests';
import type { Diary } from './outbox';

interface Row {
  id: string;
  postId: string;
  channel: string;
  statement: string | null;
  pasted: string | null;
  sharedAt: Date;
  audits: number;
  links: number;
}

interface Sent {
  postId: string;
  channel: string;
  text?: string;
  statement?: string;
  sharedAt: string;
}

/** What the database says against what the phones were told: every sentence is a failure. */
export async function compareWithLedger(db: Client, diary: Diary, seeded: number): Promise<string[]> {
  const ids = [...diary.acknowledged.keys()];
  const { rows } = await db.query<Row>(written, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  const lost = ids.filter((id) => !found.has(id));
  const changed = rows.filter((row) => !isAsSent(row, diary.acknowledged.get(row.id)));
  const total = await countShares(db);
  const twice = (await db.query(double)).rowCount ?? 0;
  return [
    ...diary.wrong,
    ...(lost.length ? [`${lost.length} acknowledged shares are lost, e.g. ${lost[0]}`] : []),
    ...(changed.length ? [`${changed.length} shares are not as sent: ${JSON.stringify(changed[0])}`] : []),
    ...(total === seeded + ids.length ? [] : [`${total - seeded} shares were written, ${ids.length} acknowledged`]),
    ...(twice ? [`${twice} places hold more than one share`] : []),
  ];
}

/** All shares, of whatever state. */
export async function countShares(db: Client): Promise<number> {
  return (await db.query<{ all: number }>('SELECT count(*)::integer AS all FROM share')).rows[0]?.all ?? 0;
}

/** The share with its one audit row and its one link, if it has one, says what was sent. */
function isAsSent(row: Row, request: MadeRequest | undefined): boolean {
  const sent = JSON.parse(request?.body ?? '{}') as Sent;
  const isSame = row.postId === sent.postId && row.channel === sent.channel;
  const saysSame = row.statement === (sent.statement ?? null) && row.pasted === (sent.text ?? null);
  const isThen = row.sharedAt.toISOString() === sent.sharedAt;
  return isSame && saysSame && isThen && row.audits === 1 && row.links === (sent.text ? 1 : 0);
}

const written = `
  SELECT s.id, s.post_id AS "postId", s.channel, s.statement, s.pasted, s.shared_at AS "sharedAt",
    (SELECT count(*)::integer FROM audit_entry a WHERE a.subject = 'share' AND a.subject_id = s.id::text) AS audits,
    (SELECT count(*)::integer FROM used_link u WHERE u.share_id = s.id) AS links
  FROM share s WHERE s.id = ANY($1::uuid[])`;

const double = `
  SELECT person_id FROM share WHERE state <> 'withdrawn' GROUP BY person_id, post_id, channel HAVING count(*) > 1`;
