import type { INestApplicationContext } from '@nestjs/common';
import { root } from './programs';

/** The built rooms without HTTP, as the command line has them; they read the address when loaded. */
export async function openRooms(url: string, dataDir: string): Promise<INestApplicationContext> {
  Object.assign(process.env, { DATABASE_URL: url, DATA_DIR: dataDir });
  const { NestFactory } = require('@nestjs/core') as typeof import('@nestjs/core');
  const { AppModule } = built<typeof import('../../src/app.module.js')>('app.module');
  return NestFactory.createApplicationContext(AppModule, { logger: ['error', 'fatal'] });
}

/** A module as built, by its path below `src`. */
export function built<Module>(file: string): Module {
  return require(`${root}/dist/src/${file}`) as Module;
}
