import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openDatabase } from './database/open';
import { accountsCommands } from './accounts/accounts.commands';
import { adminCommands } from './admin/admin.commands';
import { closingCommands } from './closing/closing.commands';
import { demoCommands } from './demo/demo.commands';
import { directoryCommands } from './directory/directory.commands';
import { evaluationCommands } from './evaluation/evaluation.commands';
import { filesCommands } from './files/files.commands';
import type { Command } from './kernel/command';
import { frozenOf } from './kernel/frozen';
import { outageOf } from './kernel/outage';
import { Refusal, words, type Words } from './kernel/refusal';
import { linksCommands } from './links/links.commands';
import { postsCommands } from './posts/posts.commands';
import { issuanceCommands } from './issuance/issuance.commands';
import { remindersCommands } from './reminders/reminders.commands';
import { resolvingCommands } from './resolving/resolving.commands';
import { sharesCommands } from './shares/shares.commands';
import { signinCommands } from './signin/signin.commands';

/** Every word of the command line, in the order of the help. */
const commands = [
  accountsCommands,
  adminCommands,
  closingCommands,
  demoCommands,
  directoryCommands,
  evaluationCommands,
  filesCommands,
  linksCommands,
  postsCommands,
  issuanceCommands,
  remindersCommands,
  resolvingCommands,
  sharesCommands,
  signinCommands,
]
  .flat()
  .sort((a, b) => a.word.localeCompare(b.word));

/** A mistake in how a command was called: exit code 2. */
class WrongUsage extends Error {
  constructor(readonly words: Words) {
    super(words.id);
  }
}

async function main(argv: string[]): Promise<number> {
  const w = (sentence: Words) => (argv.includes('--english') ? sentence.en : sentence.id);
  const given = argv.filter((word) => !['--english', '--help', '-h'].includes(word));
  const command = commandOf(given);
  if (!given.length || argv.includes('--help') || argv.includes('-h')) return help(given, w);
  try {
    if (!command) throw new WrongUsage(unknownWord(given));
    await run(command, given.slice(command.word.split(' ').length), w);
    return 0;
  } catch (error) {
    const told =
      error instanceof Refusal || error instanceof WrongUsage
        ? error
        : (frozenOf(error) ?? outageOf(error) ?? fileTrouble(error));
    if (!told) throw error;
    console.error(w(told.words));
    if (told instanceof Refusal) return 1;
    for (const near of command ? [command] : startingWith(given.slice(0, 1))) console.error(`  ${usage(near)}`);
    return 2;
  }
}

async function run(command: Command, rest: string[], w: (sentence: Words) => string): Promise<void> {
  const { values, positionals } = readArguments(command, rest);
  const call = { args: positionals, options: values, out: print, input, w };
  if (command.offline) return command.run({ ...call, app: noRooms() });
  const database = await openDatabase((line) => console.error(line));
  try {
    const { NestFactory } = await import('@nestjs/core');
    const { AppModule } = await import('./app.module.js');
    const logger = ['error' as const, 'fatal' as const];
    const app = await NestFactory.createApplicationContext(AppModule, { logger, abortOnError: false });
    try {
      await command.run({ ...call, app });
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

function readArguments(command: Command, rest: string[]) {
  const { values, positionals } = parsed(command, rest);
  const names = command.args.split(' ').filter(Boolean);
  const missing = names.filter((name) => !name.startsWith('[')).slice(positionals.length);
  if (missing.length) {
    throw new WrongUsage(words(`Belum disebut: ${missing.join(' ')}.`, `Missing: ${missing.join(' ')}.`));
  }
  const surplus = names.at(-1)?.includes('…') ? [] : positionals.slice(names.length);
  if (surplus.length) {
    throw new WrongUsage(words(`Terlalu banyak: ${surplus.join(' ')}.`, `Too much: ${surplus.join(' ')}.`));
  }
  return { values, positionals };
}

function parsed(command: Command, rest: string[]) {
  try {
    const { values, positionals } = parseArgs({ args: rest, options: command.options ?? {}, allowPositionals: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    const [option] = /--?[\w-]+/.exec((error as Error).message) ?? [''];
    throw new WrongUsage(
      words(
        `Pilihan ${option} tidak dikenal atau nilainya tidak disebut.`,
        `The option ${option} is unknown or lacks its value.`,
      ),
    );
  }
}

/** The command with the most words that the line starts with. */
function commandOf(given: string[]): Command | undefined {
  const fitting = commands.filter(({ word }) => word.split(' ').every((part, index) => given[index] === part));
  return fitting.sort((a, b) => b.word.length - a.word.length)[0];
}

function startingWith(given: string[]): Command[] {
  return commands.filter(({ word }) => given.every((part, index) => word.split(' ')[index] === part));
}

/** Shows one command, those that start with the words given, or all; unknown words are wrong usage. */
function help(given: string[], w: (sentence: Words) => string): number {
  const command = commandOf(given);
  const shown = command ? [command] : startingWith(given);
  if (!shown.length) {
    console.error(w(unknownWord(given)));
    return 2;
  }
  print(w(words('npm run -s cli -- <kata> [--help] [--english]', 'npm run -s cli -- <words> [--help] [--english]')));
  for (const one of shown) print(`\n  ${usage(one)}\n      ${w(one.help)}`);
  return 0;
}

function usage({ word, args, options }: Command): string {
  const flags = Object.entries(options ?? {}).map(([name, { type }]) =>
    type === 'boolean' ? `[--${name}]` : `[--${name} …]`,
  );
  return [word, args, ...flags].filter(Boolean).join(' ');
}

function unknownWord(given: string[]): Words {
  const typed = given.join(' ').slice(0, 60);
  return words(
    `Perintah "${typed}" tidak dikenal. Lihat daftarnya dengan --help.`,
    `The command "${typed}" is unknown. See the list with --help.`,
  );
}

/** A file that a command was given and that the system does not let it read or write. */
function fileTrouble(error: unknown): Refusal | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  if (!path || !code || !/^(ENOENT|EACCES|EPERM|EISDIR|ENOTDIR|EEXIST|ENOSPC|EROFS)$/.test(code)) return undefined;
  const sentence = words(
    `Berkas atau folder "${path}" tidak dapat dibuka atau ditulis (${code}). Periksa letak dan izinnya.`,
    `The file or folder "${path}" cannot be opened or written (${code}). Check its place and permissions.`,
  );
  return new Refusal('invalid', 'unusable-file', sentence);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function input(): AsyncIterable<string> {
  return createInterface({ input: process.stdin, crlfDelay: Infinity });
}

function noRooms(): never {
  const ask = () => {
    throw new Error('an offline command asked for a room');
  };
  return new Proxy({}, { get: ask }) as never;
}

// A reader such as `head` may close the pipe first: nothing is left to say.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
