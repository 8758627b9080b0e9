import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Counter, ownModule } from '../kernel/apart';
import { damaged, pictureKind, type PictureKind, tooHeavy, tooManyPixels } from './picture.rules';

/** In what form a picture is wanted: type and longest side. */
export interface PictureForm {
  type: 'webp' | 'jpeg';
  most: number;
}

export interface RemadeFile {
  type: 'image/webp' | 'image/jpeg';
  bytes: Buffer;
  width: number;
  height: number;
}

export interface Remade {
  /** In the order of the forms asked for. */
  files: RemadeFile[];
  look: bigint;
  strip: bigint;
}

export interface RemakeOrder {
  bytes: Buffer;
  kind: PictureKind;
  forms: PictureForm[];
}

export type RemakeAnswer = Remade | { refused: 'damaged' | 'too-many-pixels' };

/** What the child process answers, and how much memory it holds afterwards. */
export interface ChildAnswer {
  answer: RemakeAnswer;
  memory: number;
}

const milliseconds = 60_000;
const megabyte = 1024 * 1024;
const mostMemory = 250 * megabyte;
/** What a process has taken it seldom gives back: one that holds more than this makes place for a fresh one. */
const mostKept = 140 * megabyte;
const idleAfter = 10_000;
const counter = new Counter(100);

let child: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;

/**
 * Makes a picture anew, upright, smaller and without anything but its pixels: place, camera, comments and whatever was
 * hidden in the file are gone. In a process of its own with limits on time and memory, one picture at a time.
 * @throws Refusal for everything that is no sound JPEG, PNG or WebP, and `busy` when too many wait
 */
export async function remake(bytes: Buffer, forms: PictureForm[]): Promise<Remade> {
  const kind = pictureKind(bytes);
  const answer = await counter.run(() => askChild({ bytes, kind, forms }));
  if ('refused' in answer) throw answer.refused === 'damaged' ? damaged() : tooManyPixels();
  return { ...answer, files: answer.files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes) })) };
}

function askChild(order: RemakeOrder): Promise<RemakeAnswer> {
  clearTimeout(idle);
  const asked = (child = child?.connected ? child : startChild());
  keepsAlive(asked, true);
  const watch = setInterval(() => void killWhenHuge(asked), 50);
  const timer = setTimeout(() => asked.kill('SIGKILL'), milliseconds);
  return new Promise<RemakeAnswer>((resolve, reject) => {
    asked.once('message', ({ answer, memory }: ChildAnswer) => {
      if (memory > mostKept) asked.disconnect();
      resolve(answer);
    });
    asked.once('error', reject);
    // A signal is our own limit or the system out of memory; anything else is a mistake of ours.
    asked.once('exit', (code, signal) => reject(signal ? tooHeavy() : new Error(`picture-child ended with ${code}`)));
    asked.send(order);
  }).finally(() => {
    clearInterval(watch);
    clearTimeout(timer);
    for (const event of ['message', 'error', 'exit']) asked.removeAllListeners(event);
    if (asked.connected) rest(asked);
  });
}

function startChild(): ChildProcess {
  const { file, execArgv } = ownModule(require.resolve('./picture-child'));
  return fork(file, { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** A child without work does not hold up the end of the server, and leaves after a while. */
function rest(resting: ChildProcess): void {
  keepsAlive(resting, false);
  idle = setTimeout(() => {
    if (resting.connected) resting.disconnect();
  }, idleAfter).unref();
}

function keepsAlive(process: ChildProcess, isWorking: boolean): void {
  if (isWorking) process.ref();
  else process.unref();
  const channel = process.channel as unknown as { ref(): void; unref(): void } | null;
  if (isWorking) channel?.ref();
  else channel?.unref();
}

/** Node's own limits do not cover the picture library's memory, so the system is asked; elsewhere only the time limit holds. */
async function killWhenHuge(working: ChildProcess): Promise<void> {
  const status = await readFile(`/proc/${working.pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  if (kilobytes * 1024 > mostMemory) working.kill('SIGKILL');
}
