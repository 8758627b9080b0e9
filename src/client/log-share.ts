import { parseShareLink, readingSentence } from '../links/link.rules';

/** Under the field of *Catat sebaran*: what the pasted text is, while it is typed. The server decides; this only tells sooner. */
const field = document.querySelector<HTMLTextAreaElement>('textarea#isi');
const place = document.querySelector<HTMLElement>('[data-reading]');
const lang = document.documentElement.lang === 'en' ? 'en' : 'id';

/** A chosen way without a link wants a sentence, and there is nothing to recognise in it. */
function wantsSentence(): boolean {
  return Boolean(document.querySelector<HTMLInputElement>('input[name="kanal"]:checked')?.value);
}

function read(): void {
  if (!field || !place) return;
  const text = field.value;
  const reading = parseShareLink(text, new Date());
  const isSilent = !text.trim() || wantsSentence() || reading.kind === 'no-link';
  place.textContent = isSilent ? '' : `${reading.expect === 'reject' ? '✗' : '✓'} ${readingSentence(reading)[lang]}`;
  place.classList.toggle('text-error', reading.expect === 'reject');
}

field?.addEventListener('input', read);
for (const way of Array.from(document.querySelectorAll('input[name="kanal"]'))) way.addEventListener('change', read);
read();
