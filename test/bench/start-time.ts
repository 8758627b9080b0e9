import { setTimeout as pause } from 'node:timers/promises';
import { atMost, type Figure, median, whole } from './figures';
import { memoryOf } from './processes';
import { startOurs } from './programs';

const starts = 5;

/** How long the built program takes to its first page, on a database that runs and on its own embedded one; idle memory. */
export async function measureStart(database: string, dataDir: string): Promise<Figure[]> {
  const running = await startsWith({ DATABASE_URL: database, DATA_DIR: dataDir });
  await startsWith({ DATA_DIR: dataDir }, 1);
  const embedded = await startsWith({ DATA_DIR: dataDir });
  console.log(`\nStart to first page: database running ${inWords(running.times)}, embedded ${inWords(embedded.times)}`);
  const [time, memory] = [median(embedded.times), median(running.memories)];
  const both = `${whole(time)} ms; ${whole(median(running.times))} ms when PostgreSQL runs already`;
  return [
    atMost('start of the built program to first page', { value: 2500, unit: ' ms' }, both, time),
    atMost('memory of the server, idle', { value: 150, unit: ' MB' }, `${whole(memory)} MB`, memory),
  ];
}

async function startsWith(
  env: Record<string, string>,
  times = starts,
): Promise<{ times: number[]; memories: number[] }> {
  const seen = { times: [] as number[], memories: [] as number[] };
  for (let turn = 0; turn < times; turn++) {
    const server = await startOurs(env);
    await pause(1500);
    seen.times.push(server.startedIn);
    seen.memories.push(memoryOf(server.pid));
    await server.stop();
  }
  return seen;
}

const inWords = (times: number[]) => times.map((time) => `${whole(time)}`).join(', ') + ' ms';
