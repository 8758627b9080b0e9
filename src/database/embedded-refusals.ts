import { Refusal, words } from '../kernel/refusal';

/** Why the embedded PostgreSQL does not start, and what the person who runs Gaung can do. */

export function programsMissing(platform: string): Refusal {
  return refuse(
    'database-programs-missing',
    `PostgreSQL bawaan untuk ${platform} tidak terpasang. Pasang ulang dengan npm ci, atau setel DATABASE_URL ke server PostgreSQL Anda.`,
    `The built-in PostgreSQL for ${platform} is not installed. Install again with npm ci, or set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

export function programsUnreachable(folder: string): Refusal {
  return refuse(
    'database-programs-unreachable',
    `PostgreSQL bawaan tidak dapat dijalankan dari ${folder}. Pasang Gaung di folder yang dapat dibuka pengguna lain, atau setel DATABASE_URL.`,
    `The built-in PostgreSQL cannot be run from ${folder}. Install Gaung in a folder that other users can open, or set DATABASE_URL.`,
  );
}

export function noPlainAccount(): Refusal {
  return refuse(
    'no-plain-account',
    'PostgreSQL tidak boleh berjalan sebagai root, dan pengguna "postgres" maupun "nobody" tidak ada. Jalankan Gaung sebagai pengguna biasa, atau setel DATABASE_URL.',
    'PostgreSQL must not run as root, and there is neither a user "postgres" nor "nobody". Run Gaung as an ordinary user, or set DATABASE_URL.',
  );
}

export function privateFolder(folder: string): Refusal {
  return refuse(
    'data-folder-private',
    `Data di ${folder} tidak lagi dapat dibuka oleh pengguna PostgreSQL. Buka jalannya (chmod o+x pada setiap folder di atasnya), atau setel DATA_DIR ke tempat lain.`,
    `The data in ${folder} can no longer be opened by PostgreSQL's user. Open the way (chmod o+x on every folder above it), or set DATA_DIR to another place.`,
  );
}

export function notOurs(folder: string): Refusal {
  return refuse(
    'data-folder-not-ours',
    `Data di ${folder} milik pengguna lain. Jalankan Gaung dengan pengguna yang sama seperti sebelumnya, atau setel DATA_DIR ke folder Anda sendiri.`,
    `The data in ${folder} belong to another user. Run Gaung as the same user as before, or set DATA_DIR to a folder of your own.`,
  );
}

export function otherVersion(folder: string, made: string, installed: string): Refusal {
  return refuse(
    'database-version',
    `Data di ${folder} dibuat oleh PostgreSQL ${made}, sedangkan yang terpasang PostgreSQL ${installed}. Kembali ke rilis Gaung sebelumnya, buat cadangan dengan perintah backup, lalu pulihkan dengan perintah restore di rilis baru.`,
    `The data in ${folder} were made by PostgreSQL ${made}, but PostgreSQL ${installed} is installed. Go back to the earlier release of Gaung, make a backup with the command backup, then restore it in the new release.`,
  );
}

export function secretMissing(file: string): Refusal {
  return refuse(
    'database-secret-missing',
    `Kata sandi basis data di ${file} tidak ada, tidak dapat dibaca, atau tidak cocok. Jalankan dengan pengguna yang sama seperti sebelumnya, atau kembalikan berkas itu dari cadangan.`,
    `The database password in ${file} is absent, unreadable, or wrong. Run as the same user as before, or bring the file back from a backup.`,
  );
}

export function notMade(folder: string, complaint: string): Refusal {
  return refuse(
    'database-not-made',
    `Basis data di ${folder} tidak dapat dibuat: ${complaint}. Periksa ruang dan izin folder itu, atau setel DATABASE_URL.`,
    `The database in ${folder} cannot be created: ${complaint}. Check the space and permissions of that folder, or set DATABASE_URL.`,
  );
}

export function notStarted(folder: string, complaint: string): Refusal {
  return refuse(
    'database-not-started',
    `PostgreSQL di ${folder} tidak dapat dijalankan: ${complaint}. Periksa ruang dan izin folder itu, atau setel DATABASE_URL.`,
    `PostgreSQL in ${folder} cannot be started: ${complaint}. Check the space and permissions of that folder, or set DATABASE_URL.`,
  );
}

export function portTaken(port: number): Refusal {
  return refuse(
    'database-port-taken',
    `Porta ${port} untuk basis data sudah dipakai program lain. Hentikan program itu atau pilih porta lain.`,
    `Port ${port} for the database is used by another program. Stop that program or choose another port.`,
  );
}

function refuse(code: string, id: string, en: string): Refusal {
  return new Refusal('unavailable', code, words(id, en));
}
