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

/**
 * A measure of something scarce, such as memory for bodies: who asks for more than is left waits in line, unread.
 * @throws Refusal `busy` when more than `mostWaiting` wait already, or after `patience` milliseconds in line
 */
export class Budget {
  private line: { size: number; start: () => void }[] = [];

  constructor(
    private left: number,
    private readonly mostWaiting: number,
    private readonly patience: number,
  ) {}

  async hold<T>(size: number, job: () => Promise<T>): Promise<T> {
    if (this.line.length >= this.mostWaiting) throw busy();
    await this.turn(size);
    try {
      return await job();
    } finally {
      this.left += size;
      this.letIn();
    }
  }

  private turn(size: number): Promise<void> {
    return new Promise((start, giveUp) => {
      const timer = setTimeout(() => {
        this.line = this.line.filter((one) => one !== place);
        giveUp(busy());
        this.letIn();
      }, this.patience);
      const place = {
        size,
        start: () => {
          clearTimeout(timer);
          start();
        },
      };
      this.line.push(place);
      this.letIn();
    });
  }

  private letIn(): void {
    for (let next = this.line[0]; next && next.size <= this.left; next = this.line[0]) {
      this.line.shift();
      this.left -= next.size;
      next.start();
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
  /** Nobody waits at the screen: all others go first. */
  isPatient?: boolean;
  /** What is said of an order at which the process met its limits. */
  tooMuch(): Refusal;
}

const milliseconds = 60_000;
const idleAfter = 10_000;

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
    const child = (this.child = this.child?.connected ? this.child : this.start());
    keepsAlive(child, true);
    const watch = setInterval(() => void this.killWhenHuge(child), 50);
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    return new Promise<Answer>((resolve, reject) => {
      child.once('message', (message) => {
        const { answer, memory } = message as Answered<Answer>;
        if (memory > this.limits.mostKept) this.dismiss();
        resolve(answer);
      });
      child.once('error', reject);
      // A signal is our own limit or the system out of memory; anything else is a mistake of ours.
      child.once('close', (code, signal) => reject(signal ? this.limits.tooMuch() : this.ended(code)));
      child.send(order);
    }).finally(() => {
      clearInterval(watch);
      clearTimeout(timer);
      for (const event of ['message', 'error', 'close']) child.removeAllListeners(event);
      if (child.connected) this.rest(child);
    });
  }

  private start(): ChildProcess {
    const { file, execArgv } = ownModule(this.module);
    const child = fork(file, { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.complaints = '';
    child.stderr?.on('data', (piece) => (this.complaints = (this.complaints + String(piece)).slice(-2000)));
    if (this.limits.isPatient && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    return child;
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

  /** Node's own limits do not cover a library's memory, so the system is asked; elsewhere only the time limit holds. */
  private async killWhenHuge(child: ChildProcess): Promise<void> {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    if (kilobytes * 1024 > this.limits.mostMemory) child.kill('SIGKILL');
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

function busy(): Refusal {
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
