import type { PropsWithChildren } from '@kitajs/html';
import { inAttribute } from './typed';
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

interface MediumProps {
  kind: 'picture' | 'video';
  alt: string;
  width: number | null;
  height: number | null;
  /** Address of the small form of a picture, or of the video. */
  src: string;
}

/** A picture in its small form, which keeps its place while it loads, or a video that is fetched only when it is played. */
export function MediumView({ kind, alt, width, height, src }: MediumProps): JSX.Element {
  const look = 'h-auto max-h-96 w-full rounded-box bg-base-200 object-contain';
  if (kind === 'video') {
    return <video class={look} src={src} controls aria-label={inAttribute(alt)} {...{ preload: 'none' }} />;
  }
  return <img class={look} src={src} alt={inAttribute(alt)} width={width ?? ''} height={height ?? ''} loading="lazy" />;
}

interface ShareEvidenceProps {
  /** `linkUrl` is the canonical address that was stored, never what was pasted. */
  share: { linkUrl: string | null; statement: string | null };
  /** The key that opens the link where a page has keys. */
  opens?: string | undefined;
}

/**
 * The link of a share and what its sender says of it: the only way in which a page writes them. It guards the reader,
 * who opens what somebody else has named: the other page opens apart and cannot steer this one, its network does not
 * learn where the reader comes from, the link recommends nothing to search engines, and what is no web address is text.
 */
export function ShareEvidence({ share: { linkUrl, statement }, opens }: ShareEvidenceProps): JSX.Element {
  return (
    <>
      {linkUrl ? <p class="break-all">{(<ShareLink address={linkUrl} opens={opens} />) as 'safe'}</p> : ''}
      {statement ? (
        <p class="break-words whitespace-pre-line" safe>
          {statement}
        </p>
      ) : (
        ''
      )}
    </>
  );
}

function ShareLink({ address, opens }: { address: string; opens: string | undefined }): JSX.Element {
  if (!/^https?:\/\//i.test(address)) return <span safe>{address}</span>;
  return (
    <a href={inAttribute(address)} target="_blank" rel="noopener noreferrer nofollow" data-key={opens} safe>
      {address}
    </a>
  );
}
