import { momentOption, type Command, type CommandCall } from '../kernel/command';
import { type Words, words } from '../kernel/refusal';
import { EvaluationJobs } from './evaluation.jobs';
import { EvaluationService } from './evaluation.service';
import { summary, versionLine } from './month-words.rules';

const at = { type: 'string' as const };

export const evaluationCommands: Command[] = [
  {
    word: 'evaluate',
    args: 'MONTH',
    options: { json: { type: 'boolean' }, at },
    help: words(
      'Menghitung hasil sementara satu bulan (2026-11); --json menulis seluruh hasil, --at menetapkan batas data',
      'Compute the provisional results of a month (2026-11); --json prints them all, --at sets the cut-off',
    ),
    async run(call) {
      const { app, args, options, out } = call;
      const evaluation = app.get(EvaluationService);
      const { month, version } = await evaluation.evaluate(null, args[0] ?? '', readAt(options));
      const result = await evaluation.result(month, version);
      if (options['json'] === true) out(JSON.stringify(result));
      else for (const line of summary(result)) out(call.w(line));
    },
  },
  {
    word: 'period provisional',
    args: 'MONTH',
    options: { at },
    help: words('Menghitung ulang hasil sementara satu bulan', 'Compute the provisional results of a month again'),
    async run({ app, args, options, out, w }) {
      out(w(versionLine(await app.get(EvaluationService).evaluate(null, args[0] ?? '', readAt(options)))));
    },
  },
  {
    word: 'jobs provisional',
    args: '',
    options: { at },
    help: words(
      'Menjalankan jadwal hasil sementara seperti pada saat --at (bawaan: sekarang)',
      'Run the schedule of provisional results as at the moment --at (default: now)',
    ),
    async run({ app, options, out, w }) {
      const jobs = app.get(EvaluationJobs);
      const { at: moment } = readAt(options);
      const done = moment ? await jobs.provisional(moment) : await jobs.heartbeat();
      out(w(done.length ? doneLine(done) : words('Tidak ada bulan yang jatuh tempo.', 'No month is due.')));
    },
  },
];

function readAt(options: CommandCall['options']): { at?: Date } {
  const at = momentOption(options, 'at');
  return at ? { at } : {};
}

function doneLine(months: string[]): Words {
  return words(
    `Hasil sementara dihitung: ${months.join(', ')}.`,
    `Provisional results computed: ${months.join(', ')}.`,
  );
}
