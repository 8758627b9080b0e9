import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CalendarService } from '../calendar/calendar.service';
import type { Command, CommandCall } from '../kernel/command';
import { Refusal, words } from '../kernel/refusal';
import { type ImportReport, refuseProblems } from '../papers/import-report';
import type { Upload } from '../web/upload';
import { DirectoryService } from './directory.service';

type Import = (app: CommandCall['app'], file: Upload, options: { dryRun: boolean }) => Promise<ImportReport>;

/** The imports of the calendar and of the directory; all ask for a file and know `--dry-run`. */
export const directoryCommands: Command[] = [
  {
    ...importWord('calendar import', (app, file, options) =>
      app.get(CalendarService).importHolidays(null, file, options),
    ),
    help: words('Impor hari libur nasional dan cuti bersama', 'Import national holidays and joint leave'),
  },
  {
    ...importWord('units import', (app, file, options) => app.get(DirectoryService).importUnits(null, file, options)),
    help: words('Impor unit kerja', 'Import work units'),
  },
  {
    ...importWord('staff import', (app, file, options) => app.get(DirectoryService).importStaff(null, file, options)),
    help: words('Impor pegawai, penempatan, dan peran', 'Import staff, memberships and roles'),
  },
  {
    ...importWord('leave import', (app, file, options) => app.get(DirectoryService).importLeave(null, file, options)),
    help: words('Impor cuti yang sudah disetujui', 'Import approved leave'),
  },
];

function importWord(word: string, run: Import): Omit<Command, 'help'> {
  return {
    word,
    args: 'FILE',
    options: { 'dry-run': { type: 'boolean' } },
    async run({ app, args: [path = ''], options, out, w }) {
      const dryRun = options['dry-run'] === true;
      const report = await run(app, await fileAt(path), { dryRun });
      refuseProblems(report);
      out(w(counts(report, dryRun)));
      for (const note of report.notes) out(w(note));
    },
  };
}

async function fileAt(path: string): Promise<Upload> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch {
    throw new Refusal(
      'missing',
      'no-file',
      words(
        `Berkas ${path} tidak dapat dibaca. Periksa nama dan tempatnya.`,
        `The file ${path} cannot be read. Check its name and place.`,
      ),
    );
  }
}

function counts({ rows, added, changed, unchanged }: ImportReport, dryRun: boolean) {
  return words(
    `${rows} baris: ${added} baru, ${changed} berubah, ${unchanged} tetap.${dryRun ? ' Percobaan: belum ada yang disimpan.' : ''}`,
    `${rows} rows: ${added} new, ${changed} changed, ${unchanged} unchanged.${dryRun ? ' A trial: nothing was saved.' : ''}`,
  );
}
