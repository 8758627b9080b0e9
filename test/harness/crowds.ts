import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { MadeRequest } from '../bench/requests';
import type { SignedIn } from '../bench/stand';

const size = 50;

interface Answer {
  status: number;
  text: string;
}

/** 50 copies of one request, at once over all servers: one is the first, and all hear the same. */
export async function sameRequestManyTimes(urls: string[], request: MadeRequest): Promise<string[]> {
  const answers = await atOnce(urls, Array<MadeRequest>(size).fill(request));
  const failures = wrongCounts('copies of one request', answers, { 201: 1, 200: size - 1 });
  const said = new Set(answers.map(({ text }) => text));
  if (said.size !== 1) failures.push(`${said.size} different answers to copies of one request`);
  return told(`${size} copies of one request at once: one 201, the others 200 with the same words`, failures);
}

/** The id of a share that exists, with another moment: refused by every server, and the share is as it was. */
export async function changedContent(urls: string[], request: MadeRequest): Promise<string[]> {
  const [before] = await atOnce(urls, [request]);
  const body = JSON.parse(request.body ?? '{}') as { sharedAt: string };
  const sharedAt = new Date(new Date(body.sharedAt).getTime() - 60_000).toISOString();
  const changed = { ...request, body: JSON.stringify({ ...body, sharedAt }) };
  const answers = await atOnce(urls, Array<MadeRequest>(urls.length).fill(changed));
  const failures = wrongCounts('other contents under one id', answers, { 409: urls.length });
  const other = answers.find(({ text }) => !text.includes('"share-id-reused"'));
  if (other) failures.push(`the refusal of another content reads ${other.text}`);
  const [after] = await atOnce(urls, [request]);
  if (after?.text !== before?.text) failures.push('a refused content changed the share');
  return told('the same id with another content: 409, nothing changed', failures);
}

/** 50 people report one link at once: one gets it. */
export async function manyOfOneLink(urls: string[], db: Client, people: SignedIn[]): Promise<string[]> {
  const text = 'https://www.tiktok.com/@warga/video/7300000000000000001';
  const content = { postId: await openItem(db), channel: 'tiktok', text, sharedAt: new Date().toISOString() };
  const requests = people.slice(0, size).map(({ cookie }) => ({
    method: 'PUT' as const,
    path: `/api/v1/shares/${randomUUID()}`,
    headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(content),
  }));
  const answers = await atOnce(urls, requests);
  const failures = wrongCounts('shares with one link', answers, { 201: 1, 409: size - 1 });
  return told(`${size} people with the same link at once: one share`, failures);
}

/** An item is withdrawn: on every server the next list is without it, and nothing more is logged on it. */
export async function withdrawnItem(urls: string[], db: Client, people: SignedIn[]): Promise<string[]> {
  const postId = await openItem(db);
  const [headers] = people.map(({ cookie }) => ({
    cookie,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  }));
  const list = urls.map(() => ({ method: 'GET' as const, path: '/api/v1/posts?state=open', headers: headers ?? {} }));
  const isListed = async () => (await atOnce(urls, list)).map(({ text }) => text.includes(postId));
  const before = await isListed();
  await db.query(`UPDATE post SET state = 'withdrawn', changed_at = $2 WHERE id = $1`, [postId, new Date()]);
  const after = await isListed();
  const statement = 'Disampaikan setelah materi ditarik.';
  const content = { postId, channel: 'public_answer', statement, sharedAt: new Date().toISOString() };
  const late = urls.map(() => ({
    ...{ method: 'PUT' as const, path: `/api/v1/shares/${randomUUID()}`, headers: headers ?? {} },
    body: JSON.stringify(content),
  }));
  const failures = wrongCounts('shares of a withdrawn item', await atOnce(urls, late), { 409: urls.length });
  if (before.includes(false)) failures.push('an open item was not listed');
  if (after.includes(true)) failures.push('a withdrawn item was still listed');
  return told('an item that is withdrawn: at once on every server', failures);
}

async function openItem(db: Client): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM post WHERE state = 'published' AND everybody AND share_from < $1 AND share_until > $1 LIMIT 1`,
    [new Date()],
  );
  return rows[0]?.id ?? '';
}

function atOnce(urls: string[], requests: MadeRequest[]): Promise<Answer[]> {
  return Promise.all(
    requests.map(async ({ path, method, headers, body }, turn) => {
      const url = urls[turn % urls.length] ?? '';
      const answer = await fetch(url + path, { method, headers, ...(body ? { body } : {}) });
      return { status: answer.status, text: await answer.text() };
    }),
  );
}

function wrongCounts(of: string, answers: Answer[], wanted: Record<number, number>): string[] {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  const [got, want] = [JSON.stringify(counts), JSON.stringify(wanted)];
  if (got === want) return [];
  const odd = answers.find(({ status }) => !(status in wanted));
  return [`${of}: answers ${got} instead of ${want}${odd ? `, e.g. ${odd.text}` : ''}`];
}

function told(what: string, failures: string[]): string[] {
  console.log(`${what}: ${failures.length ? 'FAILED' : 'yes'}`);
  return failures;
}
