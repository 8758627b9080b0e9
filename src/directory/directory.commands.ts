import { CalendarService } from '../calendar/calendar.service';
import type { Command } from '../kernel/command';
import { words } from '../kernel/refusal';
import { importCommand } from '../papers/import-command';
import { DirectoryService } from './directory.service';

/** The imports of the calendar and of the directory. */
export const directoryCommands: Command[] = [
  importCommand(
    'calendar import',
    words('Mengimpor hari libur nasional dan cuti bersama.', 'Imports national holidays and joint leave.'),
    (app, file, options) => app.get(CalendarService).importHolidays(null, file, options),
  ),
  importCommand('units import', words('Mengimpor unit kerja.', 'Imports work units.'), (app, file, options) =>
    app.get(DirectoryService).importUnits(null, file, options),
  ),
  importCommand(
    'staff import',
    words('Mengimpor pegawai, penempatan, dan peran.', 'Imports staff, memberships and roles.'),
    (app, file, options) => app.get(DirectoryService).importStaff(null, file, options),
  ),
  importCommand(
    'leave import',
    words('Mengimpor cuti yang sudah disetujui.', 'Imports approved leave.'),
    (app, file, options) => app.get(DirectoryService).importLeave(null, file, options),
  ),
];
