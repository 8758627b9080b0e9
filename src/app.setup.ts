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
import type { Words } from './kernel/refusal';
import { serveAssets } from './web/assets';
import { refusalOf } from './web/form';
import { RefusalFilter } from './web/refusal.filter';
import { demandSameOrigin } from './web/same-origin';

const megabyte = 1024 * 1024;

/** Fastify as the server and the tests use it. Forwarding headers are believed only from a proxy of the own network, and only with https. */
export function newAdapter(): FastifyAdapter {
  const behindProxy = config().baseUrl.startsWith('https:');
  return new FastifyAdapter({
    bodyLimit: 2 * megabyte,
    trustProxy: behindProxy ? ['loopback', 'uniquelocal'] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
  });
}

/** Everything between the socket and the rooms; `main.ts` and every test use it. */
export async function setUp(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await registerPlugins(app);
  addHooks(server);
  serveAssets(server, join(process.cwd(), 'dist/client'));
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

async function registerPlugins(app: NestFastifyApplication): Promise<void> {
  const https = config().baseUrl.startsWith('https:');
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31536000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 60 * megabyte, files: 1, fields: 20, fieldSize: megabyte } });
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    customTypes: /^text\/(html|plain|csv)|json/,
  });
}

function addHooks(server: FastifyInstance): void {
  const ownHost = new URL(config().baseUrl).host;
  server.addHook('onRequest', (request, _reply, done) => {
    demandSameOrigin(request, ownHost);
    const said = request.cookies['kabar'];
    if (said) request.flash = readFlash(said);
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.flashShown) void reply.clearCookie('kabar', { path: '/' });
    if (!reply.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'no-store');
    done(null, payload);
  });
}

function readFlash(value: string): Words | undefined {
  try {
    const said = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Partial<Words>;
    return typeof said.id === 'string' && typeof said.en === 'string' ? { id: said.id, en: said.en } : undefined;
  } catch {
    return undefined;
  }
}
