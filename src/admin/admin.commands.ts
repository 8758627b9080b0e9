import { Clock } from '../kernel/clock';
import { type Command, momentOption } from '../kernel/command';
import { words } from '../kernel/refusal';
import { RetentionJobs } from './retention.jobs';
import { AdminService } from './admin.service';

export const adminCommands: Command[] = [
  {
    word: 'jobs erase-evidence',
    args: '',
    help: words(
      'Menghapus bukti gambar dari bulan yang ditutup 90 hari lalu atau lebih; --at menentukan saatnya.',
      'Erases the evidence pictures of months closed 90 days ago or earlier; --at sets the moment.',
    ),
    options: { at: { type: 'string' } },
    run: async ({ app, options, out }) => {
      const at = momentOption(options, 'at') ?? app.get(Clock).now();
      for (const version of await app.get(RetentionJobs).erasePicturesAt(at)) out(version);
    },
  },
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
