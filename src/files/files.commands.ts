import { Clock } from '../kernel/clock';
import { type Command, momentOption } from '../kernel/command';
import { words } from '../kernel/refusal';
import { FilesJobs } from './files.jobs';

export const filesCommands: Command[] = [
  {
    word: 'jobs purge-files',
    args: '',
    help: words(
      'Menghapus unggahan yang tidak selesai dalam sehari dan gambar yang 30 hari tidak dipakai; --at menentukan saatnya.',
      'Deletes uploads not finished within a day and pictures unused for 30 days; --at sets the moment.',
    ),
    options: { at: { type: 'string' } },
    run: async ({ app, options, out }) => {
      for (const day of await app.get(FilesJobs).forgetAt(momentOption(options, 'at') ?? app.get(Clock).now()))
        out(day);
    },
  },
];
