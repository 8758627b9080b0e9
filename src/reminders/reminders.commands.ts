import { Clock } from '../kernel/clock';
import { type Command, momentOption } from '../kernel/command';
import { words } from '../kernel/refusal';
import { RemindersJobs } from './reminders.jobs';

export const remindersCommands: Command[] = [
  {
    word: 'jobs remind',
    args: '',
    help: words(
      'Menyusun pengingat hari ini untuk Beranda, sekali sehari mulai pukul 07.00 WITA; --at menentukan saatnya.',
      "Makes the day's reminders for Beranda, once a day from 07.00 WITA on; --at sets the moment.",
    ),
    options: { at: { type: 'string' } },
    run: async ({ app, options, out }) => {
      const at = momentOption(options, 'at') ?? app.get(Clock).now();
      for (const day of await app.get(RemindersJobs).remindAt(at)) out(day);
    },
  },
];
