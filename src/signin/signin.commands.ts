import type { Command, CommandCall } from '../kernel/command';
import { Clock } from '../kernel/clock';
import { Refusal, words } from '../kernel/refusal';
import { formatMoment, parseMoment } from '../kernel/wita';
import { Invitations, type IssuedCode } from './invitations.service';
import { codeGroups } from './issuing.rules';
import { SigninJobs } from './signin.jobs';

export const signinCommands: Command[] = [
  {
    word: 'accounts invite',
    args: 'NUMBER',
    help: words(
      'Membuat kode aktivasi (14 hari) untuk pegawai dengan NIP atau nomor THL ini.',
      'Makes an activation code (14 days) for the person of this NIP or THL number.',
    ),
    run: async (call) => tell(call, await call.app.get(Invitations).issueFor(null, call.args[0] ?? '', 'activate')),
  },
  {
    word: 'accounts reset',
    args: 'NUMBER',
    help: words(
      'Membuat kode atur ulang kata sandi (24 jam) untuk pegawai dengan NIP atau nomor THL ini.',
      'Makes a password reset code (24 hours) for the person of this NIP or THL number.',
    ),
    run: async (call) => tell(call, await call.app.get(Invitations).issueFor(null, call.args[0] ?? '', 'reset')),
  },
  {
    word: 'jobs purge-signin',
    args: '',
    help: words(
      'Menghapus percobaan masuk, sesi, token, dan kode yang sudah berakhir; --at menentukan saatnya.',
      'Deletes sign-in attempts, sessions, tokens and codes that have ended; --at sets the moment.',
    ),
    options: { at: { type: 'string' } },
    run: async ({ app, options, out }) => {
      for (const day of await app.get(SigninJobs).purgeAt(momentOf(options['at']) ?? app.get(Clock).now())) out(day);
    },
  },
];

function tell({ out, w }: CommandCall, { code, address, validUntil }: IssuedCode): void {
  out(codeGroups(code).join(' '));
  out(address);
  const sentence = words(
    `Berlaku sampai ${formatMoment(validUntil, 'id')}, untuk satu kali pakai.`,
    `Valid until ${formatMoment(validUntil, 'en')}, works once.`,
  );
  out(w(sentence));
}

function momentOf(given: string | boolean | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const moment = parseMoment(String(given));
  if (moment) return moment;
  const sentence = words(
    `Saat "${String(given).slice(0, 40)}" tidak terbaca. Tulis seperti 2026-11-23T14:05.`,
    `The moment "${String(given).slice(0, 40)}" could not be read. Write it like 2026-11-23T14:05.`,
  );
  throw new Refusal('invalid', 'unreadable-moment', sentence);
}
