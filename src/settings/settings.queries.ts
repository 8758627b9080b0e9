import type { EntityManager } from 'typeorm';

/** Until the transaction ends nobody else changes a setting; reading goes on. */
export async function lockSettings(em: EntityManager): Promise<void> {
  await em.query('LOCK TABLE setting IN EXCLUSIVE MODE');
}
