/** What pages gain by a script; every page works without it. */

/** A form is sent once: a second tap right after the first does nothing. A form that answers with a file stays usable. */
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented) return;
  if (form.dataset['sent']) return event.preventDefault();
  form.dataset['sent'] = '1';
  setTimeout(() => delete form.dataset['sent'], 3000);
});
addEventListener('pageshow', () => {
  for (const form of Array.from(document.querySelectorAll<HTMLFormElement>('form[data-sent]')))
    delete form.dataset['sent'];
});

/** The menu closes by Escape, where its button gets the focus back, and by a tap beside it. */
const menu = document.querySelector<HTMLDetailsElement>('header details');
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || !menu?.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
});
document.addEventListener('click', ({ target }) => {
  if (menu?.open && !menu.contains(target as Node)) menu.open = false;
});

/** Buttons that copy a text: `<button data-copy="…" data-copied="Tersalin">`. They stay hidden where there is no clipboard. */
for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('button[data-copy]'))) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset['copy'] ?? '');
    button.textContent = button.dataset['copied'] ?? button.textContent;
  });
}

/** The worker is fetched when the page has been there for a moment: its start must not make a page slower. */
addEventListener('load', () => {
  if (navigator.serviceWorker) setTimeout(() => void startWorker(), 2000);
});

async function startWorker(): Promise<void> {
  const worker = await navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  if (!worker) return;
  if (worker.waiting) offer(worker.waiting);
  worker.addEventListener('updatefound', () => {
    const next = worker.installing;
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && navigator.serviceWorker.controller) offer(next);
    });
  });
}

/** *Versi baru tersedia*: loads the page anew when asked, with what was typed; a page with a chosen file stays. */
function offer(next: ServiceWorker): void {
  const notice = document.querySelector<HTMLElement>('[data-new-version]');
  if (!notice || !notice.hidden) return;
  notice.hidden = false;
  notice.querySelector('button')?.addEventListener('click', () => {
    const hasFile = fields().some((field) => field.type === 'file' && field.value);
    notice.hidden = true;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (hasFile) return;
      sessionStorage.setItem('ketikan', JSON.stringify(typed()));
      location.reload();
    });
    next.postMessage('muat-ulang');
  });
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const fields = () => Array.from(document.querySelectorAll<Field>('main :is(input, textarea, select)'));
const isTick = (field: Field): field is HTMLInputElement => field.type === 'radio' || field.type === 'checkbox';
const typed = () => fields().map((field) => (isTick(field) ? field.checked : field.type === 'file' ? '' : field.value));

const kept = sessionStorage.getItem('ketikan');
if (kept) {
  sessionStorage.removeItem('ketikan');
  const values = JSON.parse(kept) as (string | boolean)[];
  fields().forEach((field, place) => {
    const value = values[place];
    if (isTick(field)) field.checked = value === true;
    else if (typeof value === 'string' && field.type !== 'file' && value) field.value = value;
  });
}
