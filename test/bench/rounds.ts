import autocannon from 'autocannon';
import { median } from './figures';
import { cpuOf, cpuOfFamily, memoryOf } from './processes';
import type { Program } from './programs';
import type { RequestMaker } from './requests';

export interface Plan {
  rounds: number;
  warmUp: number;
  seconds: number;
  postmaster: number;
}

export interface Round {
  /** Answers with 2xx a second. */
  rate: number;
  /** Milliseconds of CPU per answer. */
  serverCpu: number;
  databaseCpu: number;
  /** Milliseconds. */
  p99: number;
  bad: number;
  /** Megabytes. */
  memory: number;
}

const connections = 32;

/** A server and what it is asked. */
export type Contestant = [Program, RequestMaker];

/** Measures the servers in turn, round after round; each gets a warm-up before each of its rounds. */
export async function alternate(title: string, contestants: Contestant[], plan: Plan): Promise<Round[][]> {
  console.log(`\n${title}: ${connections} connections, ${plan.rounds} rounds of ${plan.seconds} s each`);
  const rounds = contestants.map((): Round[] => []);
  for (let number = 1; number <= plan.rounds; number++) {
    for (const [index, [server, next]] of contestants.entries()) {
      await load(server, next, plan.warmUp);
      const round = await measured(server, next, plan);
      console.log(`  ${number} ${server.name.padEnd(6)} ${inWords(round)}`);
      rounds[index]?.push(round);
    }
  }
  return rounds;
}

/** The round of medians. */
export function middleOf(rounds: Round[]): Round {
  const of = (key: keyof Round) => median(rounds.map((round) => round[key]));
  return {
    ...{ rate: of('rate'), serverCpu: of('serverCpu'), databaseCpu: of('databaseCpu'), p99: of('p99') },
    ...{ bad: rounds.reduce((sum, { bad }) => sum + bad, 0), memory: of('memory') },
  };
}

export function inWords({ rate, serverCpu, databaseCpu, p99, bad, memory }: Round): string {
  const cpu = `CPU per request: server ${serverCpu.toFixed(2)} ms, database ${databaseCpu.toFixed(2)} ms`;
  return `${rate.toFixed(0)}/s, errors ${bad}, p99 ${p99.toFixed(0)} ms, ${cpu}, memory ${memory.toFixed(0)} MB`;
}

async function measured(server: Program, next: RequestMaker, plan: Plan): Promise<Round> {
  const before = [cpuOf(server.pid), cpuOfFamily(plan.postmaster)] as const;
  const result = await load(server, next, plan.seconds);
  const [own, database] = [cpuOf(server.pid) - before[0], cpuOfFamily(plan.postmaster) - before[1]];
  const good = result['2xx'];
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad)
    console.log(`  ${server.name}: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} connection errors`);
  return {
    ...{ rate: good / result.duration, serverCpu: (1000 * own) / good, databaseCpu: (1000 * database) / good },
    ...{ p99: result.latency.p99, bad, memory: memoryOf(server.pid) },
  };
}

/** Asks a server for some seconds with all connections; with a rate, only so often a second. */
export function load(server: Program, next: RequestMaker, seconds: number, rate?: number): Promise<autocannon.Result> {
  return autocannon({
    url: server.url,
    connections,
    duration: seconds,
    ...(rate ? { overallRate: rate } : {}),
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  });
}

/** The 95th percentile of answers in milliseconds, at some requests a second, until something else is done. */
export async function p95Of(
  server: Program,
  { next, rate }: { next: RequestMaker; rate: number },
  until: Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    const options = {
      ...{ url: server.url, connections, overallRate: rate, duration: 3600 },
      requests: [{ setupRequest: (request: autocannon.Request) => ({ ...request, ...next() }) }],
    };
    const maker = autocannon(options, (error) => (error ? reject(error) : resolve()));
    maker.on('response', (_client, _status, _bytes, time) => times.push(time));
    const stop = () => maker.stop();
    until.then(stop, stop);
  });
  await Promise.all([until, ended]);
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}
