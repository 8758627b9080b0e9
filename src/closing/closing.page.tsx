import { versionQuery } from '../evaluation/month-words.rules';
import { type Words, words } from '../kernel/refusal';
import { formatMoment, formatMonth } from '../kernel/wita';
import { statementWords } from '../sampling/bounds.rules';
import { Badge, Card, Table } from '../web/components';
import { Problem } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import {
  type MonthFacts,
  type Move,
  moveWords,
  moves,
  obstacles,
  type Stage,
  stageOf,
  stageWords,
} from './closing.rules';
import type { MonthEnd } from './closing.service';
import { CloseForm, DrawForm, FixForm, type Refused, ReopenForm } from './step-forms.page';

/** Where a month stands, what each step still needs, and the steps themselves with their consequences. */
export function closingPage(view: View, { facts, versions, statement }: MonthEnd, refused?: Refused): JSX.Element {
  const { month } = facts;
  const isOpen = (move: Exclude<Move, 'provisional'>) => view.may(`period.${move}`) && !obstacles(move, facts).length;
  const values = { view, month, refused };
  return (
    <Page view={view} title={view.s(`Penutupan ${formatMonth(month, 'id')}`, `Closing of ${formatMonth(month, 'en')}`)}>
      <Problem view={view} refusal={refused?.refusal} />
      <p class="mb-4">
        <a class="link" href={`/evaluasi/${month}`}>
          {view.t('Hasil bulan ini', 'Results of this month')}
        </a>
        {' · '}
        <StageBadge view={view} facts={facts} />
      </p>
      <Steps view={view} facts={facts} />
      {view.may('period.fix') ? (
        ''
      ) : (
        <p class="mb-4">
          {view.t(
            'Langkah-langkah ini diambil oleh evaluator pada unit teratas.',
            'These steps are taken by an evaluator on the top unit.',
          )}
        </p>
      )}
      {statement ? (
        <Card title={view.t('Pemeriksaan acak', 'Random audit')}>
          <p>{view.w(statementWords(statement))}</p>
          <p>
            <a class="link" href={`/evaluasi/${month}/pemeriksaan`}>
              {view.t('Pengundian, pemeriksa, dan hasilnya', 'The draw, its checkers and results')}
            </a>
          </p>
        </Card>
      ) : (
        ''
      )}
      {isOpen('fix') ? <FixForm {...values} /> : ''}
      {isOpen('draw') ? <DrawForm {...values} /> : ''}
      {isOpen('close') ? <CloseForm {...values} /> : ''}
      {isOpen('reopen') ? <ReopenForm {...values} /> : ''}
      {versions.length ? <Versions view={view} versions={versions} /> : ''}
    </Page>
  );
}

const settled: Stage[] = ['fixed', 'drawn', 'closed'];

function StageBadge({ view, facts }: { view: View; facts: MonthFacts }): JSX.Element {
  const stage = stageOf(facts);
  const tone = settled.includes(stage) ? 'good' : stage === 'none' ? 'neutral' : 'warn';
  return <Badge tone={tone}>{view.w(stageWords[stage])}</Badge>;
}

function Steps({ view, facts }: { view: View; facts: MonthFacts }): JSX.Element {
  return (
    <Card title={view.t('Langkah bulan ini', 'Steps of this month')}>
      <ol class="list-decimal space-y-3 pl-6">
        {moves.map((move) => (
          <li>
            <span class="font-medium">{view.w(moveWords[move])}</span>
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
      rows={versions.map(({ month, version, state, cutoff, closingHash, reason }, index) => [
        <a class="link" href={`/evaluasi/${month}${versionQuery({ version }, index > 0)}`}>
          {view.t(`Versi ${version}`, `Version ${version}`)}
        </a>,
        view.w(versionWords(state, index > 0)),
        view.t(formatMoment(cutoff, 'id'), formatMoment(cutoff, 'en')),
        <code class="text-xs break-all" safe>
          {closingHash ?? '–'}
        </code>,
        <span safe>{reason ?? '–'}</span>,
      ])}
    />
  );
}

function versionWords(state: MonthEnd['versions'][number]['state'], isSuperseded: boolean): Words {
  const { id, en } = stageWords[state];
  return isSuperseded ? words(`${id}, digantikan`, `${en}, superseded`) : stageWords[state];
}
