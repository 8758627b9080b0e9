/*
 * Who may give whom a code. A code opens an account, so a code must not lend its giver rights the giver has not:
 * reviewer and head give codes to people of their units whose roles, if any, are reviewer, head, editor or agent inside
 * those units; whoever holds a weightier role, or one outside, gets a code from an administrator of that unit only.
 * Nobody gives the own person a code: whoever finds a session open could take the account over for good.
 * Example: the reviewer of DISKES resets a nurse and the head of DISKES, but not the evaluator of the province who
 * works in DISKES; the administrator of the province resets all three.
 * A code of an activation holds 14 days (slips must reach everybody), one of a reset 24 hours (handed over at once).
 * Source: reliability.md 5; ASVS 6.4 and 8.3.
 */
import type { Actor } from '../access/actor';
import { scopeOf, type Role } from '../access/roles.rules';
import { Refusal, words } from '../kernel/refusal';

const dayLength = 24 * 3_600_000;
const lengthOf = { activate: 14 * dayLength, reset: dayLength } as const;
const ordinary: readonly Role[] = ['staff', 'reviewer', 'head', 'editor', 'agent'];

export interface Holder {
  id: string;
  activated: boolean;
  disabled: boolean;
  roles: { role: Role; unitPath: number[] }[];
}

/** Why this actor (null: the operator of the machine) may not give this person a code; undefined: may. */
export function issuingProblem(actor: Actor | null, person: Holder): Refusal | undefined {
  if (person.disabled) return disabled;
  if (!actor) return undefined;
  if (actor.personId === person.id) return ownAccount;
  const scope = scopeOf(actor, 'account.invite');
  const administered = actor.roles.filter(({ role }) => role === 'admin').map(({ unitId }) => unitId);
  const covered = person.roles.every(({ role, unitPath }) =>
    unitPath.some((id) => administered.includes(id) || (ordinary.includes(role) && scope.includes(id))),
  );
  return covered ? undefined : weightierRole;
}

/** Until when a code given now holds. */
export function codeEnd(purpose: keyof typeof lengthOf, now: Date): Date {
  return new Date(now.getTime() + lengthOf[purpose]);
}

/** `7K3Q9MXT2A` → `['7K3Q', '9MXT', '2A']`: groups that are easy to copy. */
export function codeGroups(code: string): string[] {
  return code.match(/.{1,4}/g) ?? [];
}

const disabled = new Refusal(
  'conflict',
  'account-disabled',
  words(
    'Akun pegawai ini dinonaktifkan. Minta administrator mengaktifkannya kembali lebih dahulu.',
    "This person's account is disabled. Ask an administrator to enable it first.",
  ),
);
const ownAccount = new Refusal(
  'conflict',
  'own-account',
  words(
    'Anda tidak dapat membuat kode untuk diri sendiri. Ubah kata sandi di Akun saya, atau minta rekan yang berwenang.',
    'You cannot make a code for yourself. Change the password in My account, or ask an authorised colleague.',
  ),
);
const weightierRole = new Refusal(
  'conflict',
  'weightier-role',
  words(
    'Pegawai ini memegang peran di luar kewenangan Anda. Minta administrator membuatkan kodenya.',
    'This person holds a role beyond your authority. Ask an administrator to make the code.',
  ),
);
