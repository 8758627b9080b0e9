import { Clock } from '../kernel/clock';
import { momentOption, type Command } from '../kernel/command';
import { Refusal, words } from '../kernel/refusal';
import { ResolvingJobs } from './resolving.jobs';

export const resolvingCommands: Command[] = [
  {
    word: 'links resolve',
    args: '',
    help: words(
      'Menanyakan tujuan tautan pendek yang tiba gilirannya, bila dihidupkan pada Setelan; --at menentukan saatnya.',
      'Asks where the short links lead whose turn it is, when switched on in the settings; --at sets the moment.',
    ),
    options: { at: { type: 'string' } },
    run: async ({ app, options, out }) => {
      const at = momentOption(options, 'at') ?? app.get(Clock).now();
      const findings = await app.get(ResolvingJobs).resolveAt(at);
      if (!findings) throw switchedOff();
      for (const [outcome, count] of Object.entries(findings)) out(`${outcome}: ${count}`);
    },
  },
];

function switchedOff(): Refusal {
  const sentence = words(
    'Pembacaan tautan pendek dimatikan. Seorang administrator dapat menghidupkannya pada halaman Setelan.',
    'The reading of short links is switched off. An administrator can switch it on, on the page Setelan.',
  );
  return new Refusal('conflict', 'resolving-off', sentence);
}
