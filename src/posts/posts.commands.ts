import type { Command } from '../kernel/command';
import { words } from '../kernel/refusal';
import { importCommand } from '../papers/import-command';
import { PostsImport } from './posts.import';

export const postsCommands: Command[] = [
  importCommand(
    'posts import',
    words(
      'Mengimpor materi yang sudah terbit (CSV atau XLSX); --dry-run hanya mencoba.',
      'Imports published posts (CSV or XLSX); --dry-run only tries.',
    ),
    (app, file, options) => app.get(PostsImport).import(null, file, options),
  ),
];
