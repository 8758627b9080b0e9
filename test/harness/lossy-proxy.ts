import { once } from 'node:events';
import {
  createServer,
  request as askServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';

/** What the server answered, also when the phone never heard of it. */
export interface Answered {
  path: string;
  status: number;
  text: string;
}

interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Losses {
  /** Connections cut: a third each before the request arrives, before the answer, and in the middle of the answer. */
  dropped: number;
  /** Requests that reach the server once more: half at once, half up to two seconds late, behind newer ones. */
  duplicated: number;
  chance: () => number;
}

/** Stands on 127.0.0.1 before a server, loses connections and repeats requests by chance, and notes every answer. */
export class LossyProxy {
  readonly answers: Answered[] = [];
  readonly cut = { before: 0, unanswered: 0, within: 0 };
  copies = 0;
  private readonly late: Promise<void>[] = [];

  private constructor(
    private readonly server: Server,
    private readonly target: string,
    private readonly losses: Losses,
  ) {
    server.on('request', (request, response) => {
      void this.pass(request, request.socket, response).catch(() => request.socket.destroy());
    });
  }

  static async before(target: string, losses: Losses): Promise<LossyProxy> {
    const server = createServer({ keepAlive: false });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LossyProxy(server, target, losses);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends when the last late copy has been answered. */
  async close(): Promise<void> {
    await Promise.all(this.late);
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(request: IncomingMessage, phone: Socket, response: NodeJS.WritableStream & Reply): Promise<void> {
    const { dropped, duplicated, chance } = this.losses;
    const [fate, repetition, delay] = [chance() / dropped, chance() / duplicated, chance() * 2000];
    const asked = { ...lineOf(request), body: await buffer(request) };
    if (repetition < 1) this.late.push(this.repeat(asked, repetition < 0.5 ? 0 : delay));
    if (fate < 1 / 3) {
      this.cut.before++;
      phone.destroy();
      return;
    }
    const { status, headers, text } = await this.ask(asked);
    if (fate < 2 / 3) {
      this.cut.unanswered++;
      phone.destroy();
    } else if (fate < 1) {
      this.cut.within++;
      response.writeHead(status, headers);
      response.write(text.slice(0, text.length / 2), () => phone.destroy());
    } else {
      response.writeHead(status, { ...headers, connection: 'close' });
      response.end(text);
    }
  }

  private async repeat(asked: Asked, delay: number): Promise<void> {
    this.copies++;
    await pause(delay);
    await this.ask(asked);
  }

  private async ask({ method, path, headers, body }: Asked) {
    const sent = askServer(this.target + path, {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      agent: false,
    });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const text = (await buffer(answer)).toString();
    const status = answer.statusCode ?? 0;
    this.answers.push({ path, status, text });
    const { 'transfer-encoding': _, ...kept } = answer.headers;
    return { status, text, headers: { ...kept, 'content-length': String(Buffer.byteLength(text)) } };
  }
}

interface Reply {
  writeHead(status: number, headers: Record<string, string | string[] | undefined>): unknown;
}

function lineOf({ method = 'GET', url = '/', headers }: IncomingMessage) {
  return { method, path: url, headers };
}
