/*
 * A month's result in a few lines of text, for the command line: its version, the sums of the people, and each ranked unit;
 * and how addresses name its version: only a superseded one, so that the address of a month leads to the newest.
 * Example: "November 2026, versi 1 (sementara), data sampai 1 Desember 2026 pukul 00.30 WITA"; reopened: `?versi=1`.
 * Source: the contract, "Command-line words".
 */
import { type Words, words } from '../kernel/refusal';
import { formatMoment, formatMonth, formatNumber, formatPercent, type Lang, type Month } from '../kernel/wita';
import { bandWords, descriptionWords } from './ranking.rules';
import type { ResultJson, ResultUnit } from './result.rules';

/** A stored version, as far as its line tells of it. */
export interface ToldVersion {
  month: Month;
  version: number;
  state: 'provisional' | 'fixed' | 'closed';
  cutoff: Date;
}

const stateWords: Record<ToldVersion['state'], Words> = {
  provisional: words('sementara', 'provisional'),
  fixed: words('tetap', 'fixed'),
  closed: words('ditutup', 'closed'),
};

export function versionLine({ month, version, state, cutoff }: ToldVersion): Words {
  const line = (lang: Lang, version_: string, until: string) =>
    `${formatMonth(month, lang)}, ${version_} ${version} (${stateWords[state][lang]}), ${until} ${formatMoment(cutoff, lang)}`;
  return words(line('id', 'versi', 'data sampai'), line('en', 'version', 'data until'));
}

/** What follows the address of a month's page or file. */
export function versionQuery({ version }: Pick<ToldVersion, 'version'>, isSuperseded: boolean): string {
  return isSuperseded ? `?versi=${version}` : '';
}

export function summary({ people, units }: ResultJson): Words[] {
  const exempt = people.filter((person) => person.exempt).length;
  const obliged = people.length - exempt;
  const active = people.filter((person) => !person.exempt && person.counted > 0).length;
  const met = people.filter((person) => person.achievement === 1).length;
  const rate = (part: number, lang: Lang) => formatPercent(obliged ? part / obliged : null, lang);
  return [
    words(
      `${obliged} pegawai wajib, ${exempt} dikecualikan. Berpartisipasi ${active} (${rate(active, 'id')}), mencapai target ${met} (${rate(met, 'id')}).`,
      `${obliged} people obliged, ${exempt} exempt. Participating ${active} (${rate(active, 'en')}), target met ${met} (${rate(met, 'en')}).`,
    ),
    ...units.filter((unit) => unit.ranked).map(unitLine),
  ];
}

function unitLine(unit: ResultUnit): Words {
  const { code, obliged, met, fulfilment, estimate, low, high, band, rank, description } = unit;
  const line = (lang: Lang) =>
    [
      code.padEnd(20),
      `${met}/${formatNumber(obliged, lang)}`.padStart(11),
      formatPercent(fulfilment, lang).padStart(7),
      formatPercent(estimate, lang, 2).padStart(8),
      `${formatPercent(low, lang, 2)}–${formatPercent(high, lang, 2)}`.padStart(15),
      band && rank ? `${bandWords[band][lang]} ${rank}` : '–',
      description ? descriptionWords[description][lang] : '',
    ].join('  ');
  return words(line('id'), line('en'));
}
