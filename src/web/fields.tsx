import type { PropsWithChildren } from '@kitajs/html';
import type { Refusal } from '../kernel/refusal';
import { inAttribute, inTextArea } from './typed';
import type { View } from './view';

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

/**
 * More than any text that is asked for. The browser takes no more, so that a form stays below what the server reads:
 * a text too long for its rule comes back as typed, whereas a form too large is refused unread.
 */
export const mostTyped = 50_000;

/** A labelled text of several lines. */
export function TextArea(props: FieldProps & { rows?: number }): JSX.Element {
  return (
    <FieldFrame {...props}>
      <textarea
        class={`textarea w-full ${problemOf(props) ? 'textarea-error' : ''}`}
        id={props.name}
        name={props.name}
        rows={String(props.rows ?? 4)}
        maxlength={String(mostTyped)}
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

/** A file to be sent, and what shows of it. `name` is also the name by which a refusal speaks of it. */
export function FileField(props: PropsWithChildren<FieldProps & { accept?: string }>): JSX.Element {
  const marks = described(props);
  return (
    <FieldFrame {...props}>
      <input
        class={`file-input w-full ${marks['aria-invalid'] ? 'file-input-error' : ''}`}
        type="file"
        id={props.name}
        name={props.name}
        accept={props.accept}
        required={props.required}
        {...marks}
      />
      {props.children as 'safe'}
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
