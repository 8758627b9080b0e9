import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { outageOf } from '../kernel/outage';
import { Binaries, findBinaries } from './embedded-binaries';
import { Place, Postmaster, ensureCluster, findPlace, readPidFile, readSecret } from './embedded-cluster';
import { servesCluster, signal } from './embedded-process';
import { notStarted, secretMissing } from './embedded-refusals';
import { launch, ownerLives, type Server } from './embedded-server';
import { clusterFolder, ensureDatabase } from './embedded.queries';

export interface EmbeddedOptions {
  /** Gaung's data folder; PostgreSQL takes the folder `postgres` inside it */
  dataDir: string;
  /** absent: any free one */
  port?: number;
  /** false: nothing waits for the disk, for throwaway clusters in tests; default true */
  durable?: boolean;
  /** where the data live when that is a surprise, and the worst that PostgreSQL has to say */
  log?: (line: string) => void;
}

export interface EmbeddedDatabase {
  /** `postgres://gaung:secret@127.0.0.1:PORT/gaung` */
  url: string;
  /** true: PostgreSQL ends with this process; false: another process of this machine runs it */
  owner: boolean;
  /** where the data really live (cluster and secret) */
  dataDir: string;
  /** Stops PostgreSQL when this process owns it; call it last, after every pool is closed. */
  stop(): Promise<void>;
  /** Calls back with the exit code (null: unknown) when PostgreSQL ends without `stop` having been called. */
  onExit(listener: (code: number | null) => void): void;
}

interface Attempt {
  place: Place;
  binaries: Binaries;
  options: EmbeddedOptions;
  log: (line: string) => void;
}

const patience = { fast: 6_000, whole: 60_000 };

/**
 * Starts PostgreSQL on the data folder, or joins the server that a living process already runs there. A server whose
 * starter died is stopped first. The database `gaung` exists afterwards.
 * @throws Refusal of kind `unavailable` (see embedded-refusals.ts)
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  const place = findPlace(options.dataDir);
  if (place.moved) {
    log(`Data basis data disimpan di ${place.home}, sebab PostgreSQL tidak dapat membuka ${options.dataDir}.`);
    log(`The database is kept in ${place.home}, because PostgreSQL cannot open ${options.dataDir}.`);
  }
  const attempt = { place, binaries: findBinaries(place.account, place.shelter), options, log };
  await ensureCluster(place, attempt.binaries, options.durable ?? true);
  const limit = performance.now() + patience.whole;
  while (performance.now() < limit) {
    const database = await startOrJoin(attempt);
    if (database) return database;
    await pause(100);
  }
  throw notStarted(place.home, 'postmaster.pid');
}

/** Undefined: somebody else is about to start or to end; look again. */
async function startOrJoin(attempt: Attempt): Promise<EmbeddedDatabase | undefined> {
  const { place } = attempt;
  const found = readPidFile(place.cluster);
  if (!found || !servesCluster(found.pid, place.cluster)) return startOwn(attempt, found?.pid);
  if (found.status === 'starting') return undefined;
  if (!ownerLives(place.cluster)) return endOrphan(place, found);
  return found.status === 'ready' ? joinRunning(place, found) : undefined;
}

/** `stale`: the number in a pid file that was left behind, perhaps some other program's by now. */
async function startOwn(attempt: Attempt, stale: number | undefined): Promise<EmbeddedDatabase | undefined> {
  const { place, binaries, options, log } = attempt;
  const how = { postgres: binaries.postgres, port: options.port ?? 0, durable: options.durable ?? true, stale, log };
  const server = await launch(place, how);
  if (!server) return undefined;
  try {
    await ensureOwnDatabase(address(place, server.port, 'postgres'), server);
  } catch (error) {
    await server.stop();
    throw explained(error, place);
  }
  let stopping = false;
  return {
    url: address(place, server.port, 'gaung'),
    owner: true,
    dataDir: place.home,
    stop: () => {
      stopping = true;
      return server.stop();
    },
    onExit: (listener) => void server.gone.then((code) => (stopping ? undefined : listener(code))),
  };
}

/** On a busy machine a new server takes connections before it finds the time to answer them. */
async function ensureOwnDatabase(serverUrl: string, server: Server): Promise<void> {
  let over = false;
  void server.gone.then(() => (over = true));
  const limit = performance.now() + patience.whole;
  for (;;) {
    try {
      return await ensureDatabase(serverUrl, 'gaung');
    } catch (error) {
      if (over || performance.now() > limit || outageOf(error)?.code !== 'database-away') throw error;
      await pause(100);
    }
  }
}

/** Nobody will ever stop this server, or its guard is doing so right now: either way it ends, cleanly if it can. */
async function endOrphan(place: Place, orphan: Postmaster): Promise<undefined> {
  const hurry = performance.now() + patience.fast;
  signal(orphan.pid, 'SIGINT');
  while (servesCluster(orphan.pid, place.cluster)) {
    await pause(25);
    if (performance.now() > hurry) signal(orphan.pid, 'SIGQUIT');
  }
}

async function joinRunning(place: Place, running: Postmaster): Promise<EmbeddedDatabase | undefined> {
  const server = address(place, running.port, 'postgres');
  try {
    if ((await clusterFolder(server)) !== place.cluster) return undefined;
    await ensureDatabase(server, 'gaung');
  } catch (error) {
    const reason = explained(error, place);
    if (reason !== error) throw reason;
    return undefined;
  }
  const watches: NodeJS.Timeout[] = [];
  return {
    url: address(place, running.port, 'gaung'),
    owner: false,
    dataDir: place.home,
    stop: async () => watches.forEach(clearInterval),
    onExit: (listener) => watches.push(watch(place, running, listener)),
  };
}

function watch(place: Place, running: Postmaster, listener: (code: null) => void): NodeJS.Timeout {
  const timer = setInterval(() => {
    if (servesCluster(running.pid, place.cluster)) return;
    clearInterval(timer);
    listener(null);
  }, 1000);
  return timer.unref();
}

function address(place: Place, port: number, database: string): string {
  return `postgres://gaung:${readSecret(place)}@127.0.0.1:${port}/${database}`;
}

function explained(error: unknown, place: Place): unknown {
  return (error as { code?: string }).code === '28P01' ? secretMissing(join(place.home, 'secret')) : error;
}
