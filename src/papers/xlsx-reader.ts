import { Worker } from 'node:worker_threads';
import { Counter, ownModule } from '../kernel/apart';
import { checkPackage, damagedPackage, tooBig } from './table-format';

/** What the thread answers: the rows of the first sheet, or that it could not read them. */
export type XlsxAnswer = { rows: string[][] } | { failed: string };

const seconds = 15;
const counter = new Counter(20);

/**
 * The rows of the first sheet, blank ones included, as text. Read in a thread of its own with limits on memory and
 * time, one file at a time: a small file with one far cell would otherwise end the server.
 * @throws Refusal when the file is damaged, hostile or too large
 */
export async function readXlsx(bytes: Buffer): Promise<string[][]> {
  checkPackage(bytes);
  const answer = await counter.run(() => readInThread(bytes));
  if ('failed' in answer) throw damagedPackage();
  return answer.rows;
}

function readInThread(bytes: Buffer): Promise<XlsxAnswer> {
  const { file, execArgv } = ownModule(require.resolve('./xlsx-worker'));
  const worker = new Worker(file, {
    execArgv,
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 },
  });
  return new Promise<XlsxAnswer>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(tooBig());
      void worker.terminate();
    }, seconds * 1000);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooBig() : error),
    );
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(tooBig());
    });
  });
}
