import type { Refusal } from '../kernel/refusal';
import type { ImportReport } from '../papers/import-report';
import { Card, Empty, Figure, Table } from '../web/components';
import { FileField, Problem, Submit } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { ImportKind } from './import-kinds.rules';

/** The kinds of files that the reader may import. */
export function importsPage(view: View, kinds: ImportKind[]): JSX.Element {
  return (
    <Page view={view} title={view.s('Impor', 'Import')}>
      <p class="mb-4">
        {view.t(
          'Unggah berkas CSV atau XLSX. Berkas diperiksa dahulu; tidak ada yang disimpan sebelum Anda menyetujuinya.',
          'Upload a CSV or XLSX file. It is checked first; nothing is saved before you agree.',
        )}
      </p>
      <ul class="grid gap-3 sm:grid-cols-2">
        {kinds.map((kind) => (
          <li>
            <a class="btn h-auto min-h-14 w-full justify-start" href={`/impor/${kind.code}`}>
              {view.w(kind.name)}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}

interface Preview {
  report: ImportReport;
  draftId: string | null;
}

/** The form of one kind and, after an upload, what would happen. */
export function importPage(
  view: View,
  kind: ImportKind,
  { preview, refusal }: { preview?: Preview; refusal?: Refusal } = {},
): JSX.Element {
  return (
    <Page view={view} title={view.s(`Impor: ${kind.name.id}`, `Import: ${kind.name.en}`)} wide={Boolean(preview)}>
      <Problem view={view} refusal={refusal} />
      {preview ? <PreviewPart view={view} kind={kind} preview={preview} /> : ''}
      <Card
        title={preview ? view.t('Periksa berkas lain', 'Check another file') : view.t('Pilih berkas', 'Choose a file')}
      >
        <form method="post" action={`/impor/${kind.code}`} enctype="multipart/form-data">
          <FileField
            view={view}
            name="berkas"
            accept=".csv,.xlsx,.txt"
            label={view.t('Berkas CSV atau XLSX (paling besar 60 MB)', 'CSV or XLSX file (60 MB at most)')}
            required
          />
          <Submit>{view.t('Periksa berkas', 'Check the file')}</Submit>
        </form>
      </Card>
      <Card title={view.t('Kolom', 'Columns')}>
        <p>
          {view.t(
            'Baris pertama berisi nama kolom, urutannya bebas. Kolom bertanda * wajib ada; kolom lain diabaikan dengan catatan.',
            'The first row names the columns, in any order. Columns with a * are required; others are ignored with a note.',
          )}
        </p>
        <p class="font-mono text-sm break-words" safe>
          {kind.columns.join(' · ')}
        </p>
      </Card>
    </Page>
  );
}

const shownProblems = 500;

function PreviewPart({ view, kind, preview }: { view: View; kind: ImportKind; preview: Preview }): JSX.Element {
  const { report, draftId } = preview;
  return (
    <section aria-live="polite">
      <div class="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Figure label={view.t('Baris', 'Rows')} value={view.t(String(report.rows), String(report.rows))} />
        <Figure label={view.t('Baru', 'New')} value={view.t(String(report.added), String(report.added))} />
        <Figure label={view.t('Berubah', 'Changed')} value={view.t(String(report.changed), String(report.changed))} />
        <Figure
          label={view.t('Kesalahan', 'Mistakes')}
          value={view.t(String(report.problems.length), String(report.problems.length))}
        />
      </div>
      {report.notes.length ? (
        <ul class="mb-4 list-disc pl-6">
          {report.notes.map((note) => (
            <li>{view.w(note)}</li>
          ))}
        </ul>
      ) : (
        ''
      )}
      {draftId ? (
        <ConfirmForm view={view} kind={kind} draftId={draftId} report={report} />
      ) : (
        <Problems view={view} report={report} />
      )}
    </section>
  );
}

function ConfirmForm(props: { view: View; kind: ImportKind; draftId: string; report: ImportReport }): JSX.Element {
  const { view, kind, draftId, report } = props;
  if (!report.added && !report.changed) {
    return (
      <Empty>
        {view.t('Semua baris sudah ada; tidak ada yang berubah.', 'All rows are there already; nothing changes.')}
      </Empty>
    );
  }
  return (
    <form method="post" action={`/impor/${kind.code}/${draftId}`} class="mb-4">
      <p class="mb-3">
        {view.t('Berkas tidak memuat kesalahan. Simpan sekarang?', 'The file has no mistakes. Save it now?')}
      </p>
      <Submit>{view.t('Simpan impor', 'Save the import')}</Submit>
    </form>
  );
}

function Problems({ view, report }: { view: View; report: ImportReport }): JSX.Element {
  const rows = report.problems
    .slice(0, shownProblems)
    .map((problem) => [
      view.t(String(problem.row), String(problem.row)),
      view.t(problem.column, problem.column),
      view.w(problem.words),
    ]);
  const count = report.problems.length;
  return (
    <Table
      caption={view.t(
        `Belum ada yang disimpan. Perbaiki ${count} kesalahan ini di berkas, lalu unggah kembali.${count > shownProblems ? ` Ditampilkan ${shownProblems} yang pertama.` : ''}`,
        `Nothing was saved. Mend these ${count} mistakes in the file and upload it again.${count > shownProblems ? ` The first ${shownProblems} are shown.` : ''}`,
      )}
      columns={[
        { title: view.t('Baris', 'Row') },
        { title: view.t('Kolom', 'Column') },
        { title: view.t('Yang perlu diperbaiki', 'What to mend') },
      ]}
      rows={rows}
    />
  );
}
