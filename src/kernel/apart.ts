import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { Refusal, words } from './refusal';

/** How a module runs in a thread or process of its own, by its resolved file: compiled in `dist`, as source in tests. */
export function ownModule(file: string): { file: string; execArgv: string[] } {
  return { file, execArgv: file.endsWith('.ts') ? ['-r', require.resolve('@swc-node/register')] : [] };
}

/**
 * A counter for heavy work: one job runs, a few wait, so that memory stays bounded.
 * @throws Refusal `busy` when more than `mostWaiting` jobs wait already
 */
export class Counter {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly mostWaiting: number) {}

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.waiting > this.mostWaiting) throw busy();
    this.waiting += 1;
    const mine = this.last.then(job);
    this.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.waiting -= 1;
    }
  }
}

/** What the process answers, and how many bytes of memory it holds afterwards. */
interface Answered<Answer> {
  answer: Answer;
  memory: number;
}

export interface ApartLimits {
  /** More orders in line than this are refused as `busy`. */
  mostWaiting: number;
  /** Bytes; a process that takes more while it works is killed. */
  mostMemory: number;
  /** Bytes; a process seldom gives back what it took, so one that holds more makes place for a fresh one. */
  mostKept: number;
  /** Its work may take long: the server and its database go first. */
  isPatient?: boolean;
  /** What is said of an order at which the process met its limits. */
  tooMuch(): Refusal;
}

/** Seconds of the processor for one order; where the system does not tell them, only the clock's hold. */
const mostWork = 60;
/** Seconds by the clock: on a busy machine work takes longer. */
const mostTime = 300;
const idleAfter = 10_000;
/**
 * Of the server's environment, with its secrets, a process that reads strangers' files is given nothing. The C library would
 * give each of its threads an area of its own, none of which shrinks; one for all holds a fifth less memory.
 */
const env = { MALLOC_ARENA_MAX: '1' };

/**
 * A process of its own for heavy or dangerous work, with limits on time and memory: one order at a time, one process for
 * many orders, because its start costs more than most of them. It leaves when nothing is to do and does not hold up the
 * end of the server. The module answers by `answerOrders`.
 */
export class ProcessApart<Order extends object, Answer> {
  private readonly counter: Counter;
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;
  private complaints = '';

  /** @param module the resolved file of the process */
  constructor(
    private readonly module: string,
    private readonly limits: ApartLimits,
  ) {
    this.counter = new Counter(limits.mostWaiting);
  }

  /**
   * The process's answer; buffers in it arrive as plain bytes.
   * @throws Refusal `busy` when too many wait, and `tooMuch` at the limits
   */
  ask(order: Order): Promise<Answer> {
    return this.counter.run(() => this.asked(order));
  }

  /** The next order gets a fresh process. */
  renew(): Promise<void> {
    return this.counter.run(async () => this.dismiss());
  }

  private asked(order: Order): Promise<Answer> {
    clearTimeout(this.idle);
    const child = this.child?.connected ? this.child : this.start();
    keepsAlive(child, true);
    const watch = this.watch(child);
    const timer = setTimeout(() => child.kill('SIGKILL'), 1000 * mostTime);
    return this.answer(child, order).finally(() => {
      clearInterval(watch);
      clearTimeout(timer);
      if (child.connected) this.rest(child);
    });
  }

  private answer(child: ChildProcess, order: Order): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void): void => {
        child.off('message', onMessage).off('close', onClose);
        settle();
      };
      const onMessage = (message: unknown): void => {
        const { answer, memory } = message as Answered<Answer>;
        if (memory > this.limits.mostKept) this.dismiss();
        done(() => resolve(answer));
      };
      // A signal is our own limit or the system out of memory; anything else is a mistake of ours.
      const onClose = (code: number | null, signal: string | null): void =>
        done(() => reject(signal ? this.limits.tooMuch() : this.ended(code)));
      child.on('message', onMessage).on('close', onClose);
      child.send(order, (error) => error && done(() => reject(error)));
    });
  }

  private start(): ChildProcess {
    const { file, execArgv } = ownModule(this.module);
    const child = fork(file, { execArgv, env, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.complaints = '';
    // An error that nobody listens to would end the server.
    child.on('error', ({ message }) => (this.complaints += message));
    if (child.pid === undefined) throw new Error(`a process apart could not be started: ${file}`);
    child.stderr?.on('data', (piece) => (this.complaints = (this.complaints + String(piece)).slice(-2000)));
    if (this.limits.isPatient) letOthersGoFirst(child.pid);
    return (this.child = child);
  }

  private ended(code: number | null): Error {
    return new Error(`a process apart ended with ${code}: ${this.complaints}`);
  }

  private dismiss(): void {
    if (this.child?.connected) this.child.disconnect();
    this.child = undefined;
  }

  private rest(child: ChildProcess): void {
    keepsAlive(child, false);
    this.idle = setTimeout(() => this.dismiss(), idleAfter).unref();
  }

  /** Kills a process that takes more than it may for one order. Node's own limits do not cover a library's memory. */
  private watch(child: ChildProcess): NodeJS.Timeout {
    let before: number | undefined;
    return setInterval(async () => {
      const [memory, work] = await Promise.all([memoryOf(child), workOf(child)]);
      before ??= work;
      if (memory > this.limits.mostMemory || work - before > mostWork) child.kill('SIGKILL');
    }, 50);
  }
}

/** Bytes. */
async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

/** Seconds of the processor since the process began; the system counts in hundredths. */
async function workOf({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [own = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return (own + system) / 100;
}

function letOthersGoFirst(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Then it competes with them.
  }
}

/** In the process itself: answers one order after the other until the parent goes. */
export function answerOrders<Order, Answer>(answerTo: (order: Order) => Answer | Promise<Answer>): void {
  process.on('message', (order: Order) => {
    void Promise.resolve(order)
      .then(answerTo)
      .then((answer) => process.send?.({ answer, memory: process.memoryUsage.rss() } satisfies Answered<Answer>));
  });
  process.on('disconnect', () => process.exit());
}

function keepsAlive(child: ChildProcess, isWorking: boolean): void {
  for (const held of [child, child.channel as Holding | null | undefined, child.stderr as Holding | null]) {
    if (isWorking) held?.ref();
    else held?.unref();
  }
}

type Holding = Pick<ChildProcess, 'ref' | 'unref'>;

/** More wait already than may. */
export function busy(): Refusal {
  return new Refusal(
    'unavailable',
    'busy',
    words(
      'Terlalu banyak berkas sedang diproses. Coba lagi dalam satu menit.',
      'Too many files are being processed. Try again in a minute.',
    ),
    { retryAfter: 60 },
  );
}
