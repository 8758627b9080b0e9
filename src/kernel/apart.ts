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
