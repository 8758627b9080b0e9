import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { openDatabase } from './database/open';
import { config } from './kernel/config';
import { Refusal } from './kernel/refusal';
import { untilStopped } from './kernel/stop';
import { serve } from './serve';

const log = new Logger('Gaung');

async function main(): Promise<void> {
  config();
  const database = await openDatabase((line) => log.log(line));
  const server = await serve();
  log.log(`Gaung siap di ${config().baseUrl}`);
  const setup = await server.setupAddress();
  if (setup) log.log(`Belum ada administrator. Buka sekali, dalam 24 jam: ${setup}`);
  await untilStopped();
  await server.close();
  await database.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  log.error(error instanceof Refusal ? `${error.words.id}\n${error.words.en}` : error);
  process.exit(1);
});
