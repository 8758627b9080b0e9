import { fullName } from '../directory/person.rules';
import { formatDay, formatMonth, type Month } from '../kernel/wita';
import { Badge, Empty, Table } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { isOverdue } from './appeal.rules';
import { decisionWords, kindWords, subjectWords } from './appeal-words.rules';
import type { AppealRow } from './appeals.service';
import type { Desk } from './deciding.service';
import { decisionTones } from './own-appeals.page';

/** *Sanggahan*: what waits, due first and overdue marked, then what was decided. */
export function deskPage(view: View, desk: Desk): JSX.Element {
  const { waiting, decided, count } = desk;
  return (
    <Page view={view} title={view.s('Sanggahan', 'Appeals')} wide>
      {desk.monthsToCompute.map((month) => (
        <ToCompute view={view} month={month} />
      ))}
      <h2 class="mb-2 text-lg font-semibold">
        {view.t(`Menunggu putusan: ${count.open}`, `Waiting for a decision: ${count.open}`)}
      </h2>
      {count.overdue ? (
        <p class="alert alert-warning mb-3">
          {view.t(
            `${count.overdue} sanggahan lewat batas waktu. Mohon segera diputuskan.`,
            `${count.overdue} appeals are overdue. Please decide on them soon.`,
          )}
        </p>
      ) : (
        ''
      )}
      {waiting.length ? (
        <Waiting view={view} desk={desk} />
      ) : (
        <div class="mb-4">
          <Empty>{view.t('Tidak ada sanggahan yang menunggu putusan.', 'No appeal waits for a decision.')}</Empty>
        </div>
      )}
      {decided.length ? <Decided view={view} decided={decided} /> : ''}
    </Page>
  );
}

/** A granted appeal changed rows behind results that were computed before. */
function ToCompute({ view, month }: { view: View; month: Month }): JSX.Element {
  return (
    <p class="alert mb-3">
      <span>
        {view.t(
          `Ada sanggahan ${formatMonth(month, 'id')} yang dikabulkan sesudah hasilnya dihitung.`,
          `An appeal about ${formatMonth(month, 'en')} was granted after its results were computed.`,
        )}{' '}
        <a class="link" href={`/evaluasi/${month}`}>
          {view.t('Hitung ulang hasil sementara', 'Compute the provisional results again')}
        </a>
      </span>
    </p>
  );
}

function Waiting({ view, desk: { waiting, today } }: { view: View; desk: Desk }): JSX.Element {
  return (
    <Table
      caption={view.t('Yang paling dekat batasnya di atas.', 'Those due first on top.')}
      columns={[
        { title: view.t('Pegawai', 'Person') },
        { title: view.t('Hal', 'About') },
        { title: view.t('Bulan', 'Month') },
        { title: view.t('Batas putusan', 'Due') },
      ]}
      rows={waiting.map((appeal) => [
        <PersonLink view={view} appeal={appeal} />,
        <About view={view} appeal={appeal} />,
        view.t(formatMonth(appeal.month, 'id'), formatMonth(appeal.month, 'en')),
        <>
          {view.t(formatDay(appeal.dueOn, 'id'), formatDay(appeal.dueOn, 'en'))}{' '}
          {isOverdue(appeal, today) ? <Badge tone="bad">{view.t('Lewat batas', 'Overdue')}</Badge> : ''}
        </>,
      ])}
    />
  );
}

function Decided({ view, decided }: { view: View; decided: AppealRow[] }): JSX.Element {
  return (
    <>
      <h2 class="mb-2 text-lg font-semibold">{view.t('Sudah diputuskan', 'Decided')}</h2>
      <Table
        caption={view.t('Putusan terbaru di atas.', 'The newest decision first.')}
        columns={[
          { title: view.t('Pegawai', 'Person') },
          { title: view.t('Hal', 'About') },
          { title: view.t('Bulan', 'Month') },
          { title: view.t('Putusan', 'Decision') },
          { title: view.t('Oleh', 'By') },
        ]}
        rows={decided.map((appeal) => [
          <PersonLink view={view} appeal={appeal} />,
          <About view={view} appeal={appeal} />,
          view.t(formatMonth(appeal.month, 'id'), formatMonth(appeal.month, 'en')),
          <Badge tone={decisionTones[appeal.decision ?? 'open']}>
            {view.w(decisionWords[appeal.decision ?? 'open'])}
          </Badge>,
          view.t(appeal.decidedByName ?? '', appeal.decidedByName ?? ''),
        ])}
      />
    </>
  );
}

function PersonLink({ view, appeal }: { view: View; appeal: AppealRow }): JSX.Element {
  return (
    <>
      <a class="inline-flex min-h-11 items-center" href={`/sanggahan/masuk/${appeal.id}`} safe>
        {fullName(appeal)}
      </a>
      <span class="block text-sm text-muted" safe>
        {appeal.unitName ?? view.s('Tanpa unit', 'Without a unit')}
      </span>
    </>
  );
}

function About({ view, appeal }: { view: View; appeal: AppealRow }): JSX.Element {
  return (
    <>
      <span class="block text-sm text-muted">{view.w(kindWords[appeal.kind])}</span>
      {view.w(subjectWords(appeal))}
    </>
  );
}
