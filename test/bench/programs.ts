import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const root = join(__dirname, '../..');

/** A server of this machine, started as a process of its own. */
export interface Program {
  name: string;
  url: string;
  pid: number;
  /** Milliseconds from the start of the process to its first answer. */
  startedIn: number;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  /** Ends it as the out-of-memory killer would. */
  kill(): Promise<void>;
}

export interface ProgramOptions {
  name: string;
  /** What `node` is given. */
  args: string[];
  env: Record<string, string>;
  /** The page that is asked for until it answers. */
  page: string;
  port?: number;
  /** Milliseconds until its first page must have come; default one minute. */
  patience?: number;
}

const running = new Set<ChildProcess>();

process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a server and waits for its first page. @throws Error with what the server said last when it does not come */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { name, args, env, page, patience = 60_000 } = options;
  const chosen = options.port ?? (await freePort());
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: String(chosen), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const gone = once(child, 'exit').finally(() => running.delete(child));
  const tail = follow(child);
  const url = `http://127.0.0.1:${chosen}`;
  while (!(await answers(url + page))) {
    const isDead = child.exitCode !== null || child.signalCode !== null;
    if (!isDead && performance.now() - begun < patience) continue;
    child.kill('SIGKILL');
    throw new Error(`${name} does not answer:\n${tail.join('')}`);
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  const startedIn = performance.now() - begun;
  return { name, url, pid: child.pid ?? 0, startedIn, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** The program itself, as built. */
export function startOurs(env: Record<string, string>, port?: number): Promise<Program> {
  const built = { name: 'Gaung', args: ['dist/src/main.js'], page: '/api/v1/posts/feed.json' };
  return startProgram({ ...built, env, ...(port === undefined ? {} : { port }) });
}

function follow(child: ChildProcess): string[] {
  const tail: string[] = [];
  for (const pipe of [child.stdout, child.stderr]) {
    pipe?.setEncoding('utf8').on('data', (text: string) => tail.splice(0, Math.max(0, tail.push(text) - 20)));
  }
  return tail;
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    await pause(5);
    return false;
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
