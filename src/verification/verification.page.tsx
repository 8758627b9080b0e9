import { fullName } from '../directory/person.rules';
import type { Refusal } from '../kernel/refusal';
import { formatMoment } from '../kernel/wita';
import { Card, Empty, More, Problem, SelectField, TextField } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { ChannelWords } from '../shares/share.rules';
import type { UnitChoice, WaitingShare } from './verification.queries';
import { noticed } from './verification.rules';

/** What the list is narrowed to, as it stands in the address. */
export interface QueueAddress {
  unit: string;
  kanal: string;
  cari: string;
  setelah: string;
}

export interface QueueValues {
  items: WaitingShare[];
  next: string | null;
  units: UnitChoice[];
  channels: ChannelWords[];
  address: QueueAddress;
  refusal?: Refusal | undefined;
  /** The share of the refused decision, and what was typed for it. */
  typed?: { id: string; reason: string };
}

/** *Verifikasi*: what waits in the reader's units, oldest first, each with the decision beside it. */
export function queuePage(view: View, values: QueueValues): JSX.Element {
  const { items, next, address } = values;
  const isNarrowed = Boolean(address.unit || address.kanal || address.cari);
  return (
    <Page view={view} title={view.s('Verifikasi sebaran', 'Review shares')}>
      <Problem view={view} refusal={values.refusal} />
      <Filter view={view} values={values} />
      {items.length ? (
        <ul>
          {items.map((share) => (
            <li>
              <Waiting view={view} share={share} values={values} />
            </li>
          ))}
        </ul>
      ) : (
        <Empty>
          {isNarrowed
            ? view.t('Tidak ada data yang cocok dengan saringan.', 'Nothing matches the filter.')
            : view.t('Tidak ada sebaran yang menunggu.', 'No share is waiting.')}
        </Empty>
      )}
      <More view={view} href={next && `/verifikasi${queryOf({ ...address, setelah: next })}`} />
    </Page>
  );
}

function Filter({ view, values }: { view: View; values: QueueValues }): JSX.Element {
  const { units, channels, address } = values;
  const all = { value: '', text: view.s('Semua', 'All') };
  return (
    <details class="mb-4" open={Boolean(address.unit || address.kanal || address.cari)}>
      <summary class="min-h-11 cursor-pointer py-2">{view.t('Saring', 'Filter')}</summary>
      <form method="get" action="/verifikasi" class="rounded-box border border-base-300 bg-base-100 p-4">
        <SelectField
          view={view}
          name="unit"
          label={view.t('Unit', 'Unit')}
          value={address.unit}
          options={[all, ...units.map(({ code, name }) => ({ value: code, text: name }))]}
        />
        <SelectField
          view={view}
          name="kanal"
          label={view.t('Kanal', 'Channel')}
          value={address.kanal}
          options={[
            all,
            ...channels.map(({ code, nameId, nameEn }) => ({ value: code, text: view.s(nameId, nameEn) })),
          ]}
        />
        <TextField view={view} name="cari" label={view.t('Nama atau materi', 'Name or item')} value={address.cari} />
        <p class="flex flex-wrap gap-2">
          <button class="btn">{view.t('Terapkan saringan', 'Apply filter')}</button>
          <a class="btn" href="/verifikasi">
            {view.t('Atur ulang', 'Reset')}
          </a>
        </p>
      </form>
    </details>
  );
}

function Waiting({ view, share, values }: { view: View; share: WaitingShare; values: QueueValues }): JSX.Element {
  const marks = noticed(share);
  return (
    <Card>
      <p>
        <strong safe>{fullName(share)}</strong>
        <br />
        <span class="text-sm text-muted" safe>
          {share.unitName ?? view.s('Tanpa unit', 'Without a unit')}
        </span>
      </p>
      <p safe>{`${share.channelName[view.lang]}: ${share.postTitle}`}</p>
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
      <p class="text-sm text-muted" safe>
        {view.s(`Dibagikan ${formatMoment(share.sharedAt, 'id')}`, `Shared on ${formatMoment(share.sharedAt, 'en')}`)}
      </p>
      {marks.map((mark) => (
        <p class="alert alert-warning py-2 text-sm">{view.w(mark)}</p>
      ))}
      <Decision view={view} share={share} values={values} />
    </Card>
  );
}

function Decision({ view, share, values }: { view: View; share: WaitingShare; values: QueueValues }): JSX.Element {
  const action = `/verifikasi/${share.id}${queryOf(values.address)}`;
  const typed = values.typed?.id === share.id ? values.typed.reason : undefined;
  const field = `alasan-${share.id}`;
  const whose = fullName(share);
  return (
    <div class="grid gap-2">
      <form method="post" action={action}>
        <button
          class="btn btn-primary min-h-12 w-full sm:w-auto"
          name="verdict"
          value="accepted"
          aria-label={view.s(`Terima sebaran ${whose}`, `Accept the share of ${whose}`)}
        >
          {view.t('Terima', 'Accept')}
        </button>
      </form>
      <details open={typed !== undefined}>
        <summary class="min-h-11 cursor-pointer py-2">{view.t('Kembalikan atau tolak', 'Return or reject')}</summary>
        <form method="post" action={action}>
          <label class="mb-1 block font-medium" for={field}>
            {view.t('Alasan, dibaca oleh pegawai', 'Reason, read by the person')}
          </label>
          <textarea class="textarea mb-2 w-full" id={field} name="reason" rows="3" required minlength="5" safe>
            {typed ?? ''}
          </textarea>
          <p class="flex flex-wrap gap-2">
            <button class="btn min-h-12" name="verdict" value="returned">
              {view.t('Kembalikan untuk diperbaiki', 'Return for repair')}
            </button>
            <button class="btn min-h-12" name="verdict" value="rejected">
              {view.t('Tolak', 'Reject')}
            </button>
          </p>
        </form>
      </details>
    </div>
  );
}

/** The address without what is empty. */
export function queryOf(address: QueueAddress): string {
  const given = Object.entries(address).filter(([, value]) => value);
  return given.length ? `?${new URLSearchParams(given).toString()}` : '';
}
