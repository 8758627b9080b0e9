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
