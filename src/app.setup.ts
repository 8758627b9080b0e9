import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { ValidationPipe } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { declaredRoutes } from './access/declared-routes';
import { config } from './kernel/config';
import { serveAssets } from './web/assets';
import { clearFlash, readFlash } from './web/flash';
import { refusalOf } from './web/form';
import { acceptPictures } from './web/pictures';
import { demandFittingType, demandPlainInput } from './web/plain-input';
import { RefusalFilter } from './web/refusal.filter';
import { demandSameOrigin } from './web/same-origin';
import { mostMegabytes } from './web/thrown';

const megabyte = 1024 * 1024;
const overHttps = () => config().baseUrl.startsWith('https:');

/** Fastify as the server and the tests use it. Forwarding headers are believed only from a proxy of the own network, and only with https. */
export function newAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: mostMegabytes.form * megabyte,
    requestTimeout: 120_000,
    trustProxy: overHttps() ? ['loopback', 'uniquelocal'] : false,
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : `${url.startsWith('/api/') ? '/api' : ''}/tidak-terbaca`),
    // Longer than any header that Node lets through: a long address is not found, like any other wrong one.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 65_536 },
    forceCloseConnections: 'idle',
  });
}

/** Everything between the socket and the rooms; `main.ts` and every test use it. */
export async function setUp(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await registerPlugins(app);
  server.removeContentTypeParser('text/plain');
  acceptPictures(server);
  addHooks(server);
  serveAssets(server, clientFolder());
  app.useGlobalFilters(new RefusalFilter());
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: refusalOf,
    }),
  );
  await app.init();
  declaredRoutes(app);
  await server.ready();
}

/** What pages may load and where they may be shown. */
const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  mediaSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  workerSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
};

async function registerPlugins(app: NestFastifyApplication): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: overHttps() ? { maxAge: 31536000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    // Makes the browser start a second process at a phone's first page; no page has anything to say to a window that opened it.
    crossOriginOpenerPolicy: false,
  });
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: mostMegabytes.file * megabyte, files: 1, fields: 20, fieldSize: megabyte },
  });
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    customTypes: /^text\/(html|plain|csv|javascript)|json/,
  });
}

function addHooks(server: FastifyInstance): void {
  const ownHost = new URL(config().baseUrl).host;
  server.addHook('onRequest', async (request) => {
    demandSameOrigin(request, ownHost);
    demandFittingType(request);
    request.flash = readFlash(request);
  });
  server.addHook('preValidation', async (request) => demandPlainInput(request));
  server.addHook('onSend', async (request, reply) => {
    if (request.flashShown) clearFlash(reply);
    if (!reply.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'no-store');
  });
}

function isDecodable(url: string): boolean {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '') !== '';
  } catch {
    return false;
  }
}

/** The built client files, seen from the built program and from its sources. */
function clientFolder(): string {
  const built = join(__dirname, '../client');
  return existsSync(built) ? built : join(__dirname, '../dist/client');
}
