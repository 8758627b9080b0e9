/*
 * What the reviewer's list is narrowed to, as it stands in the address. List and single screen carry the same address, so
 * that after a verdict the next share of the same list follows.
 *   /verifikasi?unit=DINKES&keadaan=ditahan → the shares on hold of DINKES and all below it.
 *   /verifikasi/<id>?bertanda=ya → this share; the next and the one before are those with a mark.
 * Source: the journey Verify.
 */
import type { ShareState } from '../shares/standing.rules';

export interface QueueAddress {
  /** Code of a unit. */
  unit: string;
  kanal: string;
  cari: string;
  keadaan: string;
  /** `ya`: only shares with a mark of the machine. */
  bertanda: string;
  setelah: string;
}

/** The states that wait for a reviewer, by their names in the address. */
export const waitingStates: Record<string, ShareState> = { menunggu: 'recorded', ditahan: 'held' };

/** Reads an address; what is unknown in it narrows nothing. */
export function readAddress(query: Record<string, string>): QueueAddress {
  const { unit = '', kanal = '', cari = '', keadaan = '', bertanda = '', setelah = '' } = query;
  return {
    ...{ unit, kanal, cari: cari.trim().slice(0, 100), setelah },
    keadaan: Object.hasOwn(waitingStates, keadaan) ? keadaan : '',
    bertanda: bertanda === 'ya' ? 'ya' : '',
  };
}

/** Whether anything is left out. */
export function isNarrowed(address: QueueAddress): boolean {
  return listQuery(address) !== '';
}

/** The address without what is empty. */
export function queryOf(address: Partial<QueueAddress>): string {
  const given = Object.entries(address).filter(([, value]) => value);
  return given.length ? `?${new URLSearchParams(given).toString()}` : '';
}

/** The same list from its start, as the single screen carries it. */
export function listQuery(address: QueueAddress): string {
  return queryOf({ ...address, setelah: '' });
}
