import { rootOf } from './outage';
import { Refusal, words } from './refusal';

const frozen = '23001';

/**
 * The database's own refusal to change what belongs to a fixed or closed month, in our words; undefined: something else.
 * It says so whichever way the change came, hence the sentence stands here and not with each of them.
 */
export function frozenOf(error: unknown): Refusal | undefined {
  if (rootOf(error).code !== frozen) return undefined;
  return new Refusal('conflict', 'period-closed', monthClosed);
}

export const monthClosed = words(
  'Periode ini sudah ditutup. Perubahan hanya melalui sanggahan.',
  'This period is closed. Changes are possible only by appeal.',
);
