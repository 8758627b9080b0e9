import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { SignedIn } from './stand';

export interface MadeRequest {
  method: 'GET' | 'PUT';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Makes the next request; no two are alike, whichever server they go to. */
export type RequestMaker = () => MadeRequest;

/** The address asked for by one signed-in person after the other. */
export function pageRequests(path: string, people: SignedIn[]): RequestMaker {
  let turn = 0;
  return () => {
    const cookie = people[turn++ % people.length]?.cookie ?? '';
    return { method: 'GET', path, headers: { cookie } };
  };
}

const statementChannels = [
  ...['whatsapp_status', 'whatsapp_group', 'facebook_story', 'instagram_story', 'face_to_face', 'notice_board'],
  ...['office_account', 'public_answer', 'hoax_report'],
];

/**
 * Shares that nobody has logged yet: one person after the other, items and channels mixed, one in ten with a link of X
 * that was never used. Throws when everything has been shared.
 */
export async function shareRequests(db: Client, people: SignedIn[]): Promise<RequestMaker> {
  const { rows: posts } = await db.query<{ id: string }>(
    `SELECT id FROM post WHERE everybody AND share_from < $1 AND share_until > $1::timestamptz + interval '1 hour'`,
    [new Date()],
  );
  const kinds = posts.flatMap(({ id }) => ['x', ...statementChannels].map((channel) => ({ postId: id, channel })));
  const taken = await takenSlots(db, people, posts);
  let turn = 0;
  return () => {
    for (; turn < people.length * kinds.length;) {
      const [place, round] = [turn % people.length, Math.floor(turn / people.length)];
      turn++;
      const [person, kind] = [people[place], kinds[(round + place * 7) % kinds.length]];
      if (person && kind && !taken.has(slot(person.personId, kind))) return shareRequest(person, kind, turn);
    }
    throw new Error('Every signed-in person has shared every open item on every channel');
  };
}

interface Kind {
  postId: string;
  channel: string;
}

async function takenSlots(db: Client, people: SignedIn[], posts: { id: string }[]): Promise<Set<string>> {
  const { rows } = await db.query<{ personId: string } & Kind>(
    `SELECT person_id AS "personId", post_id AS "postId", channel FROM share
     WHERE person_id = ANY($1::uuid[]) AND post_id = ANY($2::uuid[])`,
    [people.map(({ personId }) => personId), posts.map(({ id }) => id)],
  );
  return new Set(rows.map((row) => slot(row.personId, row)));
}

const slot = (personId: string, { postId, channel }: Kind) => `${personId} ${postId} ${channel}`;

function shareRequest({ cookie }: SignedIn, { postId, channel }: Kind, turn: number): MadeRequest {
  const now = new Date();
  const evidence =
    channel === 'x'
      ? { text: linkOfX(now, turn) }
      : { statement: `Disampaikan kepada warga pada pertemuan ke-${turn}.` };
  return {
    method: 'PUT',
    path: `/api/v1/shares/${randomUUID()}`,
    headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ postId, channel, ...evidence, sharedAt: now.toISOString() }),
  };
}

/** The ids of X begin with the moment of the post; the rest of the bits make each link another one. */
function linkOfX(now: Date, turn: number): string {
  const id = (BigInt(now.getTime() - 60_000) - 1288834974657n) * 4_194_304n + BigInt(turn % 4_194_304);
  return `https://x.com/i/web/status/${id}`;
}
