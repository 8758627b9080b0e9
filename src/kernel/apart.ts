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
