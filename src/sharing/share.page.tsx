import type { Refusal } from '../kernel/refusal';
import { type Day, formatMoment } from '../kernel/wita';
import { parseShareLink, readingSentence } from '../links/link.rules';
import { Card, ShareEvidence } from '../web/components';
import { Problem, Submit, TextArea } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { ShareLine } from './history.page';
import { PictureField } from './picture-field.page';
import { Insistence } from './log-share.page';
import type { ShareRow, VerdictRow } from '../shares/shares.service';
import { wantsPictures } from '../shares/picture-evidence.rules';
import { isMendable } from '../shares/share.rules';
import { stateWords, type ShareState } from '../shares/standing.rules';

const takenBackFrom: ShareState[] = ['recorded', 'held', 'returned'];

export interface ShareValues {
  share: ShareRow;
  verdicts: VerdictRow[];
  today: Day;
  /** How many pictures the share has. */
  pictures: number;
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
        {takenBackFrom.includes(share.state) ? <ShortLink view={view} share={share} /> : ''}
        <Pictures view={view} values={values} />
        <p class="text-sm text-muted" safe>
          {view.s(
            `Diterima ${formatMoment(share.receivedAt, 'id')}`,
            `Received on ${formatMoment(share.receivedAt, 'en')}`,
          )}
        </p>
        {share.receiptExcused ? (
          <p class="text-sm">
            {view.t(
              'Keterlambatan penerimaannya dimaafkan karena sanggahan Anda dikabulkan.',
              'Its late receipt is excused because your appeal was granted.',
            )}
          </p>
        ) : (
          ''
        )}
        <p class="flex flex-wrap gap-x-4">
          <a class="inline-flex min-h-11 items-center" href={`/bagikan/${share.postId}`}>
            {view.t('Lihat materinya', 'See the item')}
          </a>
          {share.reason !== null && share.state !== 'withdrawn' ? (
            <a class="inline-flex min-h-11 items-center" href={`/sanggahan/baru?hal=sebaran&sebaran=${share.id}`}>
              {view.t('Ajukan sanggahan', 'Make an appeal')}
            </a>
          ) : (
            ''
          )}
        </p>
      </Card>
      {isMendable(share, values.today) ? <Repair view={view} values={values} /> : ''}
      <NewPicture view={view} values={values} />
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

/** A short link does not name its post: its sender can. */
function ShortLink({ view, share }: { view: View; share: ShareRow }): JSX.Element {
  const reading = share.linkUrl ? parseShareLink(share.linkUrl, share.receivedAt) : undefined;
  if (reading?.expect !== 'resolve') return <></>;
  return <p class="text-sm">{view.w(readingSentence(reading))}</p>;
}

function Pictures({ view, values }: { view: View; values: ShareValues }): JSX.Element {
  const { share, pictures } = values;
  if (!pictures) return <></>;
  return (
    <ul class="flex flex-wrap gap-3">
      {Array.from({ length: pictures }, (_, index) => (
        <li>
          <a href={`/sebaran/${share.id}/bukti?nomor=${index + 1}`}>
            <img
              class="max-h-64 rounded-box border border-base-300"
              src={`/sebaran/${share.id}/bukti?nomor=${index + 1}`}
              alt={view.s(`Bukti gambar ${index + 1}`, `Evidence picture ${index + 1}`)}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** More evidence, as long as nobody has decided; a returned share then waits again. */
function NewPicture({ view, values }: { view: View; values: ShareValues }): JSX.Element {
  const { share, pictures, refusal, today } = values;
  const isLate = share.state === 'returned' && !isMendable(share, today);
  if (isLate || !wantsPictures(share.state, pictures)) return <></>;
  return (
    <Card title={view.t('Unggah tangkapan layar', 'Upload a screenshot')}>
      <form method="post" action={`/sebaran/${share.id}/bukti`} enctype="multipart/form-data">
        <PictureField view={view} refusal={refusal} required />
        <Submit>{view.t('Unggah tangkapan layar', 'Upload the screenshot')}</Submit>
      </form>
    </Card>
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
