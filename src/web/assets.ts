import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, words } from '../kernel/refusal';

interface Asset {
  type: string;
  bytes: Buffer;
  /** Pictures are packed already. */
  packed?: { br: Buffer; gzip: Buffer };
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
};
const addresses = new Map<string, string>();
const files = new Map<string, Asset>();

/** The address of a built client file; its name changes with its content, so it may be kept for ever. */
export function asset(name: string): string {
  return addresses.get(name) ?? `/assets/${name}`;
}

/** The text of a built client file, for what is served under a name of its own. */
export function assetText(name: string): string {
  return files.get(asset(name))?.bytes.toString('utf8') ?? '';
}

/** Reads the built client files once, compressed, and serves them under immutable names. */
export function serveAssets(server: FastifyInstance, folder: string): void {
  if (!existsSync(folder)) {
    throw new Refusal(
      'unavailable',
      'not-built',
      words(
        'Berkas antarmuka belum dibangun. Jalankan `npm run build`.',
        'The client files are not built. Run `npm run build`.',
      ),
    );
  }
  for (const name of readdirSync(folder)) {
    const type = types[name.split('.').pop() ?? ''];
    if (!type) continue;
    const bytes = readFileSync(join(folder, name));
    const address = `/assets/${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}-${name}`;
    addresses.set(name, address);
    const packed = { br: brotliCompressSync(bytes), gzip: gzipSync(bytes) };
    files.set(address, type === types['png'] ? { type, bytes } : { type, bytes, packed });
  }
  server.get('/assets/*', (request, reply) => send(files.get(request.url.split('?')[0] ?? ''), request, reply));
}

function send(file: Asset | undefined, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!file) return reply.status(404).type('text/plain; charset=utf-8').send('Tidak ditemukan. / Not found.');
  const encoding = file.packed && (['br', 'gzip'] as const).find((name) => accepts(request, name));
  void reply
    .header('Cache-Control', 'public, max-age=31536000, immutable')
    .header('Vary', 'Accept-Encoding')
    .type(file.type);
  if (encoding) void reply.header('Content-Encoding', encoding);
  return reply.send((encoding && file.packed?.[encoding]) || file.bytes);
}

function accepts(request: FastifyRequest, encoding: string): boolean {
  const asked = String(request.headers['accept-encoding'] ?? '').split(',');
  return asked.some((one) => one.trim().split(';')[0] === encoding && !/;\s*q=0(\.0*)?\s*$/.test(one));
}
