import type { Refusal } from '../kernel/refusal';
import { formatMoment, formatMonth } from '../kernel/wita';
import { Badge, Card, Problem, Submit, Table, TextArea } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { type MonthFacts, type Move, obstacles, stageOf } from './closing.rules';
import type { MonthEnd } from './closing.service';

/** A form that was refused, as it was typed. */
interface Refused {
  refusal: Refusal;
  reason: string;
}

/** Where a month stands, what each step still needs, and the steps themselves with their consequences. */
export function closingPage(view: View, { facts, versions }: MonthEnd, refused?: Refused): JSX.Element {
  const { month } = facts;
  return (
    <Page view={view} title={view.s(`Penutupan ${formatMonth(month, 'id')}`, `Closing of ${formatMonth(month, 'en')}`)}>
      <Problem view={view} refusal={refused?.refusal} />
      <p class="mb-4">
        <a class="link" href={`/evaluasi/${month}`}>
          {view.t('Hasil bulan ini', 'Results of this month')}
        </a>
        {' · '}
        <Stage view={view} facts={facts} />
      </p>
      <Steps view={view} facts={facts} />
      {view.may('period.fix') && !obstacles('fix', facts).length ? <FixForm view={view} facts={facts} /> : ''}
      {view.may('period.reopen') && !obstacles('reopen', facts).length ? (
        <ReopenForm view={view} facts={facts} refused={refused} />
      ) : (
        ''
      )}
      {versions.length ? <Versions view={view} versions={versions} /> : ''}
    </Page>
  );
}

function Stage({ view, facts }: { view: View; facts: MonthFacts }): JSX.Element {
  const stage = stageOf(facts);
  const words = {
    none: view.t('Belum dihitung', 'Not computed'),
    provisional: view.t('Sementara', 'Provisional'),
    appeals: view.t('Masa sanggahan', 'Time for appeals'),
    fixed: view.t('Ditetapkan', 'Fixed'),
    closed: view.t('Ditutup', 'Closed'),
  };
  return (
    <Badge tone={stage === 'fixed' || stage === 'closed' ? 'good' : stage === 'none' ? 'neutral' : 'warn'}>
      {words[stage] as 'safe'}
    </Badge>
  );
}

function Steps({ view, facts }: { view: View; facts: MonthFacts }): JSX.Element {
  const steps: [Move, JSX.Element][] = [
    ['provisional', view.t('Menghitung hasil sementara', 'Compute provisional results')],
    ['fix', view.t('Menetapkan hasil', 'Fix the results')],
    ['reopen', view.t('Membuka kembali dengan alasan', 'Reopen with a reason')],
  ];
  return (
    <Card title={view.t('Langkah bulan ini', 'Steps of this month')}>
      <ol class="list-decimal space-y-3 pl-6">
        {steps.map(([move, name]) => (
          <li>
            <span class="font-medium">{name as 'safe'}</span>
            <Missing view={view} move={move} facts={facts} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Missing({ view, move, facts }: { view: View; move: Move; facts: MonthFacts }): JSX.Element {
  const missing = obstacles(move, facts);
  if (!missing.length) return <p class="text-sm">{view.t('Dapat dilakukan sekarang.', 'Possible now.')}</p>;
  return (
    <ul class="list-disc pl-5 text-sm text-muted">
      {missing.map((one) => (
        <li>{view.w(one.words)}</li>
      ))}
    </ul>
  );
}

function FixForm({ view, facts: { month } }: { view: View; facts: MonthFacts }): JSX.Element {
  return (
    <Card title={view.t('Menetapkan hasil', 'Fix the results')}>
      <ul class="list-disc pl-5">
        <li>
          {view.t(
            'Hasil dihitung sekali lagi dengan data saat ini, lalu dibekukan.',
            'The results are computed once more with the data of this moment, then frozen.',
          )}
        </li>
        <li>
          {view.t(
            'Putusan, cuti, dan sebaran yang masuk sesudahnya tidak lagi mengubah hasil bulan ini.',
            'Verdicts, leave and shares that come later no longer change the results of this month.',
          )}
        </li>
        <li>
          {view.t(
            'Sidik penutupan dibuat dan disambungkan ke bulan sebelumnya; perubahan hanya mungkin dengan membuka kembali.',
            'A closing hash is made and chained to the month before; changes need a reopening.',
          )}
        </li>
      </ul>
      <form method="post" action={`/evaluasi/${month}/penutupan/penetapan`}>
        <Submit>
          {view.t(`Tetapkan hasil ${formatMonth(month, 'id')}`, `Fix the results of ${formatMonth(month, 'en')}`)}
        </Submit>
      </form>
    </Card>
  );
}

function ReopenForm({ view, facts, refused }: { view: View; facts: MonthFacts; refused: Refused | undefined }) {
  return (
    <Card title={view.t('Membuka kembali', 'Reopen')}>
      <p>
        {view.t(
          'Versi yang sudah ditetapkan tetap tersimpan dan dinyatakan digantikan. Versi baru dihitung sebagai hasil sementara dan harus ditetapkan lagi. Alasan dan nama Anda tercatat.',
          'The fixed version stays as it is and is marked as superseded. A new version is computed as provisional and must be fixed again. The reason and your name are recorded.',
        )}
      </p>
      <form method="post" action={`/evaluasi/${facts.month}/penutupan/pembukaan`}>
        <TextArea
          view={view}
          name="alasan"
          label={view.t('Alasan', 'Reason')}
          hint={view.t('10 sampai 500 karakter', '10 to 500 characters')}
          value={refused?.reason}
          refusal={refused?.refusal}
          required
        />
        <Submit>{view.t('Buka kembali', 'Reopen')}</Submit>
      </form>
    </Card>
  );
}

function Versions({ view, versions }: { view: View; versions: MonthEnd['versions'] }): JSX.Element {
  return (
    <Table
      caption={view.t('Versi hasil', 'Versions of the results')}
      columns={[
        { title: view.t('Versi', 'Version') },
        { title: view.t('Keadaan', 'State') },
        { title: view.t('Data sampai', 'Data until') },
        { title: view.t('Sidik penutupan', 'Closing hash') },
        { title: view.t('Alasan dibuka', 'Why reopened') },
      ]}
      rows={versions.map(({ version, state, cutoff, closingHash, reason }, index) => [
        <>{version}</>,
        state === 'provisional'
          ? view.t('Sementara', 'Provisional')
          : index > 0
            ? view.t('Ditetapkan, digantikan', 'Fixed, superseded')
            : view.t('Ditetapkan', 'Fixed'),
        view.t(formatMoment(cutoff, 'id'), formatMoment(cutoff, 'en')),
        <code class="text-xs break-all" safe>
          {closingHash ?? '–'}
        </code>,
        <span safe>{reason ?? '–'}</span>,
      ])}
    />
  );
}
