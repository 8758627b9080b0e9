import type { Refusal } from '../kernel/refusal';
import { formatDay, formatMoment, formatMonth } from '../kernel/wita';
import { Card, Figure, Table } from '../web/components';
import { Problem, Submit } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { statementWords } from './bounds.rules';
import { Result } from './checks.page';
import type { Progress } from './checks.service';

/** The draw of a month, how far its checks are, and who checks. */
export function samplingPage(
  view: View,
  progress: Progress,
  refused?: { refusal: Refusal; chosen: string[] },
): JSX.Element {
  const { head, isSuperseded, statement, checks } = progress;
  const { draw } = statement;
  const isOpen = head.state === 'fixed' && !isSuperseded && statement.checked < statement.sampled;
  const title = view.s(
    `Pemeriksaan acak ${formatMonth(head.month, 'id')}`,
    `Random audit of ${formatMonth(head.month, 'en')}`,
  );
  return (
    <Page view={view} title={title} wide>
      <Problem view={view} refusal={refused?.refusal} />
      <p class="mb-4">
        <a class="link" href={`/evaluasi/${head.month}/penutupan`}>
          {view.t('Penutupan bulan ini', 'Closing of this month')}
        </a>
      </p>
      <div class="mb-4 grid gap-3 sm:grid-cols-3">
        <Figure label={view.t('Terpilih', 'Drawn')} value={<>{statement.sampled}</>} />
        <Figure label={view.t('Sudah diperiksa', 'Checked')} value={<>{statement.checked}</>} />
        <Figure label={view.t('Tidak sah', 'Invalid')} value={<>{statement.invalid}</>} />
      </div>
      <Card title={view.t('Pengundian', 'The draw')}>
        <p>{view.w(statementWords(statement))}</p>
        <p>
          {view.t(
            `Bilangan publik ${draw.publicNumber} (${draw.source}), diundi ${formatMoment(draw.drawnAt, 'id')}.`,
            `Public number ${draw.publicNumber} (${draw.source}), drawn ${formatMoment(draw.drawnAt, 'en')}.`,
          )}
        </p>
        <p>
          {view.t('Benih undian:', 'Seed:')}{' '}
          <code class="text-xs break-all" safe>
            {draw.seed}
          </code>
        </p>
      </Card>
      {isOpen ? <Choice view={view} progress={progress} refused={refused} /> : ''}
      {checks.length ? <Checks view={view} checks={checks} /> : ''}
    </Page>
  );
}

function Choice(props: {
  view: View;
  progress: Progress;
  refused: { refusal: Refusal; chosen: string[] } | undefined;
}): JSX.Element {
  const { view, progress, refused } = props;
  const { head, checks, candidates } = progress;
  if (!view.may('period.draw')) {
    return (
      <p class="mb-4">
        {view.t(
          'Para pemeriksa dipilih oleh evaluator pada unit teratas.',
          'The checkers are chosen by an evaluator on the top unit.',
        )}
      </p>
    );
  }
  const chosen = new Set(refused?.chosen ?? checks.map(({ checkerId }) => checkerId));
  return (
    <Card title={view.t('Para pemeriksa', 'The checkers')}>
      <p>
        {view.t(
          'Sebaran yang belum diperiksa dibagi rata. Tidak seorang pun memeriksa sebaran dari perangkat daerahnya sendiri atau yang pernah diputuskannya.',
          'Shares not checked yet are spread evenly. Nobody checks shares of the own agency, or what the same person has reviewed.',
        )}
      </p>
      <form method="post" action={`/evaluasi/${head.month}/pemeriksaan`}>
        <fieldset class="mb-3 grid gap-x-6 sm:grid-cols-2">
          <legend class="mb-1 font-medium">{view.t('Pilih pemeriksa', 'Choose checkers')}</legend>
          {candidates.map(({ personId, name, unitName }) => (
            <label class="flex min-h-12 items-center gap-3">
              <input
                class="checkbox"
                type="checkbox"
                name="pemeriksa"
                value={personId}
                checked={chosen.has(personId)}
              />
              <span safe>{`${name}, ${unitName}`}</span>
            </label>
          ))}
        </fieldset>
        <Submit>{view.t('Bagikan kepada pemeriksa', 'Give to the checkers')}</Submit>
      </form>
    </Card>
  );
}

function Checks({ view, checks }: { view: View; checks: Progress['checks'] }): JSX.Element {
  return (
    <Table
      caption={view.t('Sebaran terpilih menurut urutan undian', 'The drawn shares in the order of the draw')}
      columns={[
        { title: view.t('Nomor', 'Number') },
        { title: view.t('Materi', 'Item') },
        { title: view.t('Kanal', 'Channel') },
        { title: view.t('Tanggal', 'Day') },
        { title: view.t('Pemeriksa', 'Checker') },
        { title: view.t('Hasil', 'Result') },
        { title: view.t('Catatan', 'Note') },
      ]}
      rows={checks.map((check) => [
        <>{check.position}</>,
        view.t(check.postTitle, check.postTitle),
        view.w(check.channelName),
        view.t(formatDay(check.businessDate, 'id'), formatDay(check.businessDate, 'en')),
        <span safe>{check.checkerName ?? '–'}</span>,
        <Result view={view} valid={check.valid} />,
        <span class="break-words" safe>
          {check.note || '–'}
        </span>,
      ])}
    />
  );
}
