import { fateOf, type Fate } from './outbox.rules';
import { forget, keep, readMe, waiting, type Entry } from './outbox.store';

const patience = 20_000;
const partSize = 64 * 1024;

interface Answered {
  fate: Fate;
  problem?: string;
}

/**
 * Sends what waits for this person, in the order made, until all must wait. Pages and the worker take turns; where
 * they cannot, the ids make a second sending harmless.
 * @returns what became of each share that was tried
 */
export function sendAll(personId: string): Promise<Map<string, Fate>> {
  const work = () => sendInOrder(personId);
  return navigator.locks ? navigator.locks.request('gaung-antrean', work) : work();
}

async function sendInOrder(personId: string): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  for (const entry of await waiting(personId)) {
    if (entry.problem) continue;
    const { fate, problem } = await send(entry);
    fates.set(entry.id, fate);
    if (fate === 'sent') await forget(entry.id);
    else if (fate === 'attention') await keep({ ...entry, problem: problem ?? '' });
    else if (fate !== 'failed') break;
  }
  return fates;
}

async function send(entry: Entry): Promise<Answered> {
  if (entry.picture) {
    const { fate, problem } = await sendPicture(entry, entry.picture);
    if (fate !== 'sent') return { fate, ...(problem ? { problem } : {}) };
  }
  const { postId, channel, text, statement, sharedAt, disputed } = entry;
  const body = {
    postId,
    channel,
    text,
    statement,
    sharedAt,
    disputed,
    pictureId: entry.picture?.id ?? entry.pictureId,
  };
  return answered(
    await ask(entry, `/api/v1/shares/${entry.id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/** In parts, going on where the server says it stopped. */
async function sendPicture(entry: Entry, { id, type, bytes }: NonNullable<Entry['picture']>): Promise<Answered> {
  const address = `/api/v1/pictures/${id}`;
  let offset = offsetOf(await ask(entry, address, { method: 'HEAD' }));
  // The last part may be empty: it asks the server to finish a picture whose bytes are all there.
  do {
    const answer = await ask(entry, address, {
      method: 'PATCH',
      headers: { 'Content-Type': type, 'Upload-Offset': String(offset), 'Upload-Length': String(bytes.byteLength) },
      body: bytes.slice(offset, offset + partSize),
    });
    const next = offsetOf(answer);
    // Another place to go on is no failure, as long as it moves: an answer may have been lost on the way.
    if (!answer || (!answer.ok && !(answer.status === 409 && next > offset))) return answered(answer);
    if (next <= offset && next < bytes.byteLength) return { fate: 'later' };
    offset = next;
  } while (offset < bytes.byteLength);
  return { fate: 'sent' };
}

const offsetOf = (answer: Response | null) => Number(answer?.headers.get('Upload-Offset') ?? 0);

/** The server's answer; null when none came in time. It takes the request only if this person is the one signed in. */
async function ask(entry: Entry, address: string, request: RequestInit): Promise<Response | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const own = { 'Gaung-Person': entry.personId, 'Accept-Language': (await readMe())?.lang ?? 'id' };
  const headers = { ...(request.headers as Record<string, string>), ...own };
  try {
    return await fetch(address, { ...request, headers, signal: stop.signal });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function answered(answer: Response | null): Promise<Answered> {
  const fate = fateOf(answer?.status ?? null, answer?.headers.get('Content-Type') ?? null);
  if (fate !== 'attention') return { fate };
  const told = (await answer?.json().catch(() => null)) as { detail?: string } | null;
  return { fate, problem: told?.detail ?? String(answer?.status) };
}

/** Where the browser can, the worker sends in the background; elsewhere the next opening does. */
export async function askForSync(): Promise<void> {
  const worker = (await navigator.serviceWorker?.getRegistration()) as
    (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined;
  await worker?.sync?.register('antrean').catch(() => undefined);
}
