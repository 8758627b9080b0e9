import type { Action } from '../access/actions';
import { words, type Words } from '../kernel/refusal';

export interface NavLink {
  href: string;
  action: Action;
  words: Words;
}

/** What every member of staff does daily: the bar at the thumb. */
export const dailyLinks: NavLink[] = [
  { href: '/', action: 'self.read', words: words('Beranda', 'Home') },
  { href: '/sebaran/catat', action: 'share.log', words: words('Catat', 'Log') },
  { href: '/sebaran', action: 'share.log', words: words('Riwayat', 'History') },
  { href: '/nilai', action: 'self.read', words: words('Nilai saya', 'My result') },
];

/** Work of roles, in the order of the work. */
export const workLinks: NavLink[] = [
  { href: '/partisipasi', action: 'participation.read', words: words('Partisipasi unit', 'Unit participation') },
  { href: '/dasbor', action: 'participation.read', words: words('Dasbor', 'Dashboard') },
  { href: '/verifikasi', action: 'share.review', words: words('Verifikasi', 'Review') },
  { href: '/pemeriksaan', action: 'sample.check', words: words('Pemeriksaan acak', 'Random audit') },
  { href: '/verifikasi/tempo', action: 'reviewer.read', words: words('Tempo verifikasi', 'Pace of review') },
  { href: '/materi', action: 'post.draft', words: words('Materi', 'Official posts') },
  { href: '/sanggahan/masuk', action: 'appeal.read', words: words('Sanggahan', 'Appeals') },
  { href: '/evaluasi', action: 'evaluation.read', words: words('Evaluasi', 'Evaluation') },
  { href: '/pegawai', action: 'directory.read', words: words('Pegawai', 'Staff') },
  { href: '/unit', action: 'directory.read', words: words('Unit', 'Units') },
  { href: '/sanggahan', action: 'appeal.file', words: words('Sanggahan saya', 'My appeals') },
  { href: '/juknis', action: 'self.read', words: words('Juknis', 'Rule') },
  { href: '/kalender', action: 'self.read', words: words('Kalender', 'Calendar') },
  { href: '/impor', action: 'import.use', words: words('Impor', 'Import') },
  { href: '/admin', action: 'job.read', words: words('Administrasi', 'Administration') },
  { href: '/admin/setelan', action: 'setting.read', words: words('Setelan', 'Settings') },
  { href: '/admin/jejak', action: 'audit.read', words: words('Jejak audit', 'Audit trail') },
  { href: '/panduan', action: 'share.log', words: words('Panduan', 'Guide') },
  { href: '/data-saya', action: 'self.read', words: words('Data saya', 'My data') },
  { href: '/akun', action: 'self.read', words: words('Akun saya', 'My account') },
];
