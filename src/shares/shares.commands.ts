import type { Command } from '../kernel/command';
import { words } from '../kernel/refusal';
import { importCommand } from '../papers/import-command';
import { SharesService } from './shares.service';

export const sharesCommands: Command[] = [
  importCommand(
    'shares import',
    words(
      'Mengimpor sebaran (CSV atau XLSX), semua atau tidak sama sekali; --dry-run hanya mencoba.',
      'Imports shares (CSV or XLSX), all or nothing; --dry-run only tries.',
    ),
    (app, file, options) => app.get(SharesService).importFile(null, file, options),
  ),
];
