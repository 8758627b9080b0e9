import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ItemToLog } from '../links/propose.rules';

/** A share that waits on this phone. */
export interface Entry {
  /** Place in the queue, given when it is kept. */
  order?: number;
  /** The id that the share will have. */
  id: string;
  personId: string;
  postId: string;
  title: string;
  channel: string;
  channelName: string;
  text?: string;
  statement?: string;
  sharedAt: string;
  /** The person insists that a link which somebody else logged is their own post. */
  disputed?: boolean;
  /** A picture that has reached the server with an earlier attempt. */
  pictureId?: string;
  picture?: { id: string; type: string; bytes: ArrayBuffer };
  /** The server's sentence, if it did not take the share. */
  problem?: string;
}

export interface PhoneChannel {
  code: string;
  nameId: string;
  nameEn: string;
  proof: string;
}

/** Who uses this phone, and what the form needs without network. */
export interface Me {
  personId: string;
  lang: 'id' | 'en';
  items: ItemToLog[];
  channels: PhoneChannel[];
  /** When items and channels were read; 0: not yet. */
  readAt: number;
  /** Milliseconds to add to the phone's clock to have the server's. */
  clockOff: number;
}

interface Phone extends DBSchema {
  outbox: { key: number; value: Entry; indexes: { id: string } };
  me: { key: 'me'; value: Me };
}

/**
 * The layout of what is kept. A new one gets the next number and a step in `upgrade` that carries over what waits: a
 * share may be older than the program that sends it.
 */
const version = 1;

function open(): Promise<IDBPDatabase<Phone>> {
  return openDB<Phone>('gaung', version, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true }).createIndex('id', 'id', {
          unique: true,
        });
        db.createObjectStore('me');
      }
    },
    blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
  });
}

async function using<T>(work: (db: IDBPDatabase<Phone>) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const bus = 'BroadcastChannel' in globalThis ? new BroadcastChannel('gaung') : null;

/** Tells every page and the worker that the queue has changed. */
function tell(): void {
  bus?.postMessage('antrean');
}

/** Hears of changes made by other scripts, pages or the worker. */
export function onChange(act: () => void): void {
  const ear = 'BroadcastChannel' in globalThis ? new BroadcastChannel('gaung') : null;
  ear?.addEventListener('message', act);
}

/** Keeps a share, at its old place if it was here already. Throws when the phone is full. */
export async function keep(entry: Entry): Promise<void> {
  await using(async (db) => {
    const change = db.transaction('outbox', 'readwrite', { durability: 'strict' });
    const order = await change.store.index('id').getKey(entry.id);
    await change.store.put(order === undefined ? entry : { ...entry, order });
    await change.done;
  });
  tell();
}

export async function forget(id: string): Promise<void> {
  await using(async (db) => {
    const change = db.transaction('outbox', 'readwrite');
    const order = await change.store.index('id').getKey(id);
    if (order !== undefined) await change.store.delete(order);
    await change.done;
  });
  tell();
}

/** The person's waiting shares in the order made; those of anybody else stay unseen. */
export async function waiting(personId: string): Promise<Entry[]> {
  return (await using((db) => db.getAll('outbox'))).filter((entry) => entry.personId === personId);
}

/** How many shares would be lost with this phone's memory, whoever made them. */
export async function countAll(): Promise<number> {
  return using((db) => db.count('outbox'));
}

export async function readMe(): Promise<Me | undefined> {
  return using((db) => db.get('me', 'me'));
}

/** Adds to what is known of this person; another person's knowledge makes room for it. */
export async function remember(personId: string, news: Partial<Me>): Promise<Me> {
  return using(async (db) => {
    const change = db.transaction('me', 'readwrite');
    const known = await change.store.get('me');
    const nothing: Me = { personId, lang: 'id', items: [], channels: [], readAt: 0, clockOff: 0 };
    const me = { ...(known?.personId === personId ? known : nothing), ...news };
    await Promise.all([change.store.put(me, 'me'), change.done]);
    return me;
  });
}

/** Empties the phone's memory, as signing out does. */
export async function wipe(): Promise<void> {
  await using(async (db) => {
    const change = db.transaction(['outbox', 'me'], 'readwrite');
    await Promise.all([change.objectStore('outbox').clear(), change.objectStore('me').clear(), change.done]);
  });
  tell();
}

/** 16 random bytes as a UUID; `crypto.randomUUID` is missing where the address is not https. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
