import { formatDay, formatMoment, formatMonth } from '../kernel/wita';
import { Badge, Empty, type Tone } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { Decision } from './appeal.rules';
import { decisionWords, kindWords, subjectWords } from './appeal-words.rules';
import type { AppealRow } from './appeals.service';

export const decisionTones: Record<Decision | 'open', Tone> = { open: 'warn', granted: 'good', refused: 'bad' };

/** *Sanggahan saya*: each appeal with what became of it and the answer. */
export function ownAppealsPage(view: View, appeals: AppealRow[]): JSX.Element {
  return (
    <Page view={view} title={view.s('Sanggahan saya', 'My appeals')}>
      {appeals.length ? (
        <ul class="grid gap-3">
          {appeals.map((appeal) => (
            <li class="rounded-box border border-base-300 bg-base-100 p-4">
              <Line view={view} appeal={appeal} />
            </li>
          ))}
        </ul>
      ) : (
        <Empty>
          {view.t(
            'Anda belum pernah mengajukan sanggahan. Sanggahan diajukan dari baris yang bersangkutan pada Nilai saya.',
            'You have made no appeal yet. An appeal is made from the row in question in My result.',
          )}
        </Empty>
      )}
      <p class="mt-4">
        <a class="btn min-h-12" href="/nilai">
          {view.t('Buka Nilai saya', 'Open My result')}
        </a>
      </p>
    </Page>
  );
}

function Line({ view, appeal }: { view: View; appeal: AppealRow }): JSX.Element {
  const { decision, kind, month, filedAt, dueOn, text } = appeal;
  const subject = view.w(subjectWords(appeal));
  return (
    <>
      <p class="font-medium">
        {appeal.shareId ? <a href={`/sebaran/${appeal.shareId}`}>{subject as 'safe'}</a> : (subject as 'safe')}
      </p>
      <p class="mb-1 text-sm text-muted" safe>
        {`${kindWords[kind][view.lang]} · ${formatMonth(month, view.lang)} · ${formatMoment(filedAt, view.lang)}`}
      </p>
      <Badge tone={decisionTones[decision ?? 'open']}>{view.w(decisionWords[decision ?? 'open'])}</Badge>
      <p class="mt-2 break-words whitespace-pre-line" safe>
        {text}
      </p>
      {decision === null ? (
        <p class="mt-1 text-sm">
          {view.t(
            `Dijawab paling lambat ${formatDay(dueOn, 'id')}.`,
            `It will be answered by ${formatDay(dueOn, 'en')}.`,
          )}
        </p>
      ) : (
        <Answer view={view} appeal={appeal} />
      )}
    </>
  );
}

function Answer({ view, appeal }: { view: View; appeal: AppealRow }): JSX.Element {
  const { decidedAt, reason } = appeal;
  if (!decidedAt) return <></>;
  return (
    <div class="mt-2 border-l-4 border-base-300 pl-3">
      <p class="text-sm text-muted">
        {view.t(`Jawaban ${formatMoment(decidedAt, 'id')}`, `Answer of ${formatMoment(decidedAt, 'en')}`)}
      </p>
      <p class="break-words whitespace-pre-line" safe>
        {reason}
      </p>
    </div>
  );
}
