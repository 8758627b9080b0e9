import { hintWords } from '../shares/hint.rules';
import { ShareEvidence } from '../web/components';
import type { View } from '../web/view';
import type { WaitingShare } from './verification.queries';

type EvidenceProps = { view: View; share: WaitingShare; opens?: string };

/** The link and the statement, or what else there is to look at where nothing can be read. */
export function Evidence({ view, share, opens }: EvidenceProps): JSX.Element {
  if (share.linkUrl || share.statement) return <ShareEvidence share={share} opens={opens} />;
  return <p>{view.t('Bukti berupa tangkapan layar.', 'The evidence is a screenshot.')}</p>;
}

/** The pictures that prove a share; each look is written into the trail. */
export function Pictures({ view, share, count }: { view: View; share: WaitingShare; count: number }): JSX.Element {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <img
          class="max-h-[70vh] w-full rounded-box border border-base-300 object-contain"
          src={`/verifikasi/${share.id}/bukti?nomor=${index + 1}`}
          alt={view.s(`Tangkapan layar ${index + 1} dari ${count}`, `Screenshot ${index + 1} of ${count}`)}
        />
      ))}
    </>
  );
}

/** What the machine noticed, each mark a sentence. */
export function Marks({ view, share }: { view: View; share: WaitingShare }): JSX.Element {
  const sentences = hintWords(share);
  if (!sentences.length) return <></>;
  return (
    <ul class="mt-1 grid gap-1 rounded-box bg-warning px-4 py-2 text-warning-content">
      {sentences.map((sentence) => (
        <li>{view.w(sentence)}</li>
      ))}
    </ul>
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
