import { formatMoment, formatNumber } from '../kernel/wita';
import type { Channel } from '../shares/channel.entity';
import { Badge, Empty, Figure, More, Table, type Tone } from '../web/components';
import { SelectField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { JobRow, Overview, TrailRow } from './admin.service';
import { changeText, jobWords, subjectWords, trailSubjects, verbWords } from './trail.rules';

const moment = (view: View, at: Date | null) =>
  at ? view.t(formatMoment(at, 'id'), formatMoment(at, 'en')) : view.t('–', '–');
const plain = (view: View, text: string) => view.t(text, text);
const count = (view: View, value: number) => view.t(formatNumber(value, 'id'), formatNumber(value, 'en'));

/** What the administrator looks after: sizes, channels, scheduled work. */
export function adminPage(view: View, values: Overview): JSX.Element {
  const { sizes } = values;
  return (
    <Page view={view} title={view.s('Administrasi', 'Administration')} wide>
      <div class="mb-4 grid gap-3 sm:grid-cols-3">
        <Figure label={view.t('Unit kerja', 'Work units')} value={count(view, sizes.units)} />
        <Figure label={view.t('Pegawai', 'Staff')} value={count(view, sizes.people)} />
        <Figure label={view.t('Akun aktif', 'Active accounts')} value={count(view, sizes.activated)} />
      </div>
      {values.isRestricted ? (
        ''
      ) : (
        <p class="alert alert-warning mb-4">
          {view.t(
            'Gaung terhubung ke basis data sebagai pemilik tabel, sehingga bulan yang sudah ditetapkan hanya dijaga terhadap program, bukan terhadap pemegang sandi basis data. Mintalah pengelola server membuat peran gaung_server.',
            'Gaung is connected to the database as the owner of the tables, so that fixed months are kept from the program only and not from whoever holds the password of the database. Ask the operator of the server for the role gaung_server.',
          )}
        </p>
      )}
      <Channels view={view} channels={values.channels} />
      <Jobs view={view} jobs={values.jobs} />
    </Page>
  );
}

function Channels({ view, channels }: { view: View; channels: Channel[] }): JSX.Element {
  const maySwitch = view.may('channel.switch');
  return (
    <Table
      caption={
        maySwitch
          ? view.t(
              'Kanal sebaran; kanal yang dimatikan tidak dapat dipilih lagi, sebaran yang sudah tercatat tetap berlaku.',
              'Channels; one that is switched off can no longer be chosen, shares already logged keep their credit.',
            )
          : view.t(
              'Kanal sebaran; hanya administrator unit teratas yang mengaktifkan atau mematikannya.',
              'Channels; only an administrator of the top unit switches one on or off.',
            )
      }
      columns={[{ title: view.t('Kanal', 'Channel') }, ...(maySwitch ? [{ title: view.t('Ubah', 'Change') }] : [])]}
      rows={channels.map((channel) => [
        <span class="flex flex-wrap items-center gap-x-3 gap-y-1">
          {view.t(channel.nameId, channel.nameEn)}
          <Badge tone={channel.active ? 'good' : 'warn'}>
            {channel.active ? view.t('Aktif', 'On') : view.t('Nonaktif', 'Off')}
          </Badge>
        </span>,
        ...(maySwitch ? [<SwitchForm view={view} channel={channel} />] : []),
      ])}
    />
  );
}

function SwitchForm({ view, channel }: { view: View; channel: Channel }): JSX.Element {
  const name = view.s(channel.nameId, channel.nameEn);
  return (
    <form method="post" action={`/admin/kanal/${channel.code}`}>
      <input type="hidden" name="aktif" value={channel.active ? 'tidak' : 'ya'} />
      <button
        class="btn"
        aria-label={
          channel.active
            ? view.s(`Matikan ${name}`, `Switch off ${name}`)
            : view.s(`Aktifkan ${name}`, `Switch on ${name}`)
        }
      >
        {channel.active ? view.t('Matikan', 'Switch off') : view.t('Aktifkan', 'Switch on')}
      </button>
    </form>
  );
}

const jobTones: Record<JobRow['state'], Tone> = { due: 'neutral', done: 'good', failed: 'bad' };

function Jobs({ view, jobs }: { view: View; jobs: JobRow[] }): JSX.Element {
  if (!jobs.length)
    return <Empty>{view.t('Belum ada pekerjaan terjadwal yang berjalan.', 'No scheduled work has run yet.')}</Empty>;
  const states = {
    due: view.t('Menunggu', 'Waiting'),
    done: view.t('Selesai', 'Done'),
    failed: view.t('Gagal', 'Failed'),
  };
  return (
    <Table
      caption={view.t('Pekerjaan terjadwal terakhir', 'Latest scheduled work')}
      columns={[
        { title: view.t('Pekerjaan', 'Job') },
        { title: view.t('Periode', 'Period') },
        { title: view.t('Keadaan', 'State') },
        { title: view.t('Selesai', 'Done') },
        { title: view.t('Hasil', 'Result') },
      ]}
      rows={jobs.map((job) => [
        view.w(jobWords(job.job)),
        plain(view, job.period),
        <span class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={jobTones[job.state]}>{states[job.state] as 'safe'}</Badge>
          {job.state === 'failed' && view.may('job.retry') ? <RetryForm view={view} job={job} /> : ''}
        </span>,
        moment(view, job.doneAt),
        plain(view, job.result ?? ''),
      ])}
    />
  );
}

function RetryForm({ view, job }: { view: View; job: JobRow }): JSX.Element {
  const { id, en } = jobWords(job.job);
  return (
    <form method="post" action="/admin/pekerjaan">
      <input type="hidden" name="pekerjaan" value={job.job} />
      <input type="hidden" name="periode" value={job.period} />
      <button class="btn" aria-label={view.s(`Ulangi ${id} ${job.period}`, `Try ${en} ${job.period} again`)}>
        {view.t('Ulangi', 'Try again')}
      </button>
    </form>
  );
}

/** The audit trail, newest first: who did what to which thing. */
export function trailPage(view: View, values: { rows: TrailRow[]; next: string | null; subject: string }): JSX.Element {
  const { rows, next, subject } = values;
  const more = next && `/admin/jejak?sebelum=${next}${subject ? `&hal=${encodeURIComponent(subject)}` : ''}`;
  const kinds = Object.entries(trailSubjects).map(([value, words]) => ({ value, text: words[view.lang] }));
  return (
    <Page view={view} title={view.s('Jejak audit', 'Audit trail')}>
      <form method="get" action="/admin/jejak" class="mb-4">
        <SelectField
          view={view}
          name="hal"
          label={view.t('Hal', 'Thing')}
          value={subject}
          options={[{ value: '', text: view.s('Semua', 'All') }, ...kinds]}
        />
        <button class="btn btn-outline min-h-12 w-full sm:w-auto">{view.t('Terapkan saringan', 'Apply filter')}</button>
      </form>
      <p class="mb-3 text-sm text-muted">
        {view.t('Baris hanya ditambahkan, tidak pernah diubah.', 'Rows are only added, never changed.')}
      </p>
      {rows.length ? (
        <ul class="grid gap-3">
          {rows.map((row) => (
            <TrailItem view={view} row={row} />
          ))}
        </ul>
      ) : (
        <Empty>{view.t('Tidak ada data yang cocok dengan saringan.', 'Nothing matches the filter.')}</Empty>
      )}
      <More view={view} href={more} />
    </Page>
  );
}

function TrailItem({ view, row }: { view: View; row: TrailRow }): JSX.Element {
  const change = changeText(row);
  return (
    <li class="rounded-box border border-base-300 bg-base-100 p-4">
      <p class="font-medium">{view.w(verbWords(row.verb))}</p>
      <p class="text-sm break-words">
        {view.w(subjectWords(row.subject))} <span safe>{row.subjectId}</span>
      </p>
      <p class="text-sm text-muted">
        {moment(view, row.at)}
        {' · '}
        {row.actor === null ? view.t('Program', 'Program') : plain(view, row.actor)}
      </p>
      {change ? (
        <details>
          <summary class="min-h-11 cursor-pointer py-2 text-sm">{view.t('Lihat perubahan', 'Show the change')}</summary>
          <code class="block text-xs break-words whitespace-pre-wrap" safe>
            {change}
          </code>
        </details>
      ) : (
        ''
      )}
    </li>
  );
}
