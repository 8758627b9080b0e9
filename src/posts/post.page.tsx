import { fullName } from '../directory/person.rules';
import type { Refusal } from '../kernel/refusal';
import { formatMoment } from '../kernel/wita';
import { Card } from '../web/components';
import { Problem, Submit, TextArea } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { everybodyWord } from './post-content.rules';
import { checklist, publicPath, type MoveName, type PostRecord } from './post.rules';
import { PostBody, StateBadge } from './posts.page';
import type { PostStep } from './posts.queries';

export interface PostValues {
  post: PostRecord;
  /** Null: the reader is not shown who did what. */
  steps: PostStep[] | null;
  moves: MoveName[];
  /** The reader could publish, were it not their own work. */
  needsOther: boolean;
  now: Date;
  /** The last attempt, and what was typed in it. */
  refusal?: Refusal | undefined;
  typed?: Record<string, string>;
}

/** One post: as staff see it, what the reader may do with it, and its history. */
export function postPage(view: View, values: PostValues): JSX.Element {
  const { post } = values;
  return (
    <Page view={view} title={post.title}>
      <Problem view={view} refusal={values.refusal} />
      <p class="mb-4 flex flex-wrap items-center gap-2">
        <StateBadge view={view} post={post} now={values.now} />
        <span class="text-sm text-muted" safe>
          {post.code}
        </span>
        {post.state === 'published' ? (
          <a class="link" href={publicPath(post.code)}>
            {view.t('Halaman publik', 'Public page')}
          </a>
        ) : (
          ''
        )}
      </p>
      {values.steps ? <Deeds view={view} values={values} /> : ''}
      <Card title={view.t('Isi materi', 'Content')}>
        <PostBody view={view} post={post} showAlt={values.steps !== null} />
        <p class="text-sm text-muted">
          {view.t('Sasaran: ', 'Audience: ')}
          <span safe>{audienceText(view, post)}</span>
        </p>
      </Card>
      <Card title={view.t('Takarir', 'Captions')}>
        <Captions view={view} captions={post.captions} />
      </Card>
      {values.steps ? <History view={view} steps={values.steps} /> : ''}
    </Page>
  );
}

function Deeds({ view, values }: { view: View; values: PostValues }): JSX.Element {
  const { post, moves } = values;
  if (!moves.length && !values.needsOther) return <></>;
  return (
    <Card title={view.t('Tindakan', 'What to do')}>
      {moves.includes('change') ? (
        <p class="flex flex-wrap gap-2">
          <a class="btn min-h-12 w-full sm:w-auto" href={`/materi/${post.id}/ubah`}>
            {view.t('Ubah materi', 'Change the post')}
          </a>
          <a class="btn min-h-12 w-full sm:w-auto" href={`/materi/${post.id}/media`}>
            {view.t('Gambar dan video', 'Pictures and video')}
          </a>
        </p>
      ) : (
        ''
      )}
      {moves.includes('submit') ? (
        <form method="post" action={`/materi/${post.id}/pengajuan`}>
          <Seen post={post} />
          <Submit>{view.t('Ajukan untuk diterbitkan', 'Submit for publication')}</Submit>
        </form>
      ) : (
        ''
      )}
      {moves.includes('publish') ? <Publication view={view} values={values} /> : ''}
      {values.needsOther ? (
        <p class="alert alert-warning">
          {view.t(
            'Materi ini Anda susun, ubah, atau ajukan sendiri. Mintalah penerbit lain untuk menerbitkannya.',
            'You drafted, changed or submitted this post yourself. Ask another publisher to publish it.',
          )}
        </p>
      ) : (
        ''
      )}
      {moves.includes('return') ? <Return view={view} values={values} /> : ''}
    </Card>
  );
}

function Publication({ view, values }: { view: View; values: PostValues }): JSX.Element {
  const { post, typed } = values;
  return (
    <form method="post" action={`/materi/${post.id}/penerbitan`} class="grid grid-cols-1 gap-3">
      <Seen post={post} />
      <fieldset class="grid grid-cols-1 gap-2">
        <legend class="mb-2 font-medium">
          {view.t(
            'Periksa sebelum menerbitkan (SE MenPANRB 137/2018)',
            'Check before publishing (SE MenPANRB 137/2018)',
          )}
        </legend>
        {checklist.map(({ name, words }) => (
          <label class="flex min-h-11 items-start gap-3" for={name}>
            <input
              class="checkbox mt-1 shrink-0"
              type="checkbox"
              id={name}
              name={name}
              value="ya"
              checked={typed?.[name] === 'ya'}
              required
            />
            <span>{view.w(words)}</span>
          </label>
        ))}
      </fieldset>
      <Submit>{view.t('Terbitkan', 'Publish')}</Submit>
    </form>
  );
}

function Return({ view, values }: { view: View; values: PostValues }): JSX.Element {
  const { post, typed, refusal } = values;
  return (
    <form method="post" action={`/materi/${post.id}/pengembalian`}>
      <Seen post={post} />
      <TextArea
        view={view}
        name="reason"
        label={view.t('Alasan pengembalian', 'Why it is returned')}
        hint={view.t('Tulis apa yang perlu diperbaiki.', 'Write what needs repair.')}
        value={typed?.['reason']}
        refusal={refusal}
        rows={3}
        required
      />
      <button class="btn min-h-12 w-full sm:w-auto">
        {view.t('Kembalikan untuk diperbaiki', 'Return for repair')}
      </button>
    </form>
  );
}

function Seen({ post }: { post: PostRecord }): JSX.Element {
  return <input type="hidden" name="changedAt" value={post.changedAt.toISOString()} />;
}

const stepTexts: Record<PostStep['kind'], [string, string]> = {
  drafted: ['Disusun', 'Drafted'],
  changed: ['Diubah', 'Changed'],
  submitted: ['Diajukan', 'Submitted'],
  returned: ['Dikembalikan', 'Returned'],
  published: ['Diterbitkan', 'Published'],
  withdrawn: ['Ditarik', 'Withdrawn'],
};

function History({ view, steps }: { view: View; steps: PostStep[] }): JSX.Element {
  return (
    <Card title={view.t('Riwayat', 'History')}>
      {steps.length ? '' : <p class="text-muted">{view.t('Belum ada riwayat.', 'No history yet.')}</p>}
      <ol class="grid grid-cols-1 gap-2">
        {steps.map((step) => (
          <li>
            <strong>{view.t(...stepTexts[step.kind])}</strong>
            {' · '}
            <span safe>{nameOf(view, step)}</span>
            {' · '}
            <span class="text-muted" safe>
              {formatMoment(step.at, view.lang)}
            </span>
            {step.reason ? (
              <p class="break-words whitespace-pre-line" safe>
                {step.reason}
              </p>
            ) : (
              ''
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function nameOf(view: View, { name, titleBefore, titleAfter }: PostStep): string {
  if (name === null) return view.s('Baris perintah', 'Command line');
  return fullName({ name, titleBefore: titleBefore ?? '', titleAfter: titleAfter ?? '' });
}

/** The captions, each ready to be copied. */
function Captions({ view, captions }: { view: View; captions: readonly string[] }): JSX.Element {
  if (!captions.length) return <p class="text-muted">{view.t('Belum ada takarir.', 'No captions yet.')}</p>;
  return (
    <ol class="grid grid-cols-1 gap-3">
      {captions.map((caption) => (
        <li class="rounded-box border border-base-300 p-3">
          <p class="break-words whitespace-pre-line" safe>
            {caption}
          </p>
          <button
            class="btn mt-2 min-h-11"
            type="button"
            data-copy={caption}
            data-copied={view.s('Tersalin', 'Copied')}
            hidden
          >
            {view.t('Salin takarir', 'Copy caption')}
          </button>
        </li>
      ))}
    </ol>
  );
}

function audienceText(view: View, post: PostRecord): string {
  if (post.everybody) return view.s('semua pegawai', 'all staff');
  return post.audienceCodes.join(', ') || view.s(`belum diisi (${everybodyWord} atau kode unit)`, 'not named yet');
}
