import type { UnitNode } from '../directory/directory.service';
import type { Refusal } from '../kernel/refusal';
import { formatMoment, formatMonth, formatNumber, type Month } from '../kernel/wita';
import type { ShareRow } from '../shares/shares.service';
import { standingWords } from '../shares/standing.rules';
import { Card } from '../web/components';
import { Problem, SelectField, Submit, TextArea, TextField } from '../web/fields';
import { Page } from '../web/layout';
import { inAttribute } from '../web/typed';
import type { View } from '../web/view';
import { longestText, shortestText, wishes } from './appeal.rules';
import { beyondAppealWords } from './appealing.rules';
import { type AppealWindow, isOpen, kindWords, windowWords, wishWords } from './appeal-words.rules';
import { kindNames, type TypedAppeal, wishNames } from './appeals.forms';

export interface AppealFormValues {
  typed: TypedAppeal;
  month: Month;
  /** Of an appeal about a share. */
  share: ShareRow | null;
  /** Of an appeal about the unit. */
  units: UnitNode[];
  window: AppealWindow;
  now: Date;
  refusal?: Refusal | undefined;
}

type Props = { view: View; values: AppealFormValues };

/** *Ajukan sanggahan*: what is appealed, until when, and the own words; while appeals are closed, when they open. */
export function appealFormPage(view: View, values: AppealFormValues): JSX.Element {
  const { typed, month, share, window, now, refusal } = values;
  const beyond = share && beyondAppealWords(share.reason);
  return (
    <Page view={view} title={view.s('Ajukan sanggahan', 'Make an appeal')}>
      <Problem view={view} refusal={refusal} />
      {isAboutTime(refusal) ? '' : <p class="mb-4">{view.w(windowWords(window, now))}</p>}
      <Card
        title={view.t(
          `${kindWords[typed.hal].id} · ${formatMonth(month, 'id')}`,
          `${kindWords[typed.hal].en} · ${formatMonth(month, 'en')}`,
        )}
      >
        {share ? <SharePart view={view} share={share} /> : ''}
        {beyond ? <p>{view.w(beyond)}</p> : isOpen(window, now) ? <Form view={view} values={values} /> : ''}
      </Card>
      <p>
        <a class="link" href={`/nilai?bulan=${month}`}>
          {view.t('Kembali ke Nilai saya', 'Back to My result')}
        </a>
      </p>
    </Page>
  );
}

/** The refusal then says already when appeals are open. */
const isAboutTime = (refusal: Refusal | undefined) => refusal?.code.startsWith('appeals-') ?? false;

function SharePart({ view, share }: { view: View; share: ShareRow }): JSX.Element {
  const why = standingWords(share);
  return (
    <>
      <p class="font-medium" safe>
        {share.postTitle}
      </p>
      <p class="text-sm text-muted" safe>
        {`${share.channelName[view.lang]} · ${formatMoment(share.sharedAt, view.lang)}`}
      </p>
      {why ? <p>{view.w(why)}</p> : ''}
    </>
  );
}

function Form({ view, values }: Props): JSX.Element {
  const { typed, month, refusal } = values;
  return (
    <form method="post" action="/sanggahan/baru">
      <input type="hidden" name="hal" value={kindNames[typed.hal]} />
      <input type="hidden" name="sebaran" value={inAttribute(typed.sebaran)} />
      <input type="hidden" name="bulan" value={month} />
      {typed.hal === 'leave' ? <LeaveFields view={view} values={values} /> : ''}
      {typed.hal === 'unit' ? <UnitFields view={view} values={values} /> : ''}
      <TextArea
        view={view}
        name="isi"
        label={view.t('Alasan Anda', 'Your reason')}
        hint={view.t(
          `Dengan kata-kata Anda sendiri, ${shortestText}–${formatNumber(longestText, 'id')} karakter. Jangan tulis keterangan kesehatan.`,
          `In your own words, ${shortestText}–${formatNumber(longestText, 'en')} characters. Write nothing about health.`,
        )}
        value={typed.isi}
        refusal={refusal}
        required
      />
      <Submit>{view.t('Ajukan sanggahan', 'Make the appeal')}</Submit>
    </form>
  );
}

function LeaveFields({ view, values }: Props): JSX.Element {
  const { typed, refusal } = values;
  return (
    <>
      <SelectField
        view={view}
        name="perubahan"
        label={view.t('Apa yang keliru', 'What is wrong')}
        value={typed.perubahan}
        refusal={refusal}
        options={wishes.map((wish) => ({ value: wishNames[wish], text: wishWords[wish][view.lang] }))}
      />
      <Days view={view} values={values} />
    </>
  );
}

function UnitFields({ view, values }: Props): JSX.Element {
  const { typed, refusal, units } = values;
  const options = units.map(({ code, name, depth }) => ({ value: code, text: `${'– '.repeat(depth)}${name}` }));
  return (
    <>
      <SelectField
        view={view}
        name="unit"
        label={view.t('Unit yang benar', 'The right unit')}
        value={typed.unit}
        refusal={refusal}
        options={[{ value: '', text: view.s('Pilih unit', 'Choose a unit') }, ...options]}
        required
      />
      <Days view={view} values={values} isOpenEnded />
    </>
  );
}

function Days({ view, values, isOpenEnded = false }: Props & { isOpenEnded?: boolean }): JSX.Element {
  const { typed, refusal, month } = values;
  return (
    <>
      <TextField
        view={view}
        name="mulai"
        label={view.t('Hari pertama', 'First day')}
        hint={view.t(`Misalnya ${month}-05.`, `Such as ${month}-05.`)}
        value={typed.mulai}
        refusal={refusal}
        required
      />
      <TextField
        view={view}
        name="sampai"
        label={view.t('Hari terakhir', 'Last day')}
        hint={
          isOpenEnded
            ? view.t('Kosongkan bila Anda masih di unit itu.', 'Leave empty if you are still in this unit.')
            : view.t(`Misalnya ${month}-09.`, `Such as ${month}-09.`)
        }
        value={typed.sampai}
        refusal={refusal}
        required={!isOpenEnded}
      />
    </>
  );
}
