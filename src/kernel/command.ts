import type { INestApplicationContext } from '@nestjs/common';
import type { ParseArgsConfig } from 'node:util';
import { Refusal, words, type Words } from './refusal';
import { parseMoment } from './wita';

/** What a command is given: the rooms, its words and options, and where to read and write. */
export interface CommandCall {
  app: INestApplicationContext;
  args: string[];
  options: Record<string, string | boolean | undefined>;
  /** Prints one line to standard output. */
  out: (line: string) => void;
  /** The lines of standard input. */
  input: () => AsyncIterable<string>;
  /** Picks the sentence in the language asked for. */
  w: (words: Words) => string;
}

/** One entry of the command line: its words, its arguments, and the service method it stands for. */
export interface Command {
  /** E.g. `units import`. */
  word: string;
  /** E.g. `FILE`; optional ones in brackets, `…` after the last when it may be repeated. */
  args: string;
  help: Words;
  /** Needs neither database nor rooms. */
  offline?: boolean;
  options?: NonNullable<ParseArgsConfig['options']>;
  run: (call: CommandCall) => Promise<void>;
}

/** The moment that an option such as `--at` names; undefined when it was not given. @throws Refusal `…-unreadable` */
export function momentOption(options: CommandCall['options'], name: string): Date | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const moment = parseMoment(String(given));
  if (moment) return moment;
  const sentence = words(
    `Nilai --${name} tidak terbaca. Tulis seperti 2026-11-23T14:05:00+08:00.`,
    `The value of --${name} cannot be read. Write it like 2026-11-23T14:05:00+08:00.`,
  );
  throw new Refusal('invalid', `${name}-unreadable`, sentence);
}
