import type { Refusal } from '../kernel/refusal';
import { formatMoment, formatMonth, monthOf } from '../kernel/wita';
import { Badge, Card, Empty, Table } from '../web/components';
import { Problem, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { MonthPolicy } from './policies.service';
import type { PolicyProposal } from './policy-proposal.entity';
import { ruleInWords } from './policy-words.rules';
import type { Policy } from './policy.rules';
import { Changes, LoadFigures } from './proposal-form.page';
import type { Load } from './proposals.service';

/** *Usulan juknis*: what was proposed and what became of it. */
export function proposalsPage(view: View, { proposals }: { proposals: PolicyProposal[] }): JSX.Element {
  return (
    <Page view={view} title={view.s('Usulan juknis', 'Proposals of the rule')}>
      {view.may('policy.propose') ? (
        <p class="mb-4">
          <a class="btn btn-primary min-h-12" href="/juknis/usulan/baru">
            {view.t('Buat usulan', 'Make a proposal')}
          </a>
        </p>
      ) : (
        <p class="mb-4">
          {view.t(
            'Juknis diusulkan dan ditetapkan oleh evaluator pada unit teratas.',
            'The rule is proposed and confirmed by evaluators on the top unit.',
          )}
        </p>
      )}
      {proposals.length === 0 ? (
        <Empty>{view.t('Belum ada usulan juknis.', 'No rule has been proposed yet.')}</Empty>
      ) : (
        <Table
          caption={view.t('Usulan terbaru di atas.', 'The newest first.')}
          columns={[
            { title: view.t('Berlaku mulai', 'In force from') },
            { title: view.t('Pengusul', 'Proposed by') },
            { title: view.t('Keadaan', 'State') },
          ]}
          rows={proposals.map((one) => [
            <a class="link" href={`/juknis/usulan/${one.id}`}>
              {month(view, one)}
            </a>,
            view.t(one.proposedBy?.name ?? '', one.proposedBy?.name ?? ''),
            <State view={view} proposal={one} />,
          ])}
        />
      )}
    </Page>
  );
}

const month = (view: View, { validFrom }: PolicyProposal) =>
  view.t(formatMonth(monthOf(validFrom), 'id'), formatMonth(monthOf(validFrom), 'en'));

function State({ view, proposal }: { view: View; proposal: PolicyProposal }): JSX.Element {
  if (proposal.decision === null) return <Badge tone="warn">{view.t('Menunggu', 'Waiting')}</Badge>;
  if (proposal.decision === 'refused') return <Badge tone="bad">{view.t('Ditolak', 'Refused')}</Badge>;
  return (
    <Badge tone="good">
      {view.t(`Ditetapkan, versi ${proposal.version}`, `Confirmed, version ${proposal.version}`)}
    </Badge>
  );
}

interface ProposalValues {
  proposal: PolicyProposal;
  policy: Policy;
  /** The version that it follows. */
  before: MonthPolicy | null;
  load: Load;
  typed?: string;
  refusal?: Refusal;
}

/** One proposal with its load, its changes and, while it waits, the decision. */
export function proposalPage(view: View, values: ProposalValues): JSX.Element {
  const { proposal, policy, before, load, refusal } = values;
  const start = monthOf(proposal.validFrom);
  const title = view.s(
    `Usulan juknis mulai ${formatMonth(start, 'id')}`,
    `Rule proposed from ${formatMonth(start, 'en')}`,
  );
  return (
    <Page view={view} title={title}>
      <Problem view={view} refusal={refusal} />
      <Card>
        <p>
          <State view={view} proposal={proposal} />
        </p>
        <History view={view} proposal={proposal} />
        <LoadFigures view={view} load={load} />
        {before ? <Changes view={view} before={before.policy} after={policy} /> : ''}
      </Card>
      {proposal.decision === null ? <Decision view={view} values={values} /> : ''}
      {ruleInWords(policy).map((part) => (
        <Card title={view.w(part.title)}>
          {part.sentences.map((sentence) => (
            <p>{view.w(sentence)}</p>
          ))}
        </Card>
      ))}
    </Page>
  );
}

function History({ view, proposal }: { view: View; proposal: PolicyProposal }): JSX.Element {
  const { proposedBy, proposedAt, decidedBy, decidedAt, reason, decisionReason } = proposal;
  const told = (id: string, en: string, who: string, at: Date) =>
    view.t(`${id} ${who}, ${formatMoment(at, 'id')}.`, `${en} ${who}, ${formatMoment(at, 'en')}.`);
  return (
    <>
      <p>{told('Diusulkan oleh', 'Proposed by', proposedBy?.name ?? '', proposedAt)}</p>
      {reason ? <p>{view.t(`Alasan: ${reason}`, `Reason: ${reason}`)}</p> : ''}
      {decidedAt ? <p>{told('Diputuskan oleh', 'Decided by', decidedBy?.name ?? '', decidedAt)}</p> : ''}
      {decisionReason ? (
        <p>{view.t(`Alasan penolakan: ${decisionReason}`, `Reason of refusal: ${decisionReason}`)}</p>
      ) : (
        ''
      )}
    </>
  );
}

function Decision({ view, values }: { view: View; values: ProposalValues }): JSX.Element {
  const { proposal, typed, refusal } = values;
  const isOwn = view.actor?.personId === proposal.proposedById;
  if (!view.may('policy.confirm')) {
    return (
      <p class="mb-4">
        {view.t(
          'Usulan ini ditetapkan atau ditolak oleh evaluator pada unit teratas.',
          'This proposal is confirmed or refused by an evaluator on the top unit.',
        )}
      </p>
    );
  }
  return (
    <Card title={view.t('Keputusan', 'Decision')}>
      {isOwn ? (
        <p>
          {view.t(
            'Usulan Anda ditetapkan oleh evaluator lain. Anda dapat menariknya dengan menolaknya.',
            'Your proposal is confirmed by another evaluator. You can take it back by refusing it.',
          )}
        </p>
      ) : (
        <form method="post" action={`/juknis/usulan/${proposal.id}/penetapan`}>
          <p class="mb-2">
            {view.t(
              'Juknis yang ditetapkan berlaku bagi semua pegawai sejak bulan itu dan hanya diganti mulai bulan sesudahnya.',
              'A confirmed rule holds for all staff from that month on and can only be replaced from a later month.',
            )}
          </p>
          <Submit>{view.t('Tetapkan', 'Confirm')}</Submit>
        </form>
      )}
      <form method="post" action={`/juknis/usulan/${proposal.id}/penolakan`}>
        <TextField
          view={view}
          name="alasan"
          label={view.t('Alasan penolakan', 'Reason of refusal')}
          value={typed}
          refusal={refusal}
          required
        />
        <button class="btn min-h-12">{view.t('Tolak', 'Refuse')}</button>
      </form>
    </Card>
  );
}
