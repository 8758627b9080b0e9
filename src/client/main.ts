/** What pages gain by a script; every page works without it. */

/** A form is sent once: a second tap right after the first does nothing. A form that answers with a file stays usable. */
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
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
