import { fullName } from '../directory/person.rules';
import { formatMonth, formatNumber, formatPercent, previousMonth } from '../kernel/wita';
import { Empty, Table } from '../web/components';
import { SelectField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { ReviewerTempo } from './tempo.queries';
import type { MonthOfReview } from './tempo.service';

const monthsOffered = 12;

/** *Tempo verifikasi*: what each reviewer decided in a month, how fast and how often with a yes. */
export function tempoPage(view: View, values: MonthOfReview): JSX.Element {
  const { month, reviewers } = values;
  return (
    <Page view={view} title={view.s('Tempo verifikasi', 'Pace of review')} wide>
      <p class="mb-4">
        {view.t(
          'Waktu dihitung sejak sebaran tampil di layar verifikator; pada penerimaan bersama, waktu itu dibagi rata. Angka ini bahan pembinaan, bukan penilaian.',
          'Time counts from the moment a share shows on the reviewer’s screen; accepted together, it is shared out evenly. These figures are for coaching, not a grade.',
        )}
      </p>
      <MonthForm view={view} values={values} />
      {reviewers.length ? (
        <Table
          caption={view.t(`Putusan ${formatMonth(month, 'id')}`, `Verdicts of ${formatMonth(month, 'en')}`)}
          columns={[
            { title: view.t('Verifikator', 'Reviewer') },
            { title: view.t('Unit', 'Unit') },
            { title: view.t('Putusan', 'Verdicts'), numeric: true },
            { title: view.t('Diterima', 'Accepted'), numeric: true },
            { title: view.t('Median waktu', 'Median time'), numeric: true },
            { title: view.t('Diterima bersama', 'In batches'), numeric: true },
          ]}
          rows={reviewers.map((reviewer) => cellsOf(view, reviewer))}
        />
      ) : (
        <Empty>{view.t('Belum ada putusan pada bulan ini.', 'There are no verdicts in this month.')}</Empty>
      )}
    </Page>
  );
}

function MonthForm({ view, values }: { view: View; values: MonthOfReview }): JSX.Element {
  const months = [values.thisMonth];
  while (months.length < monthsOffered) months.push(previousMonth(months[months.length - 1] ?? values.thisMonth));
  if (!months.includes(values.month)) months.push(values.month);
  return (
    <form method="get" action="/verifikasi/tempo" class="mb-4 max-w-sm">
      <SelectField
        view={view}
        name="bulan"
        label={view.t('Bulan', 'Month')}
        value={values.month}
        options={months.map((month) => ({ value: month, text: formatMonth(month, view.lang) }))}
      />
      <button class="btn">{view.t('Tampilkan', 'Show')}</button>
    </form>
  );
}

function cellsOf(view: View, reviewer: ReviewerTempo): JSX.Element[] {
  const { verdicts, accepted, batch, medianSeconds } = reviewer;
  const time = (lang: 'id' | 'en', unit: string) =>
    medianSeconds === null ? '–' : `${formatNumber(medianSeconds, lang, 1)} ${unit}`;
  return [
    plain(view, fullName(reviewer)),
    plain(view, reviewer.unitName ?? '–'),
    plain(view, formatNumber(verdicts, view.lang)),
    plain(view, formatPercent(accepted / verdicts, view.lang)),
    view.t(time('id', 'detik'), time('en', 'seconds')),
    plain(view, formatPercent(batch / verdicts, view.lang)),
  ];
}

const plain = (view: View, text: string) => view.t(text, text);
