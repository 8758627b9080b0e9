import { isDeepStrictEqual } from 'node:util';
import type { Program } from './programs';
import type { MadeRequest, RequestMaker } from './requests';

type Json = Record<string, unknown>;
type Item = Json & { shares: Json[] };

const samples = 40;

/** Stops the benchmark unless both servers say the same about the same people. */
export async function demandSameAnswers(
  [ours, bare]: [Program, Program],
  lists: RequestMaker,
  shares: RequestMaker,
): Promise<void> {
  let [items, own] = [0, 0];
  for (let sample = 0; sample < samples; sample++) {
    const request = lists();
    const answers = await Promise.all([listOf(ours, request), listOf(bare, request)]);
    if (!isDeepStrictEqual(answers[0], answers[1])) throw differ(request, answers);
    items += answers[0].length;
    own += answers[0].reduce((sum, item) => sum + item.shares.length, 0);
  }
  for (let sample = 0; sample < samples; sample++) {
    const [one, other] = [shares(), shares()];
    const answers = await Promise.all([loggedBy(ours, one), loggedBy(bare, other)]);
    const said = [one, other].map(({ body }) => JSON.parse(body ?? '') as Json);
    for (const [index, answer] of answers.entries()) demandEcho(said[index] ?? {}, answer);
  }
  console.log(`Same answers: ${samples} lists with ${items} items and ${own} own shares, ${samples} new shares each`);
}

async function ask(
  server: Program,
  { method, path, headers, body }: MadeRequest,
): Promise<{ status: number; json: Json }> {
  const answer = await fetch(server.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${server.name} answers ${answer.status} to ${method} ${path}: ${text}`);
  return { status: answer.status, json: JSON.parse(text) as Json };
}

/** The items without what is only wording, the own shares in one order. */
async function listOf(server: Program, request: MadeRequest): Promise<Item[]> {
  const { items } = (await ask(server, request)).json as { items: Item[] };
  return items.map((item) => ({
    ...item,
    shares: item.shares
      .map(({ id, channel, state, counts, reason }) => ({ id, channel, state, counts, reason }))
      .sort((a, b) => String(a.id).localeCompare(String(b.id))),
  }));
}

async function loggedBy(server: Program, request: MadeRequest): Promise<Json> {
  const { status, json } = await ask(server, request);
  if (status !== 201) throw new Error(`${server.name} answers ${status} to a new share`);
  return json;
}

function demandEcho(said: Json, answer: Json): void {
  const { postId, channel, sharedAt, counts } = answer;
  const echo = { postId, channel, sharedAt, counts };
  const expected = { postId: said['postId'], channel: said['channel'], sharedAt: said['sharedAt'], counts: true };
  if (!isDeepStrictEqual(echo, expected)) throw new Error(`A share came back changed: ${JSON.stringify(answer)}`);
}

function differ(request: MadeRequest, answers: Item[][]): Error {
  const [ours, bare] = answers.map((items) => JSON.stringify(items, null, 1));
  return new Error(`The servers differ on ${request.path} for ${request.headers['cookie']}:\n${ours}\n${bare}`);
}
