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
    word: 'jobs erase-shares',
    args: '',
    help: words(
      'Menghapus sebaran dari bulan tertutup yang berakhir 24 bulan lalu atau lebih; hasil bulan tetap. --at menentukan saatnya.',
      'Erases the shares of closed months that ended 24 months ago or earlier; results stay. --at sets the moment.',
    ),
    options: { at: { type: 'string' } },
    run: async ({ app, options, out }) => {
      const at = momentOption(options, 'at') ?? app.get(Clock).now();
      for (const month of await app.get(RetentionJobs).eraseSharesAt(at)) out(month);
    },
  },
  {
    word: 'jobs list',
    args: '',
    help: words(
      'Menampilkan pekerjaan terjadwal: periode terakhir setiap pekerjaan dan semua yang gagal.',
      'Shows the scheduled work: the latest periods of each job, and all that failed.',
    ),
    run: async ({ app, out }) => {
      for (const { job, period, state, attempts, result } of (await app.get(AdminService).overview()).jobs)
        out([job, period, state, attempts, result ?? ''].join('\t'));
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
