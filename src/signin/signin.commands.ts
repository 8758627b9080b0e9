import type { Command } from '../kernel/command';
import { Clock } from '../kernel/clock';
import { Refusal, words } from '../kernel/refusal';
import { parseMoment } from '../kernel/wita';
import { SigninJobs } from './signin.jobs';

export const signinCommands: Command[] = [
  {
    word: 'jobs purge-signin',
    args: '',
    help: words(
      'Menghapus percobaan masuk, sesi, token, dan kode yang sudah berakhir; --at menentukan saatnya.',
      'Deletes sign-in attempts, sessions, tokens and codes that have ended; --at sets the moment.',
    ),
    options: { at: { type: 'string' } },
    run: async ({ app, options, out }) => {
      for (const day of await app.get(SigninJobs).purgeAt(momentOf(options['at']) ?? app.get(Clock).now())) out(day);
    },
  },
];

function momentOf(given: string | boolean | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const moment = parseMoment(String(given));
  if (moment) return moment;
  const sentence = words(
    `Saat "${String(given).slice(0, 40)}" tidak terbaca. Tulis seperti 2026-11-23T14:05.`,
    `The moment "${String(given).slice(0, 40)}" could not be read. Write it like 2026-11-23T14:05.`,
  );
  throw new Refusal('invalid', 'unreadable-moment', sentence);
}
