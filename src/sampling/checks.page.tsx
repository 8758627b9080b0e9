import type { Refusal } from '../kernel/refusal';
import { formatDay, formatMonth, formatNumber } from '../kernel/wita';
import { Badge, Card, Empty, ShareEvidence, Table } from '../web/components';
import { Problem, Submit, TextArea } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { CheckRow } from './checks.service';

/** *Pemeriksaan acak*: the drawn shares that the reader was given. Nothing of ranks or figures stands here. */
export function checksPage(view: View, tasks: CheckRow[]): JSX.Element {
  const open = tasks.filter(({ valid }) => valid === null).length;
  return (
    <Page view={view} title={view.s('Pemeriksaan acak', 'Random audit')}>
      <p class="mb-4">
        {view.t(
          'Sebaran berikut terpilih secara acak dari perangkat daerah lain. Periksa buktinya, lalu nyatakan sah atau tidak sah.',
          'These shares of other agencies were drawn by chance. Check the evidence, then say whether it is valid.',
        )}
      </p>
      {tasks.length === 0 ? (
        <Empty>{view.t('Tidak ada sebaran untuk Anda periksa.', 'There are no shares for you to check.')}</Empty>
      ) : (
        <Table
          caption={view.t(
            `${formatNumber(open, 'id')} dari ${formatNumber(tasks.length, 'id')} sebaran belum diperiksa.`,
            `${formatNumber(open, 'en')} of ${formatNumber(tasks.length, 'en')} shares are not checked yet.`,
          )}
          columns={[
            { title: view.t('Sebaran', 'Share') },
            { title: view.t('Kanal', 'Channel') },
            { title: view.t('Hasil', 'Result') },
          ]}
          rows={tasks.map((task) => [
            <a class="link" href={`/pemeriksaan/${task.month}/${task.shareId}`}>
              {view.t(
                `${formatMonth(task.month, 'id')} nomor ${task.position}: ${task.postTitle}`,
                `${formatMonth(task.month, 'en')} number ${task.position}: ${task.postTitle}`,
              )}
            </a>,
            view.w(task.channelName),
            <Result view={view} valid={task.valid} />,
          ])}
        />
      )}
    </Page>
  );
}

/** What was found, or that nobody has looked yet. */
export function Result({ view, valid }: { view: View; valid: boolean | null }): JSX.Element {
  if (valid === null) return <Badge tone="warn">{view.t('Belum diperiksa', 'Not checked yet')}</Badge>;
  return valid ? (
    <Badge tone="good">{view.t('Sah', 'Valid')}</Badge>
  ) : (
    <Badge tone="bad">{view.t('Tidak sah', 'Invalid')}</Badge>
  );
}

interface CheckValues {
  task: CheckRow;
  pictures: number;
  again: { refusal: Refusal; result: string; note: string } | undefined;
}

/** One drawn share with its evidence and the question. */
export function checkPage(view: View, { task, pictures, again }: CheckValues): JSX.Element {
  const title = view.s(
    `Sebaran nomor ${task.position}, ${formatMonth(task.month, 'id')}`,
    `Share number ${task.position}, ${formatMonth(task.month, 'en')}`,
  );
  return (
    <Page view={view} title={title}>
      <Problem view={view} refusal={again?.refusal} />
      <Card title={view.t(task.postTitle, task.postTitle)}>
        <p>
          {view.w(task.channelName)}
          {', '}
          {view.t(formatDay(task.businessDate, 'id'), formatDay(task.businessDate, 'en'))}
        </p>
        <ShareEvidence share={task} />
        {Array.from({ length: pictures }, (_, index) => (
          <img
            class="max-h-[70vh] w-full rounded-box border border-base-300 object-contain"
            src={`/pemeriksaan/${task.month}/${task.shareId}/bukti?nomor=${index + 1}`}
            alt={view.s(`Tangkapan layar ${index + 1} dari ${pictures}`, `Screenshot ${index + 1} of ${pictures}`)}
          />
        ))}
      </Card>
      <ResultForm view={view} task={task} again={again} />
      <p class="mt-4">
        <a class="link" href="/pemeriksaan">
          {view.t('Semua sebaran untuk diperiksa', 'All shares to check')}
        </a>
      </p>
    </Page>
  );
}

function ResultForm({ view, task, again }: { view: View } & Pick<CheckValues, 'task' | 'again'>): JSX.Element {
  const said = task.valid === null ? '' : task.valid ? 'sah' : 'tidak';
  const result = again?.result ?? said;
  return (
    <Card title={view.t('Hasil pemeriksaan', 'Result of the check')}>
      <form method="post" action={`/pemeriksaan/${task.month}/${task.shareId}`}>
        <fieldset class="mb-3">
          <legend class="mb-1 font-medium">{view.t('Apakah sebaran ini sah?', 'Is this share valid?')}</legend>
          <label class="flex min-h-12 items-center gap-3">
            <input class="radio" type="radio" name="hasil" value="sah" checked={result === 'sah'} required />
            {view.t('Sah: materi ini memang disebarkan seperti dicatat', 'Valid: the item was shared as logged')}
          </label>
          <label class="flex min-h-12 items-center gap-3">
            <input class="radio" type="radio" name="hasil" value="tidak" checked={result === 'tidak'} required />
            {view.t('Tidak sah', 'Invalid')}
          </label>
        </fieldset>
        <TextArea
          view={view}
          name="catatan"
          label={view.t('Catatan', 'Note')}
          hint={view.t('Wajib bila tidak sah: apa yang Anda temukan', 'Required if invalid: what you found')}
          value={again?.note ?? task.note}
          refusal={again?.refusal}
          rows={3}
        />
        <Submit>{view.t('Simpan hasil', 'Keep the result')}</Submit>
      </form>
    </Card>
  );
}
