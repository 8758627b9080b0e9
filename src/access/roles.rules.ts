/**
 * Which role may do what. Everybody who signs in is `staff`; the other roles are granted on a unit and cover its
 * sub-units. A head may all that a reviewer may. An administrator keeps units, people and settings and can touch no
 * share, verdict or result; an auditor reads everything and changes nothing.
 * Example: a head of DISKES and an editor of BIRO-KESRA in one person reviews shares below DISKES only.
 * Source: product.md, "Who uses it".
 */
import { Refusal, words } from '../kernel/refusal';
import type { Action } from './actions';
import type { Actor } from './actor';

export const roles = [
  'staff',
  'reviewer',
  'head',
  'editor',
  'publisher',
  'evaluator',
  'auditor',
  'agent',
  'admin',
] as const;
export type Role = (typeof roles)[number];

const review: Action[] = [
  'share.review',
  'sample.check',
  'participation.read',
  'evaluation.read',
  'directory.read',
  'account.invite',
];

export const verbsOf: Record<Role, readonly Action[]> = {
  staff: ['self.read', 'self.change', 'post.read', 'share.log', 'appeal.file'],
  reviewer: [...review, 'leave.import', 'import.use'],
  head: [...review, 'leave.import', 'import.use'],
  editor: ['post.draft'],
  publisher: ['post.draft', 'post.publish', 'post.import', 'import.use', 'evaluation.read'],
  evaluator: [
    'evaluation.read',
    'evaluation.run',
    'exemption.grant',
    'policy.propose',
    'policy.confirm',
    'day.void',
    'appeal.read',
    'appeal.decide',
    'period.fix',
    'period.draw',
    'period.close',
    'period.reopen',
    'report.issue',
    'participation.read',
    'directory.read',
    'share.import',
    'reviewer.read',
    'import.use',
  ],
  auditor: [
    'evaluation.read',
    'appeal.read',
    'reviewer.read',
    'participation.read',
    'directory.read',
    'audit.read',
    'job.read',
  ],
  agent: [],
  admin: [
    'directory.read',
    'directory.import',
    'leave.import',
    'import.use',
    'account.invite',
    'role.grant',
    'channel.switch',
    'setting.change',
    'job.read',
    'job.retry',
  ],
};

/** Whether the actor may do this somewhere. */
export function may(actor: Actor, action: Action): boolean {
  return verbsOf.staff.includes(action) || actor.roles.some(({ role }) => verbsOf[role].includes(action));
}

/** The units (with all below them) on which the actor may do this; empty: nowhere, or only for the own person. */
export function scopeOf(actor: Pick<Actor, 'roles'>, action: Action): number[] {
  const units = actor.roles.filter(({ role }) => verbsOf[role].includes(action)).map(({ unitId }) => unitId);
  return [...new Set(units)];
}

/** Throws unless the actor may do this somewhere. */
export function demand(actor: Actor, action: Action): void {
  if (!may(actor, action)) throw notAllowed();
}

export function notAllowed(): Refusal {
  return new Refusal(
    'forbidden',
    'not-allowed',
    words(
      'Anda tidak berwenang membuka atau mengubah bagian ini. Hubungi administrator bila seharusnya berwenang.',
      'You are not authorised to open or change this. Contact the administrator if you should be.',
    ),
  );
}
