import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Place, readPidFile } from './embedded-cluster';
import { lifeOf, plainEnv, signal } from './embedded-process';
import { notStarted, portTaken } from './embedded-refusals';

/** How to run the server: the program, the port (0: any free one), and whether data survive a power cut. */
export interface Launch {
  postgres: string;
  port: number;
  durable: boolean;
  /** the number in a pid file left behind, which the caller saw not to be a server of this cluster */
  stale?: number;
  log: (line: string) => void;
}

/** A PostgreSQL server that ends when this process ends, however that happens. */
export interface Server {
  port: number;
  /** Resolves to the exit code once PostgreSQL is gone. */
  gone: Promise<number | null>;
  /** Open transactions are rolled back, everything is written to disk. */
  stop(): Promise<void>;
}

/** What the server has told so far. */
interface Seen {
  pid?: number;
  tail: string[];
}

/**
 * Stands between this process and PostgreSQL in a session of its own, so Ctrl-C reaches only this process. When the
 * pipe on its input closes, because `stop` closed it or because this process died, PostgreSQL gets a fast shutdown.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
echo "$server"
{ read -r _ <&3; kill -INT "$server"; } >/dev/null 2>&1 &
reader=$!
exec 3<&-
wait "$server"
code=$?
kill "$reader" 2>/dev/null
exit "$code"
`;

const patience = { stopping: 15_000, starting: 120_000 };

/**
 * Starts PostgreSQL and waits until it takes connections. Resolves to undefined when another process was faster to
 * claim the cluster or the port: look again.
 * @throws Refusal `database-not-started` or `database-port-taken`
 */
export async function launch(place: Place, how: Launch): Promise<Server | undefined> {
  const port = how.port || (await freePort());
  const child = spawnGuarded(place, how, port);
  const seen = follow(child, how.log);
  const gone = new Promise<number | null>((done) => child.once('exit', done).once('error', () => done(null)));
  const silent = new Promise((done) => child.once('close', done));
  const server = { port, gone, stop: () => stop(child, gone, seen) };
  if (await becomesReady(place.cluster, gone, seen)) return server;
  await server.stop();
  // Its last words can arrive after its end, on a busy machine well after it.
  (child.stderr as Socket | null)?.ref();
  await silent;
  const complaint = seen.tail.join(' ');
  if (/lock file|shared memory block/.test(complaint)) return undefined;
  if (!/could not create any TCP\/IP sockets/.test(complaint)) throw notStarted(place.home, seen.tail.at(-1) ?? '?');
  if (how.port) throw portTaken(how.port);
  return undefined;
}

function spawnGuarded(place: Place, how: Launch, port: number): ChildProcess {
  const server = [how.postgres, '-D', place.cluster, ...settings(port, how.durable)];
  return spawn('/bin/sh', ['-c', guard, 'sh', ...server], {
    ...place.account,
    cwd: '/',
    // A pid file with this number does not stop PostgreSQL: it takes it for its starter's, not for a rival's.
    env: { ...plainEnv, PG_GRANDPARENT_PID: String(how.stale ?? process.pid) },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Who started the server, as `ownerLives` reads it back from the server's command line. */
function ownerMark(): string {
  return `${process.pid}:${lifeOf(process.pid)}`;
}

/** Whether the process that started the cluster's running server still lives; false for a server of unknown origin. */
export function ownerLives(cluster: string): boolean {
  const [, pid, life] = /gaung\.owner=(\d+):([^"\s]+)/.exec(readCommandLine(cluster)) ?? [];
  return pid !== undefined && lifeOf(Number(pid)) === life;
}

function readCommandLine(cluster: string): string {
  try {
    return readFileSync(join(cluster, 'postmaster.opts'), 'utf8');
  } catch {
    return '';
  }
}

/** For 2 cores and a few hundred phones; a larger office brings its own server. */
const sizes = {
  max_connections: 100,
  shared_buffers: '192MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: 1.1,
  jit: 'off',
  max_parallel_workers_per_gather: 1,
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '1GB',
};

/** Rows and statements can hold personal data: they stay out of the log. */
const quietLog = {
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

function settings(port: number, durable: boolean): string[] {
  const values = {
    ...sizes,
    ...quietLog,
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    'gaung.owner': ownerMark(),
    synchronous_commit: durable ? 'on' : 'off',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    timezone: 'UTC',
    idle_in_transaction_session_timeout: '60s',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Keeps the pipes empty and the last lines at hand. The pipes do not keep this process alive. */
function follow(child: ChildProcess, log: (line: string) => void): Seen {
  const seen: Seen = { tail: [] };
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as Socket | null)?.unref();
  child.stdin?.on('error', () => undefined);
  child.stdout?.setEncoding('utf8').on('data', (line: string) => (seen.pid ??= Number(line)));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter(Boolean)) {
      seen.tail = [...seen.tail.slice(-9), line];
      if (/^(FATAL|PANIC)/.test(line)) log(`postgres: ${line}`);
    }
  });
  return seen;
}

/** A pid file from before says `ready` too, hence the comparison with the number the guard told. */
async function becomesReady(cluster: string, gone: Promise<unknown>, seen: Seen): Promise<boolean> {
  let over = false;
  void gone.then(() => (over = true));
  const limit = performance.now() + patience.starting;
  while (!over && performance.now() < limit) {
    const found = readPidFile(cluster);
    if (found && found.pid === seen.pid && found.status === 'ready') return true;
    await pause(15);
  }
  return false;
}

/** A shutdown that hangs is cut short; PostgreSQL repairs itself at the next start. */
async function stop(child: ChildProcess, gone: Promise<unknown>, seen: Seen): Promise<void> {
  child.ref();
  child.stdin?.end();
  const hurry = setTimeout(() => seen.pid && signal(seen.pid, 'SIGQUIT'), patience.stopping);
  await gone;
  clearTimeout(hurry);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
