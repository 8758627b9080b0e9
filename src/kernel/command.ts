import type { INestApplicationContext } from '@nestjs/common';
import type { ParseArgsConfig } from 'node:util';
import type { Words } from './refusal';

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
