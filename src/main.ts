import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { openDatabase } from './database/open';
import { config } from './kernel/config';
import { outageOf } from './kernel/outage';
import { Refusal } from './kernel/refusal';
import { untilStopped } from './kernel/stop';
import { serve } from './serve';

const log = new Logger('Gaung');

async function main(): Promise<void> {
  config();
  const database = await openDatabase((line) => log.log(line), 60);
  const server = await serve();
  log.log(`Gaung siap di ${config().baseUrl}`);
  const setup = await server.setupAddress();
  if (setup) log.log(`Belum ada administrator. Buka sekali, dalam 24 jam: ${setup}`);
  await untilStopped();
  // A request that never ends must not keep the server up.
  setTimeout(() => process.exit(1), 15_000).unref();
  await server.close();
  await database.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  const told = error instanceof Refusal ? error : outageOf(error);
  log.error(told ? `${told.words.id}\n${told.words.en}` : error);
  process.exit(1);
});
