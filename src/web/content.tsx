import { FieldFrame, described, type FieldProps } from './components';
import { inAttribute } from './typed';

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

/** A file to be sent. `name` is also the name by which a refusal speaks of it. */
export function FileField(props: FieldProps & { accept: string }): JSX.Element {
  const marks = described(props);
  return (
    <FieldFrame {...props}>
      <input
        class={`file-input w-full ${marks['aria-invalid'] ? 'file-input-error' : ''}`}
        type="file"
        id={props.name}
        name={props.name}
        accept={inAttribute(props.accept)}
        required={props.required}
        {...marks}
      />
    </FieldFrame>
  );
}
