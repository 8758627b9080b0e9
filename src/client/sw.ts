import { matchPrecache, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';
import { sendAll } from './outbox.sender';
import { readMe, waiting } from './outbox.store';

/** A sync event is not in TypeScript's library yet. */
interface SyncEvent extends ExtendableEvent {
  tag: string;
}
declare const self: ServiceWorkerGlobalScope & { gaungFiles: PrecacheEntry[] };

const seconds = 8;
/** Reports and media may take longer than a page, and none of them is replaced by one. */
const file = /^[^?]*\.[a-z0-9]+(\?|$)/;

/** Only files of this version and the page for times without network are kept; never a page of somebody. */
precacheAndRoute(self.gaungFiles);

registerRoute(
  new NavigationRoute(
    new NetworkOnly({
      networkTimeoutSeconds: seconds,
      plugins: [{ handlerDidError: async () => pageWithoutNetwork() }],
    }),
    { denylist: [file] },
  ),
);

async function pageWithoutNetwork(): Promise<Response | undefined> {
  const me = await readMe().catch(() => undefined);
  return matchPrecache(`/luring/${me?.lang ?? 'id'}`);
}

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function takeOver(): Promise<void> {
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

/** A new version waits until the person asks for it: a page with typed text is not taken away. */
self.addEventListener('message', ({ data }) => {
  if (data === 'muat-ulang') void self.skipWaiting();
});

self.addEventListener('sync', (event) => {
  if ((event as SyncEvent).tag === 'antrean') (event as SyncEvent).waitUntil(sendWaiting());
});

/** Failing asks the browser to try again later. */
async function sendWaiting(): Promise<void> {
  const me = await readMe();
  if (!me) return;
  const fates = [...(await sendAll(me.personId)).values()];
  if (fates.includes('later') || fates.includes('failed'))
    throw new Error(`${(await waiting(me.personId)).length} wait`);
}
