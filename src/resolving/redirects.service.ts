import { lookup } from 'node:dns/promises';
import { request, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { config } from '../kernel/config';
import { isPublicAddress } from './resolving.rules';

/** The outside as it is needed here; tests put servers of this machine in its place. */
export interface Network {
  /** Every address of a name. */
  addressesOf(host: string): Promise<string[]>;
  /** A connection to this address, with a certificate for this name. */
  connect(address: string, host: string): Duplex;
}

/** Encrypted, and only with a certificate for the name. */
export const securely =
  (port: number): Network['connect'] =>
  (address, host) =>
    connect({ host: address, port, servername: host });

const internet: Network = {
  addressesOf: async (host) => (await lookup(host, { all: true, verbatim: false })).map(({ address }) => address),
  connect: securely(443),
};

/** Where an address redirects to, or why that is not known. */
export type Redirect = { to: string } | { why: string; busy?: boolean };

/**
 * Asks one server for one redirect and reads nothing else: no cookies, no body, nothing followed. The name is looked up
 * once, all its addresses must be public, and the connection goes to the address that was checked.
 */
export class Redirects {
  constructor(
    private readonly network = internet,
    private readonly patience = 5000,
  ) {}

  /** @param address an https address that the caller has found worth asking */
  async ask(address: string): Promise<Redirect> {
    const url = new URL(address);
    const signal = AbortSignal.timeout(this.patience);
    try {
      const addresses = await beforeEnd(signal, this.network.addressesOf(url.hostname));
      if (!addresses[0] || !addresses.every(isPublicAddress)) return { why: 'inner address' };
      return redirectIn(await this.answer(url, addresses[0], signal), url);
    } catch {
      return { why: signal.aborted ? 'no answer' : 'no connection', busy: true };
    }
  }

  private answer(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
    const headers = { host: url.hostname, accept: '*/*', connection: 'close', 'user-agent': userAgent() };
    const createConnection = () => this.network.connect(address, url.hostname);
    return new Promise((resolve, reject) => {
      const asked = request({ path: url.pathname, headers, signal, createConnection }, (response) => {
        resolve(response);
        asked.destroy();
      });
      asked.on('error', reject);
      asked.end();
    });
  }
}

function redirectIn({ statusCode = 0, headers }: IncomingMessage, from: URL): Redirect {
  const isRedirect = [301, 302, 303, 307, 308].includes(statusCode);
  if (!isRedirect) return { why: `status ${statusCode}`, busy: statusCode === 429 || statusCode >= 500 };
  const { location } = headers;
  return location && URL.canParse(location, from.href) ? { to: new URL(location, from).href } : { why: 'no target' };
}

/** Says who asks, and where one can read more. */
function userAgent(): string {
  return `Gaung/1 (+${config().baseUrl})`;
}

function beforeEnd<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const end = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('too late')), { once: true });
  });
  return Promise.race([promise, end]);
}
