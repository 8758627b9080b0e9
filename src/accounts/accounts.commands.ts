import type { Command, CommandCall } from '../kernel/command';
import { words } from '../kernel/refusal';
import { formatMoment } from '../kernel/wita';
import { Invitations, type IssuedCode } from './invitations.service';
import { codeGroups } from './issuing.rules';

export const accountsCommands: Command[] = [
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
