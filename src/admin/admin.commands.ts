import type { Command } from '../kernel/command';
import { words } from '../kernel/refusal';
import { AdminService } from './admin.service';

export const adminCommands: Command[] = [
  {
    word: 'jobs retry',
    args: 'JOB PERIOD',
    help: words(
      'Mengulang pekerjaan terjadwal yang gagal, misalnya evaluation.provisional 2026-11, pada putaran berikutnya.',
      'Has scheduled work that failed tried again at its next beat, e.g. evaluation.provisional 2026-11.',
    ),
    run: async ({ app, args: [job = '', period = ''], out, w }) => {
      await app.get(AdminService).retryJob(null, { job, period });
      out(w(words(`${job} ${period} akan diulang.`, `${job} ${period} will be tried again.`)));
    },
  },
];
