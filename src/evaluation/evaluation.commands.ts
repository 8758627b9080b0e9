import { momentOption, type Command, type CommandCall } from '../kernel/command';
import { missing, type Words, words } from '../kernel/refusal';
import { formatMoment, formatMonth, formatNumber, formatPercent, type Lang } from '../kernel/wita';
import { EvaluationJobs } from './evaluation.jobs';
import { EvaluationService, readMonth, type VersionRow } from './evaluation.service';
import { bandWords, descriptionWords } from './ranking.rules';
import type { ResultJson, ResultUnit } from './result.rules';

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
    word: 'period show',
    args: 'MONTH',
    help: words('Menampilkan versi hasil satu bulan', 'Show the versions of a month’s results'),
    run: show,
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

async function show({ app, args, out, w }: CommandCall): Promise<void> {
  const month = readMonth(args[0] ?? '');
  const evaluation = app.get(EvaluationService);
  const versions = await evaluation.versions(month);
  if (!versions.length) throw missing();
  for (const version of versions) out(w(versionLine(version)));
  for (const line of summary(await evaluation.result(month))) out(w(line));
}

function readAt(options: CommandCall['options']): { at?: Date } {
  const at = momentOption(options, 'at');
  return at ? { at } : {};
}

const stateWords: Record<VersionRow['state'], Words> = {
  provisional: words('sementara', 'provisional'),
  fixed: words('tetap', 'fixed'),
  closed: words('ditutup', 'closed'),
};

function versionLine({ month, version, state, cutoff }: VersionRow): Words {
  const line = (lang: Lang, version_: string, until: string) =>
    `${formatMonth(month, lang)}, ${version_} ${version} (${stateWords[state][lang]}), ${until} ${formatMoment(cutoff, lang)}`;
  return words(line('id', 'versi', 'data sampai'), line('en', 'version', 'data until'));
}

function doneLine(months: string[]): Words {
  return words(
    `Hasil sementara dihitung: ${months.join(', ')}.`,
    `Provisional results computed: ${months.join(', ')}.`,
  );
}

function summary({ people, units }: ResultJson): Words[] {
  const exempt = people.filter((person) => person.exempt).length;
  const obliged = people.length - exempt;
  const active = people.filter((person) => !person.exempt && person.counted > 0).length;
  const met = people.filter((person) => person.achievement === 1).length;
  const rate = (part: number, lang: Lang) => formatPercent(obliged ? part / obliged : null, lang);
  return [
    words(
      `${obliged} pegawai wajib, ${exempt} dikecualikan. Berpartisipasi ${active} (${rate(active, 'id')}), mencapai target ${met} (${rate(met, 'id')}).`,
      `${obliged} people obliged, ${exempt} exempt. Participating ${active} (${rate(active, 'en')}), target met ${met} (${rate(met, 'en')}).`,
    ),
    ...units.filter((unit) => unit.ranked).map(unitLine),
  ];
}

function unitLine(unit: ResultUnit): Words {
  const { code, obliged, met, fulfilment, estimate, low, high, band, rank, description } = unit;
  const line = (lang: Lang) =>
    [
      code.padEnd(20),
      `${met}/${formatNumber(obliged, lang)}`.padStart(11),
      formatPercent(fulfilment, lang).padStart(7),
      formatPercent(estimate, lang, 2).padStart(8),
      `${formatPercent(low, lang, 2)}–${formatPercent(high, lang, 2)}`.padStart(15),
      band && rank ? `${bandWords[band][lang]} ${rank}` : '–',
      description ? descriptionWords[description][lang] : '',
    ].join('  ');
  return words(line('id'), line('en'));
}
