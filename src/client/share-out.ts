import { composerAddress, composers, withAddress, withDisclosure } from '../sharing/share-out.rules';

/** *Bagikan* on an item's page: own words and the disclosure feed the copy button, the networks' forms and the share sheet. */
const box = document.querySelector<HTMLElement>('[data-share-out]');
const words = document.querySelector<HTMLTextAreaElement>('#kata');
const line = document.querySelector<HTMLInputElement>('#keterangan');
const withLine = document.querySelector<HTMLInputElement>('#keterangan-pakai');
const said = document.querySelector<HTMLElement>('[data-said]');
const isEnglish = document.documentElement.lang === 'en';
const t = (id: string, en: string) => (isEnglish ? en : id);
const say = (sentence: string) => {
  if (said) said.textContent = sentence;
};

const address = box?.dataset['address'] ?? '';
const kept = 'gaung-keterangan';

function text(): string {
  return withDisclosure(words?.value ?? '', withLine?.checked ? (line?.value ?? '') : '');
}

function follow(): void {
  for (const composer of composers) {
    const link = document.querySelector<HTMLAnchorElement>(`a[data-composer="${composer}"]`);
    if (link) link.href = composerAddress(composer, text(), address);
  }
}

/** The disclosure as this person wants it stays on this phone; where nothing can be kept it begins anew. */
function recall(): void {
  try {
    const was = JSON.parse(localStorage.getItem(kept) ?? 'null') as { on?: unknown; line?: unknown } | null;
    if (withLine && typeof was?.on === 'boolean') withLine.checked = was.on;
    if (line && typeof was?.line === 'string') line.value = was.line;
  } catch {
    return;
  }
}

function keep(): void {
  try {
    localStorage.setItem(kept, JSON.stringify({ on: withLine?.checked, line: line?.value }));
  } catch {
    return;
  }
}

function offerCopy(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-copy-words]');
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(withAddress(text(), address));
    say(t('Teks dan tautan tersalin.', 'Text and link copied.'));
  });
}

function offerCaptions(): void {
  for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('[data-caption]'))) {
    button.hidden = false;
    button.addEventListener('click', () => {
      if (!words) return;
      words.value = button.dataset['caption'] ?? '';
      follow();
      words.focus();
    });
  }
}

/** Pictures already fetched: a phone opens its share sheet only right after a tap, so a slow fetch needs a second one. */
const fetched = new Map<string, File>();

async function fileOf(choice: HTMLInputElement): Promise<File> {
  const known = fetched.get(choice.value);
  if (known) return known;
  const answer = await fetch(choice.value);
  if (!answer.ok) throw new Error(String(answer.status));
  const blob = await answer.blob();
  const file = new File([blob], choice.dataset['name'] ?? 'materi', { type: blob.type });
  fetched.set(choice.value, file);
  return file;
}

const chosen = () => Array.from(document.querySelectorAll<HTMLInputElement>('input[data-share-file]:checked'));

async function handOver(): Promise<void> {
  const data: ShareData = { title: box?.dataset['title'] ?? '', text: withAddress(text(), address) };
  say(chosen().length ? t('Menyiapkan gambar …', 'Preparing the pictures …') : '');
  const files = await Promise.all(chosen().map(fileOf));
  const takesFiles = !files.length || navigator.canShare?.({ ...data, files });
  say(
    takesFiles
      ? ''
      : t(
          'Ponsel ini tidak dapat membagikan berkas langsung. Simpan gambarnya, lalu lampirkan sendiri.',
          'This phone cannot hand over files directly. Save the picture and attach it yourself.',
        ),
  );
  await navigator.share(files.length && takesFiles ? { ...data, files } : data);
}

function explain(error: unknown): void {
  const { name } = error as { name?: string };
  if (name === 'AbortError') return say('');
  if (name === 'NotAllowedError')
    return say(t('Gambar sudah siap. Ketuk Bagikan sekali lagi.', 'The pictures are ready. Tap Share once more.'));
  say(
    t(
      'Gambar belum dapat diambil. Coba lagi, atau bagikan tanpa gambar.',
      'The pictures could not be fetched. Try again, or share without them.',
    ),
  );
}

function offerSheet(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-share-sheet]');
  if (!button || !navigator.share) return;
  button.hidden = false;
  for (const choice of Array.from(document.querySelectorAll<HTMLElement>('[data-share-choice]'))) choice.hidden = false;
  button.addEventListener('click', () => {
    handOver().catch(explain);
  });
}

if (box) {
  recall();
  follow();
  offerCopy();
  offerCaptions();
  offerSheet();
  for (const field of [words, line, withLine]) field?.addEventListener('input', follow);
  for (const field of [line, withLine]) field?.addEventListener('input', keep);
}
