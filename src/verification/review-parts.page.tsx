import type { View } from '../web/view';
import type { WaitingShare } from './verification.queries';

/** The canonical address of a share's link, opened apart and without telling the network where the reader comes from. */
export function ShownLink({ share, opens }: { share: WaitingShare; opens?: string }): JSX.Element {
  if (!share.linkUrl) return <></>;
  return (
    <p class="break-all">
      <a href={share.linkUrl} target="_blank" rel="noopener noreferrer nofollow" data-key={opens} safe>
        {share.linkUrl}
      </a>
    </p>
  );
}

/** Which keys do what, where there is a keyboard and a script; they can be switched off. */
export function KeySwitch({ view, keys }: { view: View; keys: string }): JSX.Element {
  return (
    <p class="mb-3 hidden text-sm text-muted" data-keys>
      <label class="flex min-h-11 items-center gap-3">
        <input class="checkbox checkbox-sm" type="checkbox" checked />
        <span safe>{`${view.s('Pintasan papan ketik', 'Keyboard shortcuts')}: ${keys}`}</span>
      </label>
    </p>
  );
}
