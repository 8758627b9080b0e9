import { setTimeout as pause } from 'node:timers/promises';
import type { MadeRequest } from '../bench/requests';

/** What the phones know at the end. */
export interface Diary {
  /** Ids of shares that the server said it has, with what was sent. */
  acknowledged: Map<string, MadeRequest>;
  /** Answers 200: the server had the share, the phone had not heard of it. */
  repeated: number;
  /** Requests that ended without an answer. */
  unanswered: number;
  /** Answers that a phone must never get here. */
  wrong: string[];
}

/** Some phones that log shares and send each again, under the same id, until they hear that it is recorded. */
export class Phones {
  readonly diary: Diary = { acknowledged: new Map(), repeated: 0, unanswered: 0, wrong: [] };
  private isOver = false;
  private readonly loops: Promise<void>[];

  private attempts = 0;

  /**
   * @param urls the servers, tried in turn: a phone may reach another one with each attempt
   * @param next undefined when there is nothing more to log
   */
  constructor(
    private readonly urls: string[],
    private readonly next: () => MadeRequest | undefined,
    count: number,
  ) {
    this.loops = Array.from({ length: count }, (_, number) => this.logShares(number));
  }

  /** What is under way is sent until it is acknowledged; nothing new begins. */
  async finish(): Promise<Diary> {
    this.isOver = true;
    return this.logEverything();
  }

  /** Ends when everything that there is to log is acknowledged. */
  async logEverything(): Promise<Diary> {
    await Promise.all(this.loops);
    return this.diary;
  }

  /** Every tenth share is sent twice at once, as an impatient outbox does. */
  private async logShares(number: number): Promise<void> {
    for (let turn = number; !this.isOver && !this.diary.wrong.length; turn++) {
      const request = this.next();
      if (!request) return;
      const senders = turn % 10 ? [request] : [request, request];
      await Promise.all(senders.map((one) => this.sendUntilHeard(one)));
    }
  }

  private async sendUntilHeard(request: MadeRequest): Promise<void> {
    while (!this.diary.wrong.length) {
      const status = await this.send(request);
      if (status === 201 || status === 200) {
        if (status === 200) this.diary.repeated++;
        this.diary.acknowledged.set(request.path.split('/').at(-1) ?? '', request);
        return;
      }
      await pause(50);
    }
  }

  /** The status; undefined when there was none or the server was not able to say. */
  private async send({ path, method, headers, body }: MadeRequest): Promise<number | undefined> {
    try {
      const url = this.urls[this.attempts++ % this.urls.length] ?? '';
      const signal = AbortSignal.timeout(15_000);
      const answer = await fetch(url + path, { method, headers, signal, ...(body ? { body } : {}) });
      const said = await answer.text();
      if (answer.ok) return answer.status;
      if (answer.status < 500) this.diary.wrong.push(`${answer.status} to ${body}: ${said}`);
    } catch {
      // The connection broke: nobody knows whether the share is recorded.
    }
    this.diary.unanswered++;
    return undefined;
  }
}
