import { fullName } from '../directory/person.rules';
import type { Refusal } from '../kernel/refusal';
import { formatDay, formatMoment } from '../kernel/wita';
import { stateWords } from '../shares/standing.rules';
import { asset } from '../web/assets';
import { Badge, Card } from '../web/components';
import { Problem } from '../web/fields';
import { Page } from '../web/layout';
import { inAttribute, inTextArea } from '../web/typed';
import type { View } from '../web/view';
import { listQuery, type QueueAddress } from './queue-address.rules';
import { reasonSentences, type ReasonedVerdict } from './reason.rules';
import { Evidence, KeySwitch, Marks, Pictures } from './review-parts.page';
import { longestReason } from './verification.rules';
import type { OneShare } from './verification.service';

export interface ReviewValues extends OneShare {
  address: QueueAddress;
  /** What the form says of the moment since when the share is shown. */
  mark: string;
  refusal?: Refusal | undefined;
  /** What was sent with the refused decision. */
  typed?: Record<string, string>;
}

type Props = { view: View; values: ReviewValues };

/** One share with everything that a decision needs, and the three decisions at the thumb. */
export function reviewPage(view: View, values: ReviewValues): JSX.Element {
  const isOpen = ['recorded', 'held'].includes(values.share.state);
  return (
    <Page view={view} title={view.s('Periksa sebaran', 'Look at a share')}>
      <Problem view={view} refusal={values.refusal} />
      <Ways view={view} values={values} />
      <KeySwitch view={view} keys={view.s(keys.id, keys.en)} />
      <Shown view={view} values={values} />
      <SameItem view={view} values={values} />
      {isOpen ? (
        <>
          <Reasons view={view} values={values} verdict="returned" />
          <Reasons view={view} values={values} verdict="rejected" />
          <Decisions view={view} values={values} />
        </>
      ) : (
        <Decided view={view} values={values} />
      )}
      <script src={asset('review.js')} defer></script>
    </Page>
  );
}

const keys = {
  id: 't terima, k kembalikan, x tolak, j berikutnya, p sebelumnya, o membuka tautan, Escape meninggalkan isian.',
  en: 't accept, k return, x reject, j next, p back, o opens the link, Escape leaves a field.',
};

function Ways({ view, values }: Props): JSX.Element {
  const { before, after, address } = values;
  const query = listQuery(address);
  return (
    <nav class="mb-3 flex flex-wrap gap-2" aria-label={view.s('Daftar verifikasi', 'Review list')}>
      <a class="btn" href={`/verifikasi${query}`}>
        {view.t('Daftar', 'List')}
      </a>
      {before ? (
        <a class="btn" href={`/verifikasi/${before}${query}`} data-key="p" rel="prev">
          {view.t('Sebelumnya', 'Back')}
        </a>
      ) : (
        ''
      )}
      {after ? (
        <a class="btn" href={`/verifikasi/${after}${query}`} data-key="j" rel="next">
          {view.t('Berikutnya', 'Next')}
        </a>
      ) : (
        ''
      )}
    </nav>
  );
}

function Shown({ view, values }: Props): JSX.Element {
  const { share } = values;
  return (
    <Card>
      <p>
        <strong class="text-lg" safe>
          {fullName(share)}
        </strong>{' '}
        {share.state === 'recorded' ? (
          ''
        ) : (
          <Badge tone={share.state === 'accepted' ? 'good' : 'warn'}>{view.w(stateWords[share.state])}</Badge>
        )}
        <br />
        <span class="text-sm text-muted" safe>
          {share.unitName ?? view.s('Tanpa unit', 'Without a unit')}
        </span>
      </p>
      <Marks view={view} share={share} />
      <p safe>{`${share.channelName[view.lang]}: ${share.postTitle} (${share.postCode})`}</p>
      <Evidence view={view} share={share} opens="o" />
      <Pictures view={view} share={share} count={values.pictures} />
      <Moments view={view} values={values} />
    </Card>
  );
}

function Moments({ view, values }: Props): JSX.Element {
  const { sharedAt, receivedAt, linkPostedAt } = values.share;
  const rows = [
    { name: view.t('Dibagikan', 'Shared'), at: sharedAt },
    { name: view.t('Diterima server', 'Received'), at: receivedAt },
    { name: view.t('Menurut tautan', 'By the link'), at: linkPostedAt },
  ];
  return (
    <dl class="grid grid-cols-[auto_1fr] gap-x-4 text-sm text-muted">
      {rows.map(({ name, at }) =>
        at ? (
          <>
            <dt>{name as 'safe'}</dt>
            <dd safe>{formatMoment(at, view.lang)}</dd>
          </>
        ) : (
          ''
        ),
      )}
    </dl>
  );
}

function SameItem({ view, values }: Props): JSX.Element {
  const { sameItem, address } = values;
  if (!sameItem.length) return <></>;
  return (
    <Card title={view.t('Sebaran lain pegawai ini untuk materi yang sama', 'Other shares of this item by this person')}>
      <ul>
        {sameItem.map(({ id, channelName, sharedAt, state }) => (
          <li>
            <a class="inline-flex min-h-11 items-center" href={`/verifikasi/${id}${listQuery(address)}`} safe>
              {`${channelName[view.lang]} · ${formatMoment(sharedAt, view.lang)} · ${stateWords[state][view.lang]}`}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const panels = { returned: 'kembalikan', rejected: 'tolak' } as const;

/** The reasons of a return or rejection; out of sight until its button leads here. */
function Reasons({ view, values, verdict }: Props & { verdict: ReasonedVerdict }): JSX.Element {
  const isTyped = values.typed?.['verdict'] === verdict;
  const typed = (name: string) => (isTyped ? (values.typed?.[name] ?? '') : '');
  const field = `alasan-${verdict}`;
  return (
    <section id={panels[verdict]} class={isTyped ? '' : 'hidden target:block'} aria-labelledby={`judul-${verdict}`}>
      <form class="card mb-4 border border-base-300 bg-base-100 p-4" method="post" action={actionOf(values)}>
        <h2 class="mb-2 text-lg font-semibold" id={`judul-${verdict}`}>
          {verdict === 'returned'
            ? view.t('Kembalikan untuk diperbaiki', 'Return for repair')
            : view.t('Tolak sebaran', 'Reject the share')}
        </h2>
        {verdict === 'returned' ? <MendingTime view={view} values={values} /> : ''}
        <input type="hidden" name="mark" value={inAttribute(values.mark)} />
        <fieldset>
          <legend class="mb-1 font-medium">
            {view.t('Alasan, dibaca oleh pegawai', 'Reason, read by the person')}
          </legend>
          {Object.entries(reasonSentences[verdict]).map(([code, sentence]) => (
            <label class="flex min-h-11 items-center gap-3 py-1">
              <input class="radio" type="radio" name="reasonCode" value={code} checked={typed('reasonCode') === code} />
              <span>{view.w(sentence)}</span>
            </label>
          ))}
        </fieldset>
        <label class="mt-2 mb-1 block font-medium" for={field}>
          {view.t('Dengan kata Anda sendiri', 'In your own words')}
        </label>
        <textarea class="textarea mb-3 w-full" id={field} name="reason" rows="3" maxlength={String(longestReason)}>
          {inTextArea(typed('reason'))}
        </textarea>
        <button class="btn btn-primary min-h-12 w-full sm:w-auto" name="verdict" value={verdict}>
          {verdict === 'returned' ? view.t('Kembalikan', 'Return') : view.t('Tolak', 'Reject')}
        </button>
      </form>
    </section>
  );
}

function MendingTime({ view, values }: Props): JSX.Element {
  const until = (lang: 'id' | 'en') => formatDay(values.mendUntil, lang);
  return (
    <p class="mb-3">
      {view.t(`Pegawai dapat memperbaikinya sampai ${until('id')}.`, `The person may mend it until ${until('en')}.`)}
    </p>
  );
}

function Decisions({ view, values }: Props): JSX.Element {
  return (
    <form
      class="sticky bottom-16 grid grid-cols-3 gap-2 rounded-box border border-base-300 bg-base-100 p-2 shadow-lg lg:bottom-2"
      method="post"
      action={actionOf(values)}
    >
      <input type="hidden" name="mark" value={inAttribute(values.mark)} />
      <button class="btn btn-primary h-14" name="verdict" value="accepted" data-key="t">
        {view.t('Terima', 'Accept')}
      </button>
      <a class="btn h-14 px-1" href={`#${panels.returned}`} data-key="k">
        {view.t('Kembalikan', 'Return')}
      </a>
      <a class="btn h-14 px-1" href={`#${panels.rejected}`} data-key="x">
        {view.t('Tolak', 'Reject')}
      </a>
    </form>
  );
}

function Decided({ view, values }: Props): JSX.Element {
  const { share } = values;
  if (!share.lastVerdict) return <></>;
  const { byName, reason } = share.lastVerdict;
  const who = byName ?? view.s('Program', 'The program');
  return (
    <Card title={view.t('Keputusan', 'Decision')}>
      <p safe>{`${stateWords[share.state][view.lang]} · ${who}`}</p>
      {reason ? <p safe>{reason}</p> : ''}
    </Card>
  );
}

const actionOf = ({ share, address }: ReviewValues) => `/verifikasi/${share.id}${listQuery(address)}`;
