import { Refusal, words } from './refusal';

/** SQLSTATE classes and codes: no connection, too many of them, shutting down, cancelled by a timeout, deadlock. */
const databaseAway = /^(08\w{3}|53\w{3}|57P0\d|57014|40P01|40001)$/;
const networkAway = /^(ECONN(REFUSED|RESET)|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the database client says without a code. */
const noConnection = /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout/;
const wrongAddress = /^(28\w{3}|3D000)$/;

/** What the system could not do for us, in our words; undefined: a bug. */
export function outageOf(error: unknown): Refusal | undefined {
  const { code = '', message = '', syscall } = rootOf(error);
  if (databaseAway.test(code) || networkAway.test(code) || noConnection.test(message)) return away();
  if (wrongAddress.test(code)) return refused();
  if (syscall === 'listen') return portTaken();
  return undefined;
}

/** The error of the driver or of the system behind what was thrown. */
export function rootOf(error: unknown): { code?: string; message?: string; syscall?: string } {
  const { driverError, errors } = (error ?? {}) as { driverError?: object; errors?: object[] };
  return driverError ?? errors?.[0] ?? error ?? {};
}

function away(): Refusal {
  const sentence = words(
    'Basis data sedang tidak dapat dihubungi atau terlalu sibuk. Tunggu sebentar, lalu ulangi.',
    'The database cannot be reached or is too busy at the moment. Wait a moment and try again.',
  );
  return new Refusal('unavailable', 'database-away', sentence, { retryAfter: 5 });
}

function refused(): Refusal {
  const sentence = words(
    'Server basis data menolak nama pengguna, kata sandi, atau nama basis data. Periksa DATABASE_URL.',
    'The database server refuses the user, the password or the database. Check DATABASE_URL.',
  );
  return new Refusal('unavailable', 'database-refused', sentence);
}

function portTaken(): Refusal {
  const sentence = words(
    'Porta tempat Gaung mendengarkan tidak dapat dipakai; mungkin Gaung sudah berjalan. Hentikan yang lama atau setel PORT.',
    'The port that Gaung listens on cannot be used; perhaps Gaung is already running. Stop the old one or set PORT.',
  );
  return new Refusal('unavailable', 'port-taken', sentence);
}
