import type { PropsWithChildren } from '@kitajs/html';
import type { Refusal } from '../kernel/refusal';
import { inAttribute, inTextArea } from './typed';
import type { View } from './view';

/** A white area with an optional heading. */
export function Card({ title, children }: PropsWithChildren<{ title?: JSX.Element }>): JSX.Element {
  return (
    <section class="card mb-4 border border-base-300 bg-base-100">
      <div class="card-body gap-3 p-4">
        {title ? <h2 class="text-lg font-semibold">{title as 'safe'}</h2> : ''}
        {children as 'safe'}
      </div>
    </section>
  );
}

export type FieldProps = {
  view: View;
  name: string;
  label: JSX.Element;
  value?: string | undefined;
  /** What to write, under the label. */
  hint?: JSX.Element;
  /** The refusal of the last attempt: its sentence for this field is shown at the field. */
  refusal?: Refusal | undefined;
  required?: boolean;
};

/** A labelled one-line input. */
export function TextField(
  props: FieldProps & { type?: string; autocomplete?: string; inputmode?: string },
): JSX.Element {
  return (
    <FieldFrame {...props}>
      <input
        class={`input w-full ${problemOf(props) ? 'input-error' : ''}`}
        id={props.name}
        name={props.name}
        type={props.type ?? 'text'}
        value={inAttribute(props.value ?? '')}
        autocomplete={(props.autocomplete ?? 'off') as 'on'}
        inputmode={props.inputmode}
        required={props.required}
        {...described(props)}
      />
    </FieldFrame>
  );
}

/** A labelled text of several lines. */
export function TextArea(props: FieldProps & { rows?: number }): JSX.Element {
  return (
    <FieldFrame {...props}>
      <textarea
        class={`textarea w-full ${problemOf(props) ? 'textarea-error' : ''}`}
        id={props.name}
        name={props.name}
        rows={String(props.rows ?? 4)}
        required={props.required}
        {...described(props)}
      >
        {inTextArea(props.value ?? '')}
      </textarea>
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  text: string;
}

/** A labelled choice of one. */
export function SelectField(props: FieldProps & { options: Option[] }): JSX.Element {
  return (
    <FieldFrame {...props}>
      <select
        class={`select w-full ${problemOf(props) ? 'select-error' : ''}`}
        id={props.name}
        name={props.name}
        required={props.required}
        {...described(props)}
      >
        {props.options.map(({ value, text }) => (
          <option value={inAttribute(value)} selected={value === (props.value ?? '')} safe>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A field's label, what to write, and what is wrong with it, around its input. */
export function FieldFrame(props: PropsWithChildren<FieldProps>): JSX.Element {
  const problem = problemOf(props);
  return (
    <div class="mb-3">
      <label class="mb-1 block font-medium" for={props.name}>
        {props.label as 'safe'}
      </label>
      {props.hint ? (
        <p class="mb-1 text-sm text-muted" id={`${props.name}-petunjuk`}>
          {props.hint as 'safe'}
        </p>
      ) : (
        ''
      )}
      {props.children as 'safe'}
      {problem ? (
        <p class="mt-1 text-sm font-medium text-error" id={`${props.name}-salah`}>
          {props.view.w(problem)}
        </p>
      ) : (
        ''
      )}
    </div>
  );
}

function problemOf({ refusal, name }: FieldProps) {
  return refusal?.fields.find(({ field }) => field === name)?.words;
}

/** Ties the input to them. */
export function described(props: FieldProps): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const ids = [props.hint && `${props.name}-petunjuk`, problemOf(props) && `${props.name}-salah`].filter(Boolean);
  return {
    ...(ids.length ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(problemOf(props) ? { 'aria-invalid': 'true' as const } : {}),
  };
}

/** The main button of a form. */
export function Submit({ children }: PropsWithChildren): JSX.Element {
  return <button class="btn btn-primary min-h-12 w-full sm:w-auto">{children as 'safe'}</button>;
}

/** The sentence of a refused form, above it. */
export function Problem({ view, refusal }: { view: View; refusal: Refusal | undefined }): JSX.Element {
  if (!refusal) return <></>;
  return (
    <p class="alert alert-error mb-4" role="alert">
      {view.w(refusal.words)}
    </p>
  );
}

/** What stands where a list is empty: what it is, and what to do. */
export function Empty({ children }: PropsWithChildren): JSX.Element {
  return (
    <p class="rounded-box border border-dashed border-base-300 bg-base-100 p-6 text-center">{children as 'safe'}</p>
  );
}

export type Tone = 'neutral' | 'good' | 'warn' | 'bad';
const tones: Record<Tone, string> = { neutral: '', good: 'badge-success', warn: 'badge-warning', bad: 'badge-error' };

/** A short state, readable without its colour. */
export function Badge({ tone = 'neutral', children }: PropsWithChildren<{ tone?: Tone }>): JSX.Element {
  return <span class={`badge h-auto min-h-6 ${tones[tone]}`}>{children as 'safe'}</span>;
}

/** One figure with its name. */
export function Figure({
  label,
  value,
  note,
}: {
  label: JSX.Element;
  value: JSX.Element;
  note?: JSX.Element;
}): JSX.Element {
  return (
    <div class="rounded-box border border-base-300 bg-base-100 p-3">
      <p class="text-sm text-muted">{label as 'safe'}</p>
      <p class="text-2xl font-bold">{value as 'safe'}</p>
      {note ? <p class="text-sm text-muted">{note as 'safe'}</p> : ''}
    </div>
  );
}

export interface Column {
  title: JSX.Element;
  numeric?: boolean;
}

/** A table that scrolls by itself on narrow screens; cells are ready HTML, the first of a row is its header. */
export function Table({
  caption,
  columns,
  rows,
}: {
  caption: JSX.Element;
  columns: Column[];
  rows: JSX.Element[][];
}): JSX.Element {
  return (
    <div class="mb-4 overflow-x-auto rounded-box border border-base-300 bg-base-100" tabindex="0" role="group">
      <table class="table">
        <caption class="px-4 py-2 text-left text-sm text-muted">
          <span class="sticky left-4 inline-block max-w-[calc(100vw-4rem)]">{caption as 'safe'}</span>
        </caption>
        <thead>
          <tr>
            {columns.map(({ title, numeric }) => (
              <th scope="col" class={numeric ? 'text-right' : ''}>
                {title as 'safe'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th scope="row" class="font-medium">
                    {cell as 'safe'}
                  </th>
                ) : (
                  <td class={columns[index]?.numeric ? 'text-right tabular-nums' : ''}>{cell as 'safe'}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The way to the next part of a long list. */
export function More({ view, href }: { view: View; href: string | null }): JSX.Element {
  if (!href) return <></>;
  return (
    <p class="my-4 text-center">
      <a class="btn min-h-12" href={href}>
        {view.t('Tampilkan berikutnya', 'Show more')}
      </a>
    </p>
  );
}
