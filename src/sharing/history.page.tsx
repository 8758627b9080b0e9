import type { Refusal } from '../kernel/refusal';
import { type Day, formatMoment, formatMonth, previousMonth, type Month } from '../kernel/wita';
import { Badge, Card, Empty, More, Problem, SelectField, Submit, TextArea, type Tone } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { Insistence } from './log-share.page';
import type { ShareRow, VerdictRow } from '../shares/shares.service';
import { isMendable } from '../shares/share.rules';
import { standingWords, stateWords, type ShareState } from '../shares/standing.rules';

const tones: Record<ShareState, Tone> = {
  recorded: 'neutral',
  accepted: 'good',
  returned: 'warn',
  rejected: 'bad',
  held: 'warn',
  withdrawn: 'neutral',
};
const takenBackFrom: ShareState[] = ['recorded', 'held', 'returned'];
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

function ShareLine({ view, share }: { view: View; share: ShareRow }): JSX.Element {
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

export interface ShareValues {
  share: ShareRow;
  verdicts: VerdictRow[];
  today: Day;
  /** What was typed into the repair form. */
  typed?: string;
  milik?: string;
  refusal?: Refusal | undefined;
}

/** One own share: what was logged, what became of it, and what can be done. */
export function sharePage(view: View, values: ShareValues): JSX.Element {
  const { share, refusal } = values;
  return (
    <Page view={view} title={view.s('Sebaran', 'Share')}>
      <Problem view={view} refusal={refusal} />
      <Card>
        <ShareLine view={view} share={share} />
        <ShareEvidence share={share} />
        <p class="text-sm text-muted" safe>
          {view.s(
            `Diterima ${formatMoment(share.receivedAt, 'id')}`,
            `Received on ${formatMoment(share.receivedAt, 'en')}`,
          )}
        </p>
        <p>
          <a href={`/bagikan/${share.postId}`}>{view.t('Lihat materinya', 'See the item')}</a>
        </p>
      </Card>
      {isMendable(share, values.today) ? <Repair view={view} values={values} /> : ''}
      <Verdicts view={view} values={values} />
      {takenBackFrom.includes(share.state) ? <Withdrawal view={view} share={share} /> : ''}
      <p>
        <a class="btn min-h-12" href={`/sebaran/catat?materi=${share.postId}`}>
          {view.t('Catat sebaran lain', 'Log another share')}
        </a>
      </p>
    </Page>
  );
}

function ShareEvidence({ share }: { share: ShareRow }): JSX.Element {
  return (
    <>
      {share.linkUrl ? (
        <p class="break-all">
          <a href={share.linkUrl} target="_blank" rel="noopener noreferrer nofollow" safe>
            {share.linkUrl}
          </a>
        </p>
      ) : (
        ''
      )}
      {share.statement ? (
        <p class="break-words whitespace-pre-line" safe>
          {share.statement}
        </p>
      ) : (
        ''
      )}
    </>
  );
}

function Repair({ view, values }: { view: View; values: ShareValues }): JSX.Element {
  const { share, typed, milik, refusal } = values;
  return (
    <Card title={view.t('Perbaiki', 'Mend')}>
      <form method="post" action={`/sebaran/${share.id}/perbaikan`}>
        <TextArea
          view={view}
          name="isi"
          label={
            share.linkKey === null
              ? view.t('Keterangan: di mana dan kepada siapa', 'Statement: where and to whom')
              : view.t('Tautan unggahan Anda', 'The link of your post')
          }
          value={typed ?? share.linkUrl ?? share.statement ?? ''}
          refusal={refusal}
          required
        />
        <Insistence view={view} typed={milik} refusal={refusal} />
        <Submit>{view.t('Kirim perbaikan', 'Send the repair')}</Submit>
      </form>
    </Card>
  );
}

function Verdicts({ view, values }: { view: View; values: ShareValues }): JSX.Element {
  if (!values.verdicts.length) return <></>;
  return (
    <Card title={view.t('Riwayat verifikasi', 'History of verification')}>
      <ol class="grid gap-2">
        {values.verdicts.map(({ verdict, reason, at }) => (
          <li>
            <strong>{view.w(stateWords[verdict])}</strong>
            {' · '}
            <span class="text-muted" safe>
              {formatMoment(at, view.lang)}
            </span>
            {reason ? (
              <p class="break-words whitespace-pre-line" safe>
                {reason}
              </p>
            ) : (
              ''
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Withdrawal({ view, share }: { view: View; share: ShareRow }): JSX.Element {
  return (
    <details class="mb-4">
      <summary class="min-h-11 cursor-pointer py-2">{view.t('Batalkan catatan ini', 'Take this share back')}</summary>
      <p class="mb-2">
        {view.t(
          'Sebaran ini tidak lagi dihitung. Tautan dan kanalnya dapat dicatat kembali.',
          'This share will no longer count. Its link and channel may be logged again.',
        )}
      </p>
      <form method="post" action={`/sebaran/${share.id}/pembatalan`}>
        <button class="btn min-h-12">{view.t('Batalkan sebaran', 'Take the share back')}</button>
      </form>
    </details>
  );
}
