import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Network } from '../../src/resolving/redirects.service';

export const publicAddress = '93.184.216.34';

/** What a short link's server says: the target of a redirect, a status, or anything at all. */
export type Saying = string | number | RequestListener;

export interface Asked {
  /** Host and path. */
  address: string;
  headers: IncomingHttpHeaders;
}

/** The internet on this machine: every name and every address leads to one local server, and all that is asked is kept. */
export class Stub {
  /** By host and path without a scheme; what is not here is 404. */
  readonly says = new Map<string, Saying>();
  /** Other addresses than a public one, by host; a list of lists is answered in turn. */
  readonly names = new Map<string, string[][]>();
  readonly lookedUp: string[] = [];
  readonly connected: { address: string; host: string }[] = [];
  readonly asked: Asked[] = [];
  private readonly server: Server = createServer((request, response) => {
    const address = `${request.headers.host}${request.url}`;
    this.asked.push({ address, headers: request.headers });
    const saying = this.says.get(address) ?? 404;
    if (typeof saying === 'function') saying(request, response);
    else if (typeof saying === 'number') response.writeHead(saying).end();
    else response.writeHead(302, { location: saying, 'set-cookie': 'lacak=1' }).end();
  });

  readonly network: Network = {
    addressesOf: async (host) => {
      this.lookedUp.push(host);
      const answers = this.names.get(host) ?? [[publicAddress]];
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    },
    connect: (address, host) => {
      this.connected.push({ address, host });
      return connect((this.server.address() as AddressInfo).port, '127.0.0.1');
    },
  };

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  forget(): void {
    this.says.clear();
    this.names.clear();
    for (const list of [this.lookedUp, this.connected, this.asked]) list.length = 0;
  }

  /** The addresses asked, in order. */
  addresses(): string[] {
    return this.asked.map(({ address }) => address);
  }
}
