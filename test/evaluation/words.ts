import type { Command } from '../../src/kernel/command';
import type { TestApp } from '../app';

/** Runs a word of the command line inside the test's program and gives back the lines it printed. */
export async function runWord(
  { app }: TestApp,
  commands: Command[],
  line: { word: string; args?: string[]; options?: Record<string, string | boolean> },
): Promise<string[]> {
  const command = commands.find(({ word }) => word === line.word);
  if (!command) throw new Error(`no such word: ${line.word}`);
  const printed: string[] = [];
  await command.run({
    app,
    args: line.args ?? [],
    options: line.options ?? {},
    out: (text) => void printed.push(text),
    input: async function* () {},
    w: (words) => words.id,
  });
  return printed;
}
