import { versionQuery } from '../evaluation/month-words.rules';
import type { Refusal } from '../kernel/refusal';
import { formatMoment, formatMonth } from '../kernel/wita';
import { Badge, Card, Table, type Tone } from '../web/components';
import { FileField, Problem, Submit, TextArea, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { draftStateWords, draftWords, fileAddress, issuedByProvince, noSignatory } from './issuing.rules';
import type { Issue } from './issuing.service';
import { spacedCode, type ReportTexts } from './month-paper.rules';
import type { ReportFileRow } from './report-order.entity';

/** With a form that was refused, as it was typed. */
interface Values {
  issue: Issue;
  typed?: ReportTexts;
  refusal?: Refusal;
}

/** A month's report: what the agency writes on it, its issuing with progress, its files, the file that came back signed. */
export function issuePage(view: View, values: Values): JSX.Element {
  const { issue, refusal } = values;
  const { month } = issue.head;
  const mayIssue = view.may('report.issue') && !issue.isSuperseded;
  return (
    <Page view={view} title={view.s(`Laporan ${formatMonth(month, 'id')}`, `Report of ${formatMonth(month, 'en')}`)}>
      <Problem view={view} refusal={refusal} />
      <p class="mb-4 flex flex-wrap items-center gap-2">
        <StateBadge view={view} issue={issue} />
        <span>{view.t(`versi ${issue.head.version}`, `version ${issue.head.version}`)}</span>
        <a class="link" href={`/evaluasi/${month}${versionQuery(issue.head, issue.isSuperseded)}`}>
          {view.t('Hasil bulan ini', 'Results of this month')}
        </a>
        {issue.isSuperseded ? (
          <a class="link" href={`/laporan/${month}`}>
            {view.t('Laporan versi terbaru', 'Report of the newest version')}
          </a>
        ) : (
          ''
        )}
      </p>
      {issue.order ? <Progress view={view} order={issue.order} /> : <Draft view={view} issue={issue} />}
      {!issue.order && mayIssue ? <TextForm view={view} values={values} /> : ''}
      {issue.isSuperseded ? '' : <IssueForm view={view} issue={issue} />}
      {issue.order?.state === 'done' ? <Signed view={view} issue={issue} mayIssue={mayIssue} /> : ''}
      {issue.files.length ? <Files view={view} issue={issue} /> : ''}
    </Page>
  );
}

function StateBadge({ view, issue: { head, order, isSuperseded } }: { view: View; issue: Issue }): JSX.Element {
  if (isSuperseded) return <Badge tone="warn">{view.t('Digantikan', 'Superseded')}</Badge>;
  if (order) return <Badge tone="good">{view.t('Diterbitkan', 'Issued')}</Badge>;
  return <Badge tone="warn">{view.w(draftStateWords[head.state])}</Badge>;
}

function Draft({ view, issue }: { view: View; issue: Issue }): JSX.Element {
  return (
    <Card title={view.t('Konsep', 'Draft')}>
      <p>{view.w(draftWords(issue.isSuperseded))}</p>
      <p>
        <a
          class="btn"
          href={`/evaluasi/${issue.head.month}/laporan.pdf${versionQuery(issue.head, issue.isSuperseded)}`}
        >
          {view.t('Unduh konsep PDF', 'Download the draft PDF')}
        </a>
      </p>
    </Card>
  );
}

function TextForm({ view, values: { issue, typed, refusal } }: { view: View; values: Values }): JSX.Element {
  const texts = typed ?? issue.texts;
  const field = { view, refusal };
  return (
    <Card title={view.t('Isi laporan', 'Text of the report')}>
      <form method="post" action={`/laporan/${issue.head.month}/isi`}>
        <TextField
          {...field}
          name="number"
          label={view.t('Nomor', 'Number')}
          hint={view.t(
            'Ditulis sesuai buku agenda; Gaung tidak memberi nomor resmi.',
            'As in your register; Gaung issues no official number.',
          )}
          value={texts.number}
        />
        <TextField {...field} name="nature" label={view.t('Sifat', 'Nature')} value={texts.nature} />
        <TextField {...field} name="attachments" label={view.t('Lampiran', 'Attachments')} value={texts.attachments} />
        <TextField {...field} name="subject" label={view.t('Hal', 'Subject')} value={texts.subject} />
        <TextArea
          {...field}
          name="followUp"
          rows={8}
          label={view.t('Kendala dan tindak lanjut (bagian G)', 'Obstacles and follow-up (section G)')}
          hint={view.t(
            'Satu paragraf per baris. Jangan menyebut nama pegawai.',
            'One paragraph a line. Name no staff.',
          )}
          value={texts.followUp}
        />
        <Submit>{view.t('Simpan isi laporan', 'Save the text')}</Submit>
      </form>
    </Card>
  );
}

function IssueForm({ view, issue: { head, order, hasSignatory } }: { view: View; issue: Issue }): JSX.Element {
  if (order && order.state !== 'failed') return <></>;
  if (!view.may('report.issue')) return <p class="mb-4">{view.w(issuedByProvince)}</p>;
  if (head.state !== 'closed') {
    return (
      <p class="mb-4">
        {view.t(
          'Laporan dapat diterbitkan setelah bulan ini ditutup.',
          'The report can be issued once the month is closed.',
        )}
      </p>
    );
  }
  return (
    <Card title={view.t('Penerbitan', 'Issuing')}>
      <p>
        {view.t(
          'Setelah diterbitkan, isi laporan versi ini tidak dapat diubah lagi: nomor, penanda tangan, dan tindak lanjut tercetak pada semua berkas, masing-masing dengan kode pemeriksaan.',
          'Once issued, the text of this version cannot be changed: number, signatory and follow-up are printed on all files, each with a check code.',
        )}
      </p>
      {order || hasSignatory ? '' : <p class="alert alert-warning">{view.w(noSignatory)}</p>}
      <form method="post" action={`/laporan/${head.month}/terbitan`}>
        <Submit>{order ? view.t('Coba lagi', 'Try again') : view.t('Terbitkan laporan', 'Issue the report')}</Submit>
      </form>
    </Card>
  );
}

function Progress({ view, order }: { view: View; order: NonNullable<Issue['order']> }): JSX.Element {
  const { made, total, state, failure, orderedAt } = order;
  const tones: Record<typeof state, Tone> = { waiting: 'neutral', working: 'warn', done: 'good', failed: 'bad' };
  const words = {
    waiting: view.t('Menunggu giliran', 'Waiting'),
    working: view.t('Sedang dibuat', 'Being made'),
    done: view.t('Selesai', 'Done'),
    failed: view.t('Gagal', 'Failed'),
  };
  return (
    <Card title={view.t('Berkas', 'Files')}>
      <p>
        <Badge tone={tones[state]}>{words[state] as 'safe'}</Badge>{' '}
        {view.t(
          `${made} dari ${total} berkas · diterbitkan ${formatMoment(orderedAt, 'id')}`,
          `${made} of ${total} files · issued ${formatMoment(orderedAt, 'en')}`,
        )}
      </p>
      <progress
        class="progress progress-primary w-full"
        value={String(made)}
        max={String(total)}
        aria-label={view.s('Berkas yang sudah dibuat', 'Files made so far')}
      ></progress>
      {failure && state !== 'done' ? (
        <p class="text-sm text-muted">
          {view.t(`Percobaan terakhir gagal: ${failure}`, `The last try failed: ${failure}`)}
        </p>
      ) : (
        ''
      )}
    </Card>
  );
}

function Signed({ view, issue, mayIssue }: { view: View; issue: Issue; mayIssue: boolean }): JSX.Element {
  const { month } = issue.head;
  const signedAt = issue.files.find(({ kind, format }) => kind === 'month' && format === 'pdf')?.signedAt;
  return (
    <Card title={view.t('Tanda tangan elektronik', 'Electronic signature')}>
      {signedAt ? (
        <p>
          <a class="link" href={`/laporan/${month}/bertanda-tangan.pdf${versionQuery(issue.head, issue.isSuperseded)}`}>
            {view.t('Unduh berkas bertanda tangan', 'Download the signed file')}
          </a>{' '}
          {view.t(`(diunggah ${formatMoment(signedAt, 'id')})`, `(uploaded ${formatMoment(signedAt, 'en')})`)}
        </p>
      ) : (
        <p>
          {view.t(
            'Belum ada berkas bertanda tangan. PDF laporan ditandatangani dengan sertifikat elektronik di luar Gaung, lalu evaluator mengunggahnya ke sini. Kata sandi sertifikat tidak pernah dimasukkan di Gaung.',
            'There is no signed file yet. The PDF is signed with an electronic certificate outside Gaung, then an evaluator uploads it here. The passphrase is never entered in Gaung.',
          )}
        </p>
      )}
      {mayIssue ? (
        <form method="post" action={`/laporan/${month}/tanda-tangan`} enctype="multipart/form-data">
          <FileField
            view={view}
            name="berkas"
            accept="application/pdf"
            label={view.t('Berkas PDF bertanda tangan (paling besar 20 MB)', 'Signed PDF (20 MB at most)')}
            required
          />
          <Submit>
            {signedAt ? view.t('Ganti berkas', 'Replace the file') : view.t('Unggah berkas', 'Upload the file')}
          </Submit>
        </form>
      ) : (
        ''
      )}
    </Card>
  );
}

function Files({ view, issue }: { view: View; issue: Issue }): JSX.Element {
  return (
    <Table
      caption={view.t('Berkas yang diterbitkan', 'Issued files')}
      columns={[
        { title: view.t('Berkas', 'File') },
        { title: view.t('Kode pemeriksaan', 'Check code') },
        { title: view.t('Sidik SHA-256', 'SHA-256') },
      ]}
      rows={issue.files
        .filter(({ kind }) => kind !== 'person')
        .map((file) => [
          file.hash ? (
            <a class="link" href={fileAddress(issue, file)}>
              {nameOf(view, file)}
            </a>
          ) : (
            nameOf(view, file)
          ),
          <a class="link font-mono" href={`/periksa/${file.code}`} safe>
            {spacedCode(file.code)}
          </a>,
          <span class="font-mono text-sm">{view.t(shortHash(file.hash), shortHash(file.hash))}</span>,
        ])}
    />
  );
}

function nameOf(view: View, { kind, subject, format }: ReportFileRow): JSX.Element {
  const type = format === 'txt' ? 'WhatsApp' : format.toUpperCase();
  const name = kind === 'unit' ? subject : view.s('Laporan', 'Report');
  return view.t(`${name} (${type})`, `${name} (${type})`);
}

const shortHash = (hash: Buffer | null): string => (hash ? `${hash.toString('hex').slice(0, 16)}…` : '–');
