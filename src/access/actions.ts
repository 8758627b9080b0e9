/** Every verb that a route can ask for; who may do it stands in `roles.rules.ts`. */
export const actions = [
  'self.read',
  'self.change',
  'post.read',
  'post.draft',
  'post.publish',
  'post.import',
  'share.log',
  'share.review',
  'share.import',
  'participation.read',
  'evaluation.read',
  'evaluation.run',
  'exemption.grant',
  'directory.read',
  'directory.import',
  'leave.import',
  'account.invite',
  'role.grant',
  'channel.switch',
  'setting.change',
  'import.use',
  'audit.read',
  'job.read',
  'job.retry',
] as const;

export type Action = (typeof actions)[number];
