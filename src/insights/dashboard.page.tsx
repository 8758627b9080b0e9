import { fraction } from '../evaluation/unit.rules';
import { formatMonth, formatNumber, formatPercent } from '../kernel/wita';
import { monthlyLoad } from '../policies/policy.rules';
import { trendChart } from '../reports/report-charts.rules';
import { certaintyWords, channelTable, stateTable, trendTable } from '../reports/report-counts.rules';
import { unitOptions } from '../reports/scope.rules';
import { Card, Figure } from '../web/components';
import { SelectField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { programReachTable } from './coverage.rules';
import {
  addressOf,
  Below,
  type DashboardProps as Props,
  type DashboardValues as Values,
  Picture,
  Posts,
} from './dashboard-charts.page';
import { PaperTablePart } from './paper-table.page';

/** *Dasbor*: figures, twelve months, sub-units, posts, channels, states, review and appeals of a unit's month. */
export function dashboardPage(view: View, values: Values): JSX.Element {
  const { unit, month, fixed, trend, posts } = values;
  return (
    <Page view={view} title={view.s('Dasbor', 'Dashboard')} wide>
      <ChoiceForm view={view} values={values} />
      <h2 class="mb-2 text-xl font-semibold" safe>
        {unit.unit.name}
      </h2>
      <p class="mb-3 text-sm text-muted">{view.w(certaintyWords(month, fixed !== null))}</p>
      <Figures view={view} values={values} />
      {trend.length ? (
        <Picture view={view} svg={trendChart(trend, 'page', view.lang)} table={trendTable(trend, view.lang)} />
      ) : (
        ''
      )}
      <Below view={view} values={values} />
      <Posts view={view} values={values} />
      {posts.length > 1 ? <PaperTablePart view={view} table={programReachTable(posts, view.lang)} /> : ''}
      <Channels view={view} values={values} />
      <PaperTablePart view={view} table={stateTable(values.states, view.lang)} />
      <Work view={view} values={values} />
    </Page>
  );
}

function ChoiceForm({ view, values }: Props): JSX.Element {
  const { units, months, month } = values;
  const shown = months.includes(month) ? months : [...months, month];
  return (
    <form method="get" action="/dasbor" class="mb-4 grid gap-x-3 sm:grid-cols-3">
      <SelectField
        view={view}
        name="unit"
        label={view.t('Unit kerja', 'Unit')}
        value={values.unit.unit.code}
        options={unitOptions(units)}
      />
      <SelectField
        view={view}
        name="bulan"
        label={view.t('Bulan', 'Month')}
        value={month}
        options={shown.map((one) => ({ value: one, text: formatMonth(one, view.lang) }))}
      />
      <p class="mb-3 flex items-end">
        <button class="btn min-h-12">{view.t('Tampilkan', 'Show')}</button>
      </p>
    </form>
  );
}

/** A figure leads to the people behind it where the list can show just those. */
function Figures({ view, values }: Props): JSX.Element {
  const { obliged, exempt, active, met, participation, fulfilment } = values.unit.figures;
  const rate = (share: number | null) => view.t(formatPercent(share, 'id'), formatPercent(share, 'en'));
  const people = (count: number, status: string) => (
    <a class="link" href={addressOf('/partisipasi', values, { status })}>
      {view.t(formatNumber(count, 'id'), formatNumber(count, 'en'))}
    </a>
  );
  return (
    <div class="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Figure
        label={view.t('Pegawai wajib', 'Obliged people')}
        value={view.t(formatNumber(obliged, 'id'), formatNumber(obliged, 'en'))}
        note={view.t(`${exempt} dikecualikan`, `${exempt} exempt`)}
      />
      <Figure
        label={view.t('Partisipasi', 'Participation')}
        value={rate(participation)}
        note={view.t(
          `${formatNumber(active, 'id')} dari ${formatNumber(obliged, 'id')} pegawai`,
          `${formatNumber(active, 'en')} of ${formatNumber(obliged, 'en')} people`,
        )}
      />
      <Figure
        label={view.t('Mencapai target', 'Met the target')}
        value={people(met, 'tercapai')}
        note={view.t(
          `ketercapaian ${formatPercent(fulfilment, 'id')}`,
          `fulfilment ${formatPercent(fulfilment, 'en')}`,
        )}
      />
      <Figure
        label={view.t('Belum berpartisipasi', 'Not yet participating')}
        value={people(obliged - active, 'belum')}
        note={view.t('pegawai', 'people')}
      />
    </div>
  );
}

function Channels({ view, values: { channels, channelNames } }: Props): JSX.Element {
  if (channels) return <PaperTablePart view={view} table={channelTable(channels, channelNames, view.lang)} />;
  return (
    <p class="alert mb-4">
      {view.t(
        'Kanal tidak ditampilkan untuk kelompok kecil, karena kanal yang dipakai seseorang hanya untuk yang bersangkutan.',
        'Channels of small groups are not shown, for the channels somebody uses are that person’s own affair.',
      )}
    </p>
  );
}

/** The work that the month makes: its load, its review, its appeals. */
function Work({ view, values }: Props): JSX.Element {
  const { appeals, overdue, policy, unit, tempo } = values;
  const { minutesPerPerson, checkingHours } = monthlyLoad(policy, unit.figures.obliged);
  const number = (value: number, lang: 'id' | 'en') => formatNumber(value, lang, 1);
  return (
    <Card title={view.t('Beban, verifikasi, dan sanggahan', 'Load, review and appeals')}>
      <p>
        {view.t(
          `Beban: ${number(minutesPerPerson, 'id')} menit tiap pegawai sebulan; bila semua pegawai wajib memenuhi target penuh, pemeriksaannya ${number(checkingHours, 'id')} jam.`,
          `Load: ${number(minutesPerPerson, 'en')} minutes a person a month; if all the obliged do a full target, checking takes ${number(checkingHours, 'en')} hours.`,
        )}
      </p>
      {tempo ? <Tempo view={view} tempo={tempo} /> : ''}
      <p>
        {view.t(
          `Sanggahan: ${appeals.open} menunggu putusan (${overdue} lewat batas waktu), ${appeals.granted} dikabulkan, ${appeals.refused} ditolak.`,
          `Appeals: ${appeals.open} waiting for a decision (${overdue} overdue), ${appeals.granted} granted, ${appeals.refused} refused.`,
        )}{' '}
        {view.may('appeal.read') ? (
          <a class="link" href="/sanggahan/masuk">
            {view.t('Buka sanggahan', 'Open the appeals')}
          </a>
        ) : (
          ''
        )}
      </p>
    </Card>
  );
}

function Tempo({ view, tempo }: { view: View; tempo: NonNullable<Values['tempo']> }): JSX.Element {
  const { reviewers, month } = tempo;
  const verdicts = reviewers.reduce((sum, one) => sum + one.verdicts, 0);
  const accepted = formatPercent(
    fraction(
      reviewers.reduce((sum, one) => sum + one.accepted, 0),
      verdicts,
    ),
    view.lang,
  );
  return (
    <p>
      {view.t(
        `Verifikasi di seluruh unit yang Anda awasi: ${reviewers.length} verifikator memberi ${verdicts} putusan, ${accepted} diterima.`,
        `Review in all units that you oversee: ${reviewers.length} reviewers gave ${verdicts} verdicts, ${accepted} accepted.`,
      )}{' '}
      <a class="link" href={`/verifikasi/tempo?bulan=${month}`}>
        {view.t('Tempo tiap verifikator', 'The pace of each reviewer')}
      </a>
    </p>
  );
}
