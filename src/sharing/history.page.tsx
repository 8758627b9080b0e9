import { formatMoment, formatMonth, previousMonth, type Month } from '../kernel/wita';
import { Badge, Empty, More, type Tone } from '../web/components';
import { SelectField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { ShareRow } from '../shares/shares.service';
import { standingWords, stateWords, type ShareState } from '../shares/standing.rules';

const tones: Record<ShareState, Tone> = {
  recorded: 'neutral',
  accepted: 'good',
  returned: 'warn',
  rejected: 'bad',
  held: 'warn',
  withdrawn: 'neutral',
};
const monthsOffered = 12;

export interface HistoryValues {
  items: ShareRow[];
  next: string | null;
  month: Month | undefined;
  thisMonth: Month;
}

/** *Riwayat*: own shares, newest first, each with what became of it. */
export function historyPage(view: View, values: HistoryValues): JSX.Element {
  const { items, next, month } = values;
  const more =
    next && `/sebaran?${new URLSearchParams({ ...(month ? { bulan: month } : {}), setelah: next }).toString()}`;
  return (
    <Page view={view} title={view.s('Riwayat sebaran', 'History of shares')}>
      <MonthFilter view={view} values={values} />
      {items.length ? (
        <ul class="grid gap-3">
          {items.map((share) => (
            <li class="rounded-box border border-base-300 bg-base-100 p-4">
              <ShareLine view={view} share={share} />
            </li>
          ))}
        </ul>
      ) : (
        <Empty>
          {month
            ? view.t('Belum ada sebaran pada periode ini.', 'There are no shares in this period.')
            : view.t(
                'Anda belum mencatat sebaran. Pilih Catat setelah membagikan materi.',
                'You have logged no share yet. Choose Log after sharing an item.',
              )}
        </Empty>
      )}
      <More view={view} href={more} />
    </Page>
  );
}

function MonthFilter({ view, values }: { view: View; values: HistoryValues }): JSX.Element {
  const months = [values.thisMonth];
  while (months.length < monthsOffered) months.push(previousMonth(months[months.length - 1] ?? values.thisMonth));
  if (values.month && !months.includes(values.month)) months.push(values.month);
  const options = months.map((month) => ({ value: month, text: formatMonth(month, view.lang) }));
  return (
    <form method="get" action="/sebaran" class="mb-4">
      <SelectField
        view={view}
        name="bulan"
        label={view.t('Bulan', 'Month')}
        value={values.month}
        options={[{ value: '', text: view.s('Semua bulan', 'All months') }, ...options]}
      />
      <button class="btn">{view.t('Terapkan saringan', 'Apply filter')}</button>
    </form>
  );
}

/** A share in a few lines: item, channel and moment, what became of it. */
export function ShareLine({ view, share }: { view: View; share: ShareRow }): JSX.Element {
  const why = standingWords(share);
  return (
    <>
      <p>
        <a class="font-medium" href={`/sebaran/${share.id}`} safe>
          {share.postTitle}
        </a>
      </p>
      <p class="text-sm text-muted" safe>
        {`${share.channelName[view.lang]} · ${formatMoment(share.sharedAt, view.lang)}`}
      </p>
      <Marks view={view} share={share} />
      {why ? <p class="mt-1 text-sm">{view.w(why)}</p> : ''}
    </>
  );
}

function Marks({ view, share }: { view: View; share: ShareRow }): JSX.Element {
  const { state, reason } = share;
  return (
    <p class="mt-2 flex flex-wrap gap-2">
      <Badge tone={tones[state]}>{view.w(stateWords[state])}</Badge>
      <Badge tone={reason === null ? 'good' : 'neutral'}>
        {reason === null ? view.t('Dihitung', 'Counts') : view.t('Tidak dihitung', 'Does not count')}
      </Badge>
    </p>
  );
}
