import { fullName } from '../directory/person.rules';
import type { Refusal } from '../kernel/refusal';
import { formatMoment, formatNumber } from '../kernel/wita';
import type { ChannelWords } from '../shares/share.rules';
import { stateWords } from '../shares/standing.rules';
import { asset } from '../web/assets';
import { Badge, Empty, More } from '../web/components';
import { Problem, SelectField, TextField } from '../web/fields';
import { Page } from '../web/layout';
import { inAttribute } from '../web/typed';
import type { View } from '../web/view';
import { isNarrowed, listQuery, queryOf, type QueueAddress } from './queue-address.rules';
import { Evidence, KeySwitch, Marks } from './review-parts.page';
import type { UnitChoice, WaitingShare } from './verification.queries';
import { isPlain, secondsAShare } from './verification.rules';

export interface ListedShare {
  share: WaitingShare;
  /** What the page says of the moment since when it shows this share. */
  mark: string;
  ticked: boolean;
}

export interface QueueValues {
  items: ListedShare[];
  next: string | null;
  units: UnitChoice[];
  channels: ChannelWords[];
  address: QueueAddress;
  /** Of this list, each counted no further than `most`. */
  counts: { waiting: number; held: number; marked: number; most: number };
  refusal?: Refusal | undefined;
}

const listForm = 'daftar';

/** *Verifikasi*: what waits for the reader, on hold first, then marked, then the oldest; the unmarked may be ticked. */
export function queuePage(view: View, values: QueueValues): JSX.Element {
  const { items, next, address } = values;
  return (
    <Page view={view} title={view.s('Verifikasi sebaran', 'Review shares')}>
      <Problem view={view} refusal={values.refusal} />
      {items.length ? <Counts view={view} counts={values.counts} /> : ''}
      <Filter view={view} values={values} />
      {items.length ? (
        <>
          <KeySwitch
            view={view}
            keys={view.s(
              'j atau ↓ berikutnya, p atau ↑ sebelumnya, Enter membuka.',
              'j or ↓ next, p or ↑ back, Enter opens.',
            )}
          />
          <form id={listForm} method="post" action={`/verifikasi/terima${listQuery(address)}`}>
            <TogetherHint view={view} items={items} />
            <ul class="grid gap-3">
              {items.map((item) => (
                <Row view={view} item={item} address={address} />
              ))}
            </ul>
            <TogetherBar view={view} items={items} />
          </form>
        </>
      ) : (
        <Empty>
          {isNarrowed(address)
            ? view.t('Tidak ada data yang cocok dengan saringan.', 'Nothing matches the filter.')
            : view.t('Tidak ada sebaran yang menunggu.', 'No share is waiting.')}
        </Empty>
      )}
      <More view={view} href={next && `/verifikasi${queryOf({ ...address, setelah: next })}`} />
      <script src={asset('review.js')} defer></script>
    </Page>
  );
}

function Counts({ view, counts }: { view: View; counts: QueueValues['counts'] }): JSX.Element {
  const many = (count: number, lang: 'id' | 'en') =>
    count >= counts.most ? `${counts.most}+` : formatNumber(count, lang);
  const said = (lang: 'id' | 'en', [all, held, marked]: [string, string, string]) =>
    `${many(counts.waiting, lang)} ${all} · ${many(counts.held, lang)} ${held} · ${many(counts.marked, lang)} ${marked}`;
  return (
    <p class="mb-2">
      {view.t(
        said('id', ['menunggu keputusan', 'di antaranya ditahan', 'bertanda']),
        said('en', ['wait for a decision', 'of them on hold', 'with a mark']),
      )}
    </p>
  );
}

function Filter({ view, values }: { view: View; values: QueueValues }): JSX.Element {
  const { units, channels, address } = values;
  const all = { value: '', text: view.s('Semua', 'All') };
  return (
    <details class="mb-4" open={isNarrowed(address)}>
      <summary class="min-h-11 cursor-pointer py-2">{view.t('Saring', 'Filter')}</summary>
      <form method="get" action="/verifikasi" class="rounded-box border border-base-300 bg-base-100 p-4">
        <SelectField
          view={view}
          name="keadaan"
          label={view.t('Keadaan', 'State')}
          value={address.keadaan}
          options={[
            all,
            { value: 'menunggu', text: view.s('Menunggu', 'Waiting') },
            { value: 'ditahan', text: view.s('Ditahan', 'On hold') },
          ]}
        />
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
        <label class="mb-3 flex min-h-11 items-center gap-3">
          <input class="checkbox" type="checkbox" name="bertanda" value="ya" checked={address.bertanda === 'ya'} />
          {view.t('Hanya yang bertanda', 'Only those with a mark')}
        </label>
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

type RowProps = { view: View; item: ListedShare; address: QueueAddress };

function Row({ view, item, address }: RowProps): JSX.Element {
  const { share, mark, ticked } = item;
  const whose = fullName(share);
  const field = `pilih-${share.id}`;
  return (
    <li class="rounded-box border border-base-300 bg-base-100 p-4">
      <div class="flex items-start gap-3">
        {isPlain(share) ? (
          <label class="-m-2 p-2" for={field}>
            <input class="checkbox" type="checkbox" id={field} name="mark" value={mark} checked={ticked} />
            <span class="sr-only" safe>
              {view.s(`Pilih sebaran ${whose}`, `Tick the share of ${whose}`)}
            </span>
          </label>
        ) : (
          ''
        )}
        <div class="min-w-0 grow">
          <p>
            <a class="font-semibold" href={`/verifikasi/${share.id}${listQuery(address)}`} data-row safe>
              {whose}
            </a>{' '}
            {share.state === 'held' ? <Badge tone="warn">{view.w(stateWords.held)}</Badge> : ''}
          </p>
          <p class="text-sm text-muted" safe>
            {`${share.unitName ?? view.s('Tanpa unit', 'Without a unit')} · ${formatMoment(share.sharedAt, view.lang)}`}
          </p>
          <p safe>{`${share.channelName[view.lang]}: ${share.postTitle}`}</p>
          <Evidence view={view} share={share} />
          <Marks view={view} share={share} />
        </div>
      </div>
    </li>
  );
}

function TogetherHint({ view, items }: { view: View; items: ListedShare[] }): JSX.Element {
  if (!items.some(({ share }) => isPlain(share))) return <></>;
  return (
    <div class="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <p class="text-sm text-muted">
        {view.t(
          `Centang yang sudah Anda baca, sedikitnya ${secondsAShare} detik untuk tiap sebaran. Sebaran bertanda diperiksa satu per satu.`,
          `Tick what you have read, at least ${secondsAShare} seconds for each share. Marked shares are looked at one by one.`,
        )}
      </p>
      <button class="btn" type="button" data-tick-all={inAttribute(listForm)} hidden>
        {view.t('Centang semua', 'Tick all')}
      </button>
    </div>
  );
}

function TogetherBar({ view, items }: { view: View; items: ListedShare[] }): JSX.Element {
  if (!items.some(({ share }) => isPlain(share))) return <></>;
  return (
    <div class="sticky bottom-16 mt-4 rounded-box border border-base-300 bg-base-100 p-2 shadow-lg lg:bottom-2">
      <button class="btn btn-primary h-14 w-full">{view.t('Terima yang dicentang', 'Accept those ticked')}</button>
    </div>
  );
}
