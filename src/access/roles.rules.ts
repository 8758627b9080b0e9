/**
 * Which role may do what. Everybody who signs in is `staff`; the other roles are granted on a unit and cover its
 * sub-units. A head may all that a reviewer may. An administrator keeps units, people and settings and can touch no
 * share, verdict or result; an auditor reads everything and changes nothing. What concerns every agency at once is only
 * for who holds the role on a top unit.
 * Example: a head of DISKES and an editor of BIRO-KESRA in one person reviews shares below DISKES only. An evaluator of
 * DISKES decides appeals of its people; the month of the whole province is closed by an evaluator of PEMPROV.
 * Source: product.md, "Who uses it".
 */
import { Refusal, words } from '../kernel/refusal';
import type { Action } from './actions';
import type { Actor, Grant } from './actor';

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
    'unit.import',
    'calendar.import',
    'leave.import',
    'import.use',
    'account.invite',
    'role.grant',
    'channel.switch',
    'setting.read',
    'setting.change',
    'job.read',
    'job.retry',
  ],
};

/** Verbs whose effect no agency can keep to itself: a month, its rule and its report are one for the province. */
export const provincialVerbs: readonly Action[] = [
  'evaluation.run',
  'policy.propose',
  'policy.confirm',
  'period.fix',
  'period.draw',
  'period.close',
  'period.reopen',
  'report.issue',
  'unit.import',
  'calendar.import',
  'channel.switch',
  'setting.change',
  'job.retry',
];

/** Whether the actor may do this somewhere; of what concerns the province: on a top unit. */
export function may(actor: Pick<Actor, 'roles'>, action: Action): boolean {
  return verbsOf.staff.includes(action) || grantsFor(actor, action).length > 0;
}

/** The units (with all below them) on which the actor may do this; empty: nowhere, or only for the own person. */
export function scopeOf(actor: Pick<Actor, 'roles'>, action: Action): number[] {
  return [...new Set(grantsFor(actor, action).map(({ unitId }) => unitId))];
}

/** Whether the actor may do this on a top unit, where single cases of a verb concern the province. */
export function coversTop(actor: Pick<Actor, 'roles'>, action: Action): boolean {
  return grantsFor(actor, action).some(({ isTop }) => isTop);
}

/** @throws Refusal 403 unless the actor may do this somewhere; `top-unit` when only the unit of the role is too low */
export function demand(actor: Pick<Actor, 'roles'>, action: Action): void {
  if (may(actor, action)) return;
  throw actor.roles.some((grant) => carries(grant, action)) ? needsTopUnit() : notAllowed();
}

function grantsFor(actor: Pick<Actor, 'roles'>, action: Action): Grant[] {
  return actor.roles.filter((grant) => carries(grant, action) && (grant.isTop || !provincialVerbs.includes(action)));
}

function carries({ role }: Grant, action: Action): boolean {
  return verbsOf[role].includes(action);
}

/** Who may act for one agency only and asked for what concerns all of them. */
export function needsTopUnit(): Refusal {
  return new Refusal(
    'forbidden',
    'top-unit',
    words(
      'Hal ini menyangkut seluruh provinsi. Mintalah pemegang peran yang sama pada unit teratas melakukannya.',
      'This concerns the whole province. Ask somebody who holds the same role on the top unit.',
    ),
  );
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
