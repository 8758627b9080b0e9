import { momentOption, type Command } from '../kernel/command';
import { Clock } from '../kernel/clock';
import { words } from '../kernel/refusal';
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
      for (const day of await app.get(SigninJobs).purgeAt(momentOption(options, 'at') ?? app.get(Clock).now()))
        out(day);
    },
  },
];
