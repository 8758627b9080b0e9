import { fullName } from '../directory/person.rules';
import type { Refusal } from '../kernel/refusal';
import { formatDay, formatMoment, formatMonth, formatNumber, type Lang } from '../kernel/wita';
import { stateWords } from '../shares/standing.rules';
import { Badge, Card, ShareEvidence } from '../web/components';
import { Problem, TextArea } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { isOverdue, longestText } from './appeal.rules';
import { decisionWords, kindWords, subjectWords } from './appeal-words.rules';
import type { RecordedDays } from './appeals.queries';
import type { AppealFile } from './deciding.service';
import { decisionTones } from './own-appeals.page';

type Props = { view: View; file: AppealFile };
interface Again {
  refusal?: Refusal;
  /** The reason as it was typed. */
  alasan?: string;
}

/** One appeal with the row it is about and its history, and the two decisions. */
export function appealPage(view: View, file: AppealFile, { refusal, alasan }: Again = {}): JSX.Element {
  const { appeal, share } = file;
  return (
    <Page view={view} title={view.s('Sanggahan pegawai', 'Appeal of a person')}>
      <Problem view={view} refusal={refusal} />
      <p class="mb-3">
        <a class="link" href="/sanggahan/masuk">
          {view.t('Daftar sanggahan', 'List of appeals')}
        </a>
      </p>
      <Asked view={view} file={file} />
      {share ? <ShareCard view={view} file={file} /> : <Recorded view={view} file={file} />}
      {appeal.decision ? <Answer view={view} file={file} /> : ''}
      {file.mayDecide && view.may('appeal.decide') ? (
        <DecisionForm view={view} file={file} refusal={refusal} alasan={alasan ?? ''} />
      ) : (
        <Onlooker view={view} file={file} />
      )}
    </Page>
  );
}

function Asked({ view, file: { appeal, today } }: Props): JSX.Element {
  const month = (lang: Lang) => `${kindWords[appeal.kind][lang]} · ${formatMonth(appeal.month, lang)}`;
  return (
    <Card title={view.t(month('id'), month('en'))}>
      <p>
        <strong safe>{fullName(appeal)}</strong>
        <br />
        <span class="text-sm text-muted" safe>
          {appeal.unitName ?? view.s('Tanpa unit', 'Without a unit')}
        </span>
      </p>
      <p>{view.w(subjectWords(appeal))}</p>
      <p class="break-words whitespace-pre-line" safe>
        {appeal.text}
      </p>
      <p class="text-sm text-muted">
        {view.t(
          `Diajukan ${formatMoment(appeal.filedAt, 'id')}; putusan paling lambat ${formatDay(appeal.dueOn, 'id')}.`,
          `Made on ${formatMoment(appeal.filedAt, 'en')}; to be decided by ${formatDay(appeal.dueOn, 'en')}.`,
        )}{' '}
        {isOverdue(appeal, today) ? <Badge tone="bad">{view.t('Lewat batas', 'Overdue')}</Badge> : ''}
      </p>
    </Card>
  );
}

function ShareCard({ view, file: { appeal, share, verdicts } }: Props): JSX.Element {
  if (!share) return <></>;
  return (
    <Card title={view.t('Sebaran yang disanggah', 'The share')}>
      <p class="flex flex-wrap gap-2">
        <Badge>{view.w(stateWords[share.state])}</Badge>
        {share.isLate ? <Badge tone="warn">{view.t('Diterima terlambat', 'Received late')}</Badge> : ''}
        {share.standing === null ? <Badge tone="good">{view.t('Dihitung', 'Counts')}</Badge> : ''}
      </p>
      <ShareEvidence share={share} />
      {Array.from({ length: share.pictures }, (_, index) => (
        <img
          class="max-h-[70vh] w-full rounded-box border border-base-300 object-contain"
          src={`/sanggahan/masuk/${appeal.id}/bukti?nomor=${index + 1}`}
          alt={view.s(`Tangkapan layar ${index + 1}`, `Screenshot ${index + 1}`)}
        />
      ))}
      <p class="text-sm text-muted">
        {view.t(
          `Dibagikan ${formatMoment(share.sharedAt, 'id')}, diterima server ${formatMoment(share.receivedAt, 'id')}.`,
          `Shared on ${formatMoment(share.sharedAt, 'en')}, received on ${formatMoment(share.receivedAt, 'en')}.`,
        )}
      </p>
      <Verdicts view={view} verdicts={verdicts} />
    </Card>
  );
}

function Verdicts({ view, verdicts }: { view: View; verdicts: AppealFile['verdicts'] }): JSX.Element {
  if (!verdicts.length) return <></>;
  return (
    <>
      <h3 class="font-semibold">{view.t('Riwayat verifikasi', 'History of verification')}</h3>
      <ol class="grid gap-2">
        {verdicts.map(({ verdict, reason, at, byName }) => (
          <li>
            <strong>{view.w(stateWords[verdict])}</strong>{' '}
            <span class="text-sm text-muted" safe>
              {[byName, formatMoment(at, view.lang)].filter(Boolean).join(', ')}
            </span>
            <p class="break-words whitespace-pre-line" safe>
              {reason}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What the directory says of those days now. */
function Recorded({ view, file: { recorded } }: Props): JSX.Element {
  return (
    <Card title={view.t('Yang tercatat pada hari-hari itu', 'What is recorded on these days')}>
      {recorded.length ? (
        <ul class="list-disc pl-5">
          {recorded.map((one) => (
            <li>{view.t(recordedText(one, 'id'), recordedText(one, 'en'))}</li>
          ))}
        </ul>
      ) : (
        <p>{view.t('Tidak ada.', 'Nothing.')}</p>
      )}
    </Card>
  );
}

function recordedText({ startsOn, endsOn, unitName }: RecordedDays, lang: Lang): string {
  const end = endsOn ? formatDay(endsOn, lang) : { id: 'sekarang', en: 'now' }[lang];
  const what = unitName ?? { id: 'Cuti', en: 'Leave' }[lang];
  return `${what}: ${formatDay(startsOn, lang)} – ${end}`;
}

function Answer({ view, file: { appeal } }: Props): JSX.Element {
  const { decision, decidedByName, decidedAt, reason } = appeal;
  return (
    <Card title={view.t('Putusan', 'Decision')}>
      <p>
        <Badge tone={decisionTones[decision ?? 'open']}>{view.w(decisionWords[decision ?? 'open'])}</Badge>{' '}
        <span class="text-sm text-muted" safe>
          {[decidedByName, decidedAt && formatMoment(decidedAt, view.lang)].filter(Boolean).join(', ')}
        </span>
      </p>
      <p class="break-words whitespace-pre-line" safe>
        {reason}
      </p>
    </Card>
  );
}

function Onlooker({ view, file: { appeal, mayDecide } }: Props): JSX.Element {
  if (appeal.decision || mayDecide || !view.may('appeal.decide')) return <></>;
  return (
    <p class="alert">
      {view.t(
        'Sanggahan ini diputuskan evaluator lain, karena menyangkut Anda sendiri atau sebaran yang pernah Anda putuskan.',
        'Another evaluator decides on this appeal, because it is yours or about a share that you have judged.',
      )}
    </p>
  );
}

function DecisionForm({ view, file, refusal, alasan }: Props & Again): JSX.Element {
  return (
    <Card title={view.t('Putuskan', 'Decide')}>
      <p>{consequence(view, file) as 'safe'}</p>
      <form method="post" action={`/sanggahan/masuk/${file.appeal.id}/putusan`}>
        <TextArea
          view={view}
          name="alasan"
          label={view.t('Alasan yang dibaca pegawai', 'Reason that the person reads')}
          hint={view.t(
            `Paling banyak ${formatNumber(longestText, 'id')} karakter.`,
            `At most ${formatNumber(longestText, 'en')} characters.`,
          )}
          value={alasan}
          refusal={refusal}
          required
        />
        <div class="flex flex-wrap gap-2">
          <button class="btn btn-primary min-h-12" name="putusan" value="kabulkan">
            {view.t('Kabulkan', 'Grant')}
          </button>
          <button class="btn min-h-12" name="putusan" value="tolak">
            {view.t('Tolak', 'Refuse')}
          </button>
        </div>
      </form>
    </Card>
  );
}

/** What granting will change. */
function consequence(view: View, { appeal, share }: AppealFile): JSX.Element {
  if (share?.isLate) {
    return view.t(
      'Bila dikabulkan, sebaran menjadi Diterima dan keterlambatan penerimaannya dimaafkan.',
      'Granted, the share becomes Accepted and its late receipt is excused.',
    );
  }
  if (share) return view.t('Bila dikabulkan, sebaran menjadi Diterima.', 'Granted, the share becomes Accepted.');
  if (appeal.kind === 'unit') {
    return view.t(
      'Bila dikabulkan, pada hari-hari itu pegawai tercatat di unit yang disebutnya; penempatan lain pada hari yang sama dipersingkat.',
      'Granted, the person is on record in the named unit on these days; other placements are shortened by them.',
    );
  }
  return appeal.wish === 'missing'
    ? view.t('Bila dikabulkan, cutinya dicatat.', 'Granted, the leave is recorded.')
    : view.t(
        'Bila dikabulkan, hari-hari itu dikeluarkan dari cuti pegawai.',
        "Granted, these days are taken out of the person's leave.",
      );
}
