/*
 * The official frame of a report: head, paper, signature and copies, as the administrator has set them.
 * A provisional month is nobody's statement yet: it bears neither signature nor copies. Nor does a report without a
 * named signatory bear a signature.
 *   Closed on 7 December 2026, place Manado, Plt., rank Pembina Utama Muda →
 *   "Manado, 7 Desember 2026" / "Plt. KEPALA DINAS …," / name / "Pembina Utama Muda" / "NIP 19…".
 * Source: domain.md, section 3.4.
 */
import { dayOf, formatDay } from '../kernel/wita';
import type { Settings } from './setting.rules';

/** As `papers` prints it. */
export interface Letter {
  paper: 'a4' | 'f4';
  /** Points. */
  fontSize: number;
  letterhead: { government: string; agency: string; address: string[] };
  signature?: { place: string; capacity: string[]; name: string; below: string[] };
  copies?: { heading: string; lines: string[] };
}

/** What stands around the report. */
export function letterOf(settings: Settings, { date, provisional }: { date: Date; provisional: boolean }): Letter {
  const frame: Letter = {
    paper: settings['report.paper'],
    fontSize: Number(settings['report.size']),
    letterhead: {
      government: settings['report.government'],
      agency: settings['report.agency'],
      address: settings['report.address'],
    },
  };
  if (provisional) return frame;
  const [name, copies] = [settings['report.signatory_name'], settings['report.copies']];
  return {
    ...frame,
    ...(name ? { signature: signatureOf(settings, date) } : {}),
    ...(copies.length ? { copies: { heading: 'Tembusan:', lines: copies } } : {}),
  };
}

function signatureOf(settings: Settings, date: Date): NonNullable<Letter['signature']> {
  const nip = settings['report.signatory_nip'];
  const capacity = [settings['report.signatory_acting'], settings['report.signatory_capacity']];
  return {
    place: `${settings['report.place']}, ${formatDay(dayOf(date), 'id')}`,
    capacity: [`${capacity.filter(Boolean).join(' ')},`],
    name: settings['report.signatory_name'],
    below: [settings['report.signatory_rank'], nip ? `NIP ${nip}` : ''].filter(Boolean),
  };
}
