import { Clock } from '../kernel/clock';
import { momentOption, type Command, type CommandCall } from '../kernel/command';
import { words } from '../kernel/refusal';
import { corpusColumns, parseShareLink, unescapeCorpusInput } from './link.rules';

export const linksCommands: Command[] = [
  {
    word: 'links inspect',
    args: '',
    offline: true,
    help: words(
      'Membaca satu teks per baris dari masukan standar (\\n \\t \\r \\\\ \\uXXXX diuraikan), menulis satu objek JSON per baris.',
      'Reads one text a line from standard input (\\n \\t \\r \\\\ \\uXXXX are unescaped), writes one JSON object a line.',
    ),
    options: { now: { type: 'string' } },
    run: inspect,
  },
];

async function inspect({ options, input, out }: CommandCall): Promise<void> {
  const now = momentOption(options, 'now') ?? new Clock().now();
  for await (const line of input()) out(JSON.stringify(corpusColumns(parseShareLink(unescapeCorpusInput(line), now))));
}
