import type { Refusal } from '../kernel/refusal';
import { Card } from '../web/components';
import { mostTyped, Problem, SelectField, Submit, TextArea, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { mostCaptions } from './post-content.rules';
import type { UnitChoice } from './posts.queries';

/** The fields as they stand in the form. */
export interface TypedPost {
  title: string;
  program: string;
  unit: string;
  narrative: string;
  sourceUrl: string;
  captions: string[];
  officialLinks: string;
  audience: string;
  shareFrom: string;
  shareUntil: string;
  changedAt: string;
}

interface EditValues {
  /** Null: a new post. */
  id: string | null;
  typed: TypedPost;
  /** Units the writer may choose, and all that can be an audience. */
  units: { own: UnitChoice[]; all: UnitChoice[] };
  refusal?: Refusal | undefined;
}

interface Part {
  view: View;
  values: EditValues;
}

/** The form of a draft, new or changed. */
export function editPostPage(view: View, values: EditValues): JSX.Element {
  const { id, typed, refusal } = values;
  return (
    <Page view={view} title={id ? view.s('Ubah materi', 'Change the post') : view.s('Susun materi', 'Draft a post')}>
      <Problem view={view} refusal={refusal} />
      <form method="post" action={id ? `/materi/${id}` : '/materi'}>
        {id ? <input type="hidden" name="changedAt" value={typed.changedAt} /> : ''}
        <What view={view} values={values} />
        <CaptionFields view={view} values={values} />
        <Where view={view} values={values} />
        <Submit>{view.t('Simpan draf', 'Save draft')}</Submit>
      </form>
    </Page>
  );
}

function What({ view, values: { typed, units, refusal } }: Part): JSX.Element {
  const field = { view, refusal };
  return (
    <Card title={view.t('Isi materi', 'Content')}>
      <TextField
        {...field}
        name="title"
        label={view.t('Judul', 'Title')}
        hint={view.t('5–120 karakter.', '5–120 characters.')}
        value={typed.title}
        required
      />
      <TextField {...field} name="program" label={view.t('Program', 'Programme')} value={typed.program} />
      <SelectField
        {...field}
        name="unit"
        label={view.t('Unit kerja', 'Unit')}
        value={typed.unit}
        options={units.own.map(({ code, name }) => ({ value: code, text: name }))}
        required
      />
      <TextArea
        {...field}
        name="narrative"
        label={view.t('Narasi', 'Narrative')}
        hint={view.t(
          'Apa yang perlu diketahui masyarakat, beserta faktanya.',
          'What the public should know, with its facts.',
        )}
        value={typed.narrative}
        rows={8}
      />
      <TextField
        {...field}
        name="sourceUrl"
        label={view.t('Alamat sumber', 'Source address')}
        hint={view.t('Diawali https://.', 'Begins with https://.')}
        value={typed.sourceUrl}
        inputmode="url"
      />
    </Card>
  );
}

function CaptionFields({ view, values: { typed, refusal } }: Part): JSX.Element {
  const shown = Math.min(mostCaptions, Math.max(4, typed.captions.length + 2));
  const problem = refusal?.fields.find(({ field }) => field === 'captions')?.words;
  return (
    <Card title={view.t('Takarir', 'Captions')}>
      <p class="text-sm text-muted" id="takarir-petunjuk">
        {view.t(
          'Paling sedikit dua, agar setiap pegawai dapat memilih. Yang kosong diabaikan; simpan untuk mendapat isian lagi.',
          'At least two, so that staff can choose. Empty ones are ignored; save to get more fields.',
        )}
      </p>
      {problem ? <p class="text-sm font-medium text-error">{view.w(problem)}</p> : ''}
      {Array.from({ length: shown }, (_, index) => (
        <div>
          <label class="mb-1 block font-medium" for={`takarir-${index + 1}`}>
            {view.t(`Takarir ${index + 1}`, `Caption ${index + 1}`)}
          </label>
          <textarea
            class="textarea w-full"
            id={`takarir-${index + 1}`}
            name="captions"
            rows="3"
            maxlength={String(mostTyped)}
            aria-describedby="takarir-petunjuk"
            safe
          >
            {typed.captions[index] ?? ''}
          </textarea>
        </div>
      ))}
    </Card>
  );
}

function Where({ view, values: { typed, units, refusal } }: Part): JSX.Element {
  const field = { view, refusal };
  return (
    <Card title={view.t('Penyebarluasan', 'Dissemination')}>
      <TextArea
        {...field}
        name="officialLinks"
        label={view.t('Tautan unggahan resmi', 'Links of the official publications')}
        hint={view.t('Satu tautan sebaris; boleh kosong.', 'One link a line; may be empty.')}
        value={typed.officialLinks}
        rows={3}
      />
      <TextField
        {...field}
        name="audience"
        label={view.t('Sasaran', 'Audience')}
        hint={view.t(
          'Tulis "semua", atau kode unit dipisahkan spasi. Unit di bawahnya ikut termasuk.',
          'Write "semua" for everybody, or unit codes separated by spaces. Units below are included.',
        )}
        value={typed.audience}
      />
      <UnitCodes view={view} units={units.all} />
      <TextField
        {...field}
        name="shareFrom"
        type="datetime-local"
        label={view.t('Mulai disebarkan (WITA)', 'To be shared from (WITA)')}
        value={typed.shareFrom}
        required
      />
      <TextField
        {...field}
        name="shareUntil"
        type="datetime-local"
        label={view.t('Disebarkan sebelum (WITA)', 'To be shared before (WITA)')}
        hint={view.t('Sebaran mulai saat ini tidak lagi dihitung.', 'Shares from this moment on no longer count.')}
        value={typed.shareUntil}
        required
      />
    </Card>
  );
}

function UnitCodes({ view, units }: { view: View; units: UnitChoice[] }): JSX.Element {
  return (
    <details class="mb-3">
      <summary class="min-h-11 cursor-pointer py-2">{view.t('Lihat kode unit', 'Show unit codes')}</summary>
      <ul class="text-sm">
        {units.map(({ code, name }) => (
          <li>
            <strong safe>{code}</strong> <span safe>{name}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
