import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { config } from './kernel/config';
import { PlainLog } from './kernel/log';

export interface RunningServer {
  /** The one-time address of the first administrator; null once there is one. */
  setupAddress(): Promise<string | null>;
  close(): Promise<void>;
}

/** Starts the program on the database of the settings; `prepare` runs before it listens. The rooms are loaded only now: they read the address when loaded. */
export async function serve(prepare?: (app: INestApplicationContext) => Promise<void>): Promise<RunningServer> {
  const { AppModule } = await import('./app.module.js');
  const { newAdapter, setUp } = await import('./app.setup.js');
  const { SigninService } = await import('./signin/signin.service.js');
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, newAdapter(), {
    logger: new PlainLog(),
    // What goes wrong is told by the caller, in a sentence.
    abortOnError: false,
  });
  await setUp(app);
  await prepare?.(app);
  await app.listen(config().port, '0.0.0.0');
  return {
    setupAddress: async () => {
      const path = await app.get(SigninService).offerSetup();
      return path && config().baseUrl + path;
    },
    close: () => app.close(),
  };
}
