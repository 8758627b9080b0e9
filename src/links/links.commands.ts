import { Clock } from '../kernel/clock';
import type { Command, CommandCall } from '../kernel/command';
import { Refusal, words } from '../kernel/refusal';
import { parseMoment } from '../kernel/wita';
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
  const now = momentAsked(options['now']);
  for await (const line of input()) out(JSON.stringify(corpusColumns(parseShareLink(unescapeCorpusInput(line), now))));
}

function momentAsked(given: string | boolean | undefined): Date {
  if (given === undefined) return new Clock().now();
  const moment = parseMoment(String(given));
  if (moment) return moment;
  throw new Refusal(
    'invalid',
    'now-unreadable',
    words(
      'Nilai --now tidak terbaca. Tulis seperti 2026-11-23T14:05:00+08:00.',
      'The value of --now cannot be read. Write it like 2026-11-23T14:05:00+08:00.',
    ),
  );
}
